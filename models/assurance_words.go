package models

// StandsBecause says why the assurance stands as it does on a day.
func (a *Assurance) StandsBecause(today Date) string {
	switch a.Standing(today) {
	case string(AssuranceSuperseded):
		return "Another assurance has taken its place. This one is no longer relied on."
	case string(Withdrawn):
		return "It was withdrawn and is no longer relied on."
	case "lapsed":
		return "It could be relied on until " + a.ReliedUntil.String() + ". That day has passed and " + a.testedSince() + "."
	case "stated":
		given := "It was given"
		if a.GivenOn != "" {
			given += " " + a.GivenOn.On()
		}
		return given + " and nobody has tested it. " + a.reliedFor()
	default:
		return "The last test, on " + a.ReviewedOn.String() + ", found it " + string(a.Verdict) + ". " + a.reliedFor()
	}
}

func (a *Assurance) testedSince() string {
	if a.Verdict == "" {
		return "nobody has ever tested it"
	}
	return "it has not been tested again since " + a.ReviewedOn.String() + ", when it was found " + string(a.Verdict)
}

func (a *Assurance) reliedFor() string {
	if a.ReliedUntil == "" {
		return "No day is set by which it must be tested again."
	}
	return "It may be relied on until " + a.ReliedUntil.String() + "; after that it lapses unless it is tested again."
}
