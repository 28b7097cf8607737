package models

import "regexp"

// BodyType is what sort of body it is.
type BodyType string

// Options lists the sorts of body.
func (BodyType) Options() []Option {
	return []Option{
		{"opcc", "Office of the Police and Crime Commissioner", ""},
		{"force", "Police force", ""},
		{"force unit", "Unit of a police force", ""},
		{"inquiry", "Inquiry", ""},
		{"inspectorate", "Inspectorate", ""},
		{"government", "Government department or agency", ""},
		{"partner", "Partner", ""},
		{"council", "Council", ""},
		{"charity", "Charity", ""},
		{"school", "School", ""},
		{"company", "Company", ""},
		{"community group", "Community group", ""},
		{"other", "Other body", ""},
	}
}

// Body is an office or organisation that asks, answers, promises, publishes or
// is paid. It can be part of another, and another can succeed it.
type Body struct {
	Record
	BodyInput
}

// BodyInput is what people enter of a body.
type BodyInput struct {
	Name          string   `json:"name" label:"Name" validate:"required,max=200"`
	Type          BodyType `json:"type" label:"Type of body" validate:"required" list:"column,filter"`
	Aliases       Lines    `json:"aliases" label:"Also written as" hint:"Other names, short forms and misspellings that papers use, one a line; search finds them all" unknown:"None"`
	Identifiers   Lines    `json:"identifiers" label:"Identifiers" hint:"With the list they come from, as org-id.guide names it, one a line: GB-CHC-123456"`
	CharityNumber string   `json:"charity_number" label:"Charity number" validate:"max=20"`
	CompanyNumber string   `json:"company_number" label:"Company number" validate:"max=20"`
	Address       string   `json:"address" label:"Web address" validate:"omitempty,http_url,max=2000"`
	PartOf        Ref      `json:"part_of" label:"Part of" hint:"The force of a unit, for example" ref:"body" inverse:"Units" list:"column,filter" unknown:"Not part of another body"`
	SucceededBy   Ref      `json:"succeeded_by" label:"Succeeded by" hint:"The body that took over what this one owed" ref:"body" inverse:"Succeeds" unknown:"Not succeeded"`
	SucceededOn   Date     `json:"succeeded_on" label:"Succeeded on" unknown:"Not succeeded"`
	Common
}

// Heading is the name.
func (b *Body) Heading() string { return b.Name }

// BodyKind describes bodies.
var BodyKind = define[Body](Kind{
	Name: "body", Plural: "bodies", One: "Body", Many: "Bodies", Family: FamilyPeople,
	Key:   []string{"name"},
	Known: []string{"aliases", "identifiers", "charity_number", "company_number"},
	About: "An office or organisation: the OPCC, the force and its units, inquiries, partners, charities, companies.",
	Order: "name", States: currentStates,
	Start: []Move{add("Add a body", RolePlan, RoleAdmin, RoleGrants)},
	Moves: []Move{withdraw(to(keepers...), Current)},
	See:   to(everyone...),
	Edit: []Grant{
		{Roles: keepers, States: []State{Current}},
		// Grant officers put right what they added, but where the force's
		// units belong decides who may act for it, and is not theirs.
		{Roles: []Role{RoleGrants}, States: []State{Current}, Scopes: []Scope{Own}},
	},
	Prepare: func(m Model, f Facts) error {
		body := m.(*Body)
		problems := append(identifierProblems(body), successionProblems(body)...)
		for _, chain := range bodyChains {
			again, err := comesBack(body, f, chain.next)
			if err != nil {
				return err
			}
			if again {
				problems = append(problems, chain.problem)
			}
		}
		return problems.Or()
	},
	Number: numbered("BODY"),
})

var identifierForm = regexp.MustCompile(`^[A-Z]{2}-[A-Z0-9]+-\S+$`)

func identifierProblems(body *Body) Problems {
	var problems Problems
	for _, identifier := range body.Identifiers {
		if !identifierForm.MatchString(identifier) {
			problems = append(problems, Problem{Field: "identifiers", Text: "Identifiers: “" + identifier + "” must be a list of org-id.guide and the number in it, for example GB-CHC-123456"})
		}
	}
	return problems
}

func successionProblems(body *Body) Problems {
	switch {
	case body.SucceededBy != "" && body.SucceededOn == "":
		return Problems{{Field: "succeeded_on", Text: "Succeeded on: say from when the successor took over"}}
	case body.SucceededBy == "" && body.SucceededOn != "":
		return Problems{{Field: "succeeded_by", Text: "Succeeded by: say which body took over on that date"}}
	}
	return nil
}

// bodyChains are the ways from one body to the next, none of which may lead
// back to where it began.
var bodyChains = []struct {
	next    func(*Body) Ref
	problem Problem
}{
	{func(b *Body) Ref { return b.PartOf }, Problem{Field: "part_of", Text: "Part of: a body cannot be part of itself, nor of one of its own units"}},
	{func(b *Body) Ref { return b.SucceededBy }, Problem{Field: "succeeded_by", Text: "Succeeded by: a body cannot succeed itself, nor a body that succeeded it"}},
}

// comesBack tells whether following a chain from a body reaches any body
// twice.
func comesBack(body *Body, f Facts, next func(*Body) Ref) (bool, error) {
	seen := Refs{body.Ref}
	for ref := next(body); ref != ""; {
		if seen.Has(ref) {
			return true, nil
		}
		seen = append(seen, ref)
		found, err := f.Get(ref)
		if err != nil {
			return false, err
		}
		ref = next(found.(*Body))
	}
	return false, nil
}
