package models

import "testing"

func TestRefWord(t *testing.T) {
	for text, want := range map[string]string{
		"12": "12", "12(a)": "12-A", " 3.1 ": "3-1", "Bradford": "BRADFORD", "Kirklees & Calderdale": "KIRKLEES-CALDERDALE", "–": "",
	} {
		if got := refWord(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestReport(t *testing.T) {
	report := &Report{Record: Record{Ref: "IICSA-2018"}, ReportInput: ReportInput{Code: "IICSA", PublishedOn: "2018-04-25", ResponseDue: "2018-10-25"}}
	wantProblems(t, report, &world{})
	numbering, err := ReportKind.Number(report, &world{})
	if err != nil || numbering.Format(1) != "IICSA-2018" || numbering.Format(2) != "IICSA-2018-2" {
		t.Errorf("%+v, %v", numbering, err)
	}
	record := ReportKind.StartNamed("record")
	if text := unmet(t, record, report, &world{}); text != "" {
		t.Error(text)
	}
	if unmet(t, record, report, &world{today: "2018-04-24"}) == "" {
		t.Error("it was out before the day of its publication")
	}
	report.Code, report.ResponseDue, report.ResponseOn, report.RespondsTo = "Iicsa", "2018-04-24", "2017", report.Ref
	wantProblems(t, report, &world{}, "code", "response_due", "response_on", "responds_to")
}

func TestRecommendationNumbering(t *testing.T) {
	for number, want := range map[string]Ref{"12": "IICSA-2018-R12", "3(b)": "IICSA-2018-R3-B", "": "IICSA-2018-N1"} {
		numbering, err := RecommendationKind.Number(&Recommendation{RecommendationInput: RecommendationInput{Report: "IICSA-2018", Number: number}}, &world{})
		if err != nil || numbering.Format(1) != want {
			t.Errorf("number %q: %+v, %v; want %s", number, numbering, err, want)
		}
	}
}

func TestRecommendationIsClosedBySomebodyElse(t *testing.T) {
	r := &Recommendation{Record: Record{Ref: "R1", State: RecommendationInProgress}, Evidence: Refs{"DOC-1"}}
	r.Owner = "PER-2"
	claimant := &world{actor: &Actor{Person: "PER-1", Roles: []Role{RolePlan}}}
	if err := RecommendationKind.Move("claim").Do(r, claimant); err != nil {
		t.Fatal(err)
	}
	if r.ClaimedBy != "PER-1" || r.ClaimedOn != claimant.Today() {
		t.Errorf("claimed by %q on %q", r.ClaimedBy, r.ClaimedOn)
	}
	closing := RecommendationKind.Move("close")
	for person, may := range map[Ref]bool{"PER-1": false, "PER-2": false, "PER-3": true} {
		text := unmet(t, closing, r, &world{actor: &Actor{Person: person}})
		if (text == "") != may {
			t.Errorf("%s: %q", person, text)
		}
	}
	r.Evidence = nil
	if unmet(t, closing, r, &world{actor: &Actor{Person: "PER-3"}}) == "" {
		t.Error("it was closed without evidence")
	}
}

func TestReopeningForgetsTheClaim(t *testing.T) {
	r := &Recommendation{ClaimedOn: "2019-01-01", ClaimedBy: "PER-1", ClosedOn: "2019-02-01", ClosedBy: "PER-2", Evidence: Refs{"DOC-1"}}
	if err := RecommendationKind.Move("reopen").Do(r, &world{}); err != nil {
		t.Fatal(err)
	}
	if r.ClaimedOn != "" || r.ClaimedBy != "" || r.ClosedOn != "" || r.ClosedBy != "" {
		t.Errorf("left behind: %+v", r)
	}
	if len(r.Evidence) == 0 {
		t.Error("the evidence went too")
	}
}

func TestRecommendationIsClaimedForTheBodyThatOwnsIt(t *testing.T) {
	r := &Recommendation{Record: Record{State: RecommendationInProgress}, RecommendationInput: RecommendationInput{OwnerBody: "BODY-1"}}
	claim := RecommendationKind.Move("claim")
	for name, test := range map[string]struct {
		actor Actor
		may   bool
	}{
		"the force":       {Actor{Roles: []Role{RoleChief}, Bodies: []Ref{"BODY-1", "BODY-2"}}, true},
		"another body":    {Actor{Roles: []Role{RoleChief}, Bodies: []Ref{"BODY-3"}}, false},
		"a plan manager":  {Actor{Roles: []Role{RolePlan}, Bodies: []Ref{"BODY-9"}}, true},
		"a grant officer": {Actor{Roles: []Role{RoleGrants}, Bodies: []Ref{"BODY-9"}}, false},
		"an auditor":      {Actor{Roles: []Role{RolePanel}, Bodies: []Ref{"BODY-1"}}, false},
	} {
		if may := RecommendationKind.Allows(claim.Who, &test.actor, r); may != test.may {
			t.Errorf("%s: %v", name, may)
		}
	}
}

func TestRecommendationOverdue(t *testing.T) {
	overdue := RecommendationKind.DerivedNamed("overdue")
	for state, want := range map[State]string{
		RecommendationNotStarted: "yes", RecommendationInProgress: "yes", RecommendationImplemented: "no", RecommendationNotRecorded: "no",
	} {
		r := &Recommendation{Record: Record{State: state}, TargetOn: "2019-03-17"}
		if got := overdue.Of(r, "2019-03-18"); got != want {
			t.Errorf("%s: overdue is %s", state, got)
		}
		if got := overdue.Of(r, "2019-03-17"); got != "no" {
			t.Errorf("%s: overdue on its day", state)
		}
	}
}

func positionOf(ref, body Ref, state State, on Date) *Position {
	return &Position{Record: Record{Ref: ref, State: state}, PositionInput: PositionInput{Recommendation: "R1", Body: body, Stance: Accepted, StatedOn: on}}
}

func TestPositionNeedsAReason(t *testing.T) {
	for _, option := range Stance("").Options() {
		stance := Stance(option.Value)
		position := positionOf("", "BODY-1", Current, "")
		position.Stance = stance
		if stance == Accepted || stance == NotYetStated {
			wantProblems(t, position, &world{})
		} else {
			wantProblems(t, position, &world{}, "reason")
		}
		position.Reason = "Because"
		wantProblems(t, position, &world{})
	}
	wantProblems(t, positionOf("", "BODY-1", Current, "2019-04"), &world{}, "stated_on")
}

func TestNewPositionSupersedesTheOlderOfTheSameBody(t *testing.T) {
	fresh := positionOf("R1-P4", "BODY-1", Current, "2019-03-01")
	f := &world{records: []Model{
		positionOf("R1-P1", "BODY-1", PositionSuperseded, "2018-05"),
		positionOf("R1-P2", "BODY-1", Current, "2018-06"),
		positionOf("R1-P3", "BODY-2", Current, "2018-06"),
		fresh,
	}}
	start := PositionKind.StartNamed("state")
	if text := unmet(t, start, fresh, f); text != "" {
		t.Error(text)
	}
	effects, err := start.Then(fresh, f)
	if err != nil || len(effects) != 1 || effects[0].Ref != "R1-P2" || effects[0].Move != "supersede" {
		t.Errorf("%+v, %v", effects, err)
	}
	if unmet(t, start, positionOf("", "BODY-1", Current, "2018-01"), f) == "" {
		t.Error("a position from before the current one took its place")
	}
	if PositionKind.StartNamed("record-earlier").Then != nil {
		t.Error("an earlier position supersedes the current one")
	}
}

func TestChiefOfficersSpeakForTheForceOnly(t *testing.T) {
	chief := &world{actor: &Actor{Roles: []Role{RoleChief}, Bodies: []Ref{"BODY-1"}}}
	for _, start := range PositionKind.Start {
		if text := unmet(t, &start, positionOf("", "BODY-1", start.To, ""), chief); text != "" {
			t.Errorf("%s: %s", start.Name, text)
		}
		if unmet(t, &start, positionOf("", "BODY-2", start.To, ""), chief) == "" {
			t.Errorf("%s: for a body that is not theirs", start.Name)
		}
		if text := unmet(t, &start, positionOf("", "BODY-2", start.To, ""), &world{}); text != "" {
			t.Errorf("%s: the OPCC enters what others state: %s", start.Name, text)
		}
	}
}

func TestOccurrence(t *testing.T) {
	f := &world{today: "2019-03-18"}
	meet, miss := OccurrenceKind.Move("meet"), OccurrenceKind.Move("miss")
	for name, test := range map[string]struct {
		due, met Date
		late     string
	}{
		"on its day":   {"2019-03-18", "", "no"},
		"before it":    {"2019-03-18", "2019-03-01", "no"},
		"after it":     {"2019-03-17", "", "yes"},
		"with no date": {"", "2019-03-01", "no"},
	} {
		t.Run(name, func(t *testing.T) {
			o := &Occurrence{Record: Record{State: OccurrenceMet}, OccurrenceInput: OccurrenceInput{DueOn: test.due}, MetOn: test.met}
			if text := unmet(t, meet, o, f); text != "" {
				t.Error(text)
			}
			if err := meet.Do(o, f); err != nil {
				t.Fatal(err)
			}
			if got := OccurrenceKind.DerivedNamed("late").Of(o, f.Today()); got != test.late {
				t.Errorf("late is %s", got)
			}
		})
	}
	if unmet(t, meet, &Occurrence{MetOn: "2019-03-19"}, f) == "" {
		t.Error("met tomorrow")
	}
	for due, may := range map[Date]bool{"": true, "2019-03-17": true, "2019-03-18": false} {
		if text := unmet(t, miss, &Occurrence{OccurrenceInput: OccurrenceInput{DueOn: due}}, f); (text == "") != may {
			t.Errorf("missing when due on %q: %q", due, text)
		}
	}
}
