package models

import "slices"

// ActivityType is what sort of activity it is.
type ActivityType string

// Options lists the sorts of activity.
func (ActivityType) Options() []Option {
	return []Option{
		{"toolkit", "Toolkit", ""},
		{"roadshow", "Roadshow", ""},
		{"working group", "Working group", ""},
		{"protocol", "Protocol", ""},
		{"event", "Event", ""},
		{"campaign", "Campaign", ""},
		{"awareness day", "Awareness day", ""},
		{"victims", "Meeting with victims and families", ""},
		{"report", "Report to a meeting", ""},
		{"audit", "Audit", ""},
		{"monthly data", "Monthly data", ""},
		{"resource", "Resource", ""},
		{"post", "Post funded", ""},
		{"training", "Training", ""},
		{"other", "Other", ""},
	}
}

// Activity is something that the OPCC, the force or a partner did or means to
// do. Of meetings with victims and families it keeps that they took place and
// what was learnt, and nobody's name.
type Activity struct {
	Record
	ActivityInput
}

// ActivityInput is what people enter of an activity.
type ActivityInput struct {
	Title    string       `json:"title" label:"Title" validate:"required,max=200"`
	Type     ActivityType `json:"type" label:"Type" validate:"required" list:"column,filter"`
	Text     string       `json:"text" label:"What happened" hint:"Never a name or anything else that identifies a victim or their family" widget:"textarea" validate:"max=8000"`
	LeadBody Ref          `json:"lead_body" label:"Led by" ref:"body" inverse:"Activities led" list:"column,filter"`
	Partners Refs         `json:"partners" label:"Partners" ref:"body" inverse:"Took part in"`
	Started  Date         `json:"started" label:"Date, or first day" list:"column,sort"`
	Ended    Date         `json:"ended" label:"Last day" unknown:"Not recorded, or a single day"`
	Audience string       `json:"audience" label:"Audience" hint:"For whom it was" validate:"max=300"`
	Outputs  Lines        `json:"outputs" label:"What came out of it" hint:"One a line"`
	Learnt   string       `json:"learnt" label:"What was learnt" hint:"Never a name or anything else that identifies a victim or their family" widget:"textarea" validate:"max=8000"`
	Address  string       `json:"address" label:"Web address" validate:"omitempty,http_url,max=2000"`
	Common
}

// Heading is the title.
func (a *Activity) Heading() string { return a.Title }

// The states of an activity.
const (
	ActivityPlanned  State = "planned"
	ActivityUnderWay State = "under way"
	ActivityDone     State = "done"
)

var (
	// activityKeepers keep activities: the OPCC all of them, the force those
	// that it leads.
	activityKeepers = []Grant{
		{Roles: []Role{RolePlan, RoleGrants}},
		{Roles: force, Scopes: []Scope{OwnBody}},
	}
	// activityEditors may change one even when it is done, since what came out
	// of it is often known late, but not once it is withdrawn.
	activityEditors = []Grant{
		{Roles: []Role{RolePlan, RoleGrants}, States: activityLive},
		{Roles: force, States: activityLive, Scopes: []Scope{OwnBody}},
	}
	activityLive = []State{ActivityPlanned, ActivityUnderWay, ActivityDone}
)

// ActivityKind describes activities.
var ActivityKind = define[Activity](Kind{
	Name: "activity", Plural: "activities", One: "Activity", Many: "Activities", Family: FamilyActivity,
	Key:   []string{"title", "started"},
	About: "Something that the office, the force or a partner did: a toolkit, a roadshow, an event, a campaign.",
	Body:  "lead_body", Order: "-started",
	States: []Option{
		{string(ActivityPlanned), "Planned", "grey"},
		{string(ActivityUnderWay), "Under way", "blue"},
		{string(ActivityDone), "Done", "green"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{
		{Name: "plan", Label: "Plan an activity", To: ActivityPlanned, Who: activityKeepers, Needs: []Need{ownLead}},
		{Name: "record", Label: "Record an activity that took place", To: ActivityDone, Who: activityKeepers, Needs: []Need{ownLead}},
	},
	Moves: []Move{
		{Name: "start", Label: "Record as under way", From: []State{ActivityPlanned}, To: ActivityUnderWay, Who: activityKeepers, Offers: []string{"started"}, Needs: []Need{startsFirst}},
		{Name: "done", Label: "Record as done", From: []State{ActivityPlanned, ActivityUnderWay}, To: ActivityDone, Who: activityKeepers, Offers: []string{"ended", "outputs", "learnt"}, Needs: []Need{startsFirst}},
		withdraw(activityKeepers, activityLive...),
	},
	See:    to(everyone...),
	Edit:   activityEditors,
	Number: yearly("ACT", "started"),
})

// ownLead holds a new activity to the same line as a change of one.
var ownLead = Need{"The force enters the activities that its own bodies lead", func(m Model, f Facts) (bool, error) {
	actor := f.Actor()
	return actor.Is(RolePlan, RoleGrants) || slices.Contains(actor.Bodies, m.(*Activity).LeadBody), nil
}}
