package frontend

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// priorityOwn shows the whole picture of a priority: its words through the
// editions of the plan, what serves it, what is late and what nobody knows.
func priorityOwn(v *visit, one *service.One) (own, error) {
	p, err := v.newPicture(one.Model.Base().Ref)
	if err != nil {
		return own{}, err
	}
	blocks := []block{{"narrative", "What the plan says, edition by edition", narrative(p)}}
	if len(p.Overdue) > 0 {
		blocks = append(blocks, block{"overdue", "Overdue", lateParts(p)})
	}
	for _, part := range p.Sections {
		if part.Count > 0 {
			blocks = append(blocks, block{part.Kind.Plural, part.Label, pictureTable(part, p.today, part.Label)})
		}
	}
	blocks = append(blocks, block{"unknown", "What nobody has recorded", gapList(p)})
	return own{Lead: pictureLead(p, blocks), Blocks: blocks, Covers: p.covers(), Fields: []string{"title"}}, nil
}

// picture is the whole picture with the sums that head it.
type picture struct {
	*service.Picture
	today           models.Date
	questions       map[string]int64
	recommendations map[string]int64
	money           service.Money
}

func (v *visit) newPicture(ref models.Ref) (*picture, error) {
	whole, err := v.service.Picture(v.ctx(), v.who, ref)
	if err != nil {
		return nil, err
	}
	p := &picture{Picture: whole, today: v.service.Today()}
	if p.questions, err = v.service.Tally(v.ctx(), v.who, models.QuestionKind, "state", p.query()); err != nil {
		return nil, err
	}
	if p.recommendations, err = v.service.Tally(v.ctx(), v.who, models.RecommendationKind, "state", p.query()); err != nil {
		return nil, err
	}
	p.money, err = v.service.Awarded(v.ctx(), v.who, p.query())
	return p, err
}

// query lists what serves the priority.
func (p *picture) query() service.Query {
	return service.Query{Filters: map[string][]string{"priority": {string(p.Model.Base().Ref)}}}
}

// covers are the groups of the thread that the picture shows.
func (p *picture) covers() []string {
	covers := []string{"placement.priority"}
	for _, part := range p.Sections {
		covers = append(covers, part.Kind.Name+".priorities")
	}
	return covers
}

// rows are the strip of counts and sums at the head of the picture.
func (p *picture) rows() []components.SummaryRow {
	return []components.SummaryRow{
		{Key: "Questions", HTML: p.counts(models.QuestionKind, "state", models.QuestionKind.States, p.questions)},
		{Key: "Assurances, as they stand", HTML: p.counts(models.AssuranceKind, "standing", models.AssuranceKind.DerivedNamed("standing").Options, p.Standings)},
		{Key: "Recommendations", HTML: p.counts(models.RecommendationKind, "state", models.RecommendationKind.States, p.recommendations)},
		{Key: "Money awarded", HTML: awarded(p.money)},
		{Key: "Overdue", HTML: jump(total(p.Overdue), "overdue", "Nothing that is recorded is overdue")},
		{Key: "Not recorded", HTML: jump(total(p.Unknown), "unknown", "No gap is known")},
	}
}

func (p *picture) counts(k *models.Kind, by string, options []models.Option, counts map[string]int64) templ.Component {
	return pictureCounts(k, stateCounts(k, options, by, counts, p.query()))
}

func total(parts []service.Part) int64 {
	var n int64
	for _, part := range parts {
		n += part.Count
	}
	return n
}

// rest leads on from the first records of a part to all of them.
func rest(part service.Part) string {
	return "See all " + counted(part.Count, part.Kind.One, part.Kind.Many)
}

// pictureFields are the columns of a kind that say who, when and how much. The
// other records that its own refer to are a click away.
func pictureFields(k *models.Kind) []string {
	var names []string
	for _, field := range k.Fields {
		if field.Column && (len(field.Kinds) == 0 || slices.Contains(field.Kinds, "body")) {
			names = append(names, field.Name)
		}
	}
	return names
}

// empty names the sections under which nothing is recorded.
func (p *picture) empty() string {
	var labels []string
	for _, part := range p.Sections {
		if part.Count == 0 {
			labels = append(labels, lowerFirst(part.Label))
		}
	}
	return strings.Join(labels, ", ")
}

// outcomeWords says under which outcome an edition has the priority.
func outcomeWords(placement *models.Placement, names service.Names) string {
	if placement.Outcome == "" {
		return ""
	}
	return "Under the outcome “" + nameTitle(names, placement.Outcome) + "”"
}
