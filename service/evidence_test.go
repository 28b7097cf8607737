package service_test

import (
	"context"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

func TestEvidenceForAnAssurance(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		serves := []models.Ref{o.make(models.RolePlan, "priority", "", map[string]any{"title": "CSA/E"})}
		other := []models.Ref{o.make(models.RolePlan, "priority", "", map[string]any{"title": "Knives"})}
		meeting := o.make(models.RolePlan, "meeting", "record", map[string]any{"title": "COM", "type": "com", "held_on": "2018-03-20"})
		question := o.asked(meeting, "Reviews", "2018-03-20", "")
		answer := o.make(models.RolePlan, "answer", "record", map[string]any{"question": question, "text": "All are reviewed."})
		assurance := o.assured(map[string]any{"taken_from": answer, "given_on": "2018-03-20", "priorities": serves})
		elsewhere := o.assured(map[string]any{})

		audit := o.make(models.RolePlan, "document", "add-shared", map[string]any{"about": answer, "title": "Audit", "dated": "2018-12"})
		internal := o.make(models.RolePlan, "note", "add", map[string]any{"about": question, "text": "We doubt it."})
		o.make(models.RolePlan, "note", "add", map[string]any{"about": elsewhere, "text": "Of another."})
		measure := o.make(models.RolePlan, "measure", "", map[string]any{"title": "Cases reviewed", "priorities": serves})
		figure := func(in map[string]any) models.Ref {
			in["measure"] = measure
			start := ""
			if in["value"] == nil {
				start = "missing"
			}
			return o.make(models.RolePlan, "figure", start, in)
		}
		figure(map[string]any{"period": "2017", "period_start": "2017-01-01", "value": "10", "reported_on": "2018-01"})
		missing := figure(map[string]any{"period": "2018", "period_start": "2018-01-01"})
		figure(map[string]any{"period": "2018", "period_start": "2018-01-01", "category": "Boys", "value": "4"})
		o.make(models.RolePlan, "measure", "", map[string]any{"title": "Of another", "priorities": other})
		onTheDay := o.make(models.RolePlan, "activity", "record", map[string]any{"title": "Roadshow", "type": "roadshow", "started": "2018-03-20", "priorities": serves})
		o.make(models.RolePlan, "activity", "record", map[string]any{"title": "Before", "type": "event", "started": "2018-03-19", "priorities": serves})
		o.make(models.RolePlan, "activity", "plan", map[string]any{"title": "Planned", "type": "event", "started": "2019-06-01", "priorities": serves})
		kept := o.make(models.RolePlan, "commitment", "", map[string]any{"title": "Report monthly", "text": "Report", "body": o.force, "arises_from": answer})
		o.make(models.RolePlan, "commitment", "", map[string]any{"title": "Still open", "text": "Report", "body": o.force, "arises_from": answer})
		o.must(models.RoleChief, "commitment", kept, "done", map[string]any{"evidence": []models.Ref{answer}})
		secret := o.make(models.RolePlan, "report", "record", map[string]any{"title": "Secret audit", "type": "internal audit", "code": "AUD", "priorities": serves, "marking": models.OfficialSensitive})

		offered := func(role models.Role, of models.Ref) string {
			t.Helper()
			groups, err := o.EvidenceFor(context.Background(), o.people[role], of)
			if err != nil {
				t.Fatal(err)
			}
			var said []string
			for _, group := range groups {
				for _, item := range group.Items {
					said = append(said, group.Name+" "+string(item.Ref)+" "+item.About)
				}
			}
			return strings.Join(said, "\n")
		}
		lines := []string{
			"documents " + string(audit) + " Attached to answer " + string(answer) + ". Dated December 2018",
			"notes " + string(internal) + " Attached to question " + string(question) + ". We doubt it.",
			"commitments " + string(kept) + " Done, not verified. Said to be done on 4 March 2019",
			"activities " + string(onTheDay) + " Done. From 20 March 2018",
			"reports " + string(secret) + " Date of publication not recorded",
			"figures " + string(missing) + " 2018: not reported",
		}
		if got, want := offered(models.RolePlan, assurance), strings.Join(lines, "\n"); got != want {
			t.Errorf("the office is offered\n%s\nwant\n%s", got, want)
		}
		without := func(hidden ...int) string {
			var rest []string
			for i, line := range lines {
				seen := true
				for _, at := range hidden {
					seen = seen && at != i
				}
				if seen {
					rest = append(rest, line)
				}
			}
			return strings.Join(rest, "\n")
		}
		if got := offered(models.RoleChief, assurance); got != without(1) {
			t.Errorf("the force is offered\n%s", got)
		}
		if got := offered(models.RolePanel, assurance); got != without(1, 4) {
			t.Errorf("the panel is offered\n%s", got)
		}
		if got := offered(models.RolePanel, elsewhere); got != "" {
			t.Errorf("for an assurance with nothing around it the panel is offered\n%s", got)
		}
		_, err := o.EvidenceFor(context.Background(), o.people[models.RolePanel], "ASR-1999-0001")
		o.refused(models.Missing, err)
	})
}

// TestEvidenceStandsOnceInAReview ticks what is also typed.
func TestEvidenceStandsOnceInAReview(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		review := o.make(models.RolePlan, "review", "", map[string]any{
			"assurance": o.assured(map[string]any{}), "verdict": "assured", "rationale": "Seen", "evidence": []models.Ref{o.force, o.opcc, o.force},
		})
		one, err := o.Get(context.Background(), o.people[models.RolePlan], models.ReviewKind, review)
		if err != nil || len(one.Model.(*models.Review).Evidence) != 2 {
			t.Errorf("the review rests on %+v, %v", one, err)
		}
	})
}
