package sample

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"answerable/internal/clock"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// TestMistakesInAFileAreNamed takes what an author may get wrong: the error
// says in which file and item, and what it is.
func TestMistakesInAFileAreNamed(t *testing.T) {
	s := service.New(testdb.SQLite(t), clock.Fixed(time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)), slog.New(slog.DiscardHandler))
	for _, test := range []struct{ says, text, want string }{
		{"no YAML", "- a: [", "a.yaml"},
		{"the same field twice", "- kind: body\n  name: A\n  name: B", "a.yaml"},
		{"no kind", "- name: A", `a.yaml, item 1: there is no kind ""`},
		{"an unknown kind", "- kind: district\n  name: A\n- kind: boddy", `a.yaml, item 2: there is no kind "boddy"`},
		{"an unknown start", "- kind: body\n  start: begin", `a body has no start "begin"`},
		{"an unknown field", "- key: x\n  kind: district\n  nmae: A", `a.yaml, item 1 (x): add: a district has no field "nmae"`},
		{"a field that the system keeps", "- kind: district\n  name: A\n  version: 3", "version: cannot be set here"},
		{"a field left out", "- kind: district", "Name: must be given"},
		{"a wrong choice", "- kind: body\n  name: A\n  type: sheep", "Type of body: must be one of"},
		{"a wrong type", "- kind: district\n  name: 7", "Name: must be a text"},
		{"a key taken", "- key: x\n  kind: district\n  name: A\n- key: x\n  kind: district\n  name: B", "item 2 (x): the key is taken by a.yaml, item 1 (x)"},
		{"a key that is a number", "- key: 5\n  kind: district\n  name: A", "key: must be a text"},
		{"an unknown reference", "- kind: district\n  name: A\n  same_as: [$y]", "item 1: add: same_as: there is no item $y before this one"},
		{"an unknown sign-in", "- kind: district\n  as: mayor\n  name: A", `there is no sign-in "mayor"`},
		{"an unknown move", "- kind: district\n  name: A\n  moves: [{move: sink}]", "item 1: move sink: "},
		{"a move without its reason", "- kind: district\n  name: A\n  moves: [{move: withdraw}]", "Reason: must be given"},
		{"an unknown field of a move", "- kind: district\n  name: A\n  moves: [{move: withdraw, reason: R, why: W}]", `a district has no field "why"`},
		{"moves that are no list", "- kind: district\n  name: A\n  moves: withdraw", "moves: must be a list of entries"},
		{"a part that cannot be one", "- kind: district\n  name: A\n  parts: [{kind: limb}]", "item 1, part 1: a limb has no field for the district"},
		{"a step on nothing", "- then: withdraw", "then: takes the move, on what"},
		{"a step on something unknown", "- then: withdraw\n  on: y", "there is no item y before this one"},
		{"a step that is a record", "- then: withdraw\n  on: y\n  kind: body", "then: takes the move, on what"},
		{"no date", "- kind: district\n  not_before: soon", `not_before: "soon" is no date`},
	} {
		t.Run(test.says, func(t *testing.T) {
			keys := map[string]string{}
			items, err := parse("a.yaml", []byte(test.text), keys)
			if err == nil {
				l := newLoader("2026-03-04")
				err = s.Load(t.Context(), models.System(), "", func(into *service.Loader) error { return l.put(into, "", items) })
			}
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("wanted an error with %q, got %v", test.want, err)
			}
		})
	}
	if n, err := s.Count(t.Context(), models.System(), models.DistrictKind, service.Query{}); err != nil || n != 0 {
		t.Errorf("%d districts are left of files with a mistake, %v", n, err)
	}
}

// TestNoFieldHasAnItemsName keeps the words of the files apart from fields.
func TestNoFieldHasAnItemsName(t *testing.T) {
	for _, k := range models.Registry {
		for _, name := range []string{"key", "kind", "start", "as", "not_before", "moves", "parts", "then", "on", "move"} {
			if k.Field(name) != nil {
				t.Errorf("a %s has a field %q, which the files of the sample cannot set", k.Name, name)
			}
		}
	}
}

func TestDaysAndYears(t *testing.T) {
	for _, test := range []struct {
		today models.Date
		text  string
		want  string
	}{
		{"2026-03-04", "today", "2026-03-04"},
		{"2026-03-04", "today-10d", "2026-02-22"},
		{"2026-03-04", "today+30d", "2026-04-03"},
		{"2026-03-04", "today-14m", "2025-01-04"},
		{"2026-03-31", "today-1m", "2026-02-28"},
		{"2024-03-31", "today-1m", "2024-02-29"},
		{"2026-12-31", "today+2m", "2027-02-28"},
		{"2026-01-15", "today-1m", "2025-12-15"},
		{"2026-03-04", "<year-2>-01-01 to <year>", "2024-01-01 to 2026"},
		{"2026-03-04", "not today", "not today"},
	} {
		if got, err := newLoader(test.today).text(test.text); err != nil || got != test.want {
			t.Errorf("%s on %s is %q, not %q (%v)", test.text, test.today, got, test.want, err)
		}
	}
}
