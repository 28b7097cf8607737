package models

import "math/big"

// How what was delivered stands beside what was promised.
const (
	DeliveredInFull   = "in full"
	DeliveredInPart   = "in part"
	DeliveredReported = "reported"
	DeliveredUnknown  = "not reported"
)

// Deliveries are these ways, in the order of pages. What is not reported is
// not known: it may have been delivered.
var Deliveries = []Option{
	{DeliveredInFull, "Delivered in full", ""},
	{DeliveredInPart, "Delivered in part", ""},
	{DeliveredReported, "Reported, without a number to hold it against", ""},
	{DeliveredUnknown, "Delivery not reported", ""},
}

// delivery is the derived fact that holds the numbers delivered against those
// promised. Where a number was to fall, less is more.
var delivery = Derived{
	Name: "delivery", Label: "Delivery", Options: Deliveries,
	Of: func(m Model, _ Date) string { return m.(*AwardOutcome).Delivery() },
	SQL: "CASE WHEN delivered = '' AND delivered_text = '' THEN '" + DeliveredUnknown + "'" +
		" WHEN delivered = '' OR promised = '' THEN '" + DeliveredReported + "'" +
		" WHEN baseline <> '' AND CAST(baseline AS NUMERIC) > CAST(promised AS NUMERIC) AND CAST(delivered AS NUMERIC) > CAST(promised AS NUMERIC) THEN '" + DeliveredInPart + "'" +
		" WHEN (baseline = '' OR CAST(baseline AS NUMERIC) <= CAST(promised AS NUMERIC)) AND CAST(delivered AS NUMERIC) < CAST(promised AS NUMERIC) THEN '" + DeliveredInPart + "'" +
		" ELSE '" + DeliveredInFull + "' END",
}

// Delivery holds what was delivered against what was promised.
func (o *AwardOutcome) Delivery() string {
	if o.Delivered == "" && o.DeliveredText == "" {
		return DeliveredUnknown
	}
	promised, delivered := o.Promised.Rat(), o.Delivered.Rat()
	if promised == nil || delivered == nil {
		return DeliveredReported
	}
	missing := promised.Cmp(delivered)
	if before := o.Baseline.Rat(); before != nil && before.Cmp(promised) > 0 {
		missing = -missing
	}
	if missing > 0 {
		return DeliveredInPart
	}
	return DeliveredInFull
}

// Rat is the number as an exact fraction; nil where none is recorded.
func (d Decimal) Rat() *big.Rat {
	number, ok := new(big.Rat).SetString(string(d))
	if !ok {
		return nil
	}
	return number
}
