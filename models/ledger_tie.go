package models

import (
	"slices"
	"strconv"
	"strings"
)

// LedgerDays is how many days may lie between a payment here and its line in
// the ledger for the two to agree.
const LedgerDays = 10

// Booking is what is recorded here of money that moved: a payment as it went
// out or, with a negative amount, as it came back.
type Booking struct {
	Payment Ref
	Award   Ref
	Amount  Pence
	Day     Date
	// Payees are the names of whom the money went to.
	Payees []string
}

// Booked is what is recorded of a payment in one direction; false where the
// money did not move so.
func (p *Payment) Booked(receipt bool) (Booking, bool) {
	switch {
	case p.Amount == nil:
		return Booking{}, false
	case receipt:
		return Booking{Payment: p.Ref, Award: p.Award, Amount: -*p.Amount, Day: p.ReturnedOn}, p.State == PaymentReturned
	default:
		return Booking{Payment: p.Ref, Award: p.Award, Amount: *p.Amount, Day: p.PaidOn}, p.State == PaymentPaid || p.State == PaymentReturned
	}
}

// bookings are what the payments of a line come to in its direction, and how
// many of them did not move so. Each is locked, in the same order by everybody.
func (l *LedgerLine) bookings(f Facts) (booked []Booking, still int, err error) {
	refs := slices.Clone(l.Payments.Distinct())
	slices.Sort(refs)
	for _, ref := range refs {
		m, err := f.Get(ref)
		if err != nil {
			return nil, 0, err
		}
		booking, moved := m.(*Payment).Booked(l.Receipt())
		if !moved {
			still++
			continue
		}
		booked = append(booked, booking)
	}
	return booked, still, nil
}

// tie is a need that asks what the payments of a line come to.
func tie(text string, holds func(l *LedgerLine, booked []Booking, still int) bool) Need {
	return Need{text, func(m Model, f Facts) (bool, error) {
		line := m.(*LedgerLine)
		booked, still, err := line.bookings(f)
		return err == nil && holds(line, booked, still), err
	}}
}

var tiesMoved = tie("A line is matched to payments that were recorded as paid or, where the money came back, as returned", func(_ *LedgerLine, _ []Booking, still int) bool {
	return still == 0
})

var tiesAgree = tie("The payments do not come to the amount of the line, or are not within 10 days of it: record it as differing", func(l *LedgerLine, booked []Booking, _ int) bool {
	return l.Compare(booked).Agree()
})

var tiesDiffer = tie("The payments come to the amount of the line and are within 10 days of it: match it", func(l *LedgerLine, booked []Booking, _ int) bool {
	return !l.Compare(booked).Agree()
})

// tiesFree keeps a payment from being matched twice over. The payments are
// asked for with Get, so that those who match the same one take turns.
var tiesFree = Need{"A payment stands against another line of the ledger already", func(m Model, f Facts) (bool, error) {
	line := m.(*LedgerLine)
	if _, _, err := line.bookings(f); err != nil {
		return false, err
	}
	for _, ref := range line.Payments {
		others, err := f.Find("ledger-line", "payments", ref)
		if err != nil {
			return false, err
		}
		for _, other := range others {
			if other := other.(*LedgerLine); other.Ref != line.Ref && covers(ledgerTied, other.State) && other.Receipt() == line.Receipt() {
				return false, nil
			}
		}
	}
	return true, nil
}}

// tiedOnce keeps each payment once, however often it was named.
func tiedOnce(m Model, _ Facts) error {
	line := m.(*LedgerLine)
	line.Payments = line.Payments.Distinct()
	return nil
}

// Comparison holds a line against what is booked here.
type Comparison struct {
	// Sum is what the bookings come to, and Difference what the line says beyond.
	Sum, Difference Pence
	// Apart is by how many days the farthest booking is away.
	Apart int
	// undated says that the day of a booking is not known well enough.
	undated bool
}

// Agree tells whether amount and days agree.
func (c Comparison) Agree() bool { return c.Difference == 0 && c.Apart <= LedgerDays && !c.undated }

// Compare holds the line against bookings.
func (l *LedgerLine) Compare(booked []Booking) Comparison {
	var c Comparison
	for _, booking := range booked {
		c.Sum += booking.Amount
		switch apart := l.BookedOn.DaysUntil(booking.Day); {
		case booking.Day.IsDay():
			c.Apart = max(c.Apart, apart, -apart)
		case booking.Day == "" || !strings.HasPrefix(string(l.BookedOn), string(booking.Day)):
			c.undated = true
		}
	}
	if l.Amount != nil {
		c.Difference = *l.Amount - c.Sum
	}
	return c
}

// Words says in which way a line and what is booked here agree or differ.
func (c Comparison) Words() string {
	words := "the amount agrees"
	if c.Difference != 0 {
		words = "the ledger says " + magnitude(c.Difference).String() + " " + map[bool]string{true: "more", false: "less"}[c.Difference > 0]
	}
	switch {
	case c.undated:
		return words + " and the day here is not known well enough to compare"
	case c.Apart == 0:
		return words + " and the day is the same"
	default:
		return words + " and the days are " + strconv.Itoa(c.Apart) + map[bool]string{true: " day", false: " days"}[c.Apart == 1] + " apart"
	}
}

func magnitude(p Pence) Pence { return max(p, -p) }
