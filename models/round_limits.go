package models

// undercut finds limits of a round that are made less than what was already
// awarded under them: nobody breaks a limit by moving it. A limit that is left as
// it is stands, since the Commissioner may have set it aside. It asks for the
// round first, so that whoever awards at the same time waits for their turn.
func (r *Round) undercut(f Facts) (Problems, error) {
	if r.Ref == "" {
		return nil, nil
	}
	kept, err := f.Get(r.Ref)
	if err != nil {
		return nil, err
	}
	var problems Problems
	if lowered(kept.(*Round).Pot, r.Pot) {
		given, err := f.Sum("award", "amount", "round", r.Ref, AwardGiven)
		if err != nil {
			return nil, err
		}
		if given > *r.Pot {
			problems = append(problems, Problem{Field: "pot", Text: "Pot: must be " + given.String() + " or more, for so much is awarded already"})
		}
	}
	if lowered(kept.(*Round).Maximum, r.Maximum) {
		most, err := r.mostWithinMaximum(f)
		if err != nil {
			return nil, err
		}
		if most > *r.Maximum {
			problems = append(problems, Problem{Field: "maximum", Text: "Maximum grant: must be " + most.String() + " or more, for one award is as much already"})
		}
	}
	return problems, nil
}

// mostWithinMaximum is the largest award of the round for which its limits were
// not set aside.
func (r *Round) mostWithinMaximum(f Facts) (Pence, error) {
	awards, err := f.Find("award", "round", r.Ref)
	var most Pence
	for _, m := range awards {
		if award := m.(*Award); covers(AwardGiven, award.State) && award.Amount != nil && !award.overridden() {
			most = max(most, *award.Amount)
		}
	}
	return most, err
}

// lowered tells whether a limit is less than it was, or set where there was none.
func lowered(was, is *Pence) bool { return is != nil && (was == nil || *is < *was) }

var limitsStand = Need{"The pot and the maximum grant cannot be made less than what is already awarded", func(m Model, f Facts) (bool, error) {
	problems, err := m.(*Round).undercut(f)
	return len(problems) == 0, err
}}
