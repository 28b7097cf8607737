package service

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"answerable/models"
)

// partsUnder narrows a statement to records below one of which the wanted is
// said, as far as the person may know. Of what they may not see, nothing is
// recorded.
func partsUnder(tx *gorm.DB, k *models.Kind, under *models.Under, who *models.Actor, wanted []string, today models.Date) (*gorm.DB, error) {
	var parts []string
	var args []any
	field, kinds := k.Above(under)
	column := k.Table() + "." + field
	for _, above := range kinds {
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
		if under.Via != "" {
			seen, values := visibleIn(above, who)
			found = found.Where(seen, values...)
		}
		parts, args = append(parts, column+" IN (?)"), append(args, found.Select(above.Table()+".ref"))
	}
	if under.Via != "" && slices.Contains(wanted, NotRecorded) {
		seen, values := visibleRecords(who, registerAs("above"), kinds...)
		parts = append(parts, "NOT EXISTS (SELECT 1 FROM records above WHERE above.ref = "+column+" AND "+seen+")")
		args = append(args, values...)
	}
	return tx.Where("("+strings.Join(append(parts, "1=0"), " OR ")+")", args...), nil
}
