package service

import (
	"reflect"
	"slices"
	"strings"

	"answerable/models"
)

// source is where a statement finds records: by which name it calls the table,
// and which columns hold what the permission table asks about. Names are
// written in full, so that a filter can stand inside another.
type source struct{ name, body, parent string }

// tableOf is a kind's own table.
func tableOf(k *models.Kind) source { return source{k.Table(), k.Body, k.Parent} }

// registerAs is the register of all records under a name of its own.
func registerAs(name string) source { return source{name, "answerable", "parent"} }

func (s source) column(name string) string { return s.name + "." + name }

// above is the register once more, for the records that these are part of.
func (s source) above() source { return registerAs("above_" + s.name) }

// visibleIn is the row filter of a person on a kind's own table. Where only
// some states are asked for, the filter does not ask for states once more: a
// database that is told twice may go by the longer list.
func visibleIn(k *models.Kind, who *models.Actor, asked ...string) (string, []any) {
	reading := k.Reading(who)
	if len(asked) > 0 {
		states := make([]models.State, len(asked))
		for i, state := range asked {
			states[i] = models.State(state)
		}
		reading = reading.Within(states)
	}
	return filterOf(k, who, tableOf(k), reading)
}

// visibleRecords is the row filter of a person on the register, for some kinds
// or, where none are named, for all.
func visibleRecords(who *models.Actor, from source, kinds ...*models.Kind) (string, []any) {
	if len(kinds) == 0 {
		kinds = models.Registry
	}
	groups := alikeOf(who, from, kinds)
	var parts []string
	var args []any
	for _, group := range groups {
		of := from.column("kind") + " IN ('" + strings.Join(group.kinds, "','") + "')"
		parts = append(parts, "("+both([]string{of, group.filter})+")")
		args = append(args, group.args...)
	}
	return either(parts), args
}

// readableLinks keeps the references of their holders, in the register, that
// stand in fields which are the person's to read.
func readableLinks(who *models.Actor, holder source) (string, []any) {
	var parts []string
	var args []any
	for _, k := range models.Registry {
		if len(k.Private) > 0 {
			parts = append(parts, "NOT ("+holder.column("kind")+" = ? AND links.field IN ? AND "+holder.column("side")+" <> ?)")
			args = append(args, k.Name, k.Private, who.Side)
		}
	}
	return both(parts), args
}

// alike are kinds with the same filter, which is then said once.
type alike struct {
	kinds  []string
	filter string
	args   []any
}

// alikeOf gathers kinds by how the person may see them, but for those of which
// they see nothing.
func alikeOf(who *models.Actor, from source, kinds []*models.Kind) []*alike {
	var groups []*alike
	for _, k := range kinds {
		if filter, values := filterBy(k, who, from); filter != "1=0" {
			groups = gather(groups, k, filter, values)
		}
	}
	return groups
}

func gather(groups []*alike, k *models.Kind, filter string, args []any) []*alike {
	same := slices.IndexFunc(groups, func(g *alike) bool { return g.filter == filter && reflect.DeepEqual(g.args, args) })
	if same < 0 {
		return append(groups, &alike{[]string{k.Name}, filter, args})
	}
	groups[same].kinds = append(groups[same].kinds, k.Name)
	return groups
}

func filterBy(k *models.Kind, who *models.Actor, in source) (string, []any) {
	return filterOf(k, who, in, k.Reading(who))
}

func filterOf(k *models.Kind, who *models.Actor, in source, reading models.Reading) (string, []any) {
	reading, within := reading.Part(models.WithParent)
	var parts []string
	var args []any
	for _, clause := range reading {
		part, values := clauseIn(k, who, in, clause)
		parts = append(parts, part)
		args = append(args, values...)
		if part == "1=1" {
			parts, args = []string{part}, nil
			break
		}
	}
	filter := either(parts)
	if filter == "1=0" {
		return filter, nil
	}
	if within {
		above, values := scopeIn(k, who, in, models.WithParent)
		filter, args = both([]string{filter, above}), append(args, values...)
	}
	if !who.Cleared() {
		filter = both([]string{filter, in.column("marking") + " <> '" + string(models.OfficialSensitive) + "'"})
	}
	return filter, args
}

func clauseIn(k *models.Kind, who *models.Actor, in source, clause models.Clause) (string, []any) {
	var parts []string
	var args []any
	if len(clause.States) > 0 {
		parts = append(parts, in.column("state")+" IN ?")
		args = append(args, clause.States)
	}
	for _, scope := range clause.Scopes {
		part, values := scopeIn(k, who, in, scope)
		parts = append(parts, part)
		args = append(args, values...)
	}
	return both(parts), args
}

func scopeIn(k *models.Kind, who *models.Actor, in source, scope models.Scope) (string, []any) {
	switch scope {
	case models.OwnSide:
		return in.column("side") + " = ?", []any{who.Side}
	case models.Own:
		return "(" + in.column("created_by") + " = ? OR " + in.column("ref") + " = ?)", []any{who.Person, who.Person}
	case models.OwnBody:
		return in.column(in.body) + " IN ?", []any{append(slices.Clone(who.Bodies), "-")}
	case models.WithParent:
		return visibleAbove(k, who, in)
	default:
		return "1=0", nil
	}
}

// visibleAbove asks whether the person may see the record that a record is part
// of. It asks for each record by its reference: a list of all that are visible
// would hold most of the register.
func visibleAbove(k *models.Kind, who *models.Actor, in source) (string, []any) {
	if seesAll(who, k.ParentKinds()) {
		return "1=1", nil
	}
	above := in.above()
	var filter string
	var args []any
	if groups := alikeOf(who, above, k.ParentKinds()); len(groups) == 1 && len(groups[0].kinds) == len(k.ParentKinds()) {
		// Of which kind the other record is follows from the kind of this one.
		filter, args = groups[0].filter, groups[0].args
	} else {
		filter, args = visibleRecords(who, above, k.ParentKinds()...)
	}
	return "EXISTS (SELECT 1 FROM records " + above.name + " WHERE " + above.column("ref") + " = " + in.column(in.parent) + " AND " + filter + ")", args
}

// seesAll tells whether no record of the kinds is hidden from the person, so
// that a part of one need not ask.
func seesAll(who *models.Actor, kinds []*models.Kind) bool {
	return !slices.ContainsFunc(kinds, func(k *models.Kind) bool {
		filter, _ := filterBy(k, who, registerAs("records"))
		return filter != "1=1"
	})
}

func both(parts []string) string {
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "1=1" })
	if len(parts) == 0 {
		return "1=1"
	}
	return strings.Join(parts, " AND ")
}

func either(parts []string) string {
	switch len(parts) {
	case 0:
		return "1=0"
	case 1:
		return parts[0]
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}
