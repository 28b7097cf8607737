package models

// District is one of the areas by which figures and activity are told apart.
type District struct {
	Record
	DistrictInput
}

// DistrictInput is what people enter of a district.
type DistrictInput struct {
	Name    string `json:"name" label:"Name" validate:"required,max=100"`
	GssCode string `json:"gss_code" label:"GSS code" hint:"The Office for National Statistics' code of the area, for example E08000032" validate:"max=9" list:"column"`
	Common
}

// Heading is the name.
func (d *District) Heading() string { return d.Name }

// DistrictKind describes districts.
var DistrictKind = define[District](Kind{
	Name: "district", Plural: "districts", One: "District", Many: "Districts", Family: FamilyPeople,
	Key:   []string{"name"},
	Known: []string{"gss_code"},
	About: "An area of the force, such as a council's, by which figures and activity are told apart.",
	Order: "name", States: currentStates,
	Start: []Move{add("Add a district", keepers...)},
	Moves: []Move{withdraw(to(keepers...), Current)},
	See:   to(everyone...),
	Edit:  []Grant{{Roles: keepers, States: []State{Current}}},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Exact: "D-" + refWord(m.(*District).Name)}, nil
	},
})
