package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// firstDay is how far an office has come from its own spreadsheets.
type firstDay struct {
	Ground []groundLaid `json:"ground" description:"What an empty system needs first"`
	Sheets []sheetIn    `json:"sheets" description:"The lists of an office, in the order in which they come in"`
}

type groundLaid struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Why   string `json:"why"`
	Kind  string `json:"kind"`
	Count int64  `json:"count" description:"How many there are already"`
	May   bool   `json:"may" description:"Whether you may enter one"`
}

type sheetIn struct {
	Name      string       `json:"name"`
	Title     string       `json:"title"`
	About     string       `json:"about"`
	Registers []registerIn `json:"registers"`
}

type registerIn struct {
	Kind    string        `json:"kind"`
	Path    string        `json:"path" description:"Where the records of the kind are"`
	Count   int64         `json:"count" description:"How many records there are that were not withdrawn"`
	Needs   []string      `json:"needs" description:"The columns without which a row adds nothing"`
	Missing []string      `json:"missing" description:"The kinds that must come in first, of which there is nothing yet"`
	May     bool          `json:"may" description:"Whether you may bring them in"`
	Roles   []models.Role `json:"roles" description:"Who may"`
}

func (a *api) mountFirstDay() {
	a.mount(route{
		id: "readFirstDay", method: http.MethodGet, path: "/first-day", tag: "Importing", roles: models.Bringers(), denies: true,
		summary: "Read what of an office’s own lists is here already, and what comes in next",
		answers: []answer{{http.StatusOK, "How far it has come", &content{jsonType, a.document.reflect(firstDay{})}, nil}},
		handle:  a.firstDay,
	})
}

func (a *api) firstDay(c *gin.Context, who *models.Actor) error {
	day, err := a.service.FirstDay(c.Request.Context(), who)
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, firstDayBody(day))
	return nil
}

func firstDayBody(day *service.FirstDay) firstDay {
	body := firstDay{Ground: []groundLaid{}, Sheets: []sheetIn{}}
	for _, laid := range day.Ground {
		body.Ground = append(body.Ground, groundLaid{laid.Name, laid.Title, laid.Why, laid.Kind, laid.Count, laid.Start != nil})
	}
	for _, sheet := range day.Sheets {
		in := sheetIn{sheet.Name, sheet.Title, sheet.About, []registerIn{}}
		for _, register := range sheet.Registers {
			needs, missing := []string{}, []string{}
			for _, column := range register.Needs {
				needs = append(needs, column.Name)
			}
			for _, k := range register.Missing {
				missing = append(missing, k.Name)
			}
			in.Registers = append(in.Registers, registerIn{register.Kind.Name, "/" + register.Kind.Plural, register.Count, needs, missing, register.May, register.Who})
		}
		body.Sheets = append(body.Sheets, in)
	}
	return body
}
