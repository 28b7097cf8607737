package models

// Payment is money that goes out under an award or a commission.
type Payment struct {
	Record
	PaymentInput
	PaidOn     Date `json:"paid_on" label:"Paid on" list:"column,sort" unknown:"Not paid"`
	ReturnedOn Date `json:"returned_on" label:"Returned on" unknown:"Not returned"`
}

// PaymentInput is what people enter of a payment.
type PaymentInput struct {
	Award     Ref    `json:"award" label:"Award or commission" ref:"award,commission" inverse:"Payments" validate:"required" list:"column,filter"`
	Amount    *Pence `json:"amount" label:"Amount" validate:"required" list:"column"`
	PlannedOn Date   `json:"planned_on" label:"Planned for" validate:"omitempty,day" list:"column,sort"`
	Purpose   string `json:"purpose" label:"What it is for" validate:"max=300"`
	Common
}

// Heading is the amount.
func (p *Payment) Heading() string {
	if p.Amount == nil {
		return "Payment under " + string(p.Award)
	}
	return "Payment of " + p.Amount.String()
}

// The states of a payment.
const (
	PaymentPlanned   State = "planned"
	PaymentPaid      State = "paid"
	PaymentReturned  State = "returned"
	PaymentCancelled State = "cancelled"
)

// PaymentKind describes payments.
var PaymentKind = define[Payment](Kind{
	Name: "payment", Plural: "payments", One: "Payment", Many: "Payments", Family: FamilyFunding,
	Key:    []string{"award", "planned_on", "amount", "purpose"},
	Undone: PaymentCancelled,
	About:  "Money that goes out under an award or a commission: never before it is agreed, never more than was awarded.",
	Parent: "award", Order: "-planned_on",
	States: []Option{
		{string(PaymentPlanned), "Planned", "blue"},
		{string(PaymentPaid), "Paid", "green"},
		{string(PaymentReturned), "Returned", "orange"},
		{string(PaymentCancelled), "Cancelled", "grey"},
	},
	Start: []Move{{Name: "plan", Label: "Plan a payment", To: PaymentPlanned, Who: to(RoleGrants)}},
	Moves: []Move{
		{Name: "pay", Label: "Record as paid", From: []State{PaymentPlanned}, To: PaymentPaid, Who: to(RoleGrants), Offers: []string{"paid_on"}, Final: true,
			Needs: []Need{agreedFirst, withinAward, notAhead("paid_on", "The day of the payment must not be in the future")},
			Do: func(m Model, f Facts) error {
				if payment := m.(*Payment); payment.PaidOn == "" {
					payment.PaidOn = f.Today()
				}
				return nil
			}},
		{Name: "return", Label: "Record as returned", From: []State{PaymentPaid}, To: PaymentReturned, Who: to(RoleGrants), Offers: []string{"returned_on"}, Reason: true, Final: true,
			Needs: []Need{
				notAhead("returned_on", "The day of the return must not be in the future"),
				{"A payment cannot be returned before it was paid", func(m Model, _ Facts) (bool, error) {
					payment := m.(*Payment)
					return !earlier(payment.ReturnedOn, payment.PaidOn), nil
				}},
			},
			Do: func(m Model, f Facts) error {
				if payment := m.(*Payment); payment.ReturnedOn == "" {
					payment.ReturnedOn = f.Today()
				}
				return nil
			}},
		{Name: "cancel", Label: "Cancel", From: []State{PaymentPlanned}, To: PaymentCancelled, Who: to(RoleGrants), Reason: true, Final: true},
	},
	See:  []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit: []Grant{{Roles: []Role{RoleGrants}, States: []State{PaymentPlanned}}},
	Prepare: func(m Model, _ Facts) error {
		return positive("amount", "Amount", m.(*Payment).Amount).Or()
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Payment).Award) + "-P"}, nil
	},
	Derived: []Derived{overdue("planned_on", PaymentPlanned)},
	Under:   underFunding,
})

// funded is what payments are made under: an award or a commission.
type funded interface {
	Model
	// granted is the most that may be paid; nil where it is not recorded.
	granted() *Pence
	// payable tells whether it is agreed and money may go out.
	payable() bool
}

func (a *Award) granted() *Pence { return a.Amount }

func (a *Award) payable() bool {
	return a.AgreedOn != "" && covers([]State{AwardAgreed, AwardActive, AwardComplete}, a.State)
}

var agreedFirst = Need{"Nothing is paid before the agreement, or after it has ended", paidUnder(func(_ *Payment, under funded, _ Facts) (bool, error) {
	return under.payable(), nil
})}

var withinAward = Need{"More would be paid than was awarded", paidUnder(func(payment *Payment, under funded, f Facts) (bool, error) {
	if under.granted() == nil {
		return false, nil
	}
	payments, err := f.Find("payment", "award", payment.Award)
	total := *payment.Amount
	for _, m := range payments {
		if other := m.(*Payment); other.Ref != payment.Ref && other.State == PaymentPaid {
			total += *other.Amount
		}
	}
	return total <= *under.granted(), err
})}

func paidUnder(holds func(*Payment, funded, Facts) (bool, error)) func(Model, Facts) (bool, error) {
	return func(m Model, f Facts) (bool, error) {
		payment := m.(*Payment)
		under, err := f.Get(payment.Award)
		if err != nil {
			return false, err
		}
		return holds(payment, under.(funded), f)
	}
}

var noPaymentPlanned = Need{"A payment is still planned: pay or cancel it first", func(m Model, f Facts) (bool, error) {
	payments, err := f.Find("payment", "award", m.Base().Ref)
	for _, payment := range payments {
		if payment.Base().State == PaymentPlanned {
			return false, err
		}
	}
	return true, err
}}
