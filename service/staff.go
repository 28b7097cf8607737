package service

import (
	"slices"

	"gorm.io/gorm"

	"answerable/models"
)

// staff are all who may act: active people with at least one role. It takes
// two statements, however many they are.
func staff(tx *gorm.DB, today models.Date) ([]*models.Actor, error) {
	var people []models.Person
	err := tx.Table("people").Select("ref", "name", "body", "roles").Where("state = ? AND roles NOT IN ('', '[]')", models.PersonActive).Order("ref").Find(&people).Error
	if err != nil {
		return nil, err
	}
	var bound []struct{ Ref, Head models.Ref }
	err = tx.Raw(`SELECT ref, part_of AS head FROM bodies WHERE part_of <> ''
		UNION ALL SELECT ref, succeeded_by FROM bodies WHERE succeeded_by <> '' AND succeeded_on <= ?`, today).Scan(&bound).Error
	if err != nil {
		return nil, err
	}
	under := map[models.Ref][]models.Ref{}
	for _, body := range bound {
		under[body.Head] = append(under[body.Head], body.Ref)
	}
	actors := make([]*models.Actor, len(people))
	for i, person := range people {
		actors[i] = &models.Actor{
			Person: person.Ref, Name: person.Name, Body: person.Body, Roles: person.Roles,
			Side: models.SideOf(person.Roles[0]), Bodies: below(person.Body, under),
		}
	}
	return actors, nil
}

// below is a body, all the units under it, and those that any of these has
// succeeded.
func below(body models.Ref, under map[models.Ref][]models.Ref) []models.Ref {
	found := []models.Ref{body}
	for i := 0; i < len(found); i++ {
		for _, other := range under[found[i]] {
			if !slices.Contains(found, other) {
				found = append(found, other)
			}
		}
	}
	return found
}

// heldOn narrows a statement on tenures to those that are held on a day.
func heldOn(tx *gorm.DB, today models.Date) *gorm.DB {
	return tx.Table("tenures").Where("state = ? AND (since = '' OR since <= ?) AND (till = '' OR till >= ?)", models.Current, today, today)
}
