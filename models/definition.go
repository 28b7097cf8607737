package models

// Definition is what a term means from a day on. Another definition of the
// same term is another record: figures on either side cannot be compared.
type Definition struct {
	Record
	DefinitionInput
}

// DefinitionInput is what people enter of a definition.
type DefinitionInput struct {
	Term          string  `json:"term" label:"Term" validate:"required,max=200"`
	Text          string  `json:"text" label:"Definition" hint:"When the meaning changes, add a definition that replaces this one" widget:"textarea" validate:"required,max=8000"`
	Wording       Wording `json:"wording" label:"Wording"`
	Source        string  `json:"source" label:"Source" hint:"The publication that gives it" validate:"max=500" list:"column"`
	SourceAddress string  `json:"source_address" label:"Web address of the source" validate:"omitempty,http_url,max=2000"`
	InForceFrom   Date    `json:"in_force_from" label:"In force from" list:"column,sort"`
	Replaces      Ref     `json:"replaces" label:"Replaces" hint:"The definition in force before" ref:"definition" inverse:"Replaced by" unknown:"No earlier definition recorded"`
	Common
}

// Heading is the term and from when it has this meaning.
func (d *Definition) Heading() string {
	if d.InForceFrom == "" {
		return d.Term
	}
	return d.Term + ", from " + d.InForceFrom.String()
}

// DefinitionKind describes definitions.
var DefinitionKind = define[Definition](Kind{
	Name: "definition", Plural: "definitions", One: "Definition", Many: "Definitions", Family: FamilyMeasures,
	Key:   []string{"term", "in_force_from"},
	About: "What a term means from a day on. A new one breaks every series of figures that is counted under it.",
	Order: "-in_force_from", States: currentStates,
	Start: []Move{add("Add a definition", keepers...)},
	Moves: []Move{withdraw(to(keepers...), Current)},
	See:   to(everyone...),
	Edit:  []Grant{{Roles: keepers, States: []State{Current}}},
	Prepare: func(m Model, f Facts) error {
		definition := m.(*Definition)
		if definition.Replaces == "" {
			return nil
		}
		if definition.Replaces == definition.Ref {
			return Problems{{Field: "replaces", Text: "Replaces: a definition cannot replace itself"}}.Or()
		}
		replaced, err := f.Get(definition.Replaces)
		if err != nil {
			return err
		}
		if earlier(definition.InForceFrom, replaced.(*Definition).InForceFrom) {
			return Problems{{Field: "in_force_from", Text: "In force from: must not be before the definition that it replaces"}}.Or()
		}
		return nil
	},
	Number: numbered("DEF"),
})

// Caveat is a limit that a local body has put on a definition: what it does
// not count although the words would cover it.
type Caveat struct {
	Record
	CaveatInput
}

// CaveatInput is what people enter of a caveat.
type CaveatInput struct {
	Definition Ref    `json:"definition" label:"Definition" ref:"definition" inverse:"Caveats" validate:"required" list:"column,filter"`
	Position   *int64 `json:"position" label:"Place in the list" validate:"omitempty,min=1,max=999" list:"column,sort"`
	Text       string `json:"text" label:"Caveat" widget:"textarea" validate:"required,max=4000"`
	AppliedBy  Ref    `json:"applied_by" label:"Applied by" ref:"body" inverse:"Caveats applied" list:"column,filter"`
	Common
}

// Heading is the caveat.
func (c *Caveat) Heading() string { return c.Text }

// CaveatKind describes caveats.
var CaveatKind = define[Caveat](Kind{
	Name: "caveat", Plural: "caveats", One: "Caveat", Many: "Caveats", Family: FamilyMeasures,
	Key:    []string{"definition", "text"},
	About:  "A limit that a local body has put on a definition.",
	Parent: "definition", Order: "position", States: currentStates,
	Start: []Move{add("Add a caveat", keepers...)},
	Moves: []Move{withdraw(to(keepers...), Current)},
	See:   []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit:  []Grant{{Roles: keepers, States: []State{Current}}},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Caveat).Definition) + "-C"}, nil
	},
})
