package frontend

import (
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// withholdURL is where a grant is left out of what is published.
func withholdURL(award models.Ref) string {
	return newURL(models.WithholdingKind, &models.WithholdingKind.Start[0], url.Values{"award": {string(award)}, "left_out_of": {string(models.OutletBoth)}})
}

// publicationBlock says on the page of an award whether it is left out of what
// is published, with the way to leave it out or to lift that again.
func (v *visit) publicationBlock(award *models.Award) ([]block, error) {
	if !v.preparesGrants() {
		return nil, nil
	}
	found, err := v.partsOf(models.WithholdingKind, "award", "ref", award.Ref)
	if err != nil {
		return nil, err
	}
	view := publicationView{visit: v, award: award, withheld: as[*models.Withholding](found.in(models.Current))}
	if slices.Contains(models.AwardGiven, award.State) {
		view.given = true
		view.faults, err = v.service.GrantFaults(v.ctx(), v.who, award)
	}
	if err != nil {
		return nil, err
	}
	return []block{{"publication", "Publication", view.view()}}, nil
}

// preparesGrants tells whether the person works with grants before they are
// public.
func (v *visit) preparesGrants() bool {
	return models.GrantListKind.SeenIn(v.who, models.GrantListPrepared)
}

// publicationView is how an award stands towards publication.
type publicationView struct {
	*visit
	award    *models.Award
	withheld []*models.Withholding
	// given says that the money was given, and faults what keeps the award from
	// going out with a list.
	given  bool
	faults []service.GrantFault
}

// steps lead to leaving the award out.
func (p publicationView) steps() templ.Component {
	if !p.given || !p.withholds() || p.leftOutOf(models.OutletList) && p.leftOutOf(models.OutletGiving) {
		return templ.NopComponent
	}
	return linkRow([]components.Link{{Text: "Leave it out of publication", Href: withholdURL(p.award.Ref)}})
}

// leftOutOf tells whether the award is left out of an outlet.
func (p publicationView) leftOutOf(outlet models.Outlet) bool {
	return slices.ContainsFunc(p.withheld, func(w *models.Withholding) bool { return w.LeavesOut(outlet) })
}

// rows are the decisions to leave it out, each with the way to lift it.
func (p publicationView) rows() []components.SummaryRow {
	k := models.WithholdingKind
	rows := make([]components.SummaryRow, len(p.withheld))
	for i, withholding := range p.withheld {
		rows[i] = components.SummaryRow{Key: "Left out of", HTML: withholdingView(withholding)}
		if lift := k.Move("withdraw"); slices.Contains(k.Open(p.who, withholding), lift) {
			rows[i].Actions = []components.Action{{Text: "Lift", Of: withholding.Heading(), Href: moveURL(k, withholding.Ref, lift)}}
		}
	}
	return rows
}
