package models

import (
	"slices"
	"strings"
)

// OwnWork is a filter of lists by what waits for the very person who asks. It
// speaks of nobody else, so that it tells nobody what others have done.
type OwnWork struct {
	Name  string
	Label string
	// Roles are those for whom something can wait.
	Roles []Role
	// SQL is the condition, with @me for the person.
	SQL string
}

// Options are the values of the filter.
func (OwnWork) Options() []Option { return []Option{{"yes", "Yes", ""}, {"no", "No", ""}} }

// For is the condition under which a record waits, or does not wait, for a
// person, with its arguments.
func (w OwnWork) For(person Ref, wanted []string) (string, []any) {
	args := slices.Repeat([]any{person}, strings.Count(w.SQL, "@me"))
	sql := "CASE WHEN " + strings.ReplaceAll(w.SQL, "@me", "?") + " THEN 'yes' ELSE 'no' END IN ?"
	return sql, append(args, wanted)
}

// OwnWorkNamed is the filter of that name; nil when the kind has none.
func (k *Kind) OwnWorkNamed(name string) *OwnWork {
	if k.OwnWork != nil && k.OwnWork.Name == name {
		return k.OwnWork
	}
	return nil
}

// toScore are the applications that are allocated to the person and that they
// have neither scored nor said to have an interest in.
var toScore = &OwnWork{
	Name: "to_score", Label: "OwnWork for your scores", Roles: opcc,
	SQL: "awards.state IN ('" + string(AwardApplied) + "', '" + string(AwardRecommended) + "')" +
		" AND EXISTS (SELECT 1 FROM links allocated WHERE allocated.from_ref = awards.ref AND allocated.field = 'assessors' AND allocated.to_ref = @me)" +
		" AND NOT EXISTS (SELECT 1 FROM assessments done WHERE done.award = awards.ref AND done.assessor = @me AND done.state NOT IN ('" + string(AssessmentDraft) + "', '" + string(Withdrawn) + "'))" +
		" AND NOT EXISTS (SELECT 1 FROM interests own WHERE own.award = awards.ref AND own.person = @me AND own.state = '" + string(Current) + "')",
}
