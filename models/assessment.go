package models

import (
	"fmt"
	"strconv"
	"strings"
)

// Assessment is how one assessor scores one application. Nobody else reads it
// until everybody to whom the application is allocated has given theirs.
type Assessment struct {
	Record
	AssessmentInput
	Assessor Ref    `json:"assessor" label:"Assessor" ref:"person" inverse:"Assessments" list:"column,filter"`
	Round    Ref    `json:"round" label:"Round" ref:"round" inverse:"Assessments" list:"filter"`
	Score    *int64 `json:"score" label:"Score out of 100" list:"column,sort" unknown:"Not worked out"`
	Working  string `json:"working" label:"How the score is worked out"`
}

// AssessmentInput is what assessors enter.
type AssessmentInput struct {
	Award      Ref    `json:"award" label:"Application" ref:"award" inverse:"Assessments" validate:"required" list:"column,filter"`
	NoInterest bool   `json:"no_interest" label:"I have no interest in this application" hint:"Nor in its organisation. If you have, declare the interest instead: you then do not score it"`
	Scores     Lines  `json:"scores" label:"Scores" hint:"One criterion a line: its number, the score, and why. For example 1: 4 reaches every school" unknown:"None yet"`
	Comment    string `json:"comment" label:"Comment on the whole" widget:"textarea" validate:"max=4000" unknown:"None"`
	Common
}

// Heading names the application.
func (a *Assessment) Heading() string { return "Assessment of " + string(a.Award) }

// The states of an assessment.
const (
	AssessmentDraft    State = "draft"
	AssessmentGiven    State = "given"
	AssessmentReleased State = "released"
	AssessmentAside    State = "set aside"
)

// AssessmentKind describes assessments. An assessor is always who enters it:
// nobody scores for somebody else.
var AssessmentKind = define[Assessment](Kind{
	Name: "assessment", Plural: "assessments", One: "Assessment", Many: "Assessments", Family: FamilyFunding,
	Key:    []string{"award"},
	About:  "How one assessor scores one application, read by others once every assessor has given theirs.",
	Parent: "award", Order: "ref",
	States: []Option{
		{string(AssessmentDraft), "Being written", "grey"},
		{string(AssessmentGiven), "Given, others are awaited", "light-blue"},
		{string(AssessmentReleased), "Given by all", "green"},
		{string(AssessmentAside), "Set aside, an interest was declared", "orange"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{{Name: "assess", Label: "Assess an application", To: AssessmentDraft, Who: to(opcc...)}},
	Moves: []Move{
		{Name: "give", Label: "Give your scores", From: []State{AssessmentDraft}, To: AssessmentGiven, Who: ownAssessment, Needs: []Need{byAssessor, withoutInterest, scoredInFull}, Then: settleAssessment},
		{Name: "release", Label: "Given by all", From: []State{AssessmentGiven}, To: AssessmentReleased},
		{Name: "set-aside", Label: "Set aside", From: []State{AssessmentDraft, AssessmentGiven, AssessmentReleased}, To: AssessmentAside},
		withdraw(ownAssessment, AssessmentDraft),
	},
	See: []Grant{
		{Roles: opcc, Scopes: []Scope{WithParent, Own}},
		{Roles: opcc, Scopes: []Scope{WithParent}, States: []State{AssessmentReleased, AssessmentAside}},
	},
	Edit: []Grant{{Roles: opcc, States: []State{AssessmentDraft}, Scopes: []Scope{Own}}},
	Prepare: func(m Model, f Facts) error {
		assessment := m.(*Assessment)
		above, err := f.Get(assessment.Award)
		if err != nil {
			return err
		}
		award := above.(*Award)
		assessment.Round = award.Round
		if assessment.Assessor == "" {
			assessment.Assessor = f.Actor().Person
		}
		problems, err := assessment.mayScore(award, f)
		if err != nil {
			return err
		}
		criteria, err := criteriaOf(f, award.Round)
		if err != nil {
			return err
		}
		return append(problems, assessment.work(criteria)...).Or()
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Assessment).Award) + "-S"}, nil
	},
})

var ownAssessment = []Grant{{Roles: opcc, Scopes: []Scope{Own}}}

// byAssessor and withoutInterest are asked again as the scores are given: an
// interest may have been declared since they were begun.
var (
	byAssessor      = where("Only the assessor gives their scores", func(m Model, a *Actor) bool { return m.(*Assessment).Assessor == a.Person })
	withoutInterest = Need{"The assessor has an interest in the application, and does not score it", func(m Model, f Facts) (bool, error) {
		people, err := interested(f, m.(*Assessment).Award)
		return !people.Has(m.(*Assessment).Assessor), err
	}}
	scoredInFull = Need{"Score every criterion of the round first", func(m Model, _ Facts) (bool, error) {
		return m.(*Assessment).Score != nil, nil
	}}
)

// mayScore finds what keeps an assessor from scoring an application.
func (a *Assessment) mayScore(award *Award, f Facts) (Problems, error) {
	var problems Problems
	if !a.NoInterest {
		problems = append(problems, Problem{Field: "no_interest", Text: "I have no interest in this application: say so before you score it, or declare the interest instead"})
	}
	if !award.Assessors.Has(a.Assessor) {
		problems = append(problems, Problem{Field: "award", Text: "Application: it is not allocated to you to assess"})
	}
	if !covers(awardUndecided, award.State) {
		problems = append(problems, Problem{Field: "award", Text: "Application: it is decided already"})
	}
	people, err := interested(f, award.Ref)
	if err != nil {
		return nil, err
	}
	if people.Has(a.Assessor) {
		problems = append(problems, Problem{Field: "award", Text: "Application: you have declared an interest in it"})
	}
	others, err := assessmentsOf(f, award.Ref)
	for _, other := range others {
		if other.Ref != a.Ref && other.Assessor == a.Assessor {
			problems = append(problems, Problem{Field: "award", Text: "Application: you assess it already, in " + string(other.Ref)})
		}
	}
	return problems, err
}

// work reads the scores, and works out what they come to once there is one for
// every scored criterion: what each reached of what it could, by its weight.
func (a *Assessment) work(criteria []*Criterion) Problems {
	a.Score, a.Working = nil, ""
	scores, problems := a.read(criteria)
	var sum, most float64
	var working []string
	for _, criterion := range criteria {
		if criterion.CheckedBy != CheckScore {
			continue
		}
		score, scored := scores[criterion.label()]
		if !scored {
			return problems
		}
		sum += float64(score*criterion.weight()) / float64(*criterion.Most)
		most += float64(criterion.weight())
		working = append(working, fmt.Sprintf("%s: %d of %d, weight %d", criterion.Title, score, *criterion.Most, criterion.weight()))
	}
	if most == 0 || len(problems) > 0 {
		return problems
	}
	score := int64(sum/most*100 + 0.5)
	a.Score, a.Working = &score, fmt.Sprintf("%s. In all %d of 100", strings.Join(working, "; "), score)
	return nil
}

// read takes the lines of scores apart, by the number of the criterion.
func (a *Assessment) read(criteria []*Criterion) (map[string]int64, Problems) {
	most := map[string]int64{}
	for _, criterion := range criteria {
		if criterion.CheckedBy == CheckScore {
			most[criterion.label()] = *criterion.Most
		}
	}
	scores := map[string]int64{}
	for _, line := range a.Scores {
		number, rest, _ := strings.Cut(line, ":")
		number = strings.TrimSpace(number)
		words := strings.Fields(rest)
		highest, known := most[number]
		if _, twice := scores[number]; !known || twice || len(words) == 0 {
			return nil, Problems{{Field: "scores", Text: "Scores: “" + line + "” must begin with the number of a scored criterion of the round, each once, a colon and the score, for example 1: 4"}}
		}
		score, err := strconv.ParseInt(strings.TrimRight(words[0], ".,;"), 10, 64)
		if err != nil || score < 0 || score > highest {
			return nil, Problems{{Field: "scores", Text: fmt.Sprintf("Scores: “%s” must give a whole number from 0 to %d", line, highest)}}
		}
		scores[number] = score
	}
	return scores, nil
}

// assessmentsOf are the assessments of an application that were not withdrawn.
func assessmentsOf(f Facts, award Ref) ([]*Assessment, error) {
	found, err := f.Find("assessment", "award", award)
	var assessments []*Assessment
	for _, m := range found {
		if m.Base().State != Withdrawn {
			assessments = append(assessments, m.(*Assessment))
		}
	}
	return assessments, err
}

func settleAssessment(m Model, f Facts) ([]Effect, error) {
	award, err := f.Get(m.(*Assessment).Award)
	if err != nil {
		return nil, err
	}
	return settle(award.(*Award), "", f)
}

// settle sets aside what somebody scored who turns out to have an interest,
// opens the scores to all once nobody is awaited any more, and gives the
// application the mean of those that count.
func settle(award *Award, withInterest Ref, f Facts) ([]Effect, error) {
	assessments, err := assessmentsOf(f, award.Ref)
	if err != nil {
		return nil, err
	}
	out, err := interested(f, award.Ref)
	if err != nil {
		return nil, err
	}
	var effects []Effect
	var given []*Assessment
	done := append(Refs{withInterest}, out...)
	for _, assessment := range assessments {
		switch {
		case withInterest != "" && assessment.Assessor == withInterest:
			effects = append(effects, Effect{Kind: "assessment", Ref: assessment.Ref, Move: "set-aside", Why: "An interest was declared after scoring began"})
		case covers([]State{AssessmentGiven, AssessmentReleased}, assessment.State):
			given, done = append(given, assessment), append(done, assessment.Assessor)
		}
	}
	for _, assessor := range award.Assessors {
		if !done.Has(assessor) {
			return effects, nil
		}
	}
	for _, assessment := range given {
		effects = append(effects, Effect{Kind: "assessment", Ref: assessment.Ref, Move: "release", Why: "Every assessor has given their scores"})
	}
	return append(effects, scored(award, given)...), nil
}

// scored gives an application the mean of its scores, where that is news.
func scored(award *Award, given []*Assessment) []Effect {
	var mean *int64
	if len(given) > 0 {
		sum := int64(0)
		for _, assessment := range given {
			sum += *assessment.Score
		}
		n := int64(len(given))
		rounded := (2*sum + n) / (2 * n)
		mean = &rounded
	}
	if mean == award.Score || mean != nil && award.Score != nil && *mean == *award.Score {
		return nil
	}
	return []Effect{{Kind: "award", Ref: award.Ref, Set: func(m Model) { m.(*Award).Score = mean }, Why: "The mean of the assessors’ scores"}}
}
