package service_test

import (
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

// TestBodiesThatMayBeTheSame finds them by number, name and alias, and records
// that they are through the edit of one.
func TestBodiesThatMayBeTheSame(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		add := func(in map[string]any) models.Ref { return o.make(models.RoleGrants, "body", "add", in) }
		first := add(map[string]any{"name": "The Hub", "type": "charity", "charity_number": "111 1111"})
		second := add(map[string]any{"name": "the hub", "type": "company", "company_number": "01234567"})
		third := add(map[string]any{"name": "Hub Trading", "type": "company", "company_number": "1234567", "aliases": []string{"Hub shop"}})
		fourth := add(map[string]any{"name": "Young people first", "type": "charity", "identifiers": []string{"GB-CHC-2222222"}})
		fifth := add(map[string]any{"name": "YPF", "type": "charity", "charity_number": "2222222"})
		sixth := add(map[string]any{"name": "Shop of the hub", "type": "company", "aliases": []string{"Anytown shop"}})
		seventh := add(map[string]any{"name": "Anytown Shop", "type": "company"})
		add(map[string]any{"name": "Somebody else", "type": "charity", "charity_number": "3333333"})
		gone := add(map[string]any{"name": "The Hub", "type": "charity"})
		o.must(models.RoleAdmin, "body", gone, "withdraw", map[string]any{"reason": "Entered twice"})

		found, err := o.Duplicates(t.Context(), o.people[models.RolePlan])
		if err != nil || len(found) != 3 {
			t.Fatalf("found %+v, %v", found, err)
		}
		want := [][]models.Ref{{fourth, fifth}, {first, second, third}, {sixth, seventh}}
		for i, group := range found {
			var refs []models.Ref
			for _, body := range group.Bodies {
				refs = append(refs, body.Ref)
			}
			if strings.Join(plainRefs(refs), " ") != strings.Join(plainRefs(want[i]), " ") || group.Recorded {
				t.Errorf("the %d. are %v: %+v", i+1, refs, group)
			}
		}
		if got := strings.Join(found[1].Reasons, "; "); got != "Company number 1234567: "+string(second)+", "+string(third)+"; Name The Hub: "+string(first)+", "+string(second) {
			t.Errorf("the reasons are %s", got)
		}
		if got := found[2].Reasons[0]; got != string(sixth)+" is also written “Anytown shop”, which is the name of "+string(seventh) {
			t.Errorf("the reason is %s", got)
		}

		record := func(role models.Role, ref models.Ref, version int, others ...models.Ref) error {
			_, err := o.SameBodies(t.Context(), o.people[role], ref, version, others, "")
			return err
		}
		if fault := models.FaultOf(record(models.RoleChief, first, 1, second)); fault != models.Denied {
			t.Errorf("the chief records it: %v", fault)
		}
		if fault := models.FaultOf(record(models.RolePlan, first, 7, second)); fault != models.Stale {
			t.Errorf("an old version: %v", fault)
		}
		if fault := models.FaultOf(record(models.RolePlan, first, 1, "BODY-999")); fault != models.Invalid {
			t.Errorf("a body that is not there: %v", fault)
		}
		if err := record(models.RolePlan, second, 1, first, third); err != nil {
			t.Fatal(err)
		}
		if fault := models.FaultOf(record(models.RolePlan, second, 2, first, third)); fault != models.Refused {
			t.Errorf("once more: %v", fault)
		}
		if event := o.events("body", second)[0]; event.Action != "edit" || event.Changes["same_as"].To == "" || len(event.Changes) != 1 {
			t.Errorf("its trail says %+v", event)
		}
		again, err := o.Duplicates(t.Context(), o.people[models.RolePlan])
		if err != nil || len(again) != 3 || !again[2].Recorded || again[2].Bodies[0].Ref != first || again[0].Recorded {
			t.Errorf("afterwards they are %+v, %v", again, err)
		}
	})
}

func plainRefs(refs []models.Ref) []string {
	texts := make([]string, len(refs))
	for i, ref := range refs {
		texts[i] = string(ref)
	}
	return texts
}
