package service

import (
	"cmp"
	"slices"

	"answerable/models"
)

func (p *packing) assurances() error {
	taken, err := p.list(models.AssuranceKind, pointingAt("taken_from", p.sources()), "given_on")
	if err != nil {
		return err
	}
	concerned, err := p.those(models.AssuranceKind, p.concerned())
	if err != nil {
		return err
	}
	all := merged(taken, concerned)
	reviews, err := p.list(models.ReviewKind, pointingAt("assurance", refsAmong(all)), "reviewed_on")
	if err != nil {
		return err
	}
	placed := map[models.Ref]bool{}
	for i := range p.Questions {
		question := &p.Questions[i]
		for _, assurance := range every[*models.Assurance](all) {
			if question.gave(assurance) {
				placed[assurance.Ref] = true
				question.Assurances = append(question.Assurances, PackAssurance{assurance, decisive(assurance, reviews)})
			}
		}
	}
	for _, assurance := range every[*models.Assurance](all) {
		if !placed[assurance.Ref] {
			p.Assurances = append(p.Assurances, PackAssurance{assurance, decisive(assurance, reviews)})
		}
	}
	return nil
}

// gave tells whether an assurance was taken from the question, an answer to it,
// or others of its chain.
func (q *PackQuestion) gave(assurance *models.Assurance) bool {
	return slices.ContainsFunc(append(q.Chain, q.Asked), func(asked Asked) bool {
		return slices.Contains(asked.refs(), assurance.TakenFrom)
	})
}

// decisive is the review from which an assurance has its verdict: of those on
// the day on which it was last tested, the one that was entered last.
func decisive(assurance *models.Assurance, reviews []models.Model) *models.Review {
	var last *models.Review
	for _, review := range every[*models.Review](reviews) {
		if review.Assurance == assurance.Ref && review.ReviewedOn == assurance.ReviewedOn && (last == nil || review.CreatedAt.After(last.CreatedAt)) {
			last = review
		}
	}
	return last
}

// merged are the records of both lists, each once.
func merged(lists ...[]models.Model) []models.Model {
	var all []models.Model
	there := map[models.Ref]bool{}
	for _, m := range slices.Concat(lists...) {
		if ref := m.Base().Ref; !there[ref] {
			there[ref] = true
			all = append(all, m)
		}
	}
	return all
}

// commitments are the open ones that arise from what the meeting takes up, that
// serve its priorities, or that a body undertook which is asked something.
func (p *packing) commitments() error {
	bodies, err := p.bodies()
	if err != nil {
		return err
	}
	k, open := models.CommitmentKind, models.CommitmentOpen
	var lists [][]models.Model
	for _, filters := range []map[string][]string{
		pointingAt("arises_from", p.sources(), open), pointingAt("priority", p.priorities(), open), pointingAt("body", bodies, open),
	} {
		found, err := p.list(k, filters, "due_on")
		if err != nil {
			return err
		}
		lists = append(lists, found)
	}
	concerned, err := p.those(k, p.concerned())
	if err != nil {
		return err
	}
	p.Commitments = every[*models.Commitment](merged(append(lists, concerned)...))
	slices.SortStableFunc(p.Commitments, func(a, b *models.Commitment) int {
		return cmp.Or(cmp.Compare(lastIfNone(a.DueOn), lastIfNone(b.DueOn)), byNumber(a.Ref, b.Ref))
	})
	slices.Sort(p.Left)
	p.Left = slices.Compact(p.Left)
	return nil
}

// lastIfNone sorts what has no date behind what has one.
func lastIfNone(d models.Date) models.Date { return cmp.Or(d, "9999") }

// bodies are those of which something is asked, themselves or one of their
// posts.
func (p *packing) bodies() ([]models.Ref, error) {
	var refs []models.Ref
	for _, question := range p.Questions {
		refs = append(refs, question.Question.AskedOf)
	}
	posts, err := p.those(models.PostKind, refs)
	for _, post := range every[*models.Post](posts) {
		refs = append(refs, post.Body)
	}
	return unique(slices.DeleteFunc(refs, func(ref models.Ref) bool { return ref == "" })), err
}

// priorities are those of the meeting, its items and its questions.
func (p *packing) priorities() []models.Ref {
	refs := slices.Clone(p.Meeting.Priorities)
	for _, taken := range p.Items {
		refs = append(refs, taken.Item.Priorities...)
	}
	for _, question := range p.Questions {
		refs = append(refs, question.Question.Priorities...)
	}
	return unique(refs)
}

func (p *packing) measures() error {
	serving, err := p.list(models.MeasureKind, pointingAt("priority", p.priorities(), models.Current), "ref")
	if err != nil {
		return err
	}
	concerned, err := p.those(models.MeasureKind, p.concerned())
	if err != nil {
		return err
	}
	measures := merged(serving, concerned)
	moves, err := p.s.movements(p.ctx, p.who, "measures.ref IN ?", append([]models.Ref{""}, refsAmong(measures)...))
	if err != nil {
		return err
	}
	if err := p.present(models.FigureKind, figuresOf(moves)); err != nil {
		return err
	}
	definitions, caveats, err := p.meanings(measures)
	if err != nil {
		return err
	}
	for _, measure := range every[*models.Measure](measures) {
		packed := PackMeasure{Measure: measure}
		for _, move := range moves {
			if move.Latest.Measure == measure.Ref {
				packed.Figures = append(packed.Figures, move)
			}
		}
		packed.define(definitions, caveats)
		p.Measures = append(p.Measures, packed)
	}
	return nil
}

func figuresOf(moves []models.Movement) []models.Model {
	var figures []models.Model
	for _, move := range moves {
		figures = append(figures, move.Latest)
		if move.Before != nil {
			figures = append(figures, move.Before)
		}
	}
	return figures
}

// meanings reads the definitions of measures and the caveats to them.
func (p *packing) meanings(measures []models.Model) (definitions, caveats []models.Model, err error) {
	var refs []models.Ref
	for _, measure := range every[*models.Measure](measures) {
		refs = append(refs, measure.Definition)
	}
	if definitions, err = p.those(models.DefinitionKind, unique(refs)); err != nil {
		return nil, nil, err
	}
	caveats, err = p.list(models.CaveatKind, pointingAt("definition", refsAmong(definitions), models.Current), "position")
	return definitions, caveats, err
}

func (m *PackMeasure) define(definitions, caveats []models.Model) {
	for _, definition := range every[*models.Definition](definitions) {
		if definition.Ref == m.Measure.Definition {
			m.Definition = definition
		}
	}
	for _, caveat := range every[*models.Caveat](caveats) {
		if m.Definition != nil && caveat.Definition == m.Definition.Ref {
			m.Caveats = append(m.Caveats, caveat)
		}
	}
}

// findUnknown lists what nobody has recorded, of all that is in the pack.
func (p *Pack) findUnknown() {
	var unanswered, unjudged, unrecorded, untested, undated, uncounted []models.Model
	for _, question := range p.Questions {
		if len(question.Answers) == 0 && !slices.Contains(notPut, question.Question.State) {
			unanswered = append(unanswered, question.Question)
		}
		for _, limb := range question.Limbs {
			switch {
			case limb.State == models.LimbNotRecorded:
				unrecorded = append(unrecorded, limb)
			case limb.State == models.LimbAsked && len(question.Answers) > 0:
				unjudged = append(unjudged, limb)
			}
		}
		untested = append(untested, p.untested(question.Assurances)...)
	}
	untested = append(untested, p.untested(p.Assurances)...)
	for _, commitment := range p.Commitments {
		if commitment.DueOn == "" {
			undated = append(undated, commitment)
		}
	}
	for _, measure := range p.Measures {
		if !slices.ContainsFunc(measure.Figures, func(move models.Movement) bool { return move.Latest.State != models.FigureNotReported }) {
			uncounted = append(uncounted, measure.Measure)
		}
	}
	p.gap("Questions to which no answer is recorded", unanswered)
	p.gap("Limbs that nobody has judged yet", unjudged)
	p.gap("Limbs whose answer is not recorded", unrecorded)
	p.gap("Assurances that nobody has tested", untested)
	p.gap("Commitments without a due date", undated)
	p.gap("Measures without a figure that was reported", uncounted)
}

func (p *Pack) untested(assurances []PackAssurance) []models.Model {
	var found []models.Model
	for _, packed := range assurances {
		if packed.Assurance.State == models.AssuranceLive && packed.Assurance.Verdict == "" {
			found = append(found, packed.Assurance)
		}
	}
	return found
}

func (p *Pack) gap(label string, of []models.Model) {
	if len(of) == 0 {
		return
	}
	gap := PackGap{Label: label}
	for _, m := range merged(of) {
		gap.Items = append(gap.Items, Name{Ref: m.Base().Ref, Kind: models.KindOf(m).Name, Title: m.Heading(), State: m.Base().State})
	}
	p.Unknown = append(p.Unknown, gap)
}
