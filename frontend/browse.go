package frontend

import (
	"strings"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// familyURL is the address of the page that lists the kinds of a family.
func familyURL(family models.Family) string {
	return "/browse/" + strings.ReplaceAll(strings.ToLower(string(family)), " ", "-")
}

// register is a kind with how many of its records the person may see.
type register struct {
	Kind  *models.Kind
	Count int64
}

// familyPage lists the registers of a family.
func (v *visit) familyPage() error {
	for _, family := range models.Families {
		if familyURL(family) == v.Request.URL.Path {
			return v.showFamily(family)
		}
	}
	return noPage
}

func (v *visit) showFamily(family models.Family) error {
	var registers []register
	for _, k := range models.Registry {
		if k.Family != family || len(k.Reading(v.who)) == 0 {
			continue
		}
		n, err := v.service.Count(v.ctx(), v.who, k, service.Query{})
		if err != nil {
			return err
		}
		registers = append(registers, register{k, n})
	}
	return v.show(page{Title: string(family), Trail: []components.Link{{Text: "Home", Href: "/"}, {Text: string(family)}}, Body: familyView(family, registers, beginningLinks(v.who))})
}
