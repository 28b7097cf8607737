package models

// How the delivery of a recommendation stands beside its first target date.
const (
	DeliveredOnTime  = "on time"
	DeliveredLate    = "late"
	DeliveredNotAll  = "not at all"
	DeliveryNotDue   = "not due yet"
	DeliveryNoDate   = "no date"
	DeliveryNotKnown = Unknown
	DeliveryNotOurs  = "not expected"
)

// DeliveredInTime are these ways, in the order of pages.
var DeliveredInTime = []Option{
	{DeliveredOnTime, "On time", ""},
	{DeliveredLate, "Late", ""},
	{DeliveredNotAll, "Not at all: the first target date has passed", ""},
	{DeliveryNotDue, "Not due yet", ""},
	{DeliveryNoDate, "No target date", ""},
	{DeliveryNotKnown, "Not known", ""},
	{DeliveryNotOurs, "Not expected", ""},
}

// DeliveredRule says in words how that is worked out.
var DeliveredRule = []string{
	"Delivery is held against the first target date, also where the date was moved later.",
	"On time or late: by the day on which it was said to be implemented, or where that is not recorded, on which it was closed.",
	"Not at all: the first target date has passed and it is not said to be implemented.",
	"Not known: how far it has been carried out is not recorded, or not when.",
	"Not expected: it was superseded, or is not ours to deliver.",
}

// FirstTarget is the target date that was set first, however often it was
// moved; empty where there was none.
func (r *Recommendation) FirstTarget() Date {
	if len(r.TargetRevisions) > 0 {
		return r.TargetRevisions[0].From
	}
	return r.TargetOn
}

// Delivered tells how the delivery stands on a day beside the first target
// date.
func (r *Recommendation) Delivered(today Date) string {
	first, on := r.FirstTarget(), r.ClaimedOn
	if on == "" {
		on = r.ClosedOn
	}
	switch {
	case r.State == RecommendationNotRecorded:
		return DeliveryNotKnown
	case r.State == RecommendationNotStarted || r.State == RecommendationInProgress:
		return undelivered(first, today)
	case r.State != RecommendationImplemented && r.State != RecommendationClosed:
		return DeliveryNotOurs
	case first == "":
		return DeliveryNoDate
	case on == "" || within(first, on):
		return DeliveryNotKnown
	case on <= first:
		return DeliveredOnTime
	default:
		return DeliveredLate
	}
}

func undelivered(first, today Date) string {
	switch {
	case first == "":
		return DeliveryNoDate
	case first < today:
		return DeliveredNotAll
	default:
		return DeliveryNotDue
	}
}

const (
	// The list of revisions begins with [{"from":"2019-03-20".
	firstTarget = "(CASE WHEN " + wasMoved + " THEN substr(target_revisions, 11, 10) ELSE target_on END)"
	wasMoved    = "target_revisions <> '[]'"
	deliveredOn = "(CASE WHEN claimed_on <> '' THEN claimed_on ELSE closed_on END)"
)

// deliveredInTime is the derived fact of how the delivery stands beside the
// first target date.
var deliveredInTime = Derived{
	Name: "delivered", Label: "Delivered by the first target date", Options: DeliveredInTime,
	Of: func(m Model, today Date) string { return m.(*Recommendation).Delivered(today) },
	SQL: "CASE WHEN state = 'not recorded' THEN '" + DeliveryNotKnown + "'" +
		" WHEN state NOT IN ('not started','in progress','implemented','closed') THEN '" + DeliveryNotOurs + "'" +
		" WHEN " + firstTarget + " = '' THEN '" + DeliveryNoDate + "'" +
		" WHEN state IN ('not started','in progress') AND " + firstTarget + " < @today THEN '" + DeliveredNotAll + "'" +
		" WHEN state IN ('not started','in progress') THEN '" + DeliveryNotDue + "'" +
		" WHEN " + deliveredOn + " = '' OR LENGTH(" + deliveredOn + ") < 10 AND " + firstTarget + " LIKE " + deliveredOn + " || '%' THEN '" + DeliveryNotKnown + "'" +
		" WHEN " + deliveredOn + " <= " + firstTarget + " THEN '" + DeliveredOnTime + "' ELSE '" + DeliveredLate + "' END",
}

// targetMoved is the derived fact that a target date was moved after it was
// first set.
var targetMoved = Derived{
	Name: "target_moved", Label: "Target date moved",
	Options: []Option{{"yes", "Moved", ""}, {"no", "Not moved", ""}},
	SQL:     "CASE WHEN " + wasMoved + " THEN 'yes' ELSE 'no' END",
	Of: func(m Model, _ Date) string {
		if len(m.(*Recommendation).TargetRevisions) > 0 {
			return "yes"
		}
		return "no"
	},
}
