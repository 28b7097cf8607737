package models

import "strings"

// The registers under whose numbers a body is known exactly.
const (
	NumberOfCharity = "charity_number"
	NumberOfCompany = "company_number"
)

// BodyNumbers are the fields of a body that hold such numbers.
var BodyNumbers = []string{NumberOfCharity, NumberOfCompany}

// identifierLists are the lists of org-id.guide whose numbers are the same as
// those in the fields.
var identifierLists = map[string]string{"GB-CHC-": NumberOfCharity, "GB-SC-": NumberOfCharity, "GB-COH-": NumberOfCompany}

// Registered are the numbers of a body as they are compared, by field: those in
// the fields, or else those among its identifiers.
func (b *Body) Registered() map[string]string {
	numbers := map[string]string{}
	for _, identifier := range b.Identifiers {
		for list, field := range identifierLists {
			if number, is := strings.CutPrefix(identifier, list); is {
				numbers[field] = BareNumber(number)
			}
		}
	}
	for field, number := range map[string]string{NumberOfCharity: b.CharityNumber, NumberOfCompany: b.CompanyNumber} {
		if number = BareNumber(number); number != "" {
			numbers[field] = number
		}
	}
	return numbers
}

// BareNumber is a number of a register as it is compared: without spaces, and
// without the noughts in front, which spreadsheets take away.
func BareNumber(number string) string { return strings.TrimLeft(Bare(number), "0") }

// Classify says what sort of body it is where nobody did: by the register that
// knows it.
func (b *Body) Classify() {
	switch {
	case b.Type != "":
	case b.CharityNumber != "":
		b.Type = "charity"
	case b.CompanyNumber != "":
		b.Type = "company"
	default:
		b.Type = "community group"
	}
}

// awardWords are what offices write for the states of awards.
var awardWords = map[string]State{
	"submitted": AwardApplied, "pending": AwardApplied, "received": AwardApplied, "shortlisted": AwardRecommended,
	"approved": AwardAwarded, "successful": AwardAwarded, "funded": AwardAwarded,
	"rejected": AwardDeclined, "unsuccessful": AwardDeclined, "refused": AwardDeclined, "notfunded": AwardDeclined,
}

// broughtColumns are what a row can say of the body that it brings with it.
func (k *Kind) broughtColumns() []Column {
	if k.Brings == "" {
		return nil
	}
	var columns []Column
	for _, name := range append([]string{"type"}, BodyNumbers...) {
		field := BodyKind.Field(name)
		columns = append(columns, Column{
			Name: k.Brings + "." + name, Label: k.Field(k.Brings).Label + ": " + strings.ToLower(field.Label),
			Hint: broughtHints[name], Field: field, Of: k.Brings,
		})
	}
	return columns
}

var broughtHints = map[string]string{
	"type":          "Of one that is not known yet",
	NumberOfCharity: "Finds the organisation for sure, whatever it is called in the row",
	NumberOfCompany: "Finds the organisation for sure, whatever it is called in the row",
}
