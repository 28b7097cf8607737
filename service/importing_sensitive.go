package service

import (
	"slices"
	"strings"

	"answerable/models"
)

// keepSensitive adds to what a row says the references to OFFICIAL-SENSITIVE
// records that the record holds: an export leaves them out unless they are
// asked for, so that a file which does not name them does not take them away.
func (i *importing) keepSensitive(p *planned, before models.Model) error {
	for _, field := range i.k.Settable() {
		text, said := p.typed[field.Name]
		if field.Type != models.RefsField || !said || text == "" {
			continue
		}
		named := splitRefs(text)
		left := slices.DeleteFunc(slices.Clone(field.Refs(before)), func(ref models.Ref) bool { return slices.Contains(named, ref) })
		if len(left) == 0 {
			continue
		}
		var kept []models.Ref
		err := i.w.tx.Table("records").Where("ref IN ? AND marking = ?", left, models.OfficialSensitive).Order("ref").Pluck("ref", &kept).Error
		if err != nil {
			return err
		}
		if len(kept) > 0 {
			p.typed[field.Name] = strings.Join(plain(orderedAs(field.Refs(before), append(named, kept...))), "\n")
		}
	}
	return nil
}

// orderedAs puts those references first that stand in a list, in its order.
func orderedAs(list, refs []models.Ref) []models.Ref {
	place := func(ref models.Ref) int {
		if at := slices.Index(list, ref); at >= 0 {
			return at
		}
		return len(list)
	}
	slices.SortStableFunc(refs, func(a, b models.Ref) int { return place(a) - place(b) })
	return refs
}
