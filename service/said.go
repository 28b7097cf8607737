package service

import (
	"slices"

	"gorm.io/gorm"

	"answerable/models"
)

// said narrows a statement to records of which the wanted is said now, by some
// bodies or by any, as far as the person may see it. No body says nothing where
// any does: what nobody says is not recorded.
func said(tx *gorm.DB, k *models.Kind, who *models.Actor, wanted, by []string) *gorm.DB {
	if len(by) > 0 {
		last, args := lastSaid(k, who, by)
		if len(wanted) == 0 {
			return tx.Where(last+" <> ''", args...)
		}
		return tx.Where(last+" IN ?", append(args, unknownAsEmpty(wanted))...)
	}
	from, args := saying(k, who)
	value := k.Said.Value
	condition := "EXISTS (SELECT 1 " + from + " AND " + value + " IN ?)"
	args = append(args, unknownAsEmpty(wanted))
	if slices.Contains(wanted, NotRecorded) {
		none, values := saying(k, who)
		condition, args = "("+condition+" OR NOT EXISTS (SELECT 1 "+none+"))", append(args, values...)
	}
	return tx.Where(condition, args...)
}

// lastSaid is an expression for what any of some bodies said last of a record;
// empty where none said anything.
func lastSaid(k *models.Kind, who *models.Actor, by []string) (string, []any) {
	from, args := saying(k, who)
	table := models.KindNamed(k.Said.Kind).Table()
	return "COALESCE((SELECT " + table + "." + k.Said.Value + " " + from + " AND " + table + "." + k.Said.Body + " IN ? ORDER BY " +
		table + "." + k.Said.Since + " DESC, " + table + ".ref DESC LIMIT 1), '')", append(args, by)
}

// saying are the sayings of a record that stand and that the person may see,
// as the end of a statement.
func saying(k *models.Kind, who *models.Actor) (string, []any) {
	of := models.KindNamed(k.Said.Kind)
	seen, args := visibleIn(of, who, string(models.Current))
	return "FROM " + of.Table() + " WHERE " + of.Table() + "." + of.Parent + " = " + k.Table() + ".ref AND " + of.Table() + ".state = ? AND " + seen,
		append([]any{models.Current}, args...)
}
