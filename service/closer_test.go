package service_test

import (
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

const (
	closerOwns  = "Whoever owns a recommendation or said that it is implemented may not close it"
	givesToSelf = "they could then close it themselves"
)

// implemented is a recommendation that somebody in a role owns, and that
// somebody said is implemented.
func (o *office) implemented(owner, claimer models.Role) models.Ref {
	o.t.Helper()
	report := o.make(models.RolePlan, "report", "record", map[string]any{"title": "State of policing", "type": "inspection", "code": "HMICFRS"})
	ref := o.make(models.RolePlan, "recommendation", "add", map[string]any{"report": report, "title": "Act", "owner_body": o.opcc, "owner": o.people[owner].Person})
	o.must(claimer, "recommendation", ref, "claim", map[string]any{"evidence": []models.Ref{report}})
	return ref
}

// TestACloserIsNotTheOwner tries to close what one owns or claimed: by the
// move, after giving it away, by giving it away in bulk, and by a spreadsheet.
func TestACloserIsNotTheOwner(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b := bringer{t, o.Service}
		seen := map[string]any{"reason": "Seen"}
		says := func(err error, want string) {
			t.Helper()
			if models.FaultOf(err) != models.Refused || !strings.Contains(err.Error(), want) {
				t.Errorf("it says %v, want %q", err, want)
			}
		}
		owned, claimed := o.implemented(models.RolePlan, models.RoleCommissioner), o.implemented(models.RoleCommissioner, models.RolePlan)
		for _, ref := range []models.Ref{owned, claimed} {
			says(o.try(models.RolePlan, "recommendation", ref, "close", seen), closerOwns)
		}
		// Both the owner and the claimer are kept from it, whoever asks.
		says(o.try(models.RoleCommissioner, "recommendation", owned, "close", seen), closerOwns)

		away := map[string]any{"owner": o.people[models.RoleGrants].Person, "reason": "Away"}
		says(o.try(models.RolePlan, "recommendation", owned, "reassign", away), givesToSelf)
		change := service.BulkChange{Chosen: chosen(owned), What: models.BulkOwner, Owner: o.people[models.RoleGrants].Person, Reason: "Away"}
		if shown := o.previewed(models.RolePlan, "recommendation", change); len(shown.Changed()) != 0 || !strings.Contains(shown.Records[0].Refused, givesToSelf) {
			t.Errorf("in bulk it says %+v", shown.Records)
		}
		if outcome, err := o.bulk(models.RolePlan, "recommendation", service.BulkChange{Chosen: []service.Chosen{{Ref: owned, Version: 2}}, What: models.BulkOwner, Owner: away["owner"].(models.Ref), Reason: "Away"}, false); err == nil && len(outcome.Changed()) != 0 {
			t.Errorf("in bulk it is given away: %+v", outcome.Records)
		}

		// Giving it away before it is claimed does not help: who claims it then
		// may not close it either.
		early := o.make(models.RolePlan, "recommendation", "add", map[string]any{"report": models.Ref("HMICFRS-2019"), "title": "Early", "owner_body": o.opcc, "owner": o.people[models.RolePlan].Person})
		o.must(models.RolePlan, "recommendation", early, "claim", map[string]any{"evidence": []models.Ref{o.opcc}})
		says(o.try(models.RolePlan, "recommendation", early, "reassign", away), givesToSelf)

		who, k := o.people[models.RolePlan], models.RecommendationKind
		for file, want := range map[string]string{
			"Reference,State\n" + string(owned) + ",Closed\n":                            closerOwns,
			"Reference,State,Owner\n" + string(owned) + ",Closed,grants@example.org\n":   givesToSelf,
			"Reference,Owner\n" + string(owned) + ",grants@example.org\n":                givesToSelf,
			"Reference,State\n" + string(claimed) + ",Closed\n":                          closerOwns,
			"Reference,State,Owner\n" + string(claimed) + ",Closed,grants@example.org\n": closerOwns,
		} {
			preview := b.checked(who, k, "close.csv", []byte(file), service.ImportChoice{})
			if preview.Counts[service.RowRefused] != 1 || !strings.Contains(preview.Rows[0].Problems[0].Text, want) {
				t.Errorf("%q counts %v: %+v, want %q", file, preview.Counts, preview.Rows, want)
			}
		}
		for _, ref := range []models.Ref{owned, claimed, early} {
			if state := o.state("recommendation", ref); state != models.RecommendationImplemented {
				t.Errorf("%s is %s", ref, state)
			}
		}

		// Somebody else closes it.
		o.must(models.RoleCommissioner, "recommendation", o.implemented(models.RoleGrants, models.RolePlan), "close", seen)
	})
}
