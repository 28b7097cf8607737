package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// day is a record on one of its days.
type day struct {
	Day      models.Date         `json:"day" description:"As exact as is known: a date known to the month only belongs to no day of it"`
	Category models.DateCategory `json:"category"`
	Field    string              `json:"field" description:"The field of the record that holds the day"`
	Label    string              `json:"label" description:"What happens on the day"`
	Late     bool                `json:"late" description:"Whether the day has passed and what was due did not come"`
	service.Name
}

// defaultCalendarDays is how many days the calendar gives unless told otherwise.
const defaultCalendarDays = 31

func (a *api) mountCalendar() {
	var categories []string
	for _, option := range models.DateCategory("").Options() {
		categories = append(categories, option.Value)
	}
	end := schema{"type": "string", "pattern": dayPattern}
	a.mount(route{
		id: "readCalendar", method: http.MethodGet, path: "/calendar", tag: "Calendar",
		summary: "Read what stands in the calendar from one day to another",
		about:   "Sorted by day, then by reference. Dates that are known to the month or the year only are in it where that month or year touches the days asked for.",
		params: []param{
			{"from", "query", "The first day; today unless told otherwise", end},
			{"to", "query", "The last day; 30 days after the first unless told otherwise, and at most 399", end},
			{"category", "query", "Only days of these categories", listOf(schema{"type": "string", "enum": categories})},
			{"priority", "query", "Only what serves one of these priorities", listOf(textSchema())},
			{"mine", "query", "Only what you own, or what falls to you or to your body", schema{"type": "boolean", "default": false}},
		},
		answers: []answer{{http.StatusOK, "The days", &content{jsonType, closed(schema{
			"from": end, "to": end, "items": listOf(a.document.define("Day", a.document.reflect(day{}))),
		})}, nil}},
		handle: a.calendar,
	})
}

func (a *api) calendar(c *gin.Context, who *models.Actor) error {
	filter, err := service.ParseCalendarFilter(c.Request.URL.Query())
	if err != nil {
		return err
	}
	from := models.Date(c.DefaultQuery("from", string(a.service.Today())))
	to := models.Date(c.DefaultQuery("to", string(from.Add(defaultCalendarDays-1))))
	entries, err := a.service.InCalendar(c.Request.Context(), who, from, to, filter)
	if err != nil {
		return err
	}
	days := make([]day, len(entries))
	for i, entry := range entries {
		days[i] = day{entry.Day, entry.Dated.Category, entry.Dated.Field, entry.Dated.Label, entry.Late(), entry.Name}
	}
	writeValue(c, http.StatusOK, jsonType, map[string]any{"from": from, "to": to, "items": days})
	return nil
}
