package models

// Verdict is what a review makes of an assurance.
type Verdict string

// The verdicts.
const (
	Assured       Verdict = "assured"
	PartlyAssured Verdict = "partly assured"
	NotAssured    Verdict = "not assured"
)

// Options lists the verdicts.
func (Verdict) Options() []Option {
	return []Option{
		{string(Assured), "Assured", "green"},
		{string(PartlyAssured), "Partly assured", "yellow"},
		{string(NotAssured), "Not assured", "red"},
	}
}

// Assurance is a statement that the Commissioner relies on: who gave it, when,
// on what evidence, and until when it may be relied on.
type Assurance struct {
	Record
	AssuranceInput
	Verdict      Verdict `json:"verdict" label:"Latest verdict" unknown:"Nobody has tested it"`
	ReviewedOn   Date    `json:"reviewed_on" label:"Last tested" list:"column,sort" unknown:"Never"`
	SupersededBy Ref     `json:"superseded_by" label:"Superseded by" ref:"assurance" inverse:"Supersedes" unknown:"Not superseded"`
}

// AssuranceInput is what people enter of an assurance.
type AssuranceInput struct {
	Title       string  `json:"title" label:"Short title" validate:"required,max=200"`
	Statement   string  `json:"statement" label:"What was said" widget:"textarea" validate:"required,max=4000"`
	Wording     Wording `json:"wording" label:"Wording"`
	GivenBy     Ref     `json:"given_by" label:"Given by" ref:"person,post,body" inverse:"Assurances given" list:"column,filter"`
	GivenOn     Date    `json:"given_on" label:"Given on" list:"column,sort"`
	Basis       string  `json:"basis" label:"On what evidence" hint:"What the giver said it rests on" widget:"textarea" validate:"max=4000" unknown:"No evidence was given"`
	ReliedUntil Date    `json:"relied_until" label:"May be relied on until" hint:"After this day it lapses unless it is tested again" validate:"omitempty,day" list:"column,sort" unknown:"No date set"`
	TakenFrom   Ref     `json:"taken_from" label:"Taken from" hint:"The answer, question, meeting or report in which it was given" ref:"answer,question,meeting,report,agenda-item" inverse:"Assurances taken from it" list:"filter"`
	Passage     string  `json:"passage" label:"Where it stands" hint:"First and last character in the answer, for example 120-245" validate:"max=24" unknown:"Not noted"`
	Common
}

// Heading is the short title.
func (a *Assurance) Heading() string { return a.Title }

// The states of an assurance. How it stands is derived, see Standing.
const (
	AssuranceLive       State = "live"
	AssuranceSuperseded State = "superseded"
)

// standings are the values of the derived standing.
var standings = append([]Option{
	{"stated", "Stated, not tested", "grey"},
	{"lapsed", "Lapsed", "orange"},
	{"superseded", "Superseded", "grey"},
	{"withdrawn", "Withdrawn", "grey"},
}, Verdict("").Options()...)

// Standing is how far the assurance can be relied on that day. It follows from
// its reviews and dates.
func (a *Assurance) Standing(today Date) string {
	switch {
	case a.State != AssuranceLive:
		return string(a.State)
	case Passed(a.ReliedUntil, today):
		return "lapsed"
	case a.Verdict == "":
		return "stated"
	default:
		return string(a.Verdict)
	}
}

// LapsingDays is for how many days before it lapses an assurance is said to be
// about to.
const LapsingDays = 60

const lapsesSoon = "state = 'live' AND relied_until >= @today AND relied_until <= @lapsing"

// lapsing is the derived fact that an assurance lapses soon.
var lapsing = Derived{
	Name: "lapsing", Label: "About to lapse",
	Options: []Option{{"yes", "About to lapse", "yellow"}, {"no", "Not about to lapse", ""}},
	SQL:     "CASE WHEN " + lapsesSoon + " THEN 'yes' ELSE 'no' END",
	Holds:   map[string]string{"yes": lapsesSoon},
	Of: func(m Model, today Date) string {
		a := m.(*Assurance)
		if a.State == AssuranceLive && a.ReliedUntil >= today && a.ReliedUntil <= today.Add(LapsingDays) {
			return "yes"
		}
		return "no"
	},
}

// AssuranceKind describes assurances.
var AssuranceKind = define[Assurance](Kind{
	Name: "assurance", Plural: "assurances", One: "Assurance", Many: "Assurances", Family: FamilyHolding,
	Key:   []string{"title", "given_on"},
	About: "A statement that is relied on, tested against evidence, and tested again when it lapses.",
	Order: "-given_on",
	States: []Option{
		{string(AssuranceLive), "Live", "blue"},
		{string(AssuranceSuperseded), "Superseded", "grey"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{{Name: "state", Label: "Record an assurance", To: AssuranceLive, Who: to(RolePlan, RoleCommissioner)}},
	Moves: []Move{
		{Name: "supersede", Label: "Record as superseded", From: []State{AssuranceLive}, To: AssuranceSuperseded, Who: to(RolePlan, RoleCommissioner), Asks: []string{"superseded_by"}, Reason: true,
			Needs: []Need{{"An assurance cannot supersede itself", func(m Model, _ Facts) (bool, error) {
				return m.(*Assurance).SupersededBy != m.Base().Ref, nil
			}}}},
		withdraw(to(RolePlan, RoleCommissioner), AssuranceLive),
	},
	See:  to(everyone...),
	Edit: []Grant{{Roles: []Role{RolePlan, RoleCommissioner}, States: []State{AssuranceLive}}},
	Prepare: func(m Model, f Facts) error {
		a := m.(*Assurance)
		problems, err := passageProblems(f, a.Statement, "What was said", a.TakenFrom, a.Passage)
		if err != nil {
			return err
		}
		return problems.Or()
	},
	Number: yearly("ASR", "given_on"),
	Derived: []Derived{{
		Name: "standing", Label: "Standing", Options: standings, ForState: true,
		Of:  func(m Model, today Date) string { return m.(*Assurance).Standing(today) },
		SQL: "CASE WHEN state <> 'live' THEN state WHEN relied_until <> '' AND relied_until < @today THEN 'lapsed' WHEN verdict = '' THEN 'stated' ELSE verdict END",
		Holds: map[string]string{
			"lapsed": "state = 'live' AND relied_until <> '' AND relied_until < @today",
			"stated": "state = 'live' AND verdict = '' AND (relied_until = '' OR relied_until >= @today)",
		},
	}, lapsing, yearGiven},
	Behind: []Behind{{Name: "given_by_body", Label: "Body that gave it", Field: "given_by", Unknown: "No body known"}},
})

// Review is one test of an assurance. It is never changed: a re-test adds
// another.
type Review struct {
	Record
	ReviewInput
}

// ReviewInput is what people enter of a review.
type ReviewInput struct {
	Assurance   Ref     `json:"assurance" label:"Assurance" ref:"assurance" inverse:"Reviews" validate:"required" list:"column,filter"`
	Verdict     Verdict `json:"verdict" label:"Verdict" validate:"required" list:"column,filter"`
	Rationale   string  `json:"rationale" label:"Why" widget:"textarea" validate:"required,max=4000"`
	Evidence    Refs    `json:"evidence" label:"Evidence looked at" hint:"References of documents, figures, activities or other records, one a line" ref:"*" inverse:"Evidence for" unknown:"No evidence"`
	ReviewedOn  Date    `json:"reviewed_on" label:"Tested on" hint:"Today if left empty" validate:"omitempty,day" list:"column,sort"`
	ReliedUntil Date    `json:"relied_until" label:"May be relied on until" validate:"omitempty,day" unknown:"No date set"`
	Common
}

// Heading is the verdict and what it is about.
func (r *Review) Heading() string {
	return LabelOf(r.Verdict.Options(), string(r.Verdict)) + ": " + string(r.Assurance)
}

// ReviewKind describes reviews.
var ReviewKind = define[Review](Kind{
	Name: "review", Plural: "reviews", One: "Review", Many: "Reviews", Family: FamilyHolding,
	Key:    []string{"assurance", "rationale"},
	About:  "One test of an assurance: verdict, reasons and the evidence looked at. It is never changed.",
	Parent: "assurance", Order: "-reviewed_on",
	States: []Option{{string(Current), "Recorded", "green"}},
	Start:  []Move{{Name: "add", Label: "Test the assurance", To: Current, Who: to(RolePlan, RoleCommissioner), Needs: []Need{assuranceLive}}},
	See:    []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Prepare: func(m Model, f Facts) error {
		review := m.(*Review)
		if review.ReviewedOn == "" {
			review.ReviewedOn = f.Today()
		}
		review.Evidence = review.Evidence.Distinct()
		var problems Problems
		if review.Verdict == Assured && len(review.Evidence) == 0 {
			problems = append(problems, Problem{Field: "evidence", Text: "Evidence looked at: without evidence there is no “assured”"})
		}
		if review.ReviewedOn > f.Today() {
			problems = append(problems, Problem{Field: "reviewed_on", Text: "Tested on: must not be in the future"})
		}
		if review.ReliedUntil != "" && review.ReliedUntil < review.ReviewedOn {
			problems = append(problems, Problem{Field: "relied_until", Text: "May be relied on until: must not be before the day of the test"})
		}
		return problems.Or()
	},
	Then: func(m Model, _ Facts) ([]Effect, error) {
		review := m.(*Review)
		return []Effect{{Kind: "assurance", Ref: review.Assurance, Why: "Tested: " + string(review.Ref), Set: func(m Model) {
			assurance := m.(*Assurance)
			// A test entered late does not undo a newer one.
			if review.ReviewedOn >= assurance.ReviewedOn {
				assurance.Verdict, assurance.ReviewedOn, assurance.ReliedUntil = review.Verdict, review.ReviewedOn, review.ReliedUntil
			}
		}}}, nil
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Review).Assurance) + "-V"}, nil
	},
})

var assuranceLive = Need{"Only a live assurance can be tested", func(m Model, f Facts) (bool, error) {
	assurance, err := f.Get(m.(*Review).Assurance)
	if err != nil {
		return false, err
	}
	return assurance.Base().State == AssuranceLive, nil
}}
