package models

import "strings"

// View is a register as somebody narrowed and sorted it, kept under a name. It
// is an address and nothing else: whoever follows it sees what they may see.
type View struct {
	Record
	ViewInput
	Register string `json:"register" label:"Register" list:"filter"`
}

// ViewInput is what people enter of a view.
type ViewInput struct {
	Title   string `json:"title" label:"Name of the view" hint:"For example, Overdue questions on CSE" validate:"required,max=200"`
	Address string `json:"address" label:"Address" hint:"That of a register with its filters, for example /questions?state=put" validate:"required,register,max=2000" list:"column"`
	Common
}

// Heading is its name.
func (v *View) Heading() string { return v.Title }

// The states of a view: for the person who keeps it, or for their office.
const (
	ViewPrivate State = "private"
	ViewShared  State = "shared"
)

// ViewInUse are the states in which a view is offered.
var ViewInUse = []State{ViewPrivate, ViewShared}

// keeper is whoever keeps the view.
var keeper = []Grant{{Roles: everyone, Scopes: []Scope{Own}}}

// ViewKind describes saved views.
var ViewKind = define[View](Kind{
	Name: "view", Plural: "views", One: "Saved view", Many: "Saved views", Family: FamilyPeople,
	About: "A register as somebody narrowed and sorted it, kept under a name for themselves or for their office.",
	Order: "title",
	States: []Option{
		{string(ViewPrivate), "Private", "purple"},
		{string(ViewShared), "Shared", "green"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{
		{Name: "keep", Label: "Save a view for yourself", To: ViewPrivate, Who: to(everyone...)},
		{Name: "keep-shared", Label: "Save a view for your office", To: ViewShared, Who: to(everyone...)},
	},
	Moves: []Move{
		{Name: "share", Label: "Share with your office", From: []State{ViewPrivate}, To: ViewShared, Who: keeper},
		{Name: "make-private", Label: "Keep for yourself only", From: []State{ViewShared}, To: ViewPrivate, Who: keeper},
		withdraw(keeper, ViewPrivate, ViewShared),
	},
	See: []Grant{
		{Roles: everyone, Scopes: []Scope{Own}},
		{Roles: everyone, States: []State{ViewShared}, Scopes: []Scope{OwnSide}},
	},
	Edit: []Grant{{Roles: everyone, States: ViewInUse, Scopes: []Scope{Own}}},
	Prepare: func(m Model, _ Facts) error {
		view := m.(*View)
		path, _, _ := strings.Cut(view.Address, "?")
		view.Register = strings.TrimPrefix(path, "/")
		return nil
	},
	// Each person's views count apart, so that their numbers tell nobody how
	// many others keep.
	Number: func(_ Model, f Facts) (Numbering, error) {
		if person := f.Actor().Person; person != "" {
			return Numbering{Prefix: string(person) + "-V"}, nil
		}
		return Numbering{Prefix: "VIEW-"}, nil
	},
})
