package frontend

import (
	"strconv"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// grantsShown is a list of grants as its readers are given it.
type grantsShown struct {
	*service.GrantsOut
	paging paging
	// linked says that grants lead to their records.
	linked bool
	// faulty are the fields that keep back a list that is not published.
	faulty map[fieldOf]bool
}

// fieldOf is a field of a grant.
type fieldOf struct {
	award models.Ref
	field string
}

// grantsShown shows that part of a list for which the address asks.
func (v *visit) grantsShown(out *service.GrantsOut) (grantsShown, error) {
	part, err := v.paged(len(out.Grants), "grants")
	return grantsShown{GrantsOut: out, paging: part}, err
}

// lacks tells whether a field of a grant keeps the list back.
func (g grantsShown) lacks(grant service.GrantOut, field string) bool {
	return g.faulty[fieldOf{grant.Reference, field}]
}

// sums say what the list holds and what it comes to, as far as that is known.
func (g grantsShown) sums() string {
	unknown := int64(0)
	for _, grant := range g.Grants {
		if g.lacks(grant, "amount") {
			unknown++
		}
	}
	return grantSums(g.Given(), g.LeftOut(), g.TotalPence) + unknownAmounts(unknown)
}

// unknownAmounts says that amounts are not recorded, which is not the same as
// nothing.
func unknownAmounts(n int64) string {
	if n == 0 {
		return ""
	}
	return " " + counted(n, "amount is", "amounts are") + " not recorded and not in that sum."
}

func grantSums(given, left int64, total models.Pence) string {
	text := counted(given, "grant", "grants") + ", " + toThePenny(total) + " in all"
	if left > 0 {
		text += "; " + counted(left, "grant is", "grants are") + " left out"
	}
	return text + "."
}

// about says what is published with the list as a whole.
func (g grantsShown) about() []components.SummaryRow {
	rows := []components.SummaryRow{{Key: "Publisher", HTML: said(g.Publisher, "Not set")}}
	rows = append(rows, components.SummaryRow{Key: "Licence", HTML: licence(g.Licence)})
	if g.Note != "" {
		rows = append(rows, components.SummaryRow{Key: "Note to readers", HTML: paragraphs(g.Note)})
	}
	return append(rows, components.SummaryRow{Key: "Grants", Text: g.sums()})
}

// title numbers a grant as the files do.
func (g grantsShown) title(i int, grant service.GrantOut) string {
	number := strconv.Itoa(g.paging.from()+i+1) + ". "
	if grant.LeftOut != "" {
		return number + "A grant that is left out"
	}
	return number + grant.Title
}

// rows are what is published of one grant: of one that is left out, the ground.
func (g grantsShown) rows(grant service.GrantOut) []components.SummaryRow {
	if grant.LeftOut != "" {
		return []components.SummaryRow{{Key: "Left out, because", Text: grant.LeftOut}}
	}
	reference := components.SummaryRow{Key: "Reference", Text: string(grant.Reference)}
	if g.linked {
		reference.HTML = awardLink(grant.Reference, string(grant.Reference))
	}
	if g.lacks(grant, "marking") {
		return []components.SummaryRow{reference, {Key: "Security marking", Text: "OFFICIAL-SENSITIVE: it never goes out"}}
	}
	rows := []components.SummaryRow{
		reference, {Key: "Recipient", HTML: said(grant.Recipient, "Not recorded")},
		{Key: "Amount", Text: toThePenny(grant.Amount)},
		{Key: "Decided on", HTML: said(grant.DecidedOn.String(), "Not recorded")}, {Key: "Fund and round", HTML: said(grant.Programme, "Not recorded")},
		{Key: "Purpose", HTML: atLength(grant.Purpose)}, {Key: "Conditions", HTML: conditionList(grant.Spoken())},
		{Key: "Why it will reduce crime and disorder", HTML: atLength(grant.Reasons)},
	}
	for field, at := range map[string]int{"amount": 2, "conditions": 6} {
		if g.lacks(grant, field) && (field != "conditions" || len(grant.Conditions) == 0) {
			rows[at] = components.SummaryRow{Key: rows[at].Key, HTML: unknown("Not recorded")}
		}
	}
	return rows
}
