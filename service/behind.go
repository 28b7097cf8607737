package service

import (
	"slices"

	"answerable/models"
)

// bodyBehind is an expression for the body behind a reference that the records
// of a kind hold: the body itself, or that of the person or post. It is empty
// where none is recorded or the person may not see it.
func bodyBehind(k *models.Kind, field string, who *models.Actor) (string, []any) {
	named, namedArgs := visibleRecords(who, registerAs("named"), models.BodyKind, models.PersonKind, models.PostKind)
	body, bodyArgs := visibleRecords(who, registerAs("body"), models.BodyKind)
	return `COALESCE((SELECT body.ref FROM records named
		LEFT JOIN people ON people.ref = named.ref LEFT JOIN posts ON posts.ref = named.ref
		JOIN records body ON body.ref = COALESCE(people.body, posts.body, named.ref)
		WHERE named.ref = ` + k.Table() + "." + field + " AND " + named + " AND " + body + "), '')", slices.Concat(namedArgs, bodyArgs)
}
