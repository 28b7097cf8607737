package models

import "slices"

// Plan is a police and crime plan: what the Commissioner means to achieve over
// a term of office, and what the force is held to account for. The
// Commissioner must issue one under section 5 of the Police Reform and Social
// Responsibility Act 2011.
type Plan struct {
	Record
	PlanInput
}

// PlanInput is what people enter of a plan.
type PlanInput struct {
	Title       string `json:"title" label:"Title" validate:"required,max=200"`
	Body        Ref    `json:"body" label:"Body" hint:"The office that issued it" ref:"body" inverse:"Plans" list:"column,filter"`
	PeriodStart Date   `json:"period_start" label:"Runs from" list:"column,sort"`
	PeriodEnd   Date   `json:"period_end" label:"Runs until" list:"column,sort"`
	Address     string `json:"address" label:"Web address" validate:"omitempty,http_url,max=2000"`
	Common
}

// Heading is the title.
func (p *Plan) Heading() string { return p.Title }

// PlanKind describes plans.
var PlanKind = define[Plan](Kind{
	Name: "plan", Plural: "plans", One: "Plan", Many: "Plans", Family: FamilyPlan,
	Key:   []string{"title"},
	About: "A Police and Crime Plan: what the Commissioner means to achieve over a term of office.",
	Order: "-period_start", States: currentStates,
	Start: []Move{add("Add a plan", keepers...)},
	Moves: []Move{withdraw(to(keepers...), Current)},
	See:   to(everyone...),
	Edit:  []Grant{{Roles: keepers, States: []State{Current}}},
	Prepare: func(m Model, _ Facts) error {
		plan := m.(*Plan)
		return endProblems("period_end", "Runs until", plan.PeriodStart, plan.PeriodEnd).Or()
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		year := m.(*Plan).PeriodStart.Year()
		if year == "" {
			year = "UNDATED"
		}
		return Numbering{Prefix: "PLAN-" + year, Bare: true}, nil
	},
})

// Edition is a plan as it was issued at one time. The newest one published is
// the plan in force; the earlier ones stay readable.
type Edition struct {
	Record
	EditionInput
	// PublishedBy is empty for an edition that was out before it was entered
	// here. Those stay open to be completed from the paper.
	PublishedBy Ref `json:"published_by" label:"Published by" ref:"person" inverse:"Editions published" unknown:"Published before it was entered here, or not yet"`
}

// EditionInput is what people enter of an edition.
type EditionInput struct {
	Plan        Ref    `json:"plan" label:"Plan" ref:"plan" inverse:"Editions" validate:"required" list:"column,filter"`
	Title       string `json:"title" label:"Title" hint:"As on its cover, for example Refreshed 2018" validate:"required,max=200"`
	PublishedOn Date   `json:"published_on" label:"Published on" list:"column,sort"`
	Foreword    string `json:"foreword" label:"Foreword in short" widget:"textarea" validate:"max=8000"`
	Address     string `json:"address" label:"Web address" validate:"omitempty,http_url,max=2000"`
	Common
}

// Heading is the title.
func (e *Edition) Heading() string { return e.Title }

// The states of an edition.
const (
	EditionDraft      State = "draft"
	EditionPublished  State = "published"
	EditionSuperseded State = "superseded"
	// EditionDiscarded is a draft that never came out: it stays the OPCC's,
	// unlike one that was withdrawn after publication.
	EditionDiscarded State = "discarded"
)

// editionOut are the states in which an edition exists outside the OPCC.
var editionOut = []State{EditionPublished, EditionSuperseded, Withdrawn}

// EditionKind describes editions.
var EditionKind = define[Edition](Kind{
	Name: "edition", Plural: "editions", One: "Edition", Many: "Editions", Family: FamilyPlan,
	Key:    []string{"plan", "title"},
	About:  "A plan as it was issued at one time, with its outcomes and the priorities under them.",
	Parent: "plan", Order: "-published_on",
	States: []Option{
		{string(EditionDraft), "Draft", "grey"},
		{string(EditionPublished), "Published", "green"},
		{string(EditionSuperseded), "Superseded", "grey"},
		{string(Withdrawn), "Withdrawn", "grey"},
		{string(EditionDiscarded), "Discarded before it was published", "grey"},
	},
	Start: []Move{
		{Name: "draft", Label: "Draft an edition", To: EditionDraft, Who: to(RolePlan, RoleCommissioner)},
		{Name: "record", Label: "Record the edition in force", To: EditionPublished, Who: to(keepers...), Needs: []Need{publishedByNow}, Then: supersedeEditions},
		{Name: "record-earlier", Label: "Record an earlier edition", To: EditionSuperseded, Who: to(keepers...), Needs: []Need{publishedByNow}},
	},
	Moves: []Move{
		{Name: "publish", Label: "Publish", From: []State{EditionDraft}, To: EditionPublished, Who: to(RolePlan, RoleCommissioner), Offers: []string{"published_on"}, Final: true,
			Needs: []Need{publishedByNow, hasPlacement},
			Do: func(m Model, f Facts) error {
				edition := m.(*Edition)
				edition.PublishedBy = f.Actor().Person
				if edition.PublishedOn == "" {
					edition.PublishedOn = f.Today()
				}
				return nil
			},
			Then: supersedeEditions},
		{Name: "supersede", Label: "Superseded", From: []State{EditionPublished}, To: EditionSuperseded},
		{Name: "correct", Label: "Correct the particulars", From: []State{EditionPublished, EditionSuperseded}, Who: to(keepers...), Asks: []string{"title"}, Offers: []string{"published_on", "foreword", "address"}, Reason: true, Needs: []Need{publishedByNow}},
		{Name: "discard", Label: "Discard the draft", From: []State{EditionDraft}, To: EditionDiscarded, Who: to(RolePlan, RoleCommissioner), Reason: true, Final: true},
		withdraw(to(keepers...), EditionPublished, EditionSuperseded),
	},
	See: []Grant{
		{Roles: opcc, Scopes: []Scope{WithParent}},
		{Roles: everyone, States: editionOut, Scopes: []Scope{WithParent}},
	},
	Edit: []Grant{{Roles: []Role{RolePlan, RoleCommissioner}, States: []State{EditionDraft}}},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Edition).Plan) + "-E"}, nil
	},
})

var publishedByNow = Need{"An edition cannot have been published in the future", func(m Model, f Facts) (bool, error) {
	return !earlier(f.Today(), m.(*Edition).PublishedOn), nil
}}

var hasPlacement = Need{"The edition needs at least one priority", func(m Model, f Facts) (bool, error) {
	placements, err := f.Find("placement", "edition", m.Base().Ref)
	return slices.ContainsFunc(placements, func(p Model) bool { return p.Base().State == Current }), err
}}

// supersedeEditions leaves one edition of a plan in force: the newest.
func supersedeEditions(m Model, f Facts) ([]Effect, error) {
	edition := m.(*Edition)
	editions, err := f.Find("edition", "plan", edition.Plan)
	if err != nil {
		return nil, err
	}
	var effects []Effect
	for _, other := range editions {
		if base := other.Base(); base.Ref != edition.Ref && base.State == EditionPublished {
			effects = append(effects, Effect{Kind: "edition", Ref: base.Ref, Move: "supersede", Why: "A newer edition was published: " + string(edition.Ref)})
		}
	}
	return effects, nil
}

// Outcome is what an edition of the plan wants to come about; priorities stand
// under it.
type Outcome struct {
	Record
	OutcomeInput
}

// OutcomeInput is what people enter of an outcome.
type OutcomeInput struct {
	Edition  Ref    `json:"edition" label:"Edition" ref:"edition" inverse:"Outcomes" validate:"required" list:"column,filter"`
	Position *int64 `json:"position" label:"Place in the edition" list:"column,sort" validate:"omitempty,min=1,max=999"`
	Title    string `json:"title" label:"Outcome" validate:"required,max=200"`
	Text     string `json:"text" label:"What the edition says of it" widget:"textarea" validate:"max=8000"`
	Common
}

// Heading is the outcome in its few words.
func (o *Outcome) Heading() string { return o.Title }

// OutcomeKind describes outcomes.
var OutcomeKind = define[Outcome](Kind{
	Name: "outcome", Plural: "outcomes", One: "Outcome", Many: "Outcomes", Family: FamilyPlan,
	Key:    []string{"edition", "title"},
	About:  "What an edition of the plan wants to come about.",
	Parent: "edition", Order: "position", States: currentStates,
	Start:   []Move{add("Add an outcome", RolePlan, RoleCommissioner)},
	Moves:   []Move{withdrawFromEdition()},
	See:     []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit:    []Grant{{Roles: []Role{RolePlan, RoleCommissioner}, States: []State{Current}}},
	Prepare: editionProblem,
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Outcome).Edition) + "-O"}, nil
	},
})

// editionOpen guards the parts of an edition: what was published from here is
// what people were told.
var editionOpen = Need{"What a published edition says is settled: a change belongs in the next edition", func(m Model, f Facts) (bool, error) {
	found, err := f.Get(KindOf(m).RefOf(m, "edition"))
	if err != nil {
		return false, err
	}
	edition := found.(*Edition)
	return edition.PublishedBy == "" && edition.State != EditionDiscarded && edition.State != Withdrawn, nil
}}

// editionProblem is the same rule for what is added to an edition or edited.
func editionProblem(m Model, f Facts) error {
	open, err := editionOpen.Met(m, f)
	if err == nil && !open {
		err = Problems{{Field: "edition", Text: "Edition: " + editionOpen.Text}}.Or()
	}
	return err
}

func withdrawFromEdition() Move {
	move := withdraw(to(RolePlan, RoleCommissioner), Current)
	move.Needs = []Need{editionOpen}
	return move
}

// earlier tells whether one date is before another for certain. Where they are
// known to different precision, only what both know is compared: May 2016 is
// not known to be after 2016. Nothing is earlier than a date not recorded.
func earlier(a, b Date) bool {
	known := min(len(a), len(b))
	return a[:known] < b[:known]
}

// endProblems are the problems of a period that ends before it starts.
func endProblems(field, label string, start, end Date) Problems {
	if earlier(end, start) {
		return Problems{{Field: field, Text: label + ": must not be before " + start.String()}}
	}
	return nil
}
