package models

import (
	"fmt"
	"slices"
	"time"
)

// world is a Facts of the records that it lists.
type world struct {
	actor   *Actor
	today   Date
	reason  string
	records []Model
}

func (w *world) Actor() *Actor {
	if w.actor == nil {
		return System()
	}
	return w.actor
}

func (w *world) Now() time.Time {
	noon, err := time.ParseInLocation(time.DateOnly+" 15", string(w.Today())+" 12", london)
	if err != nil {
		panic(err)
	}
	return noon.UTC()
}

func (w *world) Today() Date {
	if w.today == "" {
		return "2019-03-18"
	}
	return w.today
}

func (w *world) Reason() string { return w.reason }

func (w *world) Get(ref Ref) (Model, error) {
	for _, m := range w.records {
		if m.Base().Ref == ref {
			return m, nil
		}
	}
	return nil, Fail(Missing, "There is no record %s", ref)
}

func (w *world) Find(kind, field string, value any) ([]Model, error) {
	k := KindNamed(kind)
	if k == nil || k.Field(field) == nil {
		return nil, Fail(Unavailable, "no kind %s has a field %s", kind, field)
	}
	var found []Model
	for _, m := range w.records {
		if KindOf(m) == k && holds(k.Field(field), m, value) {
			found = append(found, m)
		}
	}
	return found, nil
}

func holds(field *Field, m Model, value any) bool {
	if field.Type == RefsField {
		return slices.Contains(field.Refs(m), value.(Ref))
	}
	return field.Plain(m) == fmt.Sprint(value)
}

func (w *world) Sum(kind, field, by string, value any, states []State) (Pence, error) {
	found, err := w.Find(kind, by, value)
	var sum Pence
	for _, m := range found {
		if amount := KindOf(m).Field(field).Value(m).(*Pence); amount != nil && covers(states, m.Base().State) {
			sum += *amount
		}
	}
	return sum, err
}

// Calendar knows Good Friday and Easter Monday of 2019.
func (w *world) Calendar() (Calendar, error) {
	return func(day Date) string {
		return map[Date]string{"2019-04-19": "Good Friday", "2019-04-22": "Easter Monday"}[day]
	}, nil
}
