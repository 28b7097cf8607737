package frontend

import (
	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// assuranceOwn says on an assurance's page why it stands as it does, and shows
// every test of it.
func assuranceOwn(v *visit, one *service.One) (own, error) {
	assurance := one.Model.(*models.Assurance)
	reviews, err := v.partsOf(models.ReviewKind, "assurance", "-reviewed_on", assurance.Ref)
	if err != nil {
		return own{}, err
	}
	retests, err := v.service.Retests(v.ctx(), v.who, assurance.Ref)
	if err != nil {
		return own{}, err
	}
	page := own{
		Lead:   assuranceLead(assurance, one.Names, decisive(assurance, reviews), v, retests),
		Blocks: []block{{"tests", "Tests, newest first", reviewList(reviews)}},
		Covers: []string{"review.assurance"},
		Fields: []string{"verdict", "reviewed_on", "superseded_by"},
	}
	err = v.standsIn(&page, assurance.TakenFrom, assurance.Passage)
	return page, err
}

func standingTag(assurance *models.Assurance, today models.Date) components.Tag {
	return optionTag(models.AssuranceKind.DerivedNamed("standing").Options, assurance.Standing(today))
}

// decisive is the review that the assurance's present verdict comes from: of
// those on the day it was last tested, the one that was entered last.
func decisive(assurance *models.Assurance, reviews parts) *models.Review {
	var last *models.Review
	for _, review := range as[*models.Review](reviews) {
		if review.ReviewedOn == assurance.ReviewedOn && (last == nil || review.CreatedAt.After(last.CreatedAt)) {
			last = review
		}
	}
	return last
}

// onDay says when something was, behind a verb; of an unknown day it says
// nothing.
func onDay(day models.Date) string {
	if day == "" {
		return ""
	}
	return " " + day.On()
}

// testURL is the address of the page on which an assurance is tested; empty
// for who may not, where there is nothing left to test, and for what is none.
func testURL(name service.Name, who *models.Actor) string {
	if name.Kind != models.AssuranceKind.Name || name.State != models.AssuranceLive || len(models.ReviewKind.Starts(who)) == 0 {
		return ""
	}
	return nameURL(name) + "/test"
}

// reviewRows are the particulars of one test.
func reviewRows(review models.Model, names service.Names) []components.SummaryRow {
	k := models.ReviewKind
	rows := fieldRows(k.Named([]string{"verdict", "rationale", "evidence", "relied_until"}), review, names)
	by := components.SummaryRow{Key: "Recorded by", HTML: reviser(names, review.Base().CreatedBy)}
	return append(rows, by)
}

// reviewTitle heads one test: the day of it.
func reviewTitle(review *models.Review) string { return "Tested on " + review.ReviewedOn.String() }
