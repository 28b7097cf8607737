package frontend

import (
	"cmp"
	"slices"
	"strings"

	"answerable/models"
	"answerable/service"
)

// measureOwn shows the figures of a measure, revised ones included, draws those
// that can be compared, and says what is counted.
func measureOwn(v *visit, one *service.One) (own, error) {
	measure := one.Model.(*models.Measure)
	figures, err := v.partsOf(models.FigureKind, "measure", "-period_start", measure.Ref)
	if err != nil {
		return own{}, err
	}
	figures = figures.live()
	told := newReadings(figures, measure)
	blocks := []block{{"figures", "Figures", v.adding(figureList(figures, told), models.FigureKind, "measure", measure.Ref)}}
	if drawn := newDrawing(measure, told.current()); drawn != nil {
		blocks = append([]block{{"chart", "Chart", drawn.view()}}, blocks...)
	}
	meant := block{"definition", "What is counted", nothing("No definition is recorded.")}
	if measure.Definition != "" {
		meaning, err := v.meaningOf(measure.Definition)
		if err != nil {
			return own{}, err
		}
		meant.Body = meaning.view()
	}
	return own{Blocks: append(blocks, meant), Covers: []string{"figure.measure"}}, nil
}

// reading is a figure among the others of its measure.
type reading struct {
	*models.Figure
	part      string     // what it tells apart: category, districts; empty for the whole
	unit      string     // of a value
	revisedBy models.Ref // the figure that took its place
	newTerms  bool       // counts something else than the one of the period before
}

// readings are the figures of a measure.
type readings []*reading

// newReadings gives the figures with the latest period on top, and a revision
// above what it revises.
func newReadings(figures parts, measure *models.Measure) readings {
	var all readings
	for _, figure := range as[*models.Figure](figures) {
		all = append(all, &reading{Figure: figure, part: partOf(figure, figures.Names), unit: measure.Unit})
	}
	for _, later := range all {
		for _, earlier := range all {
			if later.Revises == earlier.Ref {
				earlier.revisedBy = later.Ref
			}
		}
	}
	all.current().markNewTerms()
	slices.SortStableFunc(all, func(a, b *reading) int { return cmp.Or(b.period(a), strings.Compare(a.part, b.part)) })
	return all
}

// period compares the periods of two figures.
func (r *reading) period(other *reading) int {
	return cmp.Or(cmp.Compare(r.PeriodStart, other.PeriodStart), cmp.Compare(r.PeriodEnd, other.PeriodEnd), cmp.Compare(r.Period, other.Period))
}

// partOf names what a figure tells apart from the whole.
func partOf(figure *models.Figure, names service.Names) string {
	var of []string
	if figure.Category != "" {
		of = append(of, figure.Category)
	}
	for _, district := range figure.Districts {
		of = append(of, nameTitle(names, district))
	}
	return strings.Join(of, ", ")
}

// current are the figures that none revises, by period.
func (r readings) current() readings {
	var kept readings
	for _, reading := range r {
		if reading.revisedBy == "" {
			kept = append(kept, reading)
		}
	}
	slices.SortStableFunc(kept, func(a, b *reading) int { return cmp.Or(a.period(b), strings.Compare(a.part, b.part)) })
	return kept
}

// markNewTerms finds where the definition is another than that of the last
// figure reported before. The readings are by period.
func (r readings) markNewTerms() {
	before := map[string]*reading{}
	for _, reading := range r {
		if reading.number() == "" {
			continue
		}
		last := before[reading.part]
		reading.newTerms = last != nil && last.Definition != reading.Definition
		before[reading.part] = reading
	}
}

// parted tells whether the figures tell anything apart.
func (r readings) parted() bool {
	return slices.ContainsFunc(r, func(reading *reading) bool { return reading.part != "" })
}

// broken tells whether the definition changes anywhere.
func (r readings) broken() bool {
	return slices.ContainsFunc(r, func(reading *reading) bool { return reading.newTerms })
}

// byRef finds a reading by its reference; nil where it is not among them.
func (r readings) byRef(ref models.Ref) *reading {
	for _, reading := range r {
		if reading.Ref == ref {
			return reading
		}
	}
	return nil
}

// number is the figure as people read it; empty where none was reported.
func (r *reading) number() string { return r.Reported(r.unit) }
