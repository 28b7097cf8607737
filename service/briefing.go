package service

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"

	"answerable/internal/document"
	"answerable/models"
)

// Brief is what a composed paper is asked for.
type Brief struct {
	Type models.PaperType
	// Title is that of a kept paper; made from what it is about where empty.
	Title string
	// About is a priority, district, body, report or meeting. Since and Until
	// narrow the paper to a period; one of the three is needed.
	About        models.Ref
	Since, Until models.Date
	// AsAt is the day for which the paper says how things stand; today where
	// empty.
	AsAt models.Date
	// Sections are names of sections in their order; those usual for the type
	// where there are none.
	Sections models.Lines
	// Paper is the kept paper of which it has the authors’ paragraphs.
	Paper models.Ref
}

// problems finds what is wrong with what is asked for.
func (b Brief) problems() models.Problems {
	problems := append(models.PeriodProblems(b.Since, b.Until), models.SectionProblems(b.Type, b.Sections)...)
	if len(problems) == 0 {
		problems = models.ReportPeriodProblems(b.Type, b.Since, b.Until)
	}
	if b.AsAt != "" && !b.AsAt.IsDay() {
		problems = append(problems, models.Problem{Field: "as_at", Text: "As at: must be a day, for example 2019-01-21"})
	}
	if b.About == "" && b.Since == "" && b.Until == "" {
		problems = append(problems, models.Problem{Field: "about", Text: "About: choose what the paper is about, or give a period"})
	}
	if !slices.ContainsFunc(models.PaperType("").Options(), func(o models.Option) bool { return o.Value == string(b.Type) }) {
		problems = append(problems, models.Problem{Field: "type", Text: "Type of paper: must be one of those there are, for example briefing"})
	}
	return problems
}

// composers compose the sections of papers. Each says what it has to say from
// what was gathered, and reads nothing.
var composers = map[models.PaperSection]func(*briefing) []document.Block{
	models.SectionBackground:      (*briefing).background,
	models.SectionNational:        (*briefing).national,
	models.SectionOffice:          (*briefing).office,
	models.SectionForce:           (*briefing).force,
	models.SectionHolding:         (*briefing).holding,
	models.SectionRecommendations: (*briefing).recommendations,
	models.SectionMoney:           (*briefing).money,
	models.SectionMeasures:        (*briefing).measures,
	models.SectionOverdue:         (*briefing).overdue,
	models.SectionUnknown:         (*briefing).unknown,
	models.SectionYear:            (*briefing).annualStatement,
	models.SectionFunctions:       (*briefing).functions,
	models.SectionProgress:        (*briefing).progressByPriority,
	models.SectionSpending:        (*briefing).moneyByPriority,
	models.SectionPanel:           (*briefing).panelStatement,
	models.SectionDecisions:       (*briefing).decisions,
	models.SectionQuestions:       (*briefing).questionsInPeriod,
	models.SectionPanelAsked:      (*briefing).askedByPanel,
	models.SectionInBrief:         (*briefing).progressInBrief,
	models.SectionUndated:         (*briefing).undated,
}

// Briefing composes a paper from the records that its reader may see, nothing
// OFFICIAL-SENSITIVE where they read as somebody outside: numbered sections and paragraphs in which each sentence of fact cites its record. The
// same number of statements reads them, however many they are. A section of
// which nothing is recorded says so in a sentence.
func (s *Service) Briefing(ctx context.Context, who *models.Actor, brief Brief) (*document.Document, error) {
	if brief.Type == "" {
		brief.Type = models.Briefing
	}
	if len(brief.Sections) == 0 {
		brief.Sections = models.UsualSections(brief.Type)
	}
	if err := brief.problems().Or(); err != nil {
		return nil, err
	}
	b, err := s.gathered(ctx, who, s.timed(brief))
	if err != nil {
		return nil, err
	}
	paper := &document.Document{Title: brief.Title, Subtitle: b.subtitle()}
	for _, name := range brief.Sections {
		part := models.PaperPartNamed(models.PaperSection(name))
		composed := composers[part.Name](b)
		if len(composed) == 0 {
			composed = []document.Block{unsaid("Nothing is recorded for this section.")}
		}
		paper.Sections = append(paper.Sections, document.Section{ID: name, Title: part.Title, Blocks: b.withOwn(part.Name, composed)})
	}
	if paper.Title == "" {
		paper.Title = b.title()
	}
	paper.About = b.about()
	paper.Number()
	paper.Marking, err = b.marking()
	return paper, err
}

// PaperDocument composes a kept paper as it is today, or as at its day, and
// tells what it was asked for.
func (s *Service) PaperDocument(ctx context.Context, who *models.Actor, ref models.Ref) (*document.Document, Brief, error) {
	one, err := s.Get(ctx, who, models.PaperKind, ref)
	if err != nil {
		return nil, Brief{}, err
	}
	brief := BriefOf(one.Model.(*models.Paper))
	d, err := s.Briefing(ctx, who, brief)
	return d, brief, err
}

// BriefOf is what a kept paper asks for.
func BriefOf(paper *models.Paper) Brief {
	return Brief{
		Type: paper.Type, Title: paper.Title, About: paper.About, Since: paper.Since, Until: paper.Until, AsAt: paper.AsAt,
		Sections: paper.Sections, Paper: paper.Ref,
	}
}

// BriefNames are the names under which an address asks for a paper.
var BriefNames = []string{"type", "about", "since", "until", "as_at", "sections"}

// ParseBrief reads what a paper is asked for from an address or a form. What is
// wrong with it is said by Briefing.
func ParseBrief(values url.Values) Brief {
	brief := Brief{
		Type: models.PaperType(values.Get("type")), About: models.Ref(strings.TrimSpace(values.Get("about"))),
		Since: models.Date(strings.TrimSpace(values.Get("since"))), Until: models.Date(strings.TrimSpace(values.Get("until"))),
		AsAt: models.Date(strings.TrimSpace(values.Get("as_at"))),
	}
	for _, section := range values["sections"] {
		brief.Sections = append(brief.Sections, strings.Fields(section)...)
	}
	return brief
}

// Values writes the brief as it stands in an address.
func (b Brief) Values() url.Values {
	values := url.Values{}
	for i, text := range []string{string(b.Type), string(b.About), string(b.Since), string(b.Until), string(b.AsAt)} {
		if text != "" {
			values.Set(BriefNames[i], text)
		}
	}
	if len(b.Sections) > 0 {
		values["sections"] = b.Sections
	}
	return values
}

// FileName is what files of the paper are called, without marking and ending.
func (b Brief) FileName() string {
	name := strings.ReplaceAll(string(cmp.Or(b.Type, models.Briefing)), " ", "-")
	for _, part := range []string{string(cmp.Or(b.Paper, b.About)), string(b.Since), string(b.Until), string(b.AsAt)} {
		if part != "" {
			name += "-" + part
		}
	}
	return name
}
