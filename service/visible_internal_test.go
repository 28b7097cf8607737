package service

import (
	"strings"
	"testing"

	"answerable/models"
)

// TestTheRowFilterIsShort holds that kinds which are seen alike share one
// condition, so that the filter does not grow with every kind.
func TestTheRowFilterIsShort(t *testing.T) {
	for _, role := range models.Roles {
		who := &models.Actor{Person: "PER-1", Roles: []models.Role{role}, Side: models.SideOf(role), Bodies: []models.Ref{"BODY-1"}}
		filter, args := visibleRecords(who, registerAs("records"))
		if strings.Count(filter, "?") != len(args) {
			t.Errorf("%s: %d places for %d values", role, strings.Count(filter, "?"), len(args))
		}
		if len(filter) > 10_000 {
			t.Errorf("%s: the filter has %d characters", role, len(filter))
		}
		t.Logf("%s: %d characters", role, len(filter))
	}
}
