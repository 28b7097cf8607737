package models

import (
	"slices"
	"strings"
	"testing"
)

func pence(n int64) *Pence { p := Pence(n); return &p }

func ledgerLine(day Date, ref, payee string, amount int64, description string) *LedgerLine {
	return &LedgerLine{Record: Record{Ref: "LL-2019-0001", State: LedgerUnmatched}, LedgerLineInput: LedgerLineInput{BookedOn: day, LedgerRef: ref, Payee: payee, Amount: pence(amount), Description: description}}
}

// TestSignedAmounts reads amounts as ledgers write them.
func TestSignedAmounts(t *testing.T) {
	for text, want := range map[string]Pence{"1,234.50": 123450, "(12.00)": -1200, "-12.00": -1200, "12.00-": -1200, "−£1,000": -100000, "(£5)": -500, "0.07": 7} {
		if got, err := ParsePence(text); err != nil || got != want {
			t.Errorf("%s: %d, %v", text, got, err)
		}
	}
	for _, text := range []string{"(12.00", "12.00)", "--12", "-(12)", "(-12)", "-12-", "()", "-", "12.5", "1.234", "twelve"} {
		if got, err := ParsePence(text); err == nil {
			t.Errorf("%s is read as %d", text, got)
		}
	}
}

func TestTiesAreProposedByTheStrongestGround(t *testing.T) {
	open := NewBookings([]Booking{
		{Payment: "SCF-15-001-P1", Award: "SCF-15-001", Amount: 100_00, Day: "2019-03-10", Payees: []string{"Safe Haven Project Ltd", "SHP"}},
		{Payment: "SCF-15-001-P2", Award: "SCF-15-001", Amount: 250_00, Day: "2019-03-12", Payees: []string{"Safe Haven Project Ltd", "SHP"}},
		{Payment: "SCF-15-002-P1", Award: "SCF-15-002", Amount: 100_00, Day: "2019-03-11", Payees: []string{"Helpline"}},
		{Payment: "SCF-15-002-P1", Award: "SCF-15-002", Amount: -100_00, Day: "2019-04-11", Payees: []string{"Helpline"}},
	})
	for name, c := range map[string]struct {
		line  *LedgerLine
		move  string
		exact bool
		want  []Ref
		words string
	}{
		"quoted":                 {ledgerLine("2019-03-11", "SCF-15-001-P1", "", 100_00, ""), MoveMatch, true, []Ref{"SCF-15-001-P1"}, "quotes payment SCF-15-001-P1; the amount agrees and the days are 1 day apart"},
		"quoted without hyphens": {ledgerLine("2019-03-10", "bacs/scf15001p1", "", 100_00, ""), MoveMatch, true, []Ref{"SCF-15-001-P1"}, "the day is the same"},
		"a run":                  {ledgerLine("2019-03-12", "BACS 77", "", 350_00, "SCF-15-001-P1, SCF-15-001-P2."), MoveMatch, true, []Ref{"SCF-15-001-P1", "SCF-15-001-P2"}, "payments SCF-15-001-P1 and SCF-15-001-P2"},
		"another amount":         {ledgerLine("2019-03-10", "SCF-15-001-P1", "", 90_00, ""), MoveDiffer, false, []Ref{"SCF-15-001-P1"}, "the ledger says £10 less"},
		"another day":            {ledgerLine("2019-03-21", "SCF-15-001-P1", "", 100_00, ""), MoveDiffer, false, []Ref{"SCF-15-001-P1"}, "11 days apart"},
		"the award":              {ledgerLine("2019-03-12", "BACS 78", "", 250_00, "Grant SCF-15-001"), MoveMatch, false, []Ref{"SCF-15-001-P2"}, "names SCF-15-001"},
		"its only payment":       {ledgerLine("2019-03-12", "BACS 79", "", 99_00, "Grant SCF-15-002"), MoveDiffer, false, []Ref{"SCF-15-002-P1"}, "£1 less"},
		"payee":                  {ledgerLine("2019-03-20", "BACS 80", "SAFE HAVEN PROJECT", 100_00, ""), MoveMatch, false, []Ref{"SCF-15-001-P1"}, "organisation"},
		"alias":                  {ledgerLine("2019-03-20", "BACS 80", "shp", 250_00, ""), MoveMatch, false, []Ref{"SCF-15-001-P2"}, "organisation"},
		"cut off":                {ledgerLine("2019-03-20", "BACS 80", "Safe Haven Pro", 250_00, ""), MoveMatch, false, []Ref{"SCF-15-001-P2"}, "organisation"},
		"cut too short":          {ledgerLine("2019-03-20", "BACS 80", "Safe Haven", 250_00, ""), "", false, nil, ""},
		"payee, too late":        {ledgerLine("2019-03-23", "BACS 80", "shp", 250_00, ""), "", false, nil, ""},
		"came back":              {ledgerLine("2019-04-12", "SCF-15-002-P1", "", -100_00, ""), MoveMatch, true, []Ref{"SCF-15-002-P1"}, "agrees"},
		"never came back":        {ledgerLine("2019-04-12", "SCF-15-001-P1", "", -100_00, ""), "", false, nil, ""},
		"stationery":             {ledgerLine("2019-03-11", "INV 9", "Paper & Co", 100_00, "Paper"), "", false, nil, ""},
	} {
		ties := open.Ties(c.line)
		if c.move == "" {
			if len(ties) > 0 {
				t.Errorf("%s: %+v is proposed", name, ties)
			}
			continue
		}
		if len(ties) != 1 || ties[0].Move != c.move || ties[0].Exact != c.exact || !slices.Equal(ties[0].Payments(), c.want) || !strings.Contains(ties[0].Why, c.words) {
			t.Errorf("%s: %+v", name, ties)
		}
	}
}

func TestADayKnownToTheMonthAgreesWithinIt(t *testing.T) {
	line := ledgerLine("2019-03-11", "X", "", 100_00, "")
	for day, want := range map[Date]bool{"2019-03": true, "2019": true, "2019-02": false, "": false, "2019-03-21": true, "2019-03-22": false} {
		if got := line.Compare([]Booking{{Amount: 100_00, Day: day}}).Agree(); got != want {
			t.Errorf("%q: %t", day, got)
		}
	}
}

// TestAPaymentStandsAgainstOneLine asks the needs of a match.
func TestAPaymentStandsAgainstOneLine(t *testing.T) {
	paid := &Payment{Record: Record{Ref: "P1", State: PaymentPaid}, PaymentInput: PaymentInput{Award: "A", Amount: pence(100_00)}, PaidOn: "2019-03-10"}
	planned := &Payment{Record: Record{Ref: "P2", State: PaymentPlanned}, PaymentInput: PaymentInput{Award: "A", Amount: pence(100_00)}}
	taken := ledgerLine("2019-03-10", "X", "", 100_00, "")
	taken.Ref, taken.State, taken.Payments = "LL-2", LedgerMatched, Refs{"P1"}
	for name, c := range map[string]struct {
		payments Refs
		others   []Model
		need     Need
		want     bool
	}{
		"paid":            {Refs{"P1"}, nil, tiesMoved, true},
		"planned":         {Refs{"P2"}, nil, tiesMoved, false},
		"free":            {Refs{"P1"}, nil, tiesFree, true},
		"taken":           {Refs{"P1"}, []Model{taken}, tiesFree, false},
		"agrees":          {Refs{"P1"}, nil, tiesAgree, true},
		"does not differ": {Refs{"P1"}, nil, tiesDiffer, false},
		"named twice":     {Refs{"P1", "P1"}, nil, tiesAgree, true},
	} {
		line := ledgerLine("2019-03-10", "Y", "", 100_00, "")
		line.Payments = c.payments
		met, err := c.need.Met(line, &world{records: append([]Model{paid, planned, line}, c.others...)})
		if err != nil || met != c.want {
			t.Errorf("%s: %t, %v", name, met, err)
		}
	}
}

func TestTheFundOfALineIsThatOfItsAccount(t *testing.T) {
	fund := &Fund{Record: Record{Ref: "SCF", State: Current}, FundInput: FundInput{Code: "SCF"}}
	for account, want := range map[string]Ref{"scf": "SCF", "4520": "", "": ""} {
		line := ledgerLine("2019-03-10", "Y", "", 100_00, "")
		line.Account = account
		if err := LedgerLineKind.Prepare(line, &world{records: []Model{fund}}); err != nil || line.Fund != want {
			t.Errorf("%s: %s, %v", account, line.Fund, err)
		}
	}
	if LedgerLineKind.Prepare(ledgerLine("2019-03-10", "Y", "", 0, ""), &world{}) == nil {
		t.Error("a line of nothing is taken")
	}
}
