package service

import (
	"cmp"
	"slices"
	"strings"

	"answerable/internal/document"
	"answerable/models"
)

// holding tells, meeting by meeting, what was asked of the Chief Constable and
// what became of it; then of assurances and commitments that came otherwise.
func (b *briefing) holding() []document.Block {
	var blocks []document.Block
	for _, report := range where(b, models.ActivityKind, func(a *models.Activity) bool { return a.Type == "report" }) {
		blocks = append(blocks, b.activity(report)...)
	}
	told := map[models.Ref]bool{}
	for _, meeting := range b.meetings() {
		questions := where(b, models.QuestionKind, func(q *models.Question) bool { return q.Meeting == meeting.Ref })
		if len(questions) == 0 {
			continue
		}
		blocks = append(blocks, heading(2, meeting.Title), b.meeting(meeting))
		for _, question := range questions {
			told[question.Ref] = true
			blocks = append(blocks, b.question(question, told)...)
		}
	}
	for _, question := range all[*models.Question](b, models.QuestionKind) {
		if !told[question.Ref] { // its meeting is not there for the reader
			blocks = append(blocks, b.question(question, told)...)
		}
	}
	assurances := where(b, models.AssuranceKind, func(a *models.Assurance) bool { return !told[a.Ref] })
	if len(assurances) > 0 {
		blocks = append(blocks, heading(2, "Assurances"))
	}
	for _, assurance := range assurances {
		blocks = append(blocks, b.assurance(assurance)...)
	}
	commitments := where(b, models.CommitmentKind, func(c *models.Commitment) bool { return !told[c.Ref] })
	if len(commitments) > 0 {
		blocks = append(blocks, heading(2, "Commitments"))
	}
	for _, commitment := range commitments {
		blocks = append(blocks, b.commitment(commitment)...)
	}
	return blocks
}

// meetings are the meetings in the order of their days, those without a day
// first: they gather what papers tell of the past.
func (b *briefing) meetings() []*models.Meeting {
	meetings := all[*models.Meeting](b, models.MeetingKind)
	slices.SortStableFunc(meetings, func(x, y *models.Meeting) int { return cmp.Compare(x.HeldOn, y.HeldOn) })
	return meetings
}

// question tells what was asked limb by limb, when, what was answered, how that
// was judged, and what came of it.
func (b *briefing) question(q *models.Question, told map[models.Ref]bool) []document.Block {
	title := document.Run{Text: strings.TrimRight(q.Title, ".") + ". ", Strong: true}
	said := "This was asked" + orWhen(q.PutOn) + "; of whom is not recorded"
	if asked := b.name(q.AskedOf); asked != "" {
		said = "This was asked of " + asked + orWhen(q.PutOn)
	}
	if earlier := b.name(q.FollowsUp); earlier != "" {
		said += "; it follows up “" + earlier + "” (" + string(q.FollowsUp) + ")"
	}
	sentence := inOne(b.say(q, said))
	var blocks []document.Block
	if q.Wording == "verbatim" {
		blocks = []document.Block{
			document.Para(append([]document.Run{title}, inOne(sentence, b.opening(q, "It reads"))...)...),
			{Quote: &document.Quote{Runs: []document.Run{document.Text("“" + q.Text + "”")}, From: []document.Run{b.cite(q)}}},
		}
	} else {
		blocks = []document.Block{document.Para(append([]document.Run{title}, inOne(sentence, b.say(q, "In a summary of our own: "+lowerIfWord(q.Text)))...)...)}
	}
	blocks = append(blocks, b.limbs(q)...)
	if dealings := b.dealings(q); len(dealings) > 0 {
		blocks = append(blocks, paragraph(dealings...))
	}
	for _, answer := range b.answersTo(q.Ref) {
		blocks = append(blocks, b.answer(answer)...)
	}
	return append(blocks, b.cameOf(q, told)...)
}

// limbs are what a question asks, one by one, with what became of each.
func (b *briefing) limbs(q *models.Question) []document.Block {
	limbs := where(b, models.LimbKind, func(l *models.Limb) bool { return l.Question == q.Ref })
	slices.SortStableFunc(limbs, func(x, y *models.Limb) int { return cmp.Compare(placeOf(x.Position), placeOf(y.Position)) })
	if len(limbs) == 0 {
		return []document.Block{paragraph(b.say(q, "What it asks is not recorded limb by limb"))}
	}
	var items []document.Item
	for _, limb := range limbs {
		items = append(items, b.item(limb, strings.TrimRight(limb.Text, ". ")+": "+b.outcomeOf(limb, q)))
	}
	return append([]document.Block{paragraph(b.opening(q, "What it asks, and what became of it"))}, bullets(items)...)
}

// outcomeOf is what became of a limb.
func (b *briefing) outcomeOf(limb *models.Limb, q *models.Question) string {
	switch limb.State {
	case models.LimbAnswered:
		return "judged as answered"
	case models.LimbPartly:
		return "judged as partly answered"
	case models.LimbNotAnswered:
		return "judged as not answered"
	case models.LimbNotRecorded:
		return "the answer is not recorded"
	case models.LimbPassedOn:
		return "passed on to " + b.orUnknown(limb.BelongsTo, "somebody else")
	}
	said := "not judged yet"
	if len(b.answersTo(q.Ref)) == 0 {
		said = "not answered yet"
	}
	if theirs := b.name(limb.BelongsTo); theirs != "" {
		said += "; the force says that it belongs to " + theirs
	}
	return said
}

// dealings tells of due dates, holding replies and what else passed between the
// offices about a question.
func (b *briefing) dealings(q *models.Question) [][]document.Run {
	said := b.due(q)
	for _, moved := range q.DueRevisions {
		if !after(moved.On, b.day) {
			said = append(said, "On "+moved.On.String()+" the due date was moved from "+moved.From.String()+" to "+moved.To.String()+because(moved.Reason))
		}
	}
	if q.HoldingReply != "" {
		said = append(said, "A holding reply was given, which does not answer it: “"+q.HoldingReply+"”")
	}
	switch {
	case q.State == models.QuestionReturned:
		said = append(said, "The answer was returned, since it does not answer the question")
	case q.State == models.QuestionTransferred:
		said = append(said, "It was transferred to "+b.orUnknown(q.TransferredTo, "another body"))
	case q.State == models.QuestionClosed:
		said = append(said, "It is closed")
	case len(b.answersTo(q.Ref)) == 0 && !b.notOnRecord(q):
		said = append(said, "No answer to it is recorded")
	}
	var sentences [][]document.Run
	for _, words := range said {
		sentences = append(sentences, b.say(q, words))
	}
	return sentences
}

// due says by when an answer is or was due, and whether the clock stands still.
func (b *briefing) due(q *models.Question) []string {
	var said []string
	switch {
	case q.DueOn == "":
	case models.QuestionKind.DerivedNamed("overdue").Of(q, b.day) == "yes":
		said = append(said, "An answer was due by "+q.DueOn.String()+" and is overdue")
	case len(b.answersTo(q.Ref)) > 0 || models.Passed(q.DueOn, b.day):
		said = append(said, "An answer was due by "+q.DueOn.String())
	default:
		said = append(said, "An answer is due by "+q.DueOn.String())
	}
	if q.StoppedOn != "" && !after(q.StoppedOn, b.day) {
		said = append(said, "The clock has stood still since "+q.StoppedOn.String())
	}
	return said
}

// notOnRecord tells whether the limbs of a question say that no answer is
// recorded.
func (b *briefing) notOnRecord(q *models.Question) bool {
	return len(where(b, models.LimbKind, func(l *models.Limb) bool { return l.Question == q.Ref && l.State == models.LimbNotRecorded })) > 0
}

func because(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + lowerIfWord(reason)
}

// answer tells who answered, when and what.
func (b *briefing) answer(a *models.Answer) []document.Block {
	lead := upperFirst(b.orUnknown(a.GivenBy, "somebody whose name is not recorded")) + " answered" + orWhen(cmp.Or(a.GivenOn, a.SubmittedOn))
	return b.quoted(a, a.Wording, b.say(a, lead), a.Text)
}

// cameOf are the assurances and commitments that a question brought about, and
// the questions that follow it up.
func (b *briefing) cameOf(q *models.Question, told map[models.Ref]bool) []document.Block {
	from := models.Refs{q.Ref}
	for _, answer := range b.answersTo(q.Ref) {
		from = append(from, answer.Ref)
	}
	var blocks []document.Block
	for _, assurance := range where(b, models.AssuranceKind, func(a *models.Assurance) bool { return from.Has(a.TakenFrom) && !told[a.Ref] }) {
		told[assurance.Ref] = true
		blocks = append(blocks, b.assurance(assurance)...)
	}
	for _, commitment := range where(b, models.CommitmentKind, func(c *models.Commitment) bool { return from.Has(c.ArisesFrom) && !told[c.Ref] }) {
		told[commitment.Ref] = true
		blocks = append(blocks, b.commitment(commitment)...)
	}
	var sentences [][]document.Run
	for _, next := range where(b, models.QuestionKind, func(other *models.Question) bool { return other.FollowsUp == q.Ref }) {
		sentences = append(sentences, b.say(next, "It was followed up by “"+next.Title+"”"))
	}
	if len(sentences) > 0 {
		blocks = append(blocks, paragraph(sentences...))
	}
	return blocks
}

// assurance tells what was assured, by whom and on what, and how it stands.
func (b *briefing) assurance(a *models.Assurance) []document.Block {
	lead := upperFirst(b.orUnknown(a.GivenBy, "somebody whose name is not recorded")) + " gave the assurance “" + a.Title + "”" + orWhen(a.GivenOn)
	blocks := b.quoted(a, a.Wording, b.say(a, lead), a.Statement)
	var sentences [][]document.Run
	if a.Basis != "" {
		sentences = append(sentences, b.say(a, "It rests on this: "+lowerIfWord(a.Basis)))
	} else {
		sentences = append(sentences, b.say(a, "On what evidence it rests is not recorded"))
	}
	for _, review := range b.reviewsOf(a.Ref) {
		sentences = append(sentences, b.review(review))
	}
	return append(blocks, paragraph(append(sentences, b.standing(a))...))
}

// review tells of one test of an assurance.
func (b *briefing) review(r *models.Review) []document.Run {
	said := "It was tested" + orWhen(r.ReviewedOn) + " and found " + string(r.Verdict) + ": " + lowerIfWord(r.Rationale)
	var evidence []string
	for _, ref := range r.Evidence {
		if name := b.name(ref); name != "" {
			evidence = append(evidence, "“"+name+"”")
		}
	}
	if len(evidence) > 0 {
		return inOne(b.say(r, said), b.say(r, "The evidence looked at: "+inRow(evidence)))
	}
	return b.say(r, said)
}

// standing says how an assurance stands on the day of the paper.
func (b *briefing) standing(a *models.Assurance) []document.Run {
	until := ""
	if a.ReliedUntil != "" {
		until = " until " + a.ReliedUntil.String()
	}
	switch a.Standing(b.day) {
	case "stated":
		if until != "" {
			until = "; it may be relied on" + until
		}
		return b.say(a, "Nobody has tested it"+until)
	case "lapsed":
		return b.say(a, "It has lapsed: it could be relied on"+until)
	case "superseded":
		return b.say(a, "It is superseded"+map[bool]string{true: " by “" + b.name(a.SupersededBy) + "”"}[b.name(a.SupersededBy) != ""])
	default:
		if until == "" {
			return b.say(a, "It stands as "+a.Standing(b.day))
		}
		return b.say(a, "It stands as "+a.Standing(b.day)+" and may be relied on"+until)
	}
}

// commitment tells what was undertaken, by whom and by when, and whether it was
// done.
func (b *briefing) commitment(c *models.Commitment) []document.Block {
	lead := upperFirst(b.orUnknown(c.Body, "a body that is not recorded")) + " undertook “" + c.Title + "”" + orWhen(c.GivenOn)
	blocks := b.quoted(c, c.Wording, b.say(c, lead), c.Text)
	sentences := [][]document.Run{b.say(c, b.progress(c))}
	for _, moved := range c.DueRevisions {
		if !after(moved.On, b.day) {
			sentences = append(sentences, b.say(c, "On "+moved.On.String()+" the due date was moved from "+cmp.Or(moved.From.String(), "no date")+" to "+moved.To.String()+because(moved.Reason)))
		}
	}
	return append(blocks, paragraph(sentences...))
}

func (b *briefing) progress(c *models.Commitment) string {
	due := "By when it is due is not recorded"
	if c.DueOn != "" {
		due = "It was to be done by " + c.DueOn.String()
	}
	switch c.State {
	case models.CommitmentDone:
		return due + "; it was said to be done" + orWhen(c.DoneOn) + b.evidence(c.Evidence) + ", and nobody has verified that"
	case models.CommitmentVerified:
		return due + "; it was done" + orWhen(c.DoneOn) + b.evidence(c.Evidence) + ", and verified"
	case models.CommitmentNotDone:
		return due + "; it was not done"
	case models.CommitmentDropped:
		return due + "; it was dropped"
	}
	if models.CommitmentKind.DerivedNamed("overdue").Of(c, b.day) == "yes" {
		return due + "; it is open and overdue"
	}
	return due + "; it is open"
}

func (b *briefing) evidence(refs models.Refs) string {
	if names := b.several(refs); names != "" {
		return ", with the evidence “" + names + "”"
	}
	return ""
}
