package service

import (
	"slices"

	"answerable/models"
)

// began are the fields that say since when there was a record of a kind: what
// is dated after the day of a paper did not exist on it.
var began = map[string][]string{
	"question": {"put_on"}, "answer": {"given_on", "submitted_on"}, "assurance": {"given_on"}, "review": {"reviewed_on"}, "commitment": {"given_on"},
	"report": {"published_on"}, "position": {"stated_on"}, "award": {"decided_on", "agreed_on"}, "commission": {"agreed_on"},
	"activity": {"started"}, "library": {"published"}, "definition": {"in_force_from"}, "duty": {"since"}, "post": {"started"},
	"figure": {"reported_on", "period_start"}, "round": {"opened"}, "edition": {"published_on"}, "plan": {"period_start"}, "priority": {"since"},
}

// wholes are the fields by which a record falls away with another.
var wholes = map[string]string{
	"limb": "question", "answer": "question", "review": "assurance", "recommendation": "report", "position": "recommendation",
	"focus-area": "report", "award-outcome": "award", "payment": "award", "figure": "measure", "caveat": "definition", "round": "fund",
	"placement": "edition", "occurrence": "duty",
}

// after tells whether a date lies after the day for certain.
func after(date, day models.Date) bool {
	known := min(len(date), len(day))
	return date[:known] > day[:known]
}

// rewind takes the records back to the day of the paper: what is dated after it
// goes, and what happened after it has not happened yet.
func (b *briefing) rewind() {
	gone := map[models.Ref]bool{}
	// What things are part of stands before its parts in the registry, but
	// recommendations come after answers; twice reaches every part of a part.
	for range 2 {
		for _, k := range models.Registry {
			b.lists[k.Name] = slices.DeleteFunc(b.lists[k.Name], func(m models.Model) bool {
				if m.Base().Ref == b.About {
					return false
				}
				late := gone[k.RefOf(m, wholes[k.Name])] || slices.ContainsFunc(k.Named(began[k.Name]), func(field *models.Field) bool {
					return after(field.Value(m).(models.Date), b.day)
				})
				if late {
					gone[m.Base().Ref] = true
				}
				return late
			})
		}
	}
	if b.day >= b.s.Today() {
		return
	}
	for _, list := range b.lists {
		for _, m := range list {
			b.undo(m)
		}
	}
}

// undo makes a record what it was on the day, as far as its dates tell.
func (b *briefing) undo(m models.Model) {
	switch m := m.(type) {
	case *models.Question:
		b.undoQuestion(m)
	case *models.Limb:
		b.undoLimb(m)
	case *models.Assurance:
		b.undoAssurance(m)
	case *models.Commitment:
		b.undoCommitment(m)
	case *models.Recommendation:
		b.undoRecommendation(m)
	case *models.Report:
		if after(m.ResponseOn, b.day) {
			m.ResponseOn = ""
		}
	default:
		b.undoDelivery(m)
	}
}

// undoQuestion takes back an answer that was not given yet.
func (b *briefing) undoQuestion(m *models.Question) {
	m.DueOn = b.heldOn(m.DueOn, m.DueRevisions)
	if len(b.answersTo(m.Ref)) == 0 && m.State != models.QuestionTransferred {
		m.State = models.QuestionPut
	}
}

func (b *briefing) undoLimb(m *models.Limb) {
	judged := m.State == models.LimbAnswered || m.State == models.LimbPartly || m.State == models.LimbNotAnswered
	if judged && len(b.answersTo(m.Question)) == 0 {
		m.State = models.LimbAsked
	}
}

func (b *briefing) undoCommitment(m *models.Commitment) {
	m.DueOn = b.heldOn(m.DueOn, m.DueRevisions)
	if after(m.DoneOn, b.day) {
		m.State, m.DoneOn, m.DoneBy, m.VerifiedBy, m.Evidence = models.CommitmentOpen, "", "", "", nil
	}
}

// undoDelivery takes back what came or was paid later.
func (b *briefing) undoDelivery(m models.Model) {
	switch m := m.(type) {
	case *models.Payment:
		if after(m.PaidOn, b.day) {
			m.State, m.PaidOn = models.PaymentPlanned, ""
		}
	case *models.Occurrence:
		if after(m.MetOn, b.day) {
			m.State, m.MetOn, m.MetBy = models.OccurrenceDue, "", nil
		}
	case *models.AwardOutcome:
		if after(m.AsAt, b.day) {
			m.Delivered, m.DeliveredText, m.AsAt = "", "", ""
		}
	}
}

// heldOn is a deadline as it was on the day, before what moved it later.
func (b *briefing) heldOn(deadline models.Date, revisions models.Revisions) models.Date {
	for _, revision := range revisions {
		if after(revision.On, b.day) {
			return revision.From
		}
	}
	return deadline
}

func (b *briefing) undoAssurance(m *models.Assurance) {
	if superseding := find[*models.Assurance](b, models.AssuranceKind, m.SupersededBy); m.State == models.AssuranceSuperseded && m.SupersededBy != "" && superseding == nil {
		m.State, m.SupersededBy = models.AssuranceLive, ""
	}
	if !after(m.ReviewedOn, b.day) {
		return
	}
	m.Verdict, m.ReviewedOn, m.ReliedUntil = "", "", ""
	for _, review := range b.reviewsOf(m.Ref) {
		if review.ReviewedOn >= m.ReviewedOn {
			m.Verdict, m.ReviewedOn, m.ReliedUntil = review.Verdict, review.ReviewedOn, review.ReliedUntil
		}
	}
}

func (b *briefing) undoRecommendation(m *models.Recommendation) {
	m.TargetOn = b.heldOn(m.TargetOn, m.TargetRevisions)
	if after(m.ClosedOn, b.day) {
		m.State, m.ClosedOn, m.ClosedBy = models.RecommendationImplemented, "", ""
	}
	if after(m.ClaimedOn, b.day) {
		m.State, m.ClaimedOn, m.ClaimedBy, m.Evidence = models.RecommendationInProgress, "", "", nil
	}
}

// find is a gathered record of a kind; nil where it was not gathered.
func find[T interface {
	comparable
	models.Model
}](b *briefing, k *models.Kind, ref models.Ref) T {
	var none T
	for _, m := range b.lists[k.Name] {
		if m.Base().Ref == ref && ref != "" {
			return m.(T)
		}
	}
	return none
}

// where keeps the gathered records of a kind of which something holds.
func where[T models.Model](b *briefing, k *models.Kind, holds func(T) bool) []T {
	var kept []T
	for _, m := range all[T](b, k) {
		if holds(m) {
			kept = append(kept, m)
		}
	}
	return kept
}

func (b *briefing) answersTo(question models.Ref) []*models.Answer {
	return where(b, models.AnswerKind, func(a *models.Answer) bool { return a.Question == question })
}

func (b *briefing) reviewsOf(assurance models.Ref) []*models.Review {
	return where(b, models.ReviewKind, func(r *models.Review) bool { return r.Assurance == assurance })
}
