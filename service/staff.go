package service

import (
	"slices"

	"gorm.io/gorm"

	"answerable/models"
)

// staff are all who may act: active people with at least one role. It takes
// two statements, however many they are.
func staff(tx *gorm.DB) ([]*models.Actor, error) {
	var people []models.Person
	err := tx.Table("people").Select("ref", "name", "body", "roles").Where("state = ? AND roles NOT IN ('', '[]')", models.PersonActive).Order("ref").Find(&people).Error
	if err != nil {
		return nil, err
	}
	var parts []struct{ Ref, PartOf models.Ref }
	if err := tx.Table("bodies").Select("ref", "part_of").Where("part_of <> ''").Find(&parts).Error; err != nil {
		return nil, err
	}
	units := map[models.Ref][]models.Ref{}
	for _, part := range parts {
		units[part.PartOf] = append(units[part.PartOf], part.Ref)
	}
	actors := make([]*models.Actor, len(people))
	for i, person := range people {
		actors[i] = &models.Actor{
			Person: person.Ref, Name: person.Name, Body: person.Body, Roles: person.Roles,
			Side: models.SideOf(person.Roles[0]), Bodies: below(person.Body, units),
		}
	}
	return actors, nil
}

// below is a body and all the units under it.
func below(body models.Ref, units map[models.Ref][]models.Ref) []models.Ref {
	found := []models.Ref{body}
	for i := 0; i < len(found); i++ {
		for _, unit := range units[found[i]] {
			if !slices.Contains(found, unit) {
				found = append(found, unit)
			}
		}
	}
	return found
}

// heldOn narrows a statement on tenures to those that are held on a day.
func heldOn(tx *gorm.DB, today models.Date) *gorm.DB {
	return tx.Table("tenures").Where("state = ? AND (since = '' OR since <= ?) AND (till = '' OR till >= ?)", models.Current, today, today)
}
