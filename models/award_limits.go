package models

var amountKnown = Need{"The amount must be recorded, and be more than £0", func(m Model, _ Facts) (bool, error) {
	amount := m.(funded).granted()
	return amount != nil && *amount > 0, nil
}}

var explained = Need{"Record the purpose, and why it will reduce crime and disorder: the law wants both published", func(m Model, _ Facts) (bool, error) {
	award := m.(*Award)
	return award.Purpose != "" && award.Reasons != "", nil
}}

var withinMaximum = roundLimit("The amount is over the maximum grant of the round, and no override is recorded", func(award *Award, round *Round, _ Facts) (bool, error) {
	return round.Maximum == nil || *award.Amount <= *round.Maximum, nil
})

var withinPot = roundLimit("The awards of the round would go beyond its pot, and no override is recorded", func(award *Award, round *Round, f Facts) (bool, error) {
	given, err := f.Sum("award", "amount", "round", round.Ref, AwardGiven)
	return round.Pot == nil || given+*award.Amount <= *round.Pot, err
})

// roundLimit is a need that the round of an award sets, unless the
// Commissioner has set its limits aside. An override holds up to the amount
// for which it was given, so that nobody can raise the amount afterwards.
func roundLimit(text string, holds func(*Award, *Round, Facts) (bool, error)) Need {
	return Need{text, func(m Model, f Facts) (bool, error) {
		award := m.(*Award)
		if award.Round == "" || award.Amount == nil || award.overridden() {
			return true, nil
		}
		round, err := f.Get(award.Round)
		if err != nil {
			return false, err
		}
		return holds(award, round.(*Round), f)
	}}
}

// overridden tells whether the Commissioner has set the limits of the round aside
// for as much as the amount is.
func (a *Award) overridden() bool {
	return a.Amount != nil && a.OverrideUpTo != nil && *a.Amount <= *a.OverrideUpTo
}

var (
	agreedByNow  = notAhead("agreed_on", "The day of the agreement must not be in the future")
	startedByNow = notAhead("started", "The start must not be in the future")
	endedByNow   = notAhead("ended", "The end must not be in the future")
)
