package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// part is a list within the picture: how many there are, and the first.
type part struct {
	Label string         `json:"label"`
	Kind  string         `json:"kind"`
	Query string         `json:"query" description:"The filters under which the kind's list gives them all"`
	Count int64          `json:"count"`
	Items []service.Name `json:"items"`
}

// mountPicture mounts everything about one priority.
func (a *api) mountPicture() {
	k := models.PriorityKind
	r := kindRoutes{a, k, pascal(k.Name), k.Many}
	parts := listOf(a.document.define("Part", a.document.reflect(part{})))
	a.mount(route{
		id: "readPriorityPicture", method: http.MethodGet, path: r.path("/{ref}/picture"), tag: r.tag, roles: r.seers(),
		summary: "Read the whole picture of a priority",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "The picture, as far as you may see it", &content{jsonType, closed(schema{
			"priority": exactly(r.name), "placements": listOf(exactly(pascal(models.PlacementKind.Name))),
			"sections": parts, "overdue": parts, "unknown": parts,
			"standings": schema{"type": "object", "additionalProperties": schema{"type": "integer"}},
			"names":     named("Names"),
		})}, nil}},
		handle: a.picture,
	})
}

func (a *api) picture(c *gin.Context, who *models.Actor) error {
	picture, err := a.service.Picture(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	today := a.service.Today()
	writeJSON(c, func(dst []byte) []byte {
		dst = a.writers[picture.Kind].appendOpen(append(dst, `{"priority":`...), picture.Model, today)
		dst = a.writers[models.PlacementKind].appendList(append(dst, `},"placements":`...), picture.Placements, today)
		dst = appendValue(append(dst, `,"sections":`...), partsOf(picture.Sections))
		dst = appendValue(append(dst, `,"overdue":`...), partsOf(picture.Overdue))
		dst = appendValue(append(dst, `,"unknown":`...), partsOf(picture.Unknown))
		dst = appendValue(append(dst, `,"standings":`...), picture.Standings)
		dst = appendNames(append(dst, `,"names":`...), picture.Names)
		return append(dst, '}')
	})
	return nil
}

func partsOf(parts []service.Part) []part {
	list := make([]part, len(parts))
	for i, p := range parts {
		list[i] = part{p.Label, p.Kind.Name, p.Query.Values().Encode(), p.Count, namesOf(p.Page)}
	}
	return list
}

// namesOf shows the records of a page as others would refer to them.
func namesOf(page *service.Page) []service.Name {
	names := make([]service.Name, len(page.Models))
	for i, m := range page.Models {
		names[i] = service.Name{Ref: m.Base().Ref, Kind: page.Kind.Name, Title: m.Heading(), State: m.Base().State}
	}
	return names
}
