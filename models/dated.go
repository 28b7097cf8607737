package models

// DateCategory is what sort of day it is that stands in the calendar.
type DateCategory string

// The categories of days.
const (
	MeetingDays   DateCategory = "meetings"
	DeadlineDays  DateCategory = "deadlines"
	LapseDays     DateCategory = "lapses"
	AwarenessDays DateCategory = "awareness days"
	OtherDays     DateCategory = "other"
)

// Options lists the categories in the order of filters.
func (DateCategory) Options() []Option {
	return []Option{
		{string(MeetingDays), "Meetings", ""},
		{string(DeadlineDays), "Deadlines", ""},
		{string(LapseDays), "Assurances that lapse", ""},
		{string(AwarenessDays), "Awareness days", ""},
		{string(OtherDays), "Other days", ""},
	}
}

// Dated is a date of a kind that stands in the calendar, for those who may see
// the record.
type Dated struct {
	Kind  string
	Field string
	// Label says what happens on the day: "Answer due".
	Label    string
	Category DateCategory
	// States are those in which the date counts; all where none are named.
	States []State
	// Types narrows it to records of some types; all where none are named.
	Types []string
	// Unless is the date whose being recorded means that nothing is waited for
	// on this one: the response came, the clock was stopped.
	Unless string
	// FallsTo is the field with whom it falls to, a body, a post or a person:
	// by it people narrow the calendar to what is theirs.
	FallsTo string
	// Yearly says that the field is a YearDay and not a Date.
	Yearly bool
	// Derived is the fact of the kind that says how the date stands, and Late
	// its value when the day has passed and what was due did not come.
	Derived, Late string
}

// DatedFields is everything that stands in the calendar. A draft has no day:
// the dates count from when the other office knows of them.
var DatedFields = []Dated{
	{Kind: "meeting", Field: "held_on", Label: "Meeting", Category: MeetingDays, States: without(statesOf(MeetingKind), MeetingCancelled)},
	{Kind: "question", Field: "due_on", Label: "Answer due", Category: DeadlineDays, States: questionWaiting, Unless: "stopped_on", FallsTo: "asked_of", Derived: "overdue", Late: "yes"},
	{Kind: "allocation", Field: "wanted_on", Label: "Draft wanted", Category: DeadlineDays, States: allocationOpen, FallsTo: "drafter"},
	{Kind: "commitment", Field: "due_on", Label: "Commitment due", Category: DeadlineDays, States: []State{CommitmentOpen}, FallsTo: "body", Derived: "overdue", Late: "yes"},
	{Kind: "recommendation", Field: "target_on", Label: "Recommendation due", Category: DeadlineDays, States: recommendationOpen, FallsTo: "owner_body", Derived: "overdue", Late: "yes"},
	{Kind: "report", Field: "response_due", Label: "Response due", Category: DeadlineDays, States: []State{ReportExpected, ReportPublished}, Unless: "response_on", Derived: "overdue", Late: "yes"},
	{Kind: "occurrence", Field: "due_on", Label: "Duty due", Category: DeadlineDays, States: occurrenceAwaited, Derived: "overdue", Late: "yes"},
	{Kind: "payment", Field: "planned_on", Label: "Payment planned", Category: DeadlineDays, States: []State{PaymentPlanned}, Derived: "overdue", Late: "yes"},
	{Kind: "assurance", Field: "relied_until", Label: "May be relied on until", Category: LapseDays, States: []State{AssuranceLive}, FallsTo: "given_by", Derived: "standing", Late: "lapsed"},
	{Kind: "library", Field: "day_of_year", Label: "Awareness day", Category: AwarenessDays, States: []State{Current}, Types: []string{"awareness day"}, Yearly: true},
	{Kind: "activity", Field: "started", Label: "Awareness day", Category: AwarenessDays, States: activityLive, Types: []string{"awareness day"}, FallsTo: "lead_body"},
	{Kind: "activity", Field: "started", Label: "Activity", Category: OtherDays, States: activityLive, Types: []string{"event", "roadshow", "campaign", "training"}, FallsTo: "lead_body"},
	{Kind: "round", Field: "opened", Label: "Round opens", Category: OtherDays, States: without(statesOf(RoundKind), Withdrawn)},
	{Kind: "round", Field: "closed", Label: "Round closes", Category: OtherDays, States: without(statesOf(RoundKind), Withdrawn)},
}

func statesOf(k *Kind) []State {
	states := make([]State, len(k.States))
	for i, option := range k.States {
		states[i] = State(option.Value)
	}
	return states
}
