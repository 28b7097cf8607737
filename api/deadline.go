package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
)

// deadline is when something is due, and how that came about.
type deadline struct {
	Due      models.Date  `json:"due" description:"The last day on which it is still in time"`
	How      string       `json:"how" description:"How the date was computed, in words"`
	Start    models.Date  `json:"start"`
	Stopped  int          `json:"stopped" description:"On how many days the clock stood still"`
	Moved    models.Date  `json:"moved" description:"The day on which the term ended, where that is not worked and the next working day counts"`
	Holidays []holiday    `json:"holidays" description:"The bank holidays that were passed over"`
	Days     []countedDay `json:"days" description:"Every day from the first to the last"`
}

type holiday struct {
	Day  models.Date `json:"day"`
	Name string      `json:"name"`
}

// countedDay is a day that was counted, or why it was not.
type countedDay struct {
	Day   models.Date `json:"day"`
	Count int         `json:"count" description:"The how-manieth day of the term it is; 0 for none"`
	Why   string      `json:"why" description:"Why it does not count; empty where it does"`
}

func (a *api) mountDeadline() {
	day := schema{"type": "string", "pattern": dayPattern}
	a.mount(route{
		id: "computeDeadline", method: http.MethodGet, path: "/deadline", tag: models.ClockKind.Many,
		summary: "Compute when something is due",
		about:   "By a clock, or by a term of its own. Nothing is kept.",
		params: []param{
			{"clock", "query", "The reference of a clock", schema{"type": "string", "pattern": refPattern}},
			{"length", "query", "How long the term is, where no clock is named", schema{"type": "integer", "minimum": 1, "maximum": 3650}},
			{"unit", "query", "In what it is counted", choiceSchema(models.WorkingDays.Options(), false)},
			{"counting", "query", "Whether the day on which it starts is its first", choiceSchema(models.After.Options(), false)},
			{"next_working_day", "query", "Whether a last day that is not worked moves to the next working day", schema{"type": "string", "enum": []string{"yes", "no"}}},
			{"from", "query", "The day on which it starts; today, if not said", day},
			{"stop_from", "query", "Days on which the clock is stopped", listOf(day)},
			{"stop_to", "query", "Days on which it runs again, each with the stop_from of the same place", listOf(day)},
		},
		answers: []answer{{http.StatusOK, "The date and its computation", &content{jsonType, a.document.reflect(deadline{})}, nil}},
		handle:  a.deadline,
	})
}

func (a *api) deadline(c *gin.Context, who *models.Actor) error {
	q, err := a.service.ParseDeadline(c.Request.URL.Query())
	if err != nil {
		return err
	}
	computed, err := a.service.Deadline(c.Request.Context(), who, q)
	if err != nil {
		return err
	}
	answer := deadline{Due: computed.Due, How: computed.String(), Start: computed.Start, Stopped: computed.Stopped, Moved: computed.Moved, Holidays: []holiday{}, Days: []countedDay{}}
	for _, passed := range computed.Holidays {
		answer.Holidays = append(answer.Holidays, holiday(passed))
	}
	for _, day := range computed.Days {
		answer.Days = append(answer.Days, countedDay(day))
	}
	writeValue(c, http.StatusOK, jsonType, answer)
	return nil
}
