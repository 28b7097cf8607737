package service

import (
	"answerable/internal/document"
	"answerable/models"
)

// undated lists what nobody can tell whether it belongs to the period: its date
// is known to the month or the year only, and that reaches beyond the period.
func (b *briefing) undated() []document.Block {
	var items []document.Item
	for _, dated := range []struct {
		k     *models.Kind
		field string
	}{
		{models.QuestionKind, "put_on"}, {models.AssuranceKind, "given_on"}, {models.CommitmentKind, "given_on"}, {models.ActivityKind, "started"},
		{models.AwardKind, "decided_on"}, {models.CommissionKind, "agreed_on"}, {models.MeetingKind, "held_on"},
	} {
		field := dated.k.Field(dated.field)
		for _, m := range b.lists[dated.k.Name] {
			date := field.Value(m).(models.Date)
			if activity, spans := m.(*models.Activity); spans && b.duringPeriod(activity.Started, activity.Ended) {
				continue
			}
			if b.perhapsInPeriod(date) {
				items = append(items, b.item(m, dated.k.One+" “"+m.Heading()+"”: "+lowerFirst(field.Label)+" "+date.String()))
			}
		}
	}
	if len(items) == 0 {
		return []document.Block{unsaid("Of every record that bears a date it is known whether it belongs to the period. What bears no date is left out.")}
	}
	return append([]document.Block{document.Para(document.Text("Of these the date is not known well enough to tell whether they belong to the period, so they are counted nowhere above. What bears no date at all is left out:"))}, bullets(items)...)
}
