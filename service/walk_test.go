package service_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

// TestDerivedFactsAgree holds what is computed in Go and what is filtered by
// in SQL together, for every derived fact of every kind.
func TestDerivedFactsAgree(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		const today = models.Date("2019-03-20")
		for _, k := range models.Registry {
			for _, derived := range k.Derived {
				if derived.SQL == "" {
					continue
				}
				for i, m := range variety(k, today) {
					m.Base().Ref = models.Ref(fmt.Sprintf("%s-%s-%d", strings.ToUpper(k.Name), strings.ToUpper(derived.Name), i))
					if k.Parent != "" {
						// Each is part of a record of its own: two of one whole may not be alike.
						_ = k.Field(k.Parent).Parse(m, []string{"OF-" + string(m.Base().Ref)})
					}
					if err := gdb.Table(k.Table()).Create(m).Error; err != nil {
						t.Fatal(err)
					}
					var got string
					err := gdb.Raw("SELECT "+derived.On(today)+" FROM "+k.Table()+" WHERE ref = ?", m.Base().Ref).Scan(&got).Error
					if want := derived.Of(m, today); err != nil || got != want {
						t.Errorf("%s of %s in state %q: SQL says %q, Go says %q (%v)", derived.Name, k.Name, m.Base().State, got, want, err)
					}
					for value := range derived.Holds {
						var holds int64
						err := gdb.Table(k.Table()).Where("ref = ?", m.Base().Ref).Where(derived.HoldsOn(value, today)).Count(&holds).Error
						if err != nil || (holds == 1) != (got == value) {
							t.Errorf("%s of %s is %q in state %q, yet that it is %q holds of %d records (%v)", derived.Name, k.Name, got, m.Base().State, value, holds, err)
						}
					}
				}
			}
		}
	})
}

// variety makes records of a kind in every state with its dates before, on and
// after a day, and with every value of its choices.
func variety(k *models.Kind, today models.Date) []models.Model {
	var list []models.Model
	for _, state := range k.States {
		for _, date := range []models.Date{"", "2019-03-19", today, "2019-03-21"} {
			for _, choice := range []int{-1, 0, 1, 2} {
				m := k.New()
				m.Base().State = models.State(state.Value)
				for _, field := range k.Fields {
					switch {
					case field.Type == models.DateField:
						_ = field.Parse(m, []string{string(date)})
					case field.Type == models.ChoiceField && choice >= 0 && choice < len(field.Options):
						_ = field.Parse(m, []string{field.Options[choice].Value})
					}
				}
				list = append(list, m)
			}
		}
	}
	return list
}

// TestEveryFieldIsAColumn holds the kinds and the migrations together.
func TestEveryFieldIsAColumn(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		for _, k := range models.Registry {
			columns, err := gdb.Migrator().ColumnTypes(k.Table())
			if err != nil {
				t.Fatal(err)
			}
			has := map[string]bool{}
			for _, column := range columns {
				has[column.Name()] = true
			}
			for _, field := range k.Fields {
				if !has[field.Name] {
					t.Errorf("%s has no column %s", k.Table(), field.Name)
				}
				delete(has, field.Name)
			}
			for column := range has {
				t.Errorf("%s has a column %s that is no field", k.Table(), column)
			}
		}
	})
}

// TestEveryMoveInEveryStateAsEveryRole tries each step of each lifecycle from
// each state as each role, and compares with the table: what the table does
// not allow is refused, and refused before anything else is looked at.
func TestEveryMoveInEveryStateAsEveryRole(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx := context.Background()
		tried := 0
		for _, k := range models.Registry {
			for _, state := range k.States {
				m := o.planted(gdb, k, models.State(state.Value))
				for _, role := range models.Roles {
					who := o.people[role]
					_, err := o.Get(ctx, who, k, m.Base().Ref)
					sees := err == nil
					for _, move := range k.Moves {
						tried++
						err := o.try(role, k.Name, m.Base().Ref, move.Name, nil)
						allowed := false
						for _, open := range k.Open(who, m) {
							allowed = allowed || open.Name == move.Name
						}
						fault := models.FaultOf(err)
						switch {
						case !sees && fault != models.Missing:
							t.Errorf("%s %q: %s does not see it, yet %s says %v", k.Name, state.Value, role, move.Name, err)
						case sees && !allowed && fault != models.Denied:
							t.Errorf("%s %q: %s may not %s, yet got %v", k.Name, state.Value, role, move.Name, err)
						case sees && allowed && fault == models.Denied:
							t.Errorf("%s %q: %s may %s, yet got %v", k.Name, state.Value, role, move.Name, err)
						}
						o.restore(gdb, k, m)
					}
				}
			}
		}
		if tried < 2000 {
			t.Errorf("only %d tries: the walk does not reach the kinds", tried)
		}
	})
}

var planted int

// planted puts a record straight into the tables in a state, with the parents
// that it needs, in states in which everyone sees them.
func (o *office) planted(gdb *gorm.DB, k *models.Kind, state models.State) models.Model {
	o.t.Helper()
	planted++
	m := k.New()
	base := m.Base()
	base.Ref, base.State, base.Version, base.Side = models.Ref(fmt.Sprintf("X%d", planted)), state, 1, models.SideOPCC
	base.CreatedAt, base.UpdatedAt, base.CreatedBy, base.UpdatedBy = o.Now(), o.Now(), "PER-99", "PER-99"
	m.Shared().Marking = models.Official
	parent := models.Ref("")
	if parents := k.ParentKinds(); len(parents) > 0 {
		parent = o.planted(gdb, parents[0], sharedState(parents[0])).Base().Ref
		_ = k.Field(k.Parent).Parse(m, []string{string(parent)})
	}
	o.exec(gdb.Table(k.Table()).Create(m))
	o.exec(gdb.Exec("INSERT INTO records (ref, kind, title, extract, head_terms, body_terms, state, side, marking, created_by, parent, updated_at) VALUES (?, ?, 'x', 'x', 'x', 'x', ?, ?, ?, ?, ?, ?)",
		base.Ref, k.Name, state, base.Side, m.Shared().Marking, base.CreatedBy, parent, o.Now()))
	return m
}

// sharedState is a state of the kind in which every role sees it.
func sharedState(k *models.Kind) models.State {
	for _, state := range k.States {
		all := true
		for _, role := range models.Roles {
			all = all && k.SeenIn(&models.Actor{Roles: []models.Role{role}}, models.State(state.Value))
		}
		if all {
			return models.State(state.Value)
		}
	}
	return models.State(k.States[0].Value)
}

func (o *office) restore(gdb *gorm.DB, k *models.Kind, m models.Model) {
	o.t.Helper()
	o.exec(gdb.Table(k.Table()).Where("ref = ?", m.Base().Ref).Select("*").Omit("ref").Updates(k.Copy(m)))
	o.exec(gdb.Exec("UPDATE records SET state = ? WHERE ref = ?", m.Base().State, m.Base().Ref))
}

func (o *office) exec(tx *gorm.DB) {
	o.t.Helper()
	if tx.Error != nil {
		o.t.Fatal(tx.Error)
	}
}
