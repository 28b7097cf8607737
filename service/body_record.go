package service

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"answerable/models"
)

// BodyRecord is what became of the recommendations that concern a body, over
// the years of their reports.
type BodyRecord struct {
	Body models.Ref
	// Bodies are the body and those that it succeeded.
	Bodies []models.Ref
	Parts  []BodyRecordPart
}

// BodyRecordPart is the record of what a body must deliver, or of what is
// addressed to it.
type BodyRecordPart struct {
	// Field is the filter that leads to the recommendations of the part.
	Field string
	Label string
	Years []BodyRecordRow // the latest first, those without a year last
	Total BodyRecordRow
}

// BodyRecordRow is the record of one year, or of all.
type BodyRecordRow struct {
	Year string // empty for all years
	// Query lists what the row counts.
	Query Query
	All   int64
	// CarriedOver are those that concern only a body that was succeeded.
	CarriedOver int64
	// Moved are those of which the target date was moved.
	Moved     int64
	Positions map[string]int64 // by stance; models.Unknown for none stated
	Delivered map[string]int64 // by models.DeliveredInTime
}

// BodyRecordColumn is one count of a row, with the filter that leads from the
// list of the row to that of the count.
type BodyRecordColumn struct {
	Group, Label  string
	Filter, Value string
}

// BodyRecordColumns are the counts of a row, in the order of pages.
func BodyRecordColumns() []BodyRecordColumn {
	columns := []BodyRecordColumn{{Label: "All"}}
	for _, position := range models.RecommendationKind.Said.Options() {
		columns = append(columns, BodyRecordColumn{"Position", position.Label, models.RecommendationKind.Said.Name, position.Value})
	}
	for _, delivered := range models.DeliveredInTime {
		columns = append(columns, BodyRecordColumn{"Delivery", delivered.Label, "delivered", delivered.Value})
	}
	return append(columns, BodyRecordColumn{"Delivery", "Target date moved", "target_moved", "yes"})
}

// Heading names the column where its group is not said above it.
func (c BodyRecordColumn) Heading() string {
	if c.Group == "" {
		return c.Label
	}
	return c.Group + ": " + c.Label
}

// Label is the year as people read it.
func (r BodyRecordRow) Label() string {
	switch r.Year {
	case "":
		return "All years"
	case models.Unknown:
		return "Not known"
	default:
		return r.Year
	}
}

// Of is the count of a row in a column.
func (c BodyRecordColumn) Of(row BodyRecordRow) int64 {
	switch c.Filter {
	case "":
		return row.All
	case "delivered":
		return row.Delivered[c.Value]
	case "target_moved":
		return row.Moved
	default:
		return row.Positions[c.Value]
	}
}

// List is the query that lists what a row counts in a column.
func (c BodyRecordColumn) List(row BodyRecordRow, bodies []models.Ref) Query {
	if c.Filter == "" {
		return row.Query
	}
	q := row.Query.with(c.Filter, c.Value)
	if said := models.RecommendationKind.Said; c.Filter == said.Name {
		q = q.with(said.By, texts(bodies)...)
	}
	return q
}

// with is the query narrowed by one more filter.
func (q Query) with(name string, wanted ...string) Query {
	filters := map[string][]string{}
	maps.Copy(filters, q.Filters)
	filters[name] = wanted
	q.Filters = filters
	return q
}

// BodyRecord counts, as far as the person may see them, the recommendations
// that a body must deliver and those addressed to it, with those carried over
// from the bodies that it succeeded: each once. Its statements are as many
// however many there are.
func (s *Service) BodyRecord(ctx context.Context, who *models.Actor, body models.Ref) (*BodyRecord, error) {
	if err := s.Sees(ctx, who, models.BodyKind, body); err != nil {
		return nil, err
	}
	known, err := handovers(s.db.WithContext(ctx), who)
	if err != nil {
		return nil, unavailable(err)
	}
	record := &BodyRecord{Body: body, Bodies: []models.Ref{body}}
	for _, one := range known.Before(record.Bodies, s.Today()) {
		record.Bodies = append(record.Bodies, one.From)
	}
	for _, part := range []BodyRecordPart{
		{Field: "owner_body", Label: "To deliver", Total: recordRow("", Query{}.with("owner_body", string(body)))},
		{Field: "addressed_to", Label: "Addressed to it", Total: recordRow("", Query{}.with("addressed_to", texts(record.Bodies)...))},
	} {
		if err := s.fillRecord(ctx, who, record, &part); err != nil {
			return nil, err
		}
		record.Parts = append(record.Parts, part)
	}
	return record, nil
}

func recordRow(year string, q Query) BodyRecordRow {
	return BodyRecordRow{Year: year, Query: q, Positions: map[string]int64{}, Delivered: map[string]int64{}}
}

// recordCount is how many recommendations are alike in all that a record
// counts.
type recordCount struct {
	Year, Position, Delivered, Moved string
	Own                              bool
	N                                int64
}

// fillRecord counts one part in one statement.
func (s *Service) fillRecord(ctx context.Context, who *models.Actor, record *BodyRecord, part *BodyRecordPart) error {
	part.Total.Query = part.Total.Query.in(recommendationsKept())
	counts, err := s.recordCounts(ctx, who, record, part)
	if err != nil {
		return err
	}
	years := map[string]*BodyRecordRow{}
	for _, count := range counts {
		row := years[count.Year]
		if row == nil {
			fresh := recordRow(count.Year, part.Total.Query.with("report_year", count.Year))
			row = &fresh
			years[count.Year] = row
		}
		row.add(count)
		part.Total.add(count)
	}
	for _, year := range slices.SortedFunc(maps.Keys(years), latestYearFirst) {
		part.Years = append(part.Years, *years[year])
	}
	return nil
}

// latestYearFirst sorts years, with what is not known last.
func latestYearFirst(a, b string) int {
	if (a == models.Unknown) != (b == models.Unknown) {
		return cmp.Compare(len(a), len(b))
	}
	return cmp.Compare(b, a)
}

func (r *BodyRecordRow) add(count recordCount) {
	r.All += count.N
	r.Delivered[count.Delivered] += count.N
	position := count.Position
	if position == "" {
		position = models.Unknown
	}
	r.Positions[position] += count.N
	if count.Moved == "yes" {
		r.Moved += count.N
	}
	if !count.Own {
		r.CarriedOver += count.N
	}
}

// recommendationsKept are the states of recommendations but for withdrawn
// ones.
func recommendationsKept() []models.State {
	var kept []models.State
	for _, state := range models.RecommendationKind.States {
		if models.State(state.Value) != models.Withdrawn {
			kept = append(kept, models.State(state.Value))
		}
	}
	return kept
}

func (s *Service) recordCounts(ctx context.Context, who *models.Actor, record *BodyRecord, part *BodyRecordPart) ([]recordCount, error) {
	k := models.RecommendationKind
	listed, err := s.listed(ctx, who, k, part.Total.Query)
	if err != nil {
		return nil, err
	}
	last, args := lastSaid(k, who, texts(record.Bodies))
	seen, values := visibleIn(models.ReportKind, who)
	own := "recommendations.owner_body = ?"
	owned := []any{record.Body}
	if part.Field != "owner_body" {
		own = "EXISTS (SELECT 1 FROM links own WHERE own.from_ref = recommendations.ref AND own.field = ? AND own.to_ref = ?)"
		owned = []any{part.Field, record.Body}
	}
	today := s.Today()
	listed = listed.Select("COALESCE((SELECT "+models.ReportKind.DerivedNamed("year").On(today)+" FROM reports WHERE reports.ref = recommendations.report AND "+seen+"), '"+models.Unknown+"') AS year, "+
		last+" AS position, "+k.DerivedNamed("delivered").On(today)+" AS delivered, "+k.DerivedNamed("target_moved").On(today)+" AS moved, "+own+" AS own",
		slices.Concat(values, args, owned)...)
	var counts []recordCount
	err = s.db.WithContext(ctx).Table("(?) alike", listed).Select("year, position, delivered, moved, own, COUNT(*) AS n").
		Group("year, position, delivered, moved, own").Scan(&counts).Error
	return counts, unavailable(err)
}
