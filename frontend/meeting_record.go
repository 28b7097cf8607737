package frontend

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// recordingView is the page on which a meeting is recorded as it happens: small
// forms, each saved at once, so that two people can record the same meeting.
type recordingView struct {
	*service.One
	Nav     components.SubNavigation
	Agenda  *service.Page
	Usual   service.Names // who attended meetings of this type lately
	Actions parts
	Action  recordForm
	Steps   []*models.Move
	// Part is the form that was sent, with what was typed into it and what was
	// wrong with that.
	Part     string
	Typed    url.Values
	Problems models.Problems
	Done     string
}

// recordingDone says in which part of the page what was just recorded.
var recordingDone = map[string]string{
	"attendance": "The attendance was recorded.",
	"outcome":    "What was decided was recorded.",
	"decisions":  "The decision was added.",
	"actions":    "The action was recorded as a commitment.",
	"minutes":    "The minutes were saved.",
}

// recordingPage shows what is recorded of a meeting, with a form for each part.
func (v *visit) recordingPage() error { return v.showRecording(http.StatusOK, "", nil, nil) }

func (v *visit) showRecording(status int, part string, typed url.Values, problems models.Problems) error {
	one, err := v.editable(models.MeetingKind)
	if err != nil {
		return err
	}
	view := recordingView{One: one, Nav: v.meetingNav(one, "/record"), Part: part, Typed: typed, Problems: problems, Done: v.Query("done")}
	view.Steps = v.stepsOf(one, "hold", "agree-minutes")
	if view.Agenda, err = v.service.Agenda(v.ctx(), v.who, one.Model.Base().Ref); err != nil {
		return err
	}
	if view.Usual, err = v.usualAttendance(one); err != nil {
		return err
	}
	about := append(refsOf(parts{Page: view.Agenda}), one.Model.Base().Ref)
	if view.Actions, err = v.partsOf(models.CommitmentKind, "arises_from", "ref", about...); err != nil {
		return err
	}
	view.Action = recordForm{kind: models.CommitmentKind, fields: models.CommitmentKind.Named([]string{"text", "body", "holder", "due_on"}), typed: url.Values{}}
	if part == "actions" {
		view.Action.typed, view.Action.problems = typed, problems
	}
	if err := v.prepare(&view.Action); err != nil {
		return err
	}
	return v.show(page{Status: status, Title: "Record of " + one.Model.Heading(), Errors: len(problems) > 0, Trail: meetingTrail(one, "Record the meeting"), Body: view.view()})
}

// fewMeetings is of how many meetings those who attended are offered.
const fewMeetings = 5

// usualAttendance are those who attended the latest meetings of the same type,
// with who is recorded for this one.
func (v *visit) usualAttendance(one *service.One) (service.Names, error) {
	meeting := one.Model.(*models.Meeting)
	held, err := v.service.List(v.ctx(), v.who, models.MeetingKind, service.Query{Filters: map[string][]string{"type": {string(meeting.Type)}}, Sort: "-held_on", Limit: fewMeetings})
	if err != nil {
		return nil, err
	}
	usual := service.Names{}
	keep := func(names service.Names, m *models.Meeting) {
		for _, ref := range append(slices.Clone(m.Attendance), m.Chair) {
			if name, known := names[ref]; known {
				usual[ref] = name
			}
		}
	}
	keep(one.Names, meeting)
	for _, m := range held.Models {
		keep(held.Names, m.(*models.Meeting))
	}
	return usual, nil
}

// onRecord records a part of the meeting and shows the page again at the same
// place: with what was recorded, or with why it was refused and what was typed.
func (v *visit) onRecord(part string, act func(typed url.Values) error) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	if _, err := v.editable(models.MeetingKind); err != nil {
		return err
	}
	if err := act(typed); err != nil {
		return v.again(err, func(status int, problems models.Problems) error {
			if models.FaultOf(err) == models.Stale {
				problems[0].Text += ". What they recorded is above your entry. Nothing of yours is lost: put the two together and save again"
			}
			return v.showRecording(status, part, typed, problems)
		})
	}
	return v.seeOther(recordURL(models.MeetingKind, v.meetingRef()) + "/record?done=" + part + "#" + part)
}

// recordAttendance saves who was there and who could not come.
func (v *visit) recordAttendance() error {
	return v.onRecord("attendance", func(typed url.Values) error {
		present := slices.Concat(typed["attendance"], typed["others"])
		_, err := v.service.EditSeen(v.ctx(), v.who, models.MeetingKind, v.meetingRef(), typed.Get("seen"),
			service.Form{"attendance": {strings.Join(present, "\n")}, "apologies": typed["apologies"]}, "attendance", "apologies")
		return err
	})
}

// recordOutcome saves what was decided on an item.
func (v *visit) recordOutcome() error {
	return v.onRecord("outcome", func(typed url.Values) error {
		_, err := v.service.EditSeen(v.ctx(), v.who, models.AgendaItemKind, models.Ref(typed.Get("item")), typed.Get("seen"),
			service.Form{"outcome": typed["outcome"]}, "outcome")
		return err
	})
}

// recordDecision adds a decision to those made.
func (v *visit) recordDecision() error {
	return v.onRecord("decisions", func(typed url.Values) error {
		_, err := v.service.AddDecision(v.ctx(), v.who, v.meetingRef(), typed.Get("decision"))
		return err
	})
}

// titleRoom is how much of an action is its title.
const titleRoom = 120

// recordAction makes a commitment of an action that was agreed.
func (v *visit) recordAction() error {
	return v.onRecord("actions", func(typed url.Values) error {
		one, err := v.service.Get(v.ctx(), v.who, models.MeetingKind, v.meetingRef())
		if err != nil {
			return err
		}
		meeting := one.Model.(*models.Meeting)
		entered := service.Form{
			"title": {cut(strings.Join(strings.Fields(typed.Get("text")), " "), titleRoom)}, "given_on": {string(meeting.HeldOn)},
			"priorities": {models.MeetingKind.Field("priorities").Plain(meeting)}, "marking": {string(meeting.Marking)},
		}
		for _, name := range []string{"text", "body", "holder", "arises_from", "due_on-day", "due_on-month", "due_on-year"} {
			entered[name] = typed[name]
		}
		_, err = v.service.Create(v.ctx(), v.who, models.CommitmentKind, "", entered)
		if named := asNamed(err); named != nil {
			// The title is made of the text: what is wrong is said of that.
			named.Problems = slices.DeleteFunc(named.Problems, func(p models.Problem) bool { return p.Field == "title" })
		}
		return err
	})
}

// recordMinutes saves the minutes.
func (v *visit) recordMinutes() error {
	return v.onRecord("minutes", func(typed url.Values) error {
		_, err := v.service.EditSeen(v.ctx(), v.who, models.MeetingKind, v.meetingRef(), typed.Get("seen"), service.Form{"minutes": typed["minutes"]}, "minutes")
		return err
	})
}

func (r recordingView) meeting() *models.Meeting { return r.Model.(*models.Meeting) }

// value is what stands in a control: what was typed where its form was refused,
// else what is recorded.
func (r recordingView) value(part, name, recorded string) string {
	if r.Part == part {
		return r.Typed.Get(name)
	}
	return recorded
}

// stale tells whether a form was refused since somebody recorded the same
// meanwhile.
func (r recordingView) stale(part, seen string) bool {
	return r.Part == part && r.Typed.Get("seen") != seen
}

// seen is the control by which a form says what its fields held.
func seen(m models.Model, fields ...string) []components.Hidden {
	return []components.Hidden{{Name: "seen", Value: service.Seen(m, fields...)}}
}

// present are the choices of who attended.
func (r recordingView) present() []components.Choice {
	ticked := r.meeting().Attendance
	if r.Part == "attendance" {
		ticked = typedRefs(r.Typed["attendance"])
	}
	var choices []components.Choice
	for _, name := range byTitle(r.Usual) {
		choices = append(choices, components.Choice{Value: string(name.Ref), Text: name.Title, Checked: ticked.Has(name.Ref), Hint: models.KindNamed(name.Kind).One + " " + string(name.Ref)})
	}
	return choices
}

func byTitle(names service.Names) []service.Name {
	var sorted []service.Name
	for _, name := range names {
		sorted = append(sorted, name)
	}
	slices.SortFunc(sorted, func(a, b service.Name) int {
		return strings.Compare(strings.ToLower(a.Title)+string(a.Ref), strings.ToLower(b.Title)+string(b.Ref))
	})
	return sorted
}

// arises are what an action can arise from: the meeting or one of its items.
func (r recordingView) arises() []components.Option {
	options := []components.Option{{Value: string(r.meeting().Ref), Text: "The meeting as a whole"}}
	for _, item := range itemsOn(r.Agenda) {
		options = append(options, components.Option{Value: string(item.Ref), Text: shortTitle(agendaTitle(item))})
	}
	return options
}

// anchor is where on the page the control of a field is.
func (r recordingView) anchor(field string) string {
	switch {
	case field == "due_on":
		return "#due_on-day"
	case field == "outcome":
		return "#outcome-" + r.Typed.Get("item")
	case field == "attendance":
		return "#attended"
	case field == "minutes":
		return "#minutes-text"
	case slices.Contains([]string{"apologies", "decision", "text", "body", "holder", "arises_from"}, field):
		return "#" + field
	}
	return "#" + r.Part
}
