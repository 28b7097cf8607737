package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// dutyYear is a year of recurring duties, as programs read it.
type dutyYear struct {
	From   models.Date   `json:"from"`
	To     models.Date   `json:"to"`
	Duties []dutyOfYear  `json:"duties"`
	Names  service.Names `json:"names" description:"The names of what the duties refer to, by reference"`
	More   bool          `json:"more" description:"Whether there are more duties than the first 200"`
}

type dutyOfYear struct {
	Ref       models.Ref  `json:"ref"`
	Title     string      `json:"title"`
	OwedBy    models.Ref  `json:"owed_by"`
	OwedTo    models.Ref  `json:"owed_to"`
	Every     string      `json:"every"`
	Scheduled bool        `json:"scheduled" description:"Whether a schedule says to the day when it is owed"`
	Months    []dutyMonth `json:"months" description:"Twelve months, each with what is due in it"`
	Undated   []dutyMark  `json:"undated" description:"The occurrences of which no day is recorded"`
	Counts    []dutyCount `json:"counts"`
}

type dutyMonth struct {
	Month models.Date `json:"month"`
	Items []dutyMark  `json:"items"`
}

type dutyMark = service.DutyMark

// dutyCount is a count, and under which query the list of occurrences gives
// what it counts.
type dutyCount struct {
	Standing string `json:"standing" description:"met (in time), late, missing, waived, due or to come"`
	Count    int64  `json:"count"`
	Query    string `json:"query" description:"Empty for what is computed and no record yet"`
}

// dutyRecord is when a duty falls due next, and how it was kept.
type dutyRecord struct {
	Schedules []scheduleWords `json:"schedules" description:"Those that hold, in the order in which they do; none where no schedule is known to the day"`
	Next      *nextDue        `json:"next,omitempty" description:"When it falls due next"`
	Years     []dutyYearCount `json:"years" description:"By the year of the day on which they were due, the latest first"`
	Total     dutyYearCount   `json:"total"`
}

type scheduleWords struct {
	Ref   models.Ref  `json:"ref"`
	Since models.Date `json:"since"`
	Words string      `json:"words"`
}

type nextDue struct {
	Period string      `json:"period"`
	From   models.Date `json:"from"`
	To     models.Date `json:"to"`
	Due    models.Date `json:"due"`
	How    string      `json:"how" description:"How the date was computed, in words"`
}

type dutyYearCount struct {
	Year    string      `json:"year" description:"Empty for those without a day, and for all years together"`
	Counts  []dutyCount `json:"counts"`
	InTime  int64       `json:"in_time"`
	FellDue int64       `json:"fell_due" description:"What was met or is missing; what was waived is not among it"`
}

func (a *api) mountDuties() {
	r := kindRoutes{a, models.DutyKind, pascal(models.DutyKind.Name), models.DutyKind.Many}
	a.mount(route{
		id: "readDutyYear", method: http.MethodGet, path: r.path("/year"), tag: r.tag, roles: r.seers(),
		summary: "Read a year of recurring duties: every current duty with what falls due, month by month",
		params: []param{
			{"year", "query", "The year, or that in which the financial year begins; this one unless told otherwise", schema{"type": "integer", "minimum": 1900, "maximum": 2199}},
			{"financial", "query", "Whether the year is that from 1 April to 31 March", schema{"type": "boolean", "default": false}},
			{"owed_by", "query", "Only duties that one of these owes", listOf(textSchema())},
			{"owed_to", "query", "Only duties owed to one of these", listOf(textSchema())},
			{"priority", "query", "Only duties that serve one of these priorities", listOf(textSchema())},
		},
		answers: []answer{{http.StatusOK, "The year of the duties that you may see", &content{jsonType, a.document.reflect(dutyYear{})}, nil}},
		handle:  a.dutyYear,
	})
	a.mount(route{
		id: "readDutyRecord", method: http.MethodGet, path: r.path("/{ref}/record"), tag: r.tag, roles: r.seers(),
		summary: "Read when a duty falls due next and how it was kept over the years",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "The record of the duty", &content{jsonType, a.document.reflect(dutyRecord{})}, nil}},
		handle:  a.dutyRecord,
	})
}

func (a *api) dutyYear(c *gin.Context, who *models.Actor) error {
	q, err := a.service.ParseDutyYear(c.Request.URL.Query())
	if err != nil {
		return err
	}
	found, err := a.service.DutyYear(c.Request.Context(), who, q)
	if err != nil {
		return err
	}
	answer := dutyYear{From: q.From(), To: q.To(), Duties: make([]dutyOfYear, len(found.Rows)), Names: found.Names, More: found.More}
	for i, row := range found.Rows {
		duty := dutyOfYear{
			Ref: row.Duty.Ref, Title: row.Duty.Title, OwedBy: row.Duty.OwedBy, OwedTo: row.Duty.OwedTo, Every: string(row.Duty.Every), Scheduled: row.Scheduled,
			Undated: append([]dutyMark{}, row.Undated...),
			Counts:  dutyCounts(row.Counts, func(standing string) service.Query { return found.Query(row, standing) }),
		}
		for month, marks := range row.Months {
			duty.Months = append(duty.Months, dutyMonth{q.From().AddMonths(month)[:len("2019-03")], append([]dutyMark{}, marks...)})
		}
		answer.Duties[i] = duty
	}
	writeValue(c, http.StatusOK, jsonType, answer)
	return nil
}

func (a *api) dutyRecord(c *gin.Context, who *models.Actor) error {
	found, err := a.service.DutyRecord(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	answer := dutyRecord{Schedules: make([]scheduleWords, len(found.Terms)), Years: make([]dutyYearCount, len(found.Years)), Total: yearCount(found, found.Total)}
	for i, schedule := range found.Terms {
		answer.Schedules[i] = scheduleWords{schedule.Ref, schedule.Since, schedule.Words()}
	}
	if next := found.Next; next != nil {
		answer.Next = &nextDue{next.String(), next.From, next.To, next.Due.Due, next.How()}
	}
	for i, year := range found.Years {
		answer.Years[i] = yearCount(found, year)
	}
	writeValue(c, http.StatusOK, jsonType, answer)
	return nil
}

func yearCount(record *service.DutyRecord, year service.DutyCounts) dutyYearCount {
	counts := dutyCounts(year.Counts, func(standing string) service.Query { return record.Query(year, standing) })
	return dutyYearCount{year.Year, counts, year.InTime(), year.FellDue()}
}

// dutyCounts are the counts that are not nought, in the order of pages.
func dutyCounts(counts map[string]int64, query func(standing string) service.Query) []dutyCount {
	answer := []dutyCount{}
	for _, standing := range models.DutyStandings {
		count := dutyCount{Standing: standing.Value, Count: counts[standing.Value]}
		if standing.Value != models.StandsToCome {
			count.Query = query(standing.Value).Values().Encode()
		}
		if count.Count > 0 {
			answer = append(answer, count)
		}
	}
	return answer
}
