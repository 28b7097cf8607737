package models

import (
	"fmt"
	"strings"
)

// Rating is how a recommendation stands at a glance. It is computed from what
// is recorded and the day, and never entered.
type Rating string

// The ratings.
const (
	Red     Rating = "red"
	Amber   Rating = "amber"
	Green   Rating = "green"
	Unrated Rating = "not rated"
)

// Ratings lists the ratings, the one that wants most attention first.
var Ratings = []Option{
	{string(Red), "Red", "red"},
	{string(Amber), "Amber", "orange"},
	{string(Green), "Green", "green"},
	{string(Unrated), "Not rated", "grey"},
}

// RatingDays is how near a target date is, and how long a claim may wait to be
// verified, before that is a sign: a month is what one more meeting takes.
const RatingDays = 30

// enoughMoves is from how many moves of its target date on that is a sign: one
// move can be bad luck.
const enoughMoves = 2

// enoughSigns is how many signs make a recommendation failing.
const enoughSigns = 2

// ratingSign is something that keeps a recommendation from being green.
type ratingSign struct {
	name string
	// of says it in words of a recommendation; empty where it is not so.
	of func(r *Recommendation, today Date) string
	// sql says when it is so, with @today, @near and @since as in Derived.
	sql string
}

const (
	underWay = "state IN ('not started','in progress')"
	// Dates in the list of revisions are quoted, and quotes in reasons are
	// escaped, so that no reason counts as a move.
	movesOfTarget = `(LENGTH(target_revisions) - LENGTH(REPLACE(target_revisions, '"from":"', ''))) / 8`
)

// ratingSigns are the signs. The first is what overdue means.
var ratingSigns = []ratingSign{
	{"overdue", openSign(func(r *Recommendation, today Date) string {
		if !Passed(r.TargetOn, today) {
			return ""
		}
		return "its target date, " + r.TargetOn.String() + ", has passed"
	}), underWay + " AND target_on <> '' AND target_on < @today"},
	{"near", openSign(func(r *Recommendation, today Date) string {
		if r.State != RecommendationNotStarted || r.TargetOn < today || r.TargetOn > today.Add(RatingDays) {
			return ""
		}
		return fmt.Sprintf("its target date, %s, is within %d days and work has not started", r.TargetOn, RatingDays)
	}), "state = 'not started' AND target_on >= @today AND target_on <= @near"},
	{"moved", openSign(func(r *Recommendation, _ Date) string {
		if len(r.TargetRevisions) < enoughMoves {
			return ""
		}
		moves := make([]string, len(r.TargetRevisions))
		for i, moved := range r.TargetRevisions {
			moves[i] = "from " + moved.From.String() + " to " + dateOr(moved.To, "no date")
		}
		return "its target date was moved " + times(len(moves)) + " (" + strings.Join(moves, ", then ") + ")"
	}), underWay + " AND " + movesOfTarget + fmt.Sprintf(" >= %d", enoughMoves)},
	{"undated", openSign(func(r *Recommendation, _ Date) string {
		if r.TargetOn != "" {
			return ""
		}
		return "it has no target date"
	}), underWay + " AND target_on = ''"},
	{"nobody", openSign(func(r *Recommendation, _ Date) string {
		if r.Owner != "" || r.OwnerBody != "" {
			return ""
		}
		return "nobody is recorded as having to deliver it"
	}), underWay + " AND owner = '' AND owner_body = ''"},
	{"unverified", func(r *Recommendation, today Date) string {
		if r.State != RecommendationImplemented || r.ClaimedOn == "" || r.ClaimedOn >= today.Add(-RatingDays) {
			return ""
		}
		return fmt.Sprintf("it was said to be implemented on %s, and in more than %d days nobody has verified that", r.ClaimedOn, RatingDays)
	}, "state = 'implemented' AND claimed_on <> '' AND claimed_on < @since"},
}

// openSign is a sign only while something is still to be done.
func openSign(of func(*Recommendation, Date) string) func(*Recommendation, Date) string {
	return func(r *Recommendation, today Date) string {
		if r.State != RecommendationNotStarted && r.State != RecommendationInProgress {
			return ""
		}
		return of(r, today)
	}
}

// times is how often, in words.
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	default:
		return fmt.Sprintf("%d times", n)
	}
}

func dateOr(date Date, none string) string {
	if date == "" {
		return none
	}
	return date.String()
}

// Rated is a rating with what made it so.
type Rated struct {
	Rating Rating
	// Signs are what keeps it from being green, or why it is not rated: parts
	// of a sentence.
	Signs []string
}

// Why is the rating as a sentence.
func (r Rated) Why() string {
	label := LabelOf(Ratings, string(r.Rating))
	if len(r.Signs) == 0 {
		return label + ": it is on its way, and nothing is late, moved again and again, or left without a date or owner."
	}
	return label + ": " + strings.Join(r.Signs, "; ") + "."
}

// Rated rates the recommendation on a day by what red means.
func (r *Recommendation) Rated(today Date, red RedMeans) Rated {
	switch r.State {
	case RecommendationNotStarted, RecommendationInProgress, RecommendationImplemented:
	case RecommendationClosed:
		return Rated{Green, []string{"it was verified and closed" + onDate(r.ClosedOn)}}
	default:
		return Rated{Unrated, []string{unratedBecause(r.State)}}
	}
	rated := Rated{Rating: Green}
	late := false
	for _, sign := range ratingSigns {
		if said := sign.of(r, today); said != "" {
			rated.Signs = append(rated.Signs, said)
			late = late || sign.name == "overdue"
		}
	}
	switch {
	case late, red == RedFailing && len(rated.Signs) >= enoughSigns:
		rated.Rating = Red
	case len(rated.Signs) > 0:
		rated.Rating = Amber
	case r.State == RecommendationImplemented:
		rated.Signs = []string{"it was said to be implemented" + onDate(r.ClaimedOn) + " and waits to be verified"}
	}
	return rated
}

func onDate(date Date) string {
	if date == "" {
		return ""
	}
	return " on " + date.String()
}

func unratedBecause(state State) string {
	if state == RecommendationNotRecorded {
		return "how far it has been carried out is not recorded"
	}
	return "it is " + string(state)
}

// RatingRule says in words how ratings are made.
func RatingRule(red RedMeans) []string {
	rule := []string{"Red: the target date has passed and it is not said to be implemented."}
	if red == RedFailing {
		rule = []string{fmt.Sprintf("Red: the target date has passed and it is not said to be implemented, or %d or more of the signs below come together.", enoughSigns)}
	}
	return append(rule,
		fmt.Sprintf("Amber: it shows one of these signs. The target date is within %d days and work has not started; the target date was moved %s or more; there is no target date; nobody is recorded as having to deliver it; or it was said to be implemented more than %d days ago and nobody has verified that.", RatingDays, times(enoughMoves), RatingDays),
		"Green: it shows none of them, or it was verified and closed.",
		"Not rated: how far it has been carried out is not recorded, or it is superseded, not ours to deliver or withdrawn.")
}

// RatingFact is the derived fact that rates recommendations by what red means.
func RatingFact(red RedMeans) *Derived {
	return RecommendationKind.DerivedNamed(ratingName(red))
}

func ratingName(red RedMeans) string { return "rating_" + string(red) }

// ratingBy is the rating as a derived fact. Its tags are not shown of
// themselves: which of the two rules holds is a setting.
func ratingBy(red RedMeans) Derived {
	options := make([]Option, len(Ratings))
	for i, rating := range Ratings {
		options[i] = Option{rating.Value, rating.Label, ""}
	}
	all := make([]string, len(ratingSigns))
	for i, sign := range ratingSigns {
		all[i] = "(CASE WHEN " + sign.sql + " THEN 1 ELSE 0 END)"
	}
	signs := "(" + strings.Join(all, " + ") + ")"
	isRed := ratingSigns[0].sql
	if red == RedFailing {
		isRed += fmt.Sprintf(" OR %s >= %d", signs, enoughSigns)
	}
	return Derived{
		Name: ratingName(red), Label: map[RedMeans]string{RedOverdue: "Rating", RedFailing: "Rating, where red means failing"}[red],
		Options: options,
		If:      func(s *Settings) bool { return s.RedMeans == red },
		Of:      func(m Model, today Date) string { return string(m.(*Recommendation).Rated(today, red).Rating) },
		SQL: "CASE WHEN state NOT IN ('not started','in progress','implemented','closed') THEN 'not rated' WHEN " + isRed +
			" THEN 'red' WHEN " + signs + " > 0 THEN 'amber' ELSE 'green' END",
	}
}
