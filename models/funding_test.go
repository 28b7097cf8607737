package models

import (
	"slices"
	"strings"
	"testing"
)

// worldOf holds the records on the day of the launch of Mister Shapeshifter.
func worldOf(records ...Model) *world { return &world{today: "2019-01-21", records: records} }

// refused fails the test unless exactly one need of the move does not hold,
// and says the text; with an empty text, unless all hold.
func refused(t *testing.T, m Model, move string, f Facts, text string) {
	t.Helper()
	var got []string
	for _, need := range KindOf(m).Move(move).Needs {
		met, err := need.Met(m, f)
		if err != nil {
			t.Fatal(err)
		}
		if !met {
			got = append(got, need.Text)
		}
	}
	switch {
	case text == "" && len(got) > 0:
		t.Errorf("%s of %s is refused: %q", move, m.Base().Ref, got)
	case text != "" && (len(got) != 1 || !strings.Contains(got[0], text)):
		t.Errorf("%s of %s: got the refusals %q, want one that says %q", move, m.Base().Ref, got, text)
	}
}

func pounds(n int64) *Pence {
	p := Pence(n * 100)
	return &p
}

func whole(n int64) *int64 { return &n }

// fifteenth is the round of 2018: a pot of £150,000, at most £5,000 each.
func fifteenth() *Round {
	return &Round{Record: Record{Ref: "SCF-15", State: RoundDeciding},
		RoundInput: RoundInput{Fund: "SCF", Number: "15", Opened: "2018-10-29", Pot: pounds(150_000), Maximum: pounds(5_000)}}
}

func awardOf(ref Ref, state State, amount *Pence) *Award {
	return &Award{Record: Record{Ref: ref, State: state},
		AwardInput: AwardInput{Title: "A project", Round: "SCF-15", Fund: "SCF", Organisation: "BODY-9", Amount: amount,
			Purpose: "To tell children how to stay safe", Reasons: "Children who know the signs speak out sooner"}}
}

func TestReferencesOfFunding(t *testing.T) {
	f := worldOf()
	for want, m := range map[Ref]Model{
		"SCF":              &Fund{FundInput: FundInput{Code: "scf"}},
		"SCF-15":           &Round{RoundInput: RoundInput{Fund: "SCF", Number: "15"}},
		"SCF-MAYOR-7":      &Round{RoundInput: RoundInput{Fund: "SCF", Number: "Mayor  7"}},
		"SCF-2016-ROUND-1": &Round{RoundInput: RoundInput{Fund: "SCF", Opened: "2016-03-14"}},
		"SCF-2019-ROUND-1": &Round{RoundInput: RoundInput{Fund: "SCF"}},
		"SCF-15-001":       &Award{AwardInput: AwardInput{Round: "SCF-15", Fund: "SCF"}},
		"SCF-A-1":          &Award{AwardInput: AwardInput{Fund: "SCF"}},
		"SCF-15-007-P1":    &Payment{PaymentInput: PaymentInput{Award: "SCF-15-007"}},
		"SCF-15-007-O1":    &AwardOutcome{AwardOutcomeInput: AwardOutcomeInput{Award: "SCF-15-007"}},
		"CMSN-2018-0001":   &Commission{CommissionInput: CommissionInput{Started: "2018"}},
	} {
		numbering, err := KindOf(m).Number(m, f)
		if got := numbering.Format(1); err != nil || got != want {
			t.Errorf("got %s, %v, want %s", got, err, want)
		}
	}
}

func TestCodeOfFundIsItsReference(t *testing.T) {
	fund := &Fund{FundInput: FundInput{Code: "scf"}}
	wantProblems(t, fund, worldOf())
	if fund.Code != "SCF" {
		t.Errorf("the code became %q", fund.Code)
	}
	fund.Ref, fund.Code = "SCF", "MSCF"
	wantProblems(t, fund, worldOf(), "code")
	for _, code := range []string{"S£F", "-SCF", "SCF-", "É", "S F"} {
		wantProblems(t, &Fund{FundInput: FundInput{Code: code}}, worldOf(), "code")
	}
}

func TestWhatARoundCannotBe(t *testing.T) {
	for _, test := range []struct {
		round RoundInput
		wrong []string
	}{
		{RoundInput{}, nil},
		{RoundInput{Opened: "2018-10-29", Closed: "2018-09"}, []string{"closed"}},
		{RoundInput{Opened: "2018-10-29", Closed: "2018-10"}, nil},
		{RoundInput{Pot: pounds(0), Maximum: pounds(-1)}, []string{"pot", "maximum"}},
		{RoundInput{ApplicationsReceived: whole(38), Selected: whole(177)}, []string{"selected"}},
		{RoundInput{Number: "!"}, []string{"number"}},
	} {
		wantProblems(t, &Round{RoundInput: test.round}, worldOf(), test.wrong...)
	}
}

// A move sets fields without the preparation of an edit: its needs stand in.
func TestMovesKeepWhatTheySetInOrder(t *testing.T) {
	f := worldOf(fifteenth())
	round := fifteenth()
	refused(t, round, "correct", f, "")
	round.Closed = "2018-10-28"
	refused(t, round, "correct", f, "do not go together")
	award := awardOf("SCF-15-001", AwardActive, pounds(2_500))
	award.Started, award.Ended = "2018-12", "2018-11-30"
	refused(t, award, "complete", f, "before the start")
	award.Ended = "2019-01-22"
	refused(t, award, "complete", f, "in the future")
	award = awardOf("SCF-15-001", AwardRecommended, pounds(-5))
	refused(t, award, "award", worldOf(fifteenth(), award), "more than £0")
}

func TestRoundIsAwardedWhenEveryApplicationIsDecided(t *testing.T) {
	round, award := fifteenth(), awardOf("SCF-15-001", AwardApplied, nil)
	f := worldOf(round, award)
	refused(t, round, "announce", f, "Every application")
	award.State = AwardDeclined
	refused(t, round, "announce", f, "")
}

func TestAwardTakesItsFundFromTheRound(t *testing.T) {
	f := worldOf(fifteenth())
	award := &Award{AwardInput: AwardInput{Round: "SCF-15"}}
	wantProblems(t, award, f)
	if award.Fund != "SCF" {
		t.Errorf("the fund became %q", award.Fund)
	}
	award.Fund = "OTHER"
	wantProblems(t, award, f, "fund")
	wantProblems(t, &Award{}, f, "fund")
}

func TestAwardStaysWithinTheMaximum(t *testing.T) {
	award := awardOf("SCF-15-001", AwardRecommended, pounds(5_000))
	f := worldOf(fifteenth(), award)
	refused(t, award, "award", f, "")
	*award.Amount++
	refused(t, award, "award", f, "over the maximum")
	award.Amount = nil
	refused(t, award, "award", f, "amount must be recorded")
	award.Amount, award.Round = pounds(6_000), ""
	refused(t, award, "award", f, "")
}

func TestAwardsStayWithinThePot(t *testing.T) {
	round := fifteenth()
	round.Pot = pounds(10_000)
	award := awardOf("SCF-15-004", AwardRecommended, pounds(4_000))
	f := worldOf(round, award,
		awardOf("SCF-15-001", AwardComplete, pounds(3_000)),
		awardOf("SCF-15-002", AwardRecorded, pounds(3_000)),
		awardOf("SCF-15-003", AwardDeclined, pounds(5_000)),
		awardOf("SCF-15-005", AwardRecorded, nil))
	refused(t, award, "award", f, "")
	*award.Amount++
	refused(t, award, "award", f, "beyond its pot")
	round.Pot = nil
	refused(t, award, "award", f, "")
}

func TestOverrideHoldsUpToItsAmount(t *testing.T) {
	award := awardOf("SCF-15-001", AwardRecommended, pounds(6_000))
	f := worldOf(fifteenth(), award)
	f.reason = "It serves all five districts"
	if err := AwardKind.Move("override").Do(award, f); err != nil {
		t.Fatal(err)
	}
	if award.OverrideReason != f.reason {
		t.Errorf("the reason kept is %q", award.OverrideReason)
	}
	refused(t, award, "award", f, "")
	*award.Amount = *pounds(7_000)
	refused(t, award, "award", f, "over the maximum")
}

func TestAwardSaysWhyBeforeItIsMade(t *testing.T) {
	award := awardOf("SCF-15-001", AwardRecommended, pounds(2_500))
	award.Reasons = ""
	refused(t, award, "award", worldOf(fifteenth(), award), "reduce crime and disorder")
}

func TestAwardIsAgreedAfterItWasDecided(t *testing.T) {
	award := awardOf("SCF-15-001", AwardAwarded, pounds(2_500))
	f := worldOf(award)
	award.DecidedOn, award.AgreedOn = "2019-01-14", "2019-01-13"
	refused(t, award, "agree", f, "before it was decided")
	award.AgreedOn = "2019-01-22"
	refused(t, award, "agree", f, "in the future")
	award.AgreedOn = "2019-01"
	refused(t, award, "agree", f, "")
}

func TestAwardIsClosedBySomebodyElseWithNothingPlanned(t *testing.T) {
	award := awardOf("SCF-15-001", AwardComplete, pounds(2_500))
	award.Owner = "PER-3"
	payment := &Payment{Record: Record{Ref: "SCF-15-001-P1", State: PaymentPlanned}, PaymentInput: PaymentInput{Award: award.Ref, Amount: pounds(1)}}
	f := worldOf(award, payment)
	refused(t, award, "close", f, "still planned")
	payment.State = PaymentCancelled
	refused(t, award, "close", f, "")
	f.actor = &Actor{Person: "PER-3", Roles: []Role{RoleGrants}, Side: SideOPCC}
	refused(t, award, "close", f, "somebody else")
}

func TestApplicationsAreTheOffices(t *testing.T) {
	for _, option := range AwardKind.States {
		award := awardOf("SCF-15-001", State(option.Value), nil)
		given := slices.Contains(AwardGiven, award.State)
		for _, role := range Roles {
			actor := &Actor{Roles: []Role{role}, Side: SideOf(role)}
			want := given || actor.Side == SideOPCC
			if got := AwardKind.Allows(AwardKind.See, actor, award); got != want {
				t.Errorf("%s sees %s: got %t, want %t", role, award.State, got, want)
			}
		}
	}
}

func TestAmountIsSettledOnceAwarded(t *testing.T) {
	officer := &Actor{Roles: []Role{RoleGrants}, Side: SideOPCC}
	for _, option := range AwardKind.States {
		state := State(option.Value)
		want := state == AwardApplied || state == AwardRecommended || state == AwardRecorded
		if got := AwardKind.MayEdit(officer, awardOf("SCF-15-001", state, nil)); got != want {
			t.Errorf("edit in %s: got %t, want %t", state, got, want)
		}
	}
}

func TestNoPaymentBeforeTheAgreementOrOverTheAward(t *testing.T) {
	agreement := []State{AwardAgreed, AwardActive, AwardComplete}
	for _, option := range AwardKind.States {
		award := awardOf("SCF-15-001", State(option.Value), pounds(2_500))
		award.AgreedOn = "2019-01-14"
		payment := &Payment{Record: Record{Ref: "SCF-15-001-P2", State: PaymentPlanned}, PaymentInput: PaymentInput{Award: award.Ref, Amount: pounds(1_500)}}
		f := worldOf(award, payment,
			&Payment{Record: Record{Ref: "SCF-15-001-P1", State: PaymentPaid}, PaymentInput: PaymentInput{Award: award.Ref, Amount: pounds(1_000)}},
			&Payment{Record: Record{Ref: "SCF-15-001-P3", State: PaymentReturned}, PaymentInput: PaymentInput{Award: award.Ref, Amount: pounds(1_000)}})
		if !slices.Contains(agreement, award.State) {
			refused(t, payment, "pay", f, "before the agreement")
			continue
		}
		refused(t, payment, "pay", f, "")
		*payment.Amount++
		refused(t, payment, "pay", f, "More would be paid")
		*payment.Amount, award.AgreedOn = 1, ""
		refused(t, payment, "pay", f, "before the agreement")
	}
}

func TestCommissionIsPaidAsAnAwardIs(t *testing.T) {
	commission := &Commission{Record: Record{Ref: "CMSN-2018-0001", State: CommissionPlanned}, CommissionInput: CommissionInput{Amount: pounds(100)}}
	payment := &Payment{Record: Record{Ref: "CMSN-2018-0001-P1", State: PaymentPlanned}, PaymentInput: PaymentInput{Award: commission.Ref, Amount: pounds(100)}}
	f := worldOf(commission, payment)
	refused(t, payment, "pay", f, "before the agreement")
	commission.AgreedOn, commission.State = "2018-04-01", CommissionActive
	refused(t, payment, "pay", f, "")
	payment.PaidOn = "2019-02"
	refused(t, payment, "pay", f, "in the future")
	commission.Amount, payment.PaidOn = nil, ""
	refused(t, payment, "pay", f, "More would be paid")
}

func TestPaymentIsMoreThanNothing(t *testing.T) {
	for _, amount := range []int64{0, -5} {
		payment := &Payment{PaymentInput: PaymentInput{Award: "SCF-15-001", Amount: pounds(amount)}}
		wantProblems(t, payment, &world{}, "amount")
	}
}
