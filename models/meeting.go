package models

// MeetingType is what sort of meeting it is.
type MeetingType string

// MeetingPanel is a meeting of the Police and Crime Panel.
const MeetingPanel MeetingType = "panel"

// Options lists the sorts of meeting.
func (MeetingType) Options() []Option {
	return []Option{
		{"com", "Community Outcomes Meeting", ""},
		{string(MeetingPanel), "Police and Crime Panel", ""},
		{"performance", "Performance meeting", ""},
		{"other", "Other meeting", ""},
	}
}

// YesNoUnknown answers whether something is so, where not knowing is an answer
// too.
type YesNoUnknown string

// Options lists the three answers.
func (YesNoUnknown) Options() []Option {
	return []Option{{"yes", "Yes", ""}, {"no", "No", ""}, {"unknown", "Not recorded", ""}}
}

// Meeting is an occasion on which the Commissioner holds the Chief Constable
// to account, or another meeting that decides or hears something.
type Meeting struct {
	Record
	MeetingInput
}

// MeetingInput is what people enter of a meeting.
type MeetingInput struct {
	Title      string       `json:"title" label:"Title" validate:"required,max=200"`
	Type       MeetingType  `json:"type" label:"Type of meeting" validate:"required" list:"column,filter"`
	HeldOn     Date         `json:"held_on" label:"Date" list:"column,sort"`
	Place      string       `json:"place" label:"Place" validate:"max=200" list:"column"`
	Public     YesNoUnknown `json:"public" label:"Held in public"`
	Chair      Ref          `json:"chair" label:"Chair" ref:"person,post" inverse:"Chaired"`
	Attendance Refs         `json:"attendance" label:"Attendance" ref:"person,post,body" inverse:"Attended"`
	Apologies  Lines        `json:"apologies" label:"Apologies" hint:"One a line"`
	Minutes    string       `json:"minutes" label:"Minutes" widget:"textarea" validate:"max=40000"`
	Decisions  Lines        `json:"decisions" label:"Decisions" hint:"One a line"`
	Recording  string       `json:"recording" label:"Recording" validate:"omitempty,http_url"`
	Common
}

// Heading is the title of the meeting.
func (m *Meeting) Heading() string { return m.Title }

// The states of a meeting.
const (
	MeetingPlanned   State = "planned"
	MeetingAgenda    State = "agenda published"
	MeetingHeld      State = "held"
	MeetingAgreed    State = "minutes agreed"
	MeetingCancelled State = "cancelled"
)

// MeetingKind describes meetings.
var MeetingKind = define[Meeting](Kind{
	Name: "meeting", Plural: "meetings", One: "Meeting", Many: "Meetings", Family: FamilyHolding,
	Key:    []string{"title", "held_on"},
	Known:  []string{"held_on"},
	Undone: MeetingCancelled,
	About:  "A Community Outcomes Meeting between the Commissioner and the Chief Constable, or another meeting.",
	Order:  "-held_on",
	States: []Option{
		{string(MeetingPlanned), "Planned", "blue"},
		{string(MeetingAgenda), "Agenda published", "light-blue"},
		{string(MeetingHeld), "Held", "yellow"},
		{string(MeetingAgreed), "Minutes agreed", "green"},
		{string(MeetingCancelled), "Cancelled", "grey"},
	},
	Start: []Move{
		{Name: "plan", Label: "Plan a meeting", To: MeetingPlanned, Who: to(RolePlan)},
		{Name: "record", Label: "Record a meeting that was held", To: MeetingHeld, Who: to(RolePlan)},
	},
	Moves: []Move{
		{Name: "publish-agenda", Label: "Publish the agenda", From: []State{MeetingPlanned}, To: MeetingAgenda, Who: to(RolePlan), Needs: []Need{
			{"The meeting needs a date to the day", func(m Model, _ Facts) (bool, error) { return m.(*Meeting).HeldOn.IsDay(), nil }},
			{"The agenda needs at least one item", func(m Model, f Facts) (bool, error) {
				items, err := currentItems(m.Base().Ref, f)
				return len(items) > 0, err
			}},
		}},
		{Name: "hold", Label: "Record as held", From: []State{MeetingPlanned, MeetingAgenda}, To: MeetingHeld, Who: to(RolePlan), Needs: []Need{
			{"A meeting cannot have been held before its day", func(m Model, f Facts) (bool, error) {
				return m.(*Meeting).HeldOn <= f.Today(), nil
			}},
		}},
		{Name: "agree-minutes", Label: "Record the minutes as agreed", From: []State{MeetingHeld}, To: MeetingAgreed, Who: to(RolePlan, RoleCommissioner), Needs: []Need{
			{"There are no minutes to agree", func(m Model, _ Facts) (bool, error) { return m.(*Meeting).Minutes != "", nil }},
		}},
		{Name: "cancel", Label: "Cancel the meeting", From: []State{MeetingPlanned, MeetingAgenda}, To: MeetingCancelled, Who: to(RolePlan), Reason: true, Final: true},
	},
	See:  to(everyone...),
	Edit: []Grant{{Roles: []Role{RolePlan}, States: meetingOpen}},
	Number: func(m Model, _ Facts) (Numbering, error) {
		meeting := m.(*Meeting)
		prefix := map[MeetingType]string{"com": "COM", "panel": "PCP", "performance": "PERF"}[meeting.Type]
		if prefix == "" {
			prefix = "MTG"
		}
		when := string(meeting.HeldOn)
		switch {
		case when == "":
			when = "UNDATED"
		case len(when) > len("2019-03"):
			when = when[:len("2019-03")]
		}
		return Numbering{Prefix: prefix + "-" + when, Bare: true}, nil
	},
})

// AgendaItem is one thing a meeting takes up.
type AgendaItem struct {
	Record
	AgendaItemInput
}

// AgendaItemInput is what people enter of an agenda item.
type AgendaItemInput struct {
	Meeting  Ref    `json:"meeting" label:"Meeting" ref:"meeting" inverse:"Agenda" validate:"required" list:"column,filter"`
	Position *int64 `json:"position" label:"Place on the agenda" hint:"The last if left empty" list:"column,sort" validate:"omitempty,min=1,max=999"`
	Title    string `json:"title" label:"Item" validate:"required,max=200"`
	Paper    string `json:"paper" label:"Paper" hint:"What is put before the meeting" widget:"textarea" validate:"max=20000"`
	Concerns Refs   `json:"concerns" label:"Concerns" hint:"References of the records it takes up" ref:"*" inverse:"On the agenda"`
	Outcome  string `json:"outcome" label:"What was decided" widget:"textarea" validate:"max=4000"`
	Common
}

// Heading is the title of the item.
func (a *AgendaItem) Heading() string { return a.Title }

// AgendaItemKind describes agenda items.
var AgendaItemKind = define[AgendaItem](Kind{
	Name: "agenda-item", Plural: "agenda-items", One: "Agenda item", Many: "Agenda items", Family: FamilyHolding,
	Key:    []string{"meeting", "title"},
	About:  "One thing that a meeting takes up, with its paper and what was decided.",
	Parent: "meeting", Order: "position", States: currentStates,
	Start:   []Move{add("Add an agenda item", RolePlan)},
	Moves:   []Move{takeOff()},
	See:     []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit:    []Grant{{Roles: []Role{RolePlan}, States: []State{Current}}},
	Prepare: prepareItem,
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*AgendaItem).Meeting) + "-I"}, nil
	},
})
