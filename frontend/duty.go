package frontend

import (
	"net/url"
	"strconv"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// dutyView is how a duty is kept, as its page shows it.
type dutyView struct {
	*service.DutyRecord
	today models.Date
}

// dutyOwn shows when a duty is owed, when it falls due next and how that day
// came about, and how it was kept over the years.
func dutyOwn(v *visit, one *service.One) (own, error) {
	duty := one.Model.(*models.Duty)
	record, err := v.service.DutyRecord(v.ctx(), v.who, duty.Ref)
	if err != nil {
		return own{}, err
	}
	occurrences, err := v.partsOf(models.OccurrenceKind, "duty", "-due_on", duty.Ref)
	if err != nil {
		return own{}, err
	}
	d := dutyView{record, v.service.Today()}
	list := partList(occurrences, d.today, "No occurrence is recorded.", "due_on", "met_on", "met_by")
	return own{
		Blocks: []block{
			{"schedules", "When it is owed", v.adding(d.schedule(), models.ScheduleKind, "duty", duty.Ref)},
			{"kept", "How it was kept", d.kept()},
			{"occurrences", "Occurrences", v.adding(list, models.OccurrenceKind, "duty", duty.Ref)},
		},
		Covers: []string{"schedule.duty", "occurrence.duty"},
	}, nil
}

// scheduleOf says of a schedule whether it is the one in force.
func (d dutyView) scheduleOf(schedule *models.Schedule) string {
	switch in := d.Terms.In(d.today); {
	case schedule == in:
		return "In force"
	case schedule.Since > d.today:
		return "From " + schedule.Since.String()
	default:
		return "Earlier"
	}
}

func (d dutyView) scheduleRows() [][]components.Cell {
	rows := make([][]components.Cell, len(d.Terms))
	for i, schedule := range d.Terms {
		why := schedule.Reason
		if why == "" {
			why = "The first schedule"
		}
		rows[i] = []components.Cell{{HTML: recordLink(schedule, schedule.Words()), Class: components.CellText}, {Text: d.scheduleOf(schedule)}, {Text: why, Class: components.CellText}}
	}
	return rows
}

// keptHead are the columns of the years: how what fell due in them stands.
func keptHead() []components.HeadCell {
	head := columns("Due in")
	for _, standing := range models.DutyStandings {
		if standing.Value != models.StandsToCome {
			head = append(head, components.HeadCell{Text: standing.Label, Numeric: true})
		}
	}
	return append(head, components.HeadCell{Text: "In time, of what fell due", Numeric: true})
}

// keptRows are the years, the latest first, and last all of them.
func (d dutyView) keptRows() [][]components.Cell {
	var rows [][]components.Cell
	for _, year := range d.Years {
		label := year.Year
		if label == "" {
			label = "A day that is not recorded"
		}
		rows = append(rows, d.keptRow(year, label))
	}
	return append(rows, d.keptRow(d.Total, "All years"))
}

func (d dutyView) keptRow(year service.DutyCounts, label string) []components.Cell {
	row := []components.Cell{{HTML: d.yearLink(year, label)}}
	for _, standing := range models.DutyStandings {
		if standing.Value == models.StandsToCome {
			continue
		}
		row = append(row, components.Cell{Numeric: true, HTML: d.count(year, year.Counts[standing.Value], standing.Value, label)})
	}
	return append(row, components.Cell{Numeric: true, Text: share(year), Class: components.CellLine})
}

// share says how much of what fell due came in time, so that it can be counted
// again from the lists.
func share(of service.DutyCounts) string {
	fell := of.FellDue()
	if fell == 0 {
		return "–"
	}
	const whole = 100
	return models.Number(of.InTime()) + " of " + models.Number(fell) + " (" + strconv.FormatInt((of.InTime()*whole+fell/2)/fell, 10) + "%)"
}

// linkable tells whether a list can give what a row counts: no filter asks for
// those without a day.
func linkable(year service.DutyCounts, label string) bool {
	return year.Year != "" || label == "All years"
}

// nextText says when the duty falls due next and how that day came about.
func (d dutyView) nextText() string {
	switch {
	case len(d.Terms) == 0:
		return "When it is owed is not known to the day, so no occurrences are made by schedule. Those that are known are entered by hand."
	case d.Next == nil:
		return "It does not fall due any more."
	default:
		return "Next due on " + d.Next.Due.Due.String() + ", for " + d.Next.String() + ": " + d.Next.How() + "."
	}
}

// dutyYearURL is the year's view of all duties in a year.
func dutyYearURL(year string) string { return withQuery(dutyYearPath, url.Values{"year": {year}}) }
