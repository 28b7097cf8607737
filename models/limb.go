package models

// Limb is one thing that a question asks, judged on its own.
type Limb struct {
	Record
	LimbInput
	// BelongsTo is who has to answer it instead, as the force says.
	BelongsTo Ref    `json:"belongs_to" label:"Said to belong to" hint:"The body or post that can answer it" ref:"body,post" inverse:"Limbs said to belong here" unknown:"Nobody else"`
	WhyTheirs string `json:"why_theirs" label:"Why it is said to be theirs" unknown:"Nobody said so"`
}

// LimbInput is what people enter of a limb.
type LimbInput struct {
	Question Ref    `json:"question" label:"Question" ref:"question" inverse:"Limbs" validate:"required" list:"column,filter"`
	Text     string `json:"text" label:"What is asked" widget:"textarea" validate:"required,max=2000"`
	Position *int64 `json:"position" label:"Place among the limbs" hint:"The last, if left empty" list:"column,sort" validate:"omitempty,min=1,max=999"`
	Common
}

// Heading is what is asked.
func (l *Limb) Heading() string { return l.Text }

// The outcomes of a limb, which are its states.
const (
	LimbAsked       State = "asked"
	LimbAnswered    State = "answered"
	LimbPartly      State = "partly answered"
	LimbNotAnswered State = "not answered"
	LimbNotRecorded State = "answer not recorded"
	LimbPassedOn    State = "passed on"
)

var limbStates = []State{LimbAsked, LimbAnswered, LimbPartly, LimbNotAnswered, LimbNotRecorded, LimbPassedOn}

// LimbKind describes limbs.
var LimbKind = define[Limb](Kind{
	Name: "limb", Plural: "limbs", One: "Limb", Many: "Limbs", Family: FamilyHolding,
	Key:    []string{"question", "text"},
	About:  "One thing that a question asks, judged on its own.",
	Parent: "question", Order: "position",
	States: []Option{
		{string(LimbAsked), "Not judged yet", "grey"},
		{string(LimbAnswered), "Answered", "green"},
		{string(LimbPartly), "Partly answered", "yellow"},
		{string(LimbNotAnswered), "Not answered", "red"},
		{string(LimbNotRecorded), "Answer not recorded", "purple"},
		{string(LimbPassedOn), "Passed on to somebody else", "grey"},
	},
	Start: []Move{
		{Name: "add", Label: "Add a limb", To: LimbAsked, Who: to(RolePlan, RoleCommissioner), Needs: []Need{limbsOpen}},
	},
	Moves: []Move{
		shift("up", "Move up", -1, "It is the first limb already"),
		shift("down", "Move down", 1, "It is the last limb already"),
		judge(Judgements[0], "Judge as answered", false, questionJudged),
		judge(Judgements[1], "Judge as partly answered", true, questionJudged),
		judge(Judgements[2], "Judge as not answered", true, questionJudged),
		judge(Judgement{"not-recorded", LimbNotRecorded}, "Record that no answer is on record", false, questionWasPut),
		{Name: "disclaim", Label: "Say that it belongs to somebody else", From: []State{LimbAsked, LimbPartly, LimbNotAnswered}, Who: to(RoleChief), Asks: []string{"belongs_to"}, Reason: true, Needs: []Need{questionWaits},
			Do: func(m Model, f Facts) error { m.(*Limb).WhyTheirs = f.Reason(); return nil }},
		{Name: "pass-on", Label: "Agree that it belongs to somebody else", From: without(limbStates, LimbPassedOn), To: LimbPassedOn, Who: to(RolePlan, RoleCommissioner), Fits: disclaimed, Needs: []Need{where(noDisclaimer, disclaimed)}},
		{Name: "insist", Label: "Insist on an answer", From: limbStates, To: LimbAsked, Who: to(RolePlan, RoleCommissioner), Reason: true, Fits: disclaimed, Needs: []Need{where(noDisclaimer, disclaimed)},
			Do: func(m Model, _ Facts) error { m.(*Limb).BelongsTo, m.(*Limb).WhyTheirs = "", ""; return nil }},
	},
	See:  []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit: []Grant{{Roles: []Role{RolePlan, RoleCommissioner}, States: []State{LimbAsked}}},
	Prepare: func(m Model, f Facts) error {
		open, err := limbsOpen.Met(m, f)
		if err == nil && !open {
			err = Problems{{Field: "question", Text: limbsOpen.Text}}.Or()
		}
		if err != nil || m.(*Limb).Position != nil {
			return err
		}
		return placeLast(m.(*Limb), f)
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Limb).Question) + "-L"}, nil
	},
	Derived: []Derived{disputed},
})

// Judgement is a move that says what became of a limb.
type Judgement struct {
	Move    string
	Outcome State
}

// Judgements are those that are passed on an answer, the best first.
var Judgements = []Judgement{{"judge-answered", LimbAnswered}, {"judge-partly", LimbPartly}, {"judge-not", LimbNotAnswered}}

func judge(as Judgement, label string, reason bool, need Need) Move {
	return Move{Name: as.Move, Label: label, From: without(limbStates, as.Outcome), To: as.Outcome, Who: to(RolePlan, RoleCommissioner), Reason: reason, Needs: []Need{need}}
}

var limbsOpen = Need{"What a question asks is settled once it was put", func(m Model, f Facts) (bool, error) {
	return questionOf(m, f, func(q *Question) bool {
		// A question recorded from the past has no day on which the system put it.
		return q.State == QuestionDraft || q.State == QuestionPut && q.DueOn == ""
	})
}}

var questionJudged = Need{"A limb is judged on an answer, and none was submitted", func(m Model, f Facts) (bool, error) {
	return questionOf(m, f, func(q *Question) bool { return q.State == QuestionAnswered })
}}

var questionWasPut = Need{"The question was not put yet", func(m Model, f Facts) (bool, error) {
	return questionOf(m, f, func(q *Question) bool { return covers(questionShared, q.State) })
}}

var questionWaits = Need{"The question is not waiting for an answer", func(m Model, f Facts) (bool, error) {
	return questionOf(m, f, func(q *Question) bool { return covers(questionWaiting, q.State) })
}}

const noDisclaimer = "Nobody said that it belongs to somebody else"

func disclaimed(m Model, _ *Actor) bool { return m.(*Limb).BelongsTo != "" }

const saidToBeTheirs = "belongs_to <> '' AND state <> '" + string(LimbPassedOn) + "'"

// disputed is the derived fact that the force says a limb is not its own to
// answer, and the OPCC has not said what it makes of that.
var disputed = Derived{
	Name: "disputed", Label: "Whose it is",
	Options: []Option{{"yes", "Said to be somebody else’s", "purple"}, {"no", "Not disputed", ""}},
	SQL:     "CASE WHEN " + saidToBeTheirs + " THEN 'yes' ELSE 'no' END",
	Holds:   map[string]string{"yes": saidToBeTheirs},
	Of: func(m Model, _ Date) string {
		if limb := m.(*Limb); limb.BelongsTo != "" && limb.State != LimbPassedOn {
			return "yes"
		}
		return "no"
	},
}

func questionOf(m Model, f Facts, holds func(*Question) bool) (bool, error) {
	question, err := f.Get(m.(*Limb).Question)
	if err != nil {
		return false, err
	}
	return holds(question.(*Question)), nil
}
