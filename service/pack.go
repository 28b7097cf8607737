package service

import (
	"context"

	"answerable/models"
)

// Pack is all that people need in front of them at a meeting, as far as its
// reader may see it: what is taken up, each question with its history, how
// assurances stand, what was promised and what the measures say.
type Pack struct {
	Meeting *models.Meeting
	// On is the day for which the pack tells how things stand.
	On models.Date
	// Marking is the highest of anything in the pack.
	Marking models.Marking
	Items   []PackItem
	// Questions are those that the agenda concerns, in its order, and then the
	// others of the meeting.
	Questions []PackQuestion
	// Assurances are those that the meeting concerns and that belong to none
	// of the questions.
	Assurances  []PackAssurance
	Commitments []*models.Commitment
	Measures    []PackMeasure
	// Unknown is what nobody has recorded, of all that is in the pack.
	Unknown []PackGap
	// Left says what would belong to the pack and is not in it since there is
	// too much of it.
	Left  []string
	Names Names
}

// PackItem is an item of the agenda with its papers.
type PackItem struct {
	Item   *models.AgendaItem
	Papers []*models.Document
}

// PackQuestion is a question with what was asked and answered before.
type PackQuestion struct {
	Asked
	// Chain are the questions that ask after the same thing, this one among
	// them, what is followed up before what follows it up; Times counts those
	// that were put, Since is when the first of these was.
	Chain      []Asked
	Times      int
	Since      models.Date
	Assurances []PackAssurance
}

// Asked is a question with what it asks, limb by limb, and what was submitted
// in answer.
type Asked struct {
	Question *models.Question
	Limbs    []*models.Limb
	Answers  []*models.Answer
}

// PackAssurance is an assurance with the review that its verdict comes from;
// nil where nobody has tested it.
type PackAssurance struct {
	Assurance *models.Assurance
	Review    *models.Review
}

// PackMeasure is a measure with the latest figure of each of its series.
type PackMeasure struct {
	Measure    *models.Measure
	Definition *models.Definition // nil where none is recorded
	Caveats    []*models.Caveat
	Figures    []models.Movement
}

// PackGap is something that is not known of some records.
type PackGap struct {
	Label string
	Items []Name
}

// Pack puts together what a meeting needs on paper, for one reader. However
// much there is, it is as many statements.
func (s *Service) Pack(ctx context.Context, who *models.Actor, ref models.Ref) (*Pack, error) {
	one, err := s.Get(ctx, who, models.MeetingKind, ref)
	if err != nil {
		return nil, err
	}
	pack := &Pack{Meeting: one.Model.(*models.Meeting), On: s.Today(), Marking: models.Official, Names: Names{}}
	p := &packing{s: s, ctx: ctx, who: who, Pack: pack}
	p.keep(one.Names, one.Model)
	for _, part := range []func() error{p.agenda, p.questions, p.assurances, p.commitments, p.measures, p.raise} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	pack.findUnknown()
	return pack, nil
}
