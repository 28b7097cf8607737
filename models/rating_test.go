package models

import (
	"strings"
	"testing"
)

// TestRatings rates recommendations by both meanings of red, and finds what
// made them so.
func TestRatings(t *testing.T) {
	moved := Revisions{{From: "2019-01-01", To: "2019-02-01"}, {From: "2019-02-01", To: "2019-12-01"}}
	const today = Date("2019-03-18")
	for name, c := range map[string]struct {
		change           func(r *Recommendation)
		overdue, failing Rating
		says             string
	}{
		"on its way":         {func(*Recommendation) {}, Green, Green, "nothing is late"},
		"due today":          {func(r *Recommendation) { r.TargetOn = today }, Green, Green, "nothing is late"},
		"due yesterday":      {func(r *Recommendation) { r.TargetOn = "2019-03-17" }, Red, Red, "its target date, 17 March 2019, has passed"},
		"near, under way":    {func(r *Recommendation) { r.TargetOn = "2019-04-17" }, Green, Green, ""},
		"near, not started":  {func(r *Recommendation) { r.TargetOn, r.State = "2019-04-17", RecommendationNotStarted }, Amber, Amber, "within 30 days and work has not started"},
		"a day less near":    {func(r *Recommendation) { r.TargetOn, r.State = "2019-04-18", RecommendationNotStarted }, Green, Green, ""},
		"moved once":         {func(r *Recommendation) { r.TargetRevisions = moved[:1] }, Green, Green, ""},
		"moved twice":        {func(r *Recommendation) { r.TargetRevisions = moved }, Amber, Amber, "moved twice (from 1 January 2019 to 1 February 2019, then from 1 February 2019 to 1 December 2019)"},
		"no date":            {func(r *Recommendation) { r.TargetOn = "" }, Amber, Amber, "it has no target date"},
		"nobody":             {func(r *Recommendation) { r.OwnerBody = "" }, Amber, Amber, "nobody is recorded"},
		"a person is enough": {func(r *Recommendation) { r.OwnerBody, r.Owner = "", "PER-1" }, Green, Green, ""},
		"no date and nobody": {func(r *Recommendation) { r.OwnerBody, r.TargetOn = "", "" }, Amber, Red, "it has no target date; nobody is recorded"},
		"claimed in time": {func(r *Recommendation) {
			r.State, r.ClaimedOn, r.TargetOn = RecommendationImplemented, "2019-02-16", "2019-02-17"
		}, Green, Green, "waits to be verified"},
		"unverified too long": {func(r *Recommendation) { r.State, r.ClaimedOn = RecommendationImplemented, "2019-02-15" }, Amber, Amber, "nobody has verified that"},
		"closed": {func(r *Recommendation) {
			r.State, r.ClosedOn, r.TargetOn = RecommendationClosed, "2019-03-01", "2018-01-01"
		}, Green, Green, "verified and closed on 1 March 2019"},
		"superseded":           {func(r *Recommendation) { r.State = RecommendationSuperseded }, Unrated, Unrated, "it is superseded"},
		"not ours":             {func(r *Recommendation) { r.State = RecommendationNotOurs }, Unrated, Unrated, "not ours to deliver"},
		"nobody knows":         {func(r *Recommendation) { r.State, r.TargetOn = RecommendationNotRecorded, "2018-01-01" }, Unrated, Unrated, "not recorded"},
		"withdrawn":            {func(r *Recommendation) { r.State = Withdrawn }, Unrated, Unrated, "withdrawn"},
		"late and moved twice": {func(r *Recommendation) { r.TargetRevisions, r.TargetOn = moved, "2019-02-01" }, Red, Red, "has passed; its target date was moved twice"},
	} {
		r := &Recommendation{Record: Record{State: RecommendationInProgress}, TargetOn: "2019-12-01", RecommendationInput: RecommendationInput{OwnerBody: "BODY-1"}}
		c.change(r)
		for red, want := range map[RedMeans]Rating{RedOverdue: c.overdue, RedFailing: c.failing} {
			rated := r.Rated(today, red)
			if rated.Rating != want || !strings.Contains(rated.Why(), c.says) {
				t.Errorf("%s, where red means %s: %s, want %s because %q", name, red, rated.Why(), want, c.says)
			}
		}
	}
}
