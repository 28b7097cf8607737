package models

// HolidayChange is what a correction of the bank holidays says of a day.
type HolidayChange string

// The corrections.
const (
	HolidayAdded   HolidayChange = "added"
	HolidayRemoved HolidayChange = "removed"
)

// Options lists the corrections.
func (HolidayChange) Options() []Option {
	return []Option{{string(HolidayAdded), "Is a bank holiday", ""}, {string(HolidayRemoved), "Is not a bank holiday", ""}}
}

// BankHoliday corrects the calendar of bank holidays in England and Wales: one
// that was proclaimed under section 1(3) of the Banking and Financial Dealings
// Act 1971, or one that was moved to another day.
type BankHoliday struct {
	Record
	BankHolidayInput
}

// BankHolidayInput is what people enter of a bank holiday.
type BankHolidayInput struct {
	Title  string        `json:"title" label:"Name" validate:"required,max=200"`
	Day    Date          `json:"day" label:"Day" validate:"required,day" list:"column,sort"`
	Change HolidayChange `json:"change" label:"The day" validate:"required" list:"column"`
	Common
}

// Heading is the name.
func (b *BankHoliday) Heading() string { return b.Title }

// BankHolidayKind describes corrections of the bank holidays.
var BankHolidayKind = define[BankHoliday](Kind{
	Name: "bank-holiday", Plural: "bank-holidays", One: "Bank holiday", Many: "Bank holidays", Family: FamilyHolding,
	Key:   []string{"day", "title"},
	About: "A bank holiday that was proclaimed or moved, beside those that the calendar knows. Deadlines that run move with it.",
	Order: "-day", States: currentStates,
	Start: []Move{{Name: "add", Label: "Add a bank holiday", To: Current, Who: to(keepers...), Then: moveDeadlines}},
	Moves: []Move{{Name: "withdraw", Label: "Withdraw", From: []State{Current}, To: Withdrawn, Who: to(keepers...), Reason: true, Final: true, Then: moveDeadlines}},
	See:   to(everyone...),
	// It is never changed, only withdrawn: each change of the calendar moves
	// deadlines and says so in the trace.
	Number: numbered("HOLIDAY"),
})

// moveDeadlines computes anew every deadline that runs and was computed.
func moveDeadlines(m Model, f Facts) ([]Effect, error) {
	calendar, err := f.Calendar()
	if err != nil {
		return nil, err
	}
	holiday := m.(*BankHoliday)
	var effects []Effect
	for _, state := range questionWaiting {
		waiting, err := f.Find("question", "state", state)
		if err != nil {
			return nil, err
		}
		for _, m := range waiting {
			moved, err := m.(*Question).recomputed(f, calendar)
			if err != nil {
				return nil, err
			}
			if moved != nil {
				effects = append(effects, Effect{Kind: "question", Ref: m.Base().Ref, Why: holiday.why(), Set: moved})
			}
		}
	}
	responses, err := moveResponses(f, calendar, holiday.why())
	return append(effects, responses...), err
}

// why stands in the trace of every deadline that the day moved.
func (b *BankHoliday) why() string {
	if b.State == Withdrawn {
		return "No longer counted: " + string(b.Ref) + ", " + b.Title + " on " + b.Day.String()
	}
	return LabelOf(b.Change.Options(), string(b.Change)) + ": " + b.Day.String() + ", " + b.Title + " (" + string(b.Ref) + ")"
}
