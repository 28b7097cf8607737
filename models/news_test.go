package models

import (
	"slices"
	"testing"
)

// TestNewsIsOfWhatThereIs holds the table against the kinds.
func TestNewsIsOfWhatThereIs(t *testing.T) {
	seen := map[change]bool{}
	for _, news := range Newsworthy {
		k := KindNamed(news.Kind)
		if k == nil {
			t.Errorf("there is no kind %s", news.Kind)
			continue
		}
		if k.Move(news.Action) == nil && k.StartNamed(news.Action) == nil {
			t.Errorf("%s has no step %s", k.Name, news.Action)
		}
		if at := (change{news.Kind, news.Action}); seen[at] {
			t.Errorf("%s of %s is there twice", news.Action, news.Kind)
		} else {
			seen[at] = true
		}
		if !slices.Contains(DigestSections, news.Section) || news.What == "" || len(news.To) == 0 {
			t.Errorf("%s of %s does not say what, where or to whom", news.Action, news.Kind)
		}
		for _, audience := range news.To {
			audienceFits(t, k, audience)
		}
	}
}

// audienceFits checks that an audience can be found from records of a kind.
func audienceFits(t *testing.T, k *Kind, a Audience) {
	t.Helper()
	if (len(a.Roles) == 0) == (len(a.Fields) == 0) {
		t.Errorf("%s: an audience is roles or fields, not %+v", k.Name, a)
	}
	if a.OwnBody && k.Field(k.Body) == nil {
		t.Errorf("%s: no body is answerable for it", k.Name)
	}
	at := k
	if a.Up != "" {
		if k.Field(a.Up) == nil || len(k.Field(a.Up).Kinds) != 1 {
			t.Fatalf("%s.%s does not lead to one kind", k.Name, a.Up)
		}
		at = KindNamed(k.Field(a.Up).Kinds[0])
	}
	if a.Below != "" {
		below := KindNamed(a.Below)
		if below == nil || below.Field(a.By) == nil || !slices.Contains(below.Field(a.By).Kinds, at.Name) {
			t.Fatalf("%s.%s does not point at %s", a.Below, a.By, at.Name)
		}
		at = below
	}
	for _, name := range a.Fields {
		if at.Field(name) == nil {
			t.Errorf("%s has no field %s", at.Name, name)
		}
	}
}

// TestWaitsAreForWhatThereIs holds the table of dates against the kinds.
func TestWaitsAreForWhatThereIs(t *testing.T) {
	for _, wait := range Waits {
		k := KindNamed(wait.Kind)
		if k == nil || k.Field(wait.Field) == nil || k.Field(wait.Field).Type != DateField {
			t.Fatalf("%s has no date %s", wait.Kind, wait.Field)
		}
		for _, state := range wait.States {
			if !k.HasState(state) {
				t.Errorf("%s has no state %s", k.Name, state)
			}
		}
		for _, field := range []string{wait.Stopped, wait.Clock} {
			if field != "" && k.Field(field) == nil {
				t.Errorf("%s has no field %s", k.Name, field)
			}
		}
		if len(wait.Steps) == 0 {
			t.Errorf("nobody is told of %s", k.Name)
		}
		for _, told := range Told("").Options() {
			for _, audience := range wait.Audience(Told(told.Value)) {
				audienceFits(t, k, audience)
				for _, name := range audience.Fields {
					if audience.Up+audience.Below == "" && k.Field(name).Type != RefField {
						t.Errorf("%s: %s names more than one, which is not asked of dates", k.Name, name)
					}
				}
				if audience.Up != "" && audience.Below != "" {
					t.Errorf("%s: what is below the record above is not asked of dates", k.Name)
				}
			}
		}
	}
}

// TestInternalStepsAreNewsToTheForceOnly names what must never be news to the
// other side: the permission table says so too, see the service's tests.
func TestInternalStepsAreNewsToTheForceOnly(t *testing.T) {
	for _, action := range []string{"send-for-clearance", "send-back", "clear", "discard"} {
		news := NewsOf("answer", action)
		if news == nil {
			t.Fatalf("%s is no news", action)
		}
		for _, audience := range news.To {
			for _, role := range audience.Roles {
				if SideOf(role) != SideForce {
					t.Errorf("%s is told to %s", action, role)
				}
			}
		}
	}
	if NewsOf("answer", "draft") != nil || NewsOf("note", "add") != nil {
		t.Error("drafts and notes are news")
	}
}
