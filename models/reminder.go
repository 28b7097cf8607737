package models

import (
	"database/sql/driver"
	"encoding/json"
	"slices"
)

// Wait is a date that is waited for: by it a digest knows what is due, and
// what is overdue.
type Wait struct {
	Kind   string
	Field  string
	States []State
	// Stopped is the field that is empty unless the clock stands still: then
	// nobody is told.
	Stopped string
	// Clock is the field that names the record's own clock, and Use what the
	// standard clock is for: whose escalation steps hold for the others.
	Clock string
	Use   ClockUse
	// Start is the field of the day on which the clock started, from which some
	// of its steps are counted; empty where none are.
	Start string
	// Met is the field that is empty until what is waited for has come.
	Met string
	// Answerable are those who must act, and Owed those for whom they do.
	Answerable, Owed []Audience
	// Steps are the usual ones, where no clock has any.
	Steps []Step
}

// Step is from when somebody is told of what is waited for: so many days after
// the date, before it where negative, for as long as it waits.
type Step struct {
	Days int
	Tell Told
}

// Waits are the dates that digests know of.
var Waits = []Wait{
	{Kind: "question", Field: "due_on", States: questionWaiting, Stopped: "stopped_on", Clock: "clock", Use: ClockAnswer,
		Answerable: []Audience{tellChiefs, tellDrafters, tellAnswerers},
		Steps:      []Step{{-7, ToldAnswerable}, {1, ToldOwner}, {1, ToldPlan}, {10, ToldHead}}},
	{Kind: "allocation", Field: "wanted_on", States: allocationOpen,
		Answerable: []Audience{tellNamed("drafter")},
		Steps:      []Step{{-3, ToldAnswerable}, {1, ToldChief}}},
	{Kind: "commitment", Field: "due_on", States: []State{CommitmentOpen}, Use: ClockPromise,
		Answerable: []Audience{tellNamed("holder"), tellOwnBody(RoleChief)},
		Steps:      []Step{{-14, ToldAnswerable}, {-14, ToldOwner}, {1, ToldPlan}, {14, ToldHead}}},
	{Kind: "recommendation", Field: "target_on", States: []State{RecommendationNotStarted, RecommendationInProgress},
		Answerable: []Audience{tellOwnBody(RoleChief)},
		Steps:      []Step{{-14, ToldAnswerable}, {-14, ToldOwner}, {1, ToldPlan}}},
	{Kind: "occurrence", Field: "due_on", States: occurrenceAwaited, Use: ClockDuty,
		Answerable: []Audience{{Up: "duty", Fields: []string{"owed_by"}, Acting: dutyBound}},
		Owed:       []Audience{{Up: "duty", Fields: []string{"owed_to"}, Acting: dutyBound}},
		Steps:      []Step{{-7, ToldAnswerable}, {-7, ToldOwner}, {1, ToldOwed}, {1, ToldPlan}}},
	{Kind: "report", Field: "response_due", States: []State{ReportPublished}, Clock: "clock", Start: "published_on", Met: "response_on",
		Answerable: []Audience{tellNamed("owner"), tellOffice},
		Steps:      []Step{{-14, ToldOwner}, {-14, ToldPlan}, {1, ToldPlan}, {1, ToldHead}}},
	{Kind: "assurance", Field: "relied_until", States: []State{AssuranceLive},
		Steps: []Step{{-28, ToldOwner}, {-28, ToldPlan}, {1, ToldHead}}},
}

// Audience is who is told at a step.
func (w Wait) Audience(told Told) []Audience {
	switch told {
	case ToldOwner:
		return []Audience{tellNamed("owner")}
	case ToldAnswerable:
		return w.Answerable
	case ToldOwed:
		return w.Owed
	case ToldChief:
		return []Audience{{Roles: []Role{RoleChief}, OwnBody: KindNamed(w.Kind).Body != ""}}
	case ToldPlan:
		return []Audience{tellOffice}
	case ToldHead:
		return []Audience{{Roles: []Role{RoleCommissioner}}}
	default:
		return nil
	}
}

// ReminderSettings are what a person chose to be told, and how.
type ReminderSettings struct {
	// Mail says that the digest comes by mail too.
	Mail bool `json:"mail" description:"Whether the digest comes by mail too"`
	// WorkingDays says that it comes on working days only.
	WorkingDays bool `json:"working_days" description:"Whether it comes on working days only"`
	// Sections are the parts of the digest that they want.
	Sections SectionList `json:"sections"`
}

// UsualReminders are the settings of whoever chose nothing.
func UsualReminders() ReminderSettings {
	return ReminderSettings{Mail: true, WorkingDays: true, Sections: slices.Clone(DigestSections)}
}

// Wants tells whether the person wants a section.
func (r ReminderSettings) Wants(section DigestSection) bool {
	return slices.Contains(r.Sections, section)
}

// SectionList is a list of sections, kept as JSON in one column.
type SectionList []DigestSection

// Value writes the list for the database.
func (s SectionList) Value() (driver.Value, error) { return jsonValue(s, len(s)) }

// Scan reads the list from the database.
func (s *SectionList) Scan(src any) error { return jsonScan(src, s) }

// MarshalJSON writes an empty list as [], never as null.
func (s SectionList) MarshalJSON() ([]byte, error) {
	return json.Marshal(append([]DigestSection{}, s...))
}

// MailState is how far a mail has come.
type MailState string

// The states of a mail in the outbox.
const (
	MailWaiting MailState = "waiting"
	MailSending MailState = "sending"
	MailSent    MailState = "sent"
	// MailFailed is one that the server refused for good, or too often.
	MailFailed MailState = "failed"
	// MailDropped is one that was not needed any more.
	MailDropped MailState = "dropped"
	// MailUnset is one of a day on which no mail server was set.
	MailUnset MailState = "not configured"
	// MailEmpty and MailUnwanted are days on which there was nothing to tell
	// somebody, or on which they wanted no mail.
	MailEmpty    MailState = "empty"
	MailUnwanted MailState = "not wanted"
)

// Options lists the states that the outbox shows.
func (MailState) Options() []Option {
	return []Option{
		{string(MailWaiting), "Waiting", "blue"},
		{string(MailSending), "Being sent", "light-blue"},
		{string(MailSent), "Sent", "green"},
		{string(MailFailed), "Failed", "red"},
		{string(MailDropped), "Not needed any more", "grey"},
		{string(MailUnset), "No mail server", "grey"},
	}
}
