package service

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"answerable/models"
)

// partsUnder narrows a statement to records that are part of one of which the
// wanted is said, as far as the person may know.
func partsUnder(tx *gorm.DB, k *models.Kind, under *models.Under, who *models.Actor, wanted []string, today models.Date) (*gorm.DB, error) {
	var parts []string
	var args []any
	for _, above := range k.ParentKinds() {
		q := Query{}
		if filter, says := under.Of[above.Name]; says {
			q.Filters = map[string][]string{filter: wanted}
		} else if !slices.Contains(wanted, NotRecorded) {
			continue
		}
		found, err := q.narrow(tx.Session(&gorm.Session{NewDB: true}).Table(above.Table()), above, who, today)
		if err != nil {
			return nil, err
		}
		parts, args = append(parts, k.Table()+"."+k.Parent+" IN (?)"), append(args, found.Select(above.Table()+".ref"))
	}
	return tx.Where("("+strings.Join(append(parts, "1=0"), " OR ")+")", args...), nil
}
