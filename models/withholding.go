package models

// Outlet is a way in which grants are made public.
type Outlet string

// The outlets of grants.
const (
	OutletBoth   Outlet = "both"
	OutletList   Outlet = "list"
	OutletGiving Outlet = "360giving"
)

// Options lists the outlets.
func (Outlet) Options() []Option {
	return []Option{
		{string(OutletBoth), "The published lists and 360Giving", ""},
		{string(OutletList), "The published lists only", ""},
		{string(OutletGiving), "360Giving only", ""},
	}
}

// meets tells whether both speak of an outlet in common.
func (o Outlet) meets(other Outlet) bool {
	return o == OutletBoth || other == OutletBoth || o == other
}

// WithholdingGround is why a grant is left out, in the words that readers of
// the list are given. It is a closed list, so that the ground itself tells
// nothing of what is left out.
type WithholdingGround string

// Options lists the grounds.
func (WithholdingGround) Options() []Option {
	return []Option{
		{"safety", "Publishing it could put somebody at risk", ""},
		{"person", "It would tell who a private person is", ""},
		{"investigation", "It could harm an investigation or a prosecution", ""},
		{"commercial", "It would harm somebody’s commercial interests", ""},
		{"marking", "Its security marking does not allow it", ""},
		{"incomplete", "What must be published of it is not yet known", ""},
	}
}

// Withholding is the decision to leave a grant out of what is published. Each
// shows there as a gap with its ground.
type Withholding struct {
	Record
	WithholdingInput
}

// WithholdingInput is what people enter of a withholding.
type WithholdingInput struct {
	Award     Ref               `json:"award" label:"Award" ref:"award" inverse:"Left out of publication" validate:"required" list:"column,filter"`
	LeftOutOf Outlet            `json:"left_out_of" label:"Left out of" validate:"required" list:"column,filter"`
	Ground    WithholdingGround `json:"ground" label:"Ground" hint:"Readers of the published list see it in place of the grant" validate:"required" list:"column,filter"`
	Why       string            `json:"why" label:"Why it applies" hint:"Stays in the office" widget:"textarea" validate:"required,max=4000"`
	Common
}

// Heading is the ground.
func (w *Withholding) Heading() string { return LabelOf(w.Ground.Options(), string(w.Ground)) }

// LeavesOut tells whether it leaves the grant out of an outlet.
func (w *Withholding) LeavesOut(of Outlet) bool { return w.State == Current && w.LeftOutOf.meets(of) }

// WithholdingKind describes withholdings.
var WithholdingKind = define[Withholding](Kind{
	Name: "withholding", Plural: "withholdings", One: "Withholding", Many: "Withholdings", Family: FamilyFunding,
	Key:    []string{"award", "ground"},
	About:  "The decision to leave a grant out of what is published, with its ground.",
	Parent: "award", Order: "ref", States: currentStates,
	Start: []Move{{Name: "add", Label: "Leave an award out of publication", To: Current, Who: funder}},
	Moves: []Move{withdraw(funder, Current)},
	See:   withParent(to(opcc...)),
	Edit:  []Grant{{Roles: []Role{RoleGrants, RoleCommissioner}, States: []State{Current}}},
	Prepare: func(m Model, f Facts) error {
		withholding := m.(*Withholding)
		others, err := f.Find("withholding", "award", withholding.Award)
		if err != nil {
			return err
		}
		for _, other := range as[*Withholding](others) {
			if other.Ref != withholding.Ref && other.LeavesOut(withholding.LeftOutOf) {
				return Problems{{Field: "left_out_of", Code: "taken", Text: "Left out of: the award is left out of it already, by " + string(other.Ref)}}.Or()
			}
		}
		return nil
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Withholding).Award) + "-W"}, nil
	},
})
