package frontend

import (
	"slices"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// occurrenceOwn leads from what a duty waits for to the list of grants that
// meets it, where lists met that duty before.
func occurrenceOwn(v *visit, one *service.One) (own, error) {
	links, err := v.listLinks(one.Model.(*models.Occurrence))
	if err != nil || len(links) == 0 {
		return own{}, err
	}
	return own{Lead: linkRow(links)}, nil
}

// listLinks lead to the list of grants of an occurrence's month: to the one that
// is being prepared, or to preparing one.
func (v *visit) listLinks(occurrence *models.Occurrence) ([]components.Link, error) {
	month, meet := occurrence.Month(), models.OccurrenceKind.Move("meet")
	if month == "" || !slices.Contains(meet.From, occurrence.State) || len(models.GrantListKind.Starts(v.who)) == 0 {
		return nil, nil
	}
	found, err := v.partsOf(models.GrantListKind, "duty", "-month", occurrence.Duty)
	if err != nil {
		return nil, err
	}
	covers := models.GrantListCovers("")
	for _, list := range as[*models.GrantList](found.live()) {
		if list.Month == month && list.State == models.GrantListPrepared {
			return []components.Link{{Text: "Look at the list that is being prepared for it, and publish it", Href: previewURL(list.Ref)}}, nil
		}
		if covers == "" {
			covers = list.Covers
		}
	}
	if covers == "" {
		return nil, nil
	}
	return v.prepareLinks("Prepare the list of grants of "+month.String(), month, covers, occurrence.Duty, ""), nil
}
