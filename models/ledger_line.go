package models

// LedgerLine is one line of the finance system’s ledger: money that went out,
// or, where the amount is negative, that came back. It is held against what is
// recorded here of payments, so that the two tell the same.
type LedgerLine struct {
	Record
	LedgerLineInput
	Payments    Refs   `json:"payments" label:"Payments" hint:"One, or several that went out in one run and come to the amount of the line" ref:"payment" inverse:"Ledger lines" list:"column,filter" filter:"payment" unknown:"Not matched"`
	AsideReason string `json:"aside_reason" label:"Why it was set aside" unknown:"It was not"`
}

// LedgerLineInput is what the ledger says.
type LedgerLineInput struct {
	BookedOn    Date   `json:"booked_on" label:"Booked on" validate:"required,day" list:"column,sort"`
	LedgerRef   string `json:"ledger_ref" label:"Ledger reference" hint:"As the finance system gives it" validate:"required,max=100" list:"column"`
	Payee       string `json:"payee" label:"Payee" hint:"As the ledger writes it" validate:"max=300" list:"column"`
	Amount      *Pence `json:"amount" label:"Amount" hint:"What came back is negative: -12.00 or (12.00)" validate:"required" list:"column"`
	Description string `json:"description" label:"Description" widget:"textarea" validate:"max=2000" unknown:"None"`
	Account     string `json:"account" label:"Account code" hint:"Where it is the code of a fund, the line is one of that fund" validate:"max=100" unknown:"Not said"`
	Fund        Ref    `json:"fund" label:"Fund" ref:"fund" inverse:"Ledger lines" list:"filter" unknown:"Not said"`
	SourceFile  string `json:"source_file" label:"Source file" hint:"The file of the finance system from which it was taken" validate:"max=300"`
	Common
}

// Heading names the line by what the ledger says of it.
func (l *LedgerLine) Heading() string {
	heading := l.LedgerRef
	if l.Amount != nil {
		heading += ", " + l.Amount.String()
	}
	if l.Payee != "" {
		heading += ", " + l.Payee
	}
	return heading
}

// Receipt tells whether the money came back.
func (l *LedgerLine) Receipt() bool { return l.Amount != nil && *l.Amount < 0 }

// The states of a ledger line.
const (
	LedgerUnmatched State = "unmatched"
	LedgerMatched   State = "matched"
	LedgerDiffering State = "differing"
	LedgerSetAside  State = "set aside"
)

// LedgerCounted are the states in which a line is part of the ledger’s total.
var LedgerCounted = []State{LedgerMatched, LedgerDiffering, LedgerUnmatched, LedgerSetAside}

// ledgerTied are the states in which a line belongs to payments.
var ledgerTied = []State{LedgerMatched, LedgerDiffering}

// The moves by which a line is tied to payments.
const (
	MoveMatch  = "match"
	MoveDiffer = "differ"
)

// LedgerLineKind describes lines of the ledger.
var LedgerLineKind = define[LedgerLine](Kind{
	Name: "ledger-line", Plural: "ledger-lines", One: "Ledger line", Many: "Ledger lines", Family: FamilyFunding,
	Key:   []string{"booked_on", "ledger_ref", "payee", "amount", "description"},
	File:  "source_file",
	Known: []string{"ledger_ref"},
	About: "A line of the finance system’s ledger, held against the payments recorded here.",
	Order: "-booked_on",
	States: []Option{
		{string(LedgerUnmatched), "Unmatched", "yellow"},
		{string(LedgerMatched), "Matched", "green"},
		{string(LedgerDiffering), "Differing", "red"},
		{string(LedgerSetAside), "Set aside", "grey"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{{Name: "enter", Label: "Enter a ledger line", To: LedgerUnmatched, Who: to(RoleGrants)}},
	Moves: []Move{
		{Name: MoveMatch, Label: "Match to payments", From: []State{LedgerUnmatched}, To: LedgerMatched, Who: to(RoleGrants), Asks: []string{"payments"},
			Needs: []Need{tiesMoved, tiesFree, tiesAgree}, Do: tiedOnce},
		{Name: MoveDiffer, Label: "Record as differing", From: []State{LedgerUnmatched}, To: LedgerDiffering, Who: to(RoleGrants), Asks: []string{"payments"},
			Needs: []Need{tiesMoved, tiesFree, tiesDiffer}, Do: tiedOnce},
		{Name: "set-aside", Label: "Set aside", From: []State{LedgerUnmatched}, To: LedgerSetAside, Who: to(RoleGrants), Reason: true,
			Do: func(m Model, f Facts) error {
				m.(*LedgerLine).AsideReason = f.Reason()
				return nil
			}},
		{Name: "undo", Label: "Undo, so that it can be matched again", From: []State{LedgerMatched, LedgerDiffering, LedgerSetAside}, To: LedgerUnmatched, Who: to(RoleGrants), Reason: true,
			Do: func(m Model, _ Facts) error {
				line := m.(*LedgerLine)
				line.Payments, line.AsideReason = nil, ""
				return nil
			}},
		withdraw(to(RoleGrants), LedgerUnmatched),
	},
	See:  to(opcc...),
	Edit: []Grant{{Roles: []Role{RoleGrants}, States: []State{LedgerUnmatched}}},
	Prepare: func(m Model, f Facts) error {
		line := m.(*LedgerLine)
		if line.Amount != nil && *line.Amount == 0 {
			return Problems{{Field: "amount", Text: "Amount: must not be £0"}}.Or()
		}
		return line.fundOfAccount(f)
	},
	Number: yearly("LL", "booked_on"),
})

// fundOfAccount takes the fund from the account code, where that is the code of
// one.
func (l *LedgerLine) fundOfAccount(f Facts) error {
	if l.Fund != "" || l.Account == "" {
		return nil
	}
	funds, err := f.Find("fund", "code", refWord(l.Account))
	if err == nil && len(funds) == 1 && funds[0].Base().State == Current {
		l.Fund = funds[0].Base().Ref
	}
	return err
}
