package service

import (
	"context"
	"database/sql"
	"maps"

	"answerable/models"
)

// DutyRecord is how a duty was kept over the years, and when it falls due next.
type DutyRecord struct {
	Duty  *models.Duty
	Terms models.Terms
	// Next is when it falls due next by its schedule; nil where none is known
	// to the day, or it ended.
	Next  *models.Owed
	Years []DutyCounts
	Total DutyCounts
}

// DutyCounts are how many occurrences stand in each way, of one year by the day
// on which they were due. An empty year has those without a day.
type DutyCounts struct {
	Year   string
	Counts map[string]int64
}

// FellDue counts what fell due and was not waived; InTime of it is what came in
// time.
func (c DutyCounts) FellDue() int64 {
	return c.InTime() + c.Counts[models.StandsLate] + c.Counts[models.StandsMissing]
}

// InTime counts what came in time.
func (c DutyCounts) InTime() int64 { return c.Counts[models.StandsMet] }

// Query is the list of the occurrences that a count counts; all that fell due
// where no standing is named, and those of all years where the counts have
// none.
func (r DutyRecord) Query(of DutyCounts, standing string) Query {
	filters := map[string][]string{"duty": {string(r.Duty.Ref)}}
	if standing == "" {
		for _, state := range models.FellDue {
			filters["state"] = append(filters["state"], string(state))
		}
	} else {
		maps.Copy(filters, models.StandsAs(standing))
	}
	if first := models.Date(of.Year + "-01-01"); first.IsDay() {
		filters["due_after"], filters["due_before"] = []string{string(first.Add(-1))}, []string{string(first.AddMonths(12))}
	}
	return Query{Filters: filters, Sort: "due_on"}
}

// DutyRecord reads it, if the person may see the duty.
func (s *Service) DutyRecord(ctx context.Context, who *models.Actor, ref models.Ref) (*DutyRecord, error) {
	m, err := s.find(ctx, who, models.DutyKind, ref)
	if err != nil {
		return nil, err
	}
	record := &DutyRecord{Duty: m.(*models.Duty), Total: DutyCounts{Counts: map[string]int64{}}}
	terms, err := s.terms(ctx, who, []models.Ref{ref})
	if err != nil {
		return nil, err
	}
	calendar, err := s.Calendar(ctx)
	if err != nil {
		return nil, err
	}
	record.Terms = terms[ref]
	if next, comes := record.Terms.Next(s.Today(), record.Duty.Ended, calendar); comes && record.Duty.State == models.Current {
		record.Next = &next
	}
	return record, s.countByYear(ctx, who, record)
}

// countByYear counts the occurrences of a duty by year and by how they stand.
func (s *Service) countByYear(ctx context.Context, who *models.Actor, record *DutyRecord) error {
	k := models.OccurrenceKind
	filter, args := visibleIn(k, who)
	late := k.DerivedNamed("late").On(s.Today())
	rows := s.db.WithContext(ctx).Table(k.Table()).Where("duty = ? AND state <> ?", record.Duty.Ref, models.Withdrawn).Where(filter, args...).
		Select("SUBSTR(due_on, 1, 4) AS year, state, " + late + " AS late, COUNT(*) AS n").Group("SUBSTR(due_on, 1, 4), state, " + late).Order("year DESC")
	return unavailable(each(rows, func(rows *sql.Rows) error {
		var year, standing, late string
		var n int64
		if err := rows.Scan(&year, &standing, &late, &n); err != nil {
			return err
		}
		if late == "yes" {
			standing = models.StandsLate
		}
		if last := len(record.Years); last == 0 || record.Years[last-1].Year != year {
			record.Years = append(record.Years, DutyCounts{year, map[string]int64{}})
		}
		record.Years[len(record.Years)-1].Counts[standing] += n
		record.Total.Counts[standing] += n
		return nil
	}))
}
