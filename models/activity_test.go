package models

import "testing"

func TestForceKeepsTheActivitiesThatItLeads(t *testing.T) {
	drafter := &Actor{Body: "BODY-5", Bodies: []Ref{"BODY-5"}, Roles: []Role{RoleDrafter}, Side: SideForce}
	for body, want := range map[Ref]bool{"BODY-5": true, "BODY-6": false, "": false} {
		activity := &Activity{Record: Record{State: ActivityDone}, ActivityInput: ActivityInput{LeadBody: body}}
		if got := ActivityKind.MayEdit(drafter, activity); got != want {
			t.Errorf("edit an activity led by %q: got %t, want %t", body, got, want)
		}
		for _, start := range []string{"plan", "record"} {
			text := unmet(t, ActivityKind.StartNamed(start), activity, &world{actor: drafter})
			if got := text == ""; got != want {
				t.Errorf("%s an activity led by %q: got %t, want %t", start, body, got, want)
			}
		}
	}
}
