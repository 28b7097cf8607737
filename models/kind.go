package models

import (
	"reflect"
	"strings"
)

// Family groups kinds in navigation and documentation.
type Family string

// The families of records.
const (
	FamilyPlan            Family = "Plan"
	FamilyHolding         Family = "Holding to account"
	FamilyRecommendations Family = "Recommendations"
	FamilyFunding         Family = "Funding"
	FamilyMeasures        Family = "Measures"
	FamilyActivity        Family = "Activity and library"
	FamilyPapers          Family = "Papers"
	FamilyPeople          Family = "Bodies and people"
)

// Families lists the families in the order in which pages show them.
var Families = []Family{FamilyPlan, FamilyHolding, FamilyRecommendations, FamilyFunding, FamilyMeasures, FamilyActivity, FamilyPapers, FamilyPeople}

// Kind describes one kind of record. From it come its API, pages, lists,
// forms, history, search entry, columns, permission checks and tests.
type Kind struct {
	Name   string // "question"
	Plural string // "questions": the part of the address, and the table
	One    string // "Question"
	Many   string // "Questions"
	About  string // one sentence for people who meet the word for the first time
	Family Family

	// Parent is the field that holds the record which this one is part of.
	Parent string
	// Body is the field that holds the body answerable for it (scope OwnBody).
	Body string
	// Order is the field by which lists are sorted unless asked otherwise,
	// with a minus in front for descending.
	Order string

	States []Option
	Start  []Move // the ways to create one
	Moves  []Move
	See    []Grant
	Edit   []Grant
	// Acts are what can be done to a record beside changing its fields and
	// moving it on.
	Acts []Act

	// BulkMoves are the steps that can be made with many records at once.
	BulkMoves []BulkMove

	// Key names the fields by which people know that two lines of a list speak
	// of the same record. A kind without one is not imported.
	Key []string
	// StateWords are what offices write for states in their lists, as Bare has
	// them.
	StateWords map[string]State
	// Brings is the field whose body a row that is imported may bring with it,
	// where there is none yet; empty where each must be there before.
	Brings string
	// File is the field that says from which file a record was brought in; it is
	// filled in where the file itself does not say it.
	File string
	// Known names the fields by which a record is called beside its heading.
	Known []string
	// Undone is the state of a record whose import was undone, where that is
	// not Withdrawn.
	Undone State

	// Private names the fields that only the office whose record it is may
	// read: how it came to be, of what was then shared.
	Private []string

	// Number says how a new record is numbered.
	Number func(m Model, f Facts) (Numbering, error)
	// Prepare runs before a new or edited record is kept: it sets what
	// follows from the input, and returns Problems where fields disagree.
	Prepare func(m Model, f Facts) error
	// Then says what a new record does to others, in the same transaction.
	Then func(m Model, f Facts) ([]Effect, error)
	// Derived are facts computed from the record and the day, never kept.
	Derived []Derived
	// Behind are the filters of its lists by the body behind a reference.
	Behind []Behind
	// Under are the filters of its lists by what is said of the record above
	// its records.
	Under []Under
	// Said is the filter of its lists by what bodies say of its records; nil
	// where they say nothing.
	Said *Said
	// OwnWork is the filter of its lists by what waits for whoever asks; nil for
	// none.
	OwnWork *OwnWork

	// Fields are read from the struct.
	Fields []*Field

	record reflect.Type
	input  []int
	byName map[string]*Field
}

// Numbering is how a record gets its reference.
type Numbering struct {
	// Exact is the whole reference, where the world outside gives it
	// (IICSA-2018-R12). It is refused when it was ever used before.
	Exact string
	// Prefix is followed by the next number that was never given out under
	// it, padded with zeros to Width.
	Prefix string
	Width  int
	// Bare leaves the first of a prefix without a number: COM-2019-03, then
	// COM-2019-03-2.
	Bare bool
}

// Derived is a fact about a record that follows from it and from the day.
type Derived struct {
	Name    string
	Label   string
	Options []Option
	// Hint says what a filter by it takes, where there are no options.
	Hint string
	// Of computes it; SQL says the same for filters, with @today for the
	// day, @monthsNN for the same day NN months before, @lapsing for the last day that counts as soon, and @near and @since for
	// RatingDays after it and before it. A test holds them together.
	Of  func(m Model, today Date) string
	SQL string
	// Holds says the same of some values as a condition in terms that an index
	// knows: a filter by that value need not look at every row.
	Holds map[string]string
	// If says that pages show the fact only under some settings of the
	// office, where there are others that take its place; nil for always.
	If func(s *Settings) bool
	// ForState says that people read this instead of the state, which it
	// contains: an assurance is not “live” but stands in some way.
	ForState bool
}

// On is the SQL of the fact for one day.
func (d Derived) On(today Date) string { return onDay(d.SQL, today) }

// HoldsOn is the condition under which the fact has a value on a day; empty
// where it has to be computed.
func (d Derived) HoldsOn(value string, today Date) string { return onDay(d.Holds[value], today) }

func onDay(sql string, today Date) string {
	return strings.NewReplacer("@months06", "'"+string(today.AddMonths(-6))+"'", "@months12", "'"+string(today.AddMonths(-12))+"'",
		"@months24", "'"+string(today.AddMonths(-24))+"'", "@today", "'"+string(today)+"'", "@lapsing", "'"+string(today.Add(LapsingDays))+"'",
		"@near", "'"+string(today.Add(RatingDays))+"'", "@since", "'"+string(today.Add(-RatingDays))+"'").Replace(sql)
}

// define completes a kind with the fields of its struct.
func define[T any](k Kind) *Kind {
	k.record = reflect.TypeFor[T]()
	input, found := k.record.FieldByName(k.record.Name() + "Input")
	if !found {
		panic("models: " + k.record.Name() + " embeds no " + k.record.Name() + "Input")
	}
	k.input = input.Index
	k.Fields = fieldsOf(k.record, nil, false)
	k.byName = make(map[string]*Field, len(k.Fields))
	for _, field := range k.Fields {
		k.byName[field.Name] = field
	}
	for _, field := range k.Fields {
		// A placement has a priority of its own: lists of it filter by that.
		if own := k.byName[field.FilterName]; own != nil && own != field {
			field.Filter = false
		}
	}
	return &k
}

// Table is the name of the kind's table.
func (k *Kind) Table() string { return strings.ReplaceAll(k.Plural, "-", "_") }

// New makes an empty record of the kind.
func (k *Kind) New() Model { return reflect.New(k.record).Interface().(Model) }

// Pointers points at the fields of a record, in the order of Fields.
func (k *Kind) Pointers(m Model) []any {
	record := reflect.ValueOf(m).Elem()
	pointers := make([]any, len(k.Fields))
	for i, field := range k.Fields {
		pointers[i] = record.FieldByIndex(field.index).Addr().Interface()
	}
	return pointers
}

// Names are the names of the fields, in the order of Fields.
func (k *Kind) Names() []string {
	names := make([]string, len(k.Fields))
	for i, field := range k.Fields {
		names[i] = field.Name
	}
	return names
}

// Values are what the fields of a record hold, in the order of Fields.
func (k *Kind) Values(m Model) []any {
	values := make([]any, len(k.Fields))
	for i, field := range k.Fields {
		values[i] = field.Value(m)
	}
	return values
}

// Copy makes a copy of a record, to compare with after a change.
func (k *Kind) Copy(m Model) Model {
	fresh := reflect.New(k.record)
	fresh.Elem().Set(reflect.ValueOf(m).Elem())
	return fresh.Interface().(Model)
}

// Take puts all that one record holds into another.
func (k *Kind) Take(into, from Model) { reflect.ValueOf(into).Elem().Set(reflect.ValueOf(from).Elem()) }

// Clear empties what a move clears, before what is entered is filled in.
func (k *Kind) Clear(m Model, move *Move) {
	for _, field := range k.Named(move.Clears) {
		field.of(m).SetZero()
	}
}

// Input is a pointer to the part of a record that people type in.
func (k *Kind) Input(m Model) any {
	return reflect.ValueOf(m).Elem().FieldByIndex(k.input).Addr().Interface()
}

// Field finds a field by name; nil when the kind has none of that name.
func (k *Kind) Field(name string) *Field { return k.byName[name] }

// FilterField finds the field by which a list is filtered under a name; nil
// when lists of the kind have no such filter.
func (k *Kind) FilterField(name string) *Field {
	for _, field := range k.Fields {
		if field.Filter && field.FilterName == name {
			return field
		}
	}
	return nil
}

// Inputs are the fields that people type in, in the order of the form.
func (k *Kind) Inputs() []*Field {
	var inputs []*Field
	for _, field := range k.Fields {
		if field.Input {
			inputs = append(inputs, field)
		}
	}
	return inputs
}

// Named are the fields of those names, in the order given.
func (k *Kind) Named(names []string) []*Field {
	fields := make([]*Field, len(names))
	for i, name := range names {
		fields[i] = k.byName[name]
	}
	return fields
}

// RefOf is the reference in a field of a record, or empty.
func (k *Kind) RefOf(m Model, field string) Ref {
	if f := k.byName[field]; f != nil {
		ref, _ := f.Value(m).(Ref)
		return ref
	}
	return ""
}

// Move finds a move by its name, nil when the kind has none of that name.
func (k *Kind) Move(name string) *Move { return named(k.Moves, name) }

// StartNamed finds a start by its name; nil when there is none.
func (k *Kind) StartNamed(name string) *Move { return named(k.Start, name) }

func named(moves []Move, name string) *Move {
	for i := range moves {
		if moves[i].Name == name {
			return &moves[i]
		}
	}
	return nil
}

// DerivedNamed finds a derived fact by its name; nil when there is none.
func (k *Kind) DerivedNamed(name string) *Derived {
	for i := range k.Derived {
		if k.Derived[i].Name == name {
			return &k.Derived[i]
		}
	}
	return nil
}

// Standing is what people read as the state of a record on a day: a derived
// fact where the kind has one that is read instead, else its state.
func (k *Kind) Standing(m Model, today Date) Option {
	options, value := k.States, string(m.Base().State)
	for _, derived := range k.Derived {
		if derived.ForState {
			options, value = derived.Options, derived.Of(m, today)
		}
	}
	return Option{value, LabelOf(options, value), ToneOf(options, value)}
}

// HasState tells whether the kind knows the state.
func (k *Kind) HasState(state State) bool {
	for _, option := range k.States {
		if option.Value == string(state) {
			return true
		}
	}
	return false
}

// SearchText is everything in a record that full-text search should find.
func (k *Kind) SearchText(m Model) string {
	var texts []string
	for _, field := range k.Fields {
		if field.system() {
			continue
		}
		switch field.Type {
		case TextField, LongField, LinesField:
			if text := field.Plain(m); text != "" {
				texts = append(texts, text)
			}
		}
	}
	return strings.Join(texts, "\n")
}

// Links are the references that a record holds, with the field of each.
func (k *Kind) Links(m Model) []Link {
	var links []Link
	for _, field := range k.Fields {
		if len(field.Kinds) == 0 {
			continue
		}
		for _, ref := range field.Refs(m) {
			links = append(links, Link{Field: field.Name, To: ref})
		}
	}
	return links
}

// Link is one reference from a record to another.
type Link struct {
	Field string
	To    Ref
}
