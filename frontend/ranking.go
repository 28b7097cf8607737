package frontend

import (
	"net/url"
	"strconv"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// ranking shows the applications of a round in their places.
type ranking struct {
	*service.Ranking
	round models.Ref
}

// ranked adds the places of the applications to what a round shows, for those
// who see applications.
func (v *visit) ranked(one *service.One, blocks []block) ([]block, error) {
	if !models.AwardKind.SeenIn(v.who, models.AwardApplied) {
		return blocks, nil
	}
	round := one.Model.Base().Ref
	found, err := v.service.RankingOf(v.ctx(), v.who, round)
	if err != nil {
		return nil, err
	}
	return append(blocks, block{"ranking", "Applications by score", ranking{found, round}.view()}), nil
}

func (r ranking) rows() [][]components.Cell {
	rows := make([][]components.Cell, len(r.Ranked))
	for i, one := range r.Ranked {
		rows[i] = []components.Cell{
			{Text: inPlace(one.Place, one.Tied)},
			{Text: strconv.FormatInt(one.Score, 10), Numeric: true},
			{HTML: nameLink(service.Name{Ref: one.Ref, Kind: models.AwardKind.Name, Title: shortTitle(one.Title)})},
			{Text: one.Name},
			{HTML: amount(one.Asked, "Not recorded"), Numeric: true},
			{Text: models.LabelOf(one.BoardAdvice.Options(), string(one.BoardAdvice))},
			{Text: models.LabelOf(models.AwardKind.States, string(one.State))},
		}
	}
	return rows
}

// inPlace is a place as people write it: “2=” for one of several.
func inPlace(place int, tied bool) string {
	if tied {
		return strconv.Itoa(place) + "="
	}
	return strconv.Itoa(place)
}

// rest says how many have no score, and where all are listed.
func (r ranking) rest() string {
	switch {
	case r.NotScored == nil:
		return "Only the first " + strconv.Itoa(len(r.Ranked)) + " are shown here."
	case *r.NotScored == 0:
		return ""
	default:
		return upperFirst(counted(*r.NotScored, "application has", "applications have")) + " no score."
	}
}

// all is the register of the round's applications, by score.
func (r ranking) all() string {
	return "/" + models.AwardKind.Plural + "?" + url.Values{"round": {string(r.round)}, "sort": {"-score"}}.Encode()
}
