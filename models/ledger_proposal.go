package models

import (
	"slices"
	"strings"
	"unicode"
)

// Tie is a proposal to which payments a line of the ledger belongs. It is only
// ever proposed: somebody accepts it.
type Tie struct {
	// Move is MoveMatch, or MoveDiffer where amount or days do not agree.
	Move     string
	Bookings []Booking
	Comparison
	// Exact says that the ledger quotes the payment itself, and that all agrees.
	Exact bool
	// Why says on what the proposal rests.
	Why string
}

// Payments are the payments to which the line would be tied.
func (t Tie) Payments() Refs {
	refs := make(Refs, len(t.Bookings))
	for i, booking := range t.Bookings {
		refs[i] = booking.Payment
	}
	return refs
}

// Bookings are what is booked here and stands against no line of the ledger,
// to be found as a ledger speaks of it.
type Bookings struct {
	byPayment map[string][]Booking
	byAward   map[string][]Booking
	byAmount  map[Pence][]Booking
}

// NewBookings arranges bookings to be found.
func NewBookings(list []Booking) *Bookings {
	b := &Bookings{map[string][]Booking{}, map[string][]Booking{}, map[Pence][]Booking{}}
	for _, booking := range list {
		payment, award := Bare(string(booking.Payment)), Bare(string(booking.Award))
		b.byPayment[payment] = append(b.byPayment[payment], booking)
		b.byAward[award] = append(b.byAward[award], booking)
		b.byAmount[booking.Amount] = append(b.byAmount[booking.Amount], booking)
	}
	return b
}

// Ties are what the line can be tied to, by the strongest ground that there is:
// the payments that the ledger quotes; else the award that it names, with the
// amount; else amount, payee and days.
func (b *Bookings) Ties(l *LedgerLine) []Tie {
	if l.Amount == nil {
		return nil
	}
	words := quoted(l.LedgerRef + " " + l.Description)
	if booked := b.among(b.byPayment, words, l); len(booked) > 0 {
		tie := l.tie("The ledger quotes "+payments(booked), booked)
		tie.Exact = tie.Agree()
		return []Tie{tie}
	}
	if ties := l.underAward(b.among(b.byAward, words, l)); len(ties) > 0 {
		return ties
	}
	var ties []Tie
	for _, booking := range b.byAmount[*l.Amount] {
		if l.paysOne(booking.Payees) && l.Compare([]Booking{booking}).Agree() {
			ties = append(ties, l.tie("The payee is the organisation of payment "+string(booking.Payment), []Booking{booking}))
		}
	}
	return ties
}

// underAward are the payments of a named award that have the amount of the
// line, or its only payment, whatever its amount.
func (l *LedgerLine) underAward(booked []Booking) []Tie {
	var ties []Tie
	for _, booking := range booked {
		if booking.Amount == *l.Amount || len(booked) == 1 {
			ties = append(ties, l.tie("The ledger names "+string(booking.Award)+", of which this is payment "+string(booking.Payment), []Booking{booking}))
		}
	}
	return ties
}

// among are the bookings of some words that went the way of the line.
func (b *Bookings) among(by map[string][]Booking, words []string, l *LedgerLine) []Booking {
	var found []Booking
	for _, word := range words {
		for _, booking := range by[word] {
			if booking.Amount < 0 == l.Receipt() {
				found = append(found, booking)
			}
		}
	}
	return found
}

func (l *LedgerLine) tie(ground string, booked []Booking) Tie {
	tie := Tie{Move: MoveMatch, Bookings: booked, Comparison: l.Compare(booked)}
	if !tie.Agree() {
		tie.Move = MoveDiffer
	}
	tie.Why = ground + "; " + tie.Words()
	return tie
}

func payments(booked []Booking) string {
	refs := make([]string, len(booked))
	for i, booking := range booked {
		refs[i] = string(booking.Payment)
	}
	if len(refs) == 1 {
		return "payment " + refs[0]
	}
	return "payments " + strings.Join(refs[:len(refs)-1], ", ") + " and " + refs[len(refs)-1]
}

// quoted are the words of a text that can be references, bare and each once.
func quoted(text string) []string {
	var words []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' }) {
		if word = Bare(word); word != "" && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}

// payeeLetters is how many letters of a name must stand in the ledger where it
// cuts names off.
const payeeLetters = 12

// paysOne tells whether the payee of the line is called by one of the names:
// legal forms do not count, and a ledger may cut a name off.
func (l *LedgerLine) paysOne(names []string) bool {
	payee := bareName(l.Payee)
	return payee != "" && slices.ContainsFunc(names, func(name string) bool {
		bare := bareName(name)
		return bare == payee || len(payee) >= payeeLetters && strings.HasPrefix(bare, payee)
	})
}

// legalForms are words of names that ledgers write or leave out.
var legalForms = []string{"the", "ltd", "limited", "plc", "cic", "cio", "llp", "uk"}

func bareName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(slices.DeleteFunc(words, func(word string) bool { return slices.Contains(legalForms, word) }), "")
}
