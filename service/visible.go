package service

import (
	"slices"
	"strings"

	"answerable/models"
)

// columns are the names under which a table keeps what the permission table
// asks about. Every kind's own table and the register answer alike.
type columns struct{ side, createdBy, body, parent string }

var registerColumns = columns{"side", "created_by", "answerable", "parent"}

// visibleIn is the row filter of a person on a kind's own table.
func visibleIn(k *models.Kind, who *models.Actor) (string, []any) {
	return filterBy(k, who, columns{"side", "created_by", k.Body, k.Parent})
}

// visibleRecords is the row filter of a person on the register, for some kinds
// or, where none are named, for all.
func visibleRecords(who *models.Actor, kinds ...*models.Kind) (string, []any) {
	if len(kinds) == 0 {
		kinds = models.Registry
	}
	var parts []string
	var args []any
	var open []string
	for _, k := range kinds {
		switch filter, values := filterBy(k, who, registerColumns); filter {
		case "1=0":
		case "1=1":
			open = append(open, k.Name)
		default:
			parts = append(parts, "(kind = '"+k.Name+"' AND "+filter+")")
			args = append(args, values...)
		}
	}
	if len(open) > 0 {
		parts = append(parts, "kind IN ('"+strings.Join(open, "','")+"')")
	}
	return either(parts), args
}

func filterBy(k *models.Kind, who *models.Actor, in columns) (string, []any) {
	var parts []string
	var args []any
	for _, clause := range k.Reading(who) {
		part, values := clauseIn(k, who, in, clause)
		parts = append(parts, part)
		args = append(args, values...)
		if part == "1=1" {
			parts, args = []string{part}, nil
			break
		}
	}
	filter := either(parts)
	if filter != "1=0" && !who.Cleared() {
		filter = both([]string{filter, "marking <> '" + string(models.OfficialSensitive) + "'"})
	}
	return filter, args
}

func clauseIn(k *models.Kind, who *models.Actor, in columns, clause models.Clause) (string, []any) {
	var parts []string
	var args []any
	if len(clause.States) > 0 {
		parts = append(parts, "state IN ?")
		args = append(args, clause.States)
	}
	for _, scope := range clause.Scopes {
		part, values := scopeIn(k, who, in, scope)
		parts = append(parts, part)
		args = append(args, values...)
	}
	return both(parts), args
}

func scopeIn(k *models.Kind, who *models.Actor, in columns, scope models.Scope) (string, []any) {
	switch scope {
	case models.OwnSide:
		return in.side + " = ?", []any{who.Side}
	case models.Own:
		return "(" + in.createdBy + " = ? OR ref = ?)", []any{who.Person, who.Person}
	case models.OwnBody:
		return in.body + " IN ?", []any{append(slices.Clone(who.Bodies), "-")}
	case models.WithParent:
		parents, args := visibleRecords(who, k.ParentKinds()...)
		if seesAll(who, k.ParentKinds()) {
			return "1=1", nil
		}
		return in.parent + " IN (SELECT ref FROM records WHERE " + parents + ")", args
	default:
		return "1=0", nil
	}
}

// seesAll tells whether no record of the kinds is hidden from the person, so
// that a part of one need not ask.
func seesAll(who *models.Actor, kinds []*models.Kind) bool {
	return !slices.ContainsFunc(kinds, func(k *models.Kind) bool {
		filter, _ := filterBy(k, who, registerColumns)
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
