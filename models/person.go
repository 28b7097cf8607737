package models

import (
	"database/sql/driver"
	"encoding/json"
	"strings"
)

// RoleList is the roles that a person holds, kept as JSON in one column.
type RoleList []Role

// Value writes the list for the database.
func (r RoleList) Value() (driver.Value, error) { return jsonValue(r, len(r)) }

// Scan reads the list from the database.
func (r *RoleList) Scan(src any) error { return jsonScan(src, r) }

// MarshalJSON writes an empty list as [], never as null.
func (r RoleList) MarshalJSON() ([]byte, error) { return json.Marshal(append([]Role{}, r...)) }

// Person is somebody who uses the system or is named in it. Whether they can
// sign in is kept with their account, not here.
type Person struct {
	Record
	PersonInput
}

// PersonInput is what people enter of a person.
type PersonInput struct {
	Name  string   `json:"name" label:"Name" validate:"required,max=200"`
	Email string   `json:"email" label:"Email address" hint:"With it they sign in" validate:"omitempty,email,max=254" list:"column"`
	Body  Ref      `json:"body" label:"Body" ref:"body" inverse:"People" validate:"required" list:"column,filter"`
	Roles RoleList `json:"roles" label:"Roles" hint:"What they may do here; none for somebody who is only named" list:"column" unknown:"None"`
	Common
}

// Heading is the name.
func (p *Person) Heading() string { return p.Name }

// PersonActive is the state of a person who may sign in, if they have roles.
const (
	PersonActive State = "active"
	PersonLeft   State = "left"
)

// PersonKind describes people.
var PersonKind = define[Person](Kind{
	Name: "person", Plural: "people", One: "Person", Many: "People", Family: FamilyPeople,
	Key:    []string{"name", "email"},
	Known:  []string{"email"},
	Undone: PersonLeft,
	About:  "Somebody who uses the system or is named in it, with the roles they hold.",
	Body:   "body", Order: "name",
	States: []Option{
		{string(PersonActive), "Active", "green"},
		{string(PersonLeft), "Left", "grey"},
	},
	Start: []Move{{Name: "add", Label: "Add a person", To: PersonActive, Who: to(RoleAdmin)}},
	Moves: []Move{
		{Name: "leave", Label: "Record that they left", From: []State{PersonActive}, To: PersonLeft, Who: to(RoleAdmin), Reason: true, Needs: []Need{
			notBy("Nobody can shut themselves out", func(m Model) []Ref { return []Ref{m.Base().Ref} }),
		}},
		{Name: "return", Label: "Record that they came back", From: []State{PersonLeft}, To: PersonActive, Who: to(RoleAdmin), Reason: true},
	},
	See:  to(everyone...),
	Edit: []Grant{{Roles: []Role{RoleAdmin}, States: []State{PersonActive}}},
	Acts: []Act{
		{ActSetPassword, "Set their password", to(RoleAdmin)},
		{ActKeepMail, "See in the outbox what mail they were sent, and have it tried again", to(RoleAdmin)},
	},
	Number: numbered("PER"),
	Prepare: func(m Model, _ Facts) error {
		person := m.(*Person)
		person.Email = strings.ToLower(person.Email)
		return nil
	},
})
