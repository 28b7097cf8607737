package service

import (
	"strings"

	"answerable/internal/document"
	"answerable/models"
)

// Document is the pack as a paper: the agenda, each question, and each of the
// lists begin on a page of their own.
func (p *Pack) Document() *document.Document {
	d := &document.Document{
		Title: "Pack for " + p.Meeting.Title, Subtitle: string(p.Meeting.Ref), Marking: string(p.Marking), Sheets: true,
		About: append(p.particulars(), "As things stand on "+p.On.String()+". It holds what its reader may see: others have packs of their own."),
	}
	add := func(id, title string, blocks []document.Block) {
		d.Sections = append(d.Sections, document.Section{ID: id, Title: title, Blocks: blocks})
	}
	add("agenda", "Agenda", p.agendaBlocks())
	for i := range p.Questions {
		question := &p.Questions[i]
		ref := string(question.Question.Ref)
		add("question-"+ref, "Question "+ref+": "+question.Question.Title, p.questionBlocks(question))
	}
	if len(p.Questions) == 0 {
		add("questions", "Questions", []document.Block{unsaid("No question belongs to this meeting.")})
	}
	if len(p.Assurances) > 0 {
		add("assurances", "Other assurances", append([]document.Block{heading(2, "Taken up by the agenda, or given at the meeting")}, p.assuranceBlocks(p.Assurances)...))
	}
	add("commitments", "Open commitments", p.commitmentBlocks())
	add("measures", "Measures", p.measureBlocks())
	add("unknown", "What is not known", p.unknownBlocks())
	d.Number()
	return d
}

// particulars are the lines about the meeting.
func (p *Pack) particulars() []string {
	var lines []string
	for _, field := range models.MeetingKind.Named([]string{"type", "held_on", "place", "public", "chair", "priorities"}) {
		lines = append(lines, field.Label+": "+document.Words(document.Set(p.Names.recorded(field, p.Meeting))))
	}
	return lines
}

func (p *Pack) agendaBlocks() []document.Block {
	if len(p.Items) == 0 {
		return []document.Block{unsaid("No agenda is recorded.")}
	}
	var blocks []document.Block
	for _, taken := range p.Items {
		item := taken.Item
		title := item.Title
		if item.Position != nil {
			title = "Item " + models.Number(*item.Position) + ": " + title
		}
		blocks = append(blocks, heading(2, title))
		blocks = append(blocks, typed(item.Paper)...)
		if concerned := p.named(item.Concerns); len(concerned) > 0 {
			blocks = append(blocks, document.Para(document.Text("It concerns:")), document.Bullets(concerned...))
		}
		blocks = append(blocks, papersOf(taken.Papers)...)
		if item.Outcome != "" {
			blocks = append(blocks, heading(3, "What was decided"))
			blocks = append(blocks, typed(item.Outcome)...)
		}
	}
	return blocks
}

func papersOf(papers []*models.Document) []document.Block {
	if len(papers) == 0 {
		return []document.Block{unsaid("No paper is attached.")}
	}
	var items []document.Item
	for _, paper := range papers {
		runs := []document.Run{document.Text(paper.Title), cited(paper)}
		if paper.State == models.AttachedInternal {
			runs = append(runs, document.Text(", for your own office only"))
		}
		items = append(items, document.Item{Runs: runs})
	}
	return []document.Block{document.Para(document.Text("Papers:")), document.Bullets(items...)}
}

// named are records as items of a list, as far as the reader may see them.
func (p *Pack) named(refs []models.Ref) []document.Item {
	var items []document.Item
	for _, ref := range refs {
		if _, known := p.Names[ref]; known {
			items = append(items, document.Item{Runs: p.Names.told(ref, "")})
		}
	}
	return items
}

// typed is a long text as it was typed: blank lines part paragraphs.
func typed(text string) []document.Block {
	var blocks []document.Block
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
			blocks = append(blocks, document.Para(document.Text(paragraph)))
		}
	}
	return blocks
}

func (p *Pack) questionBlocks(question *PackQuestion) []document.Block {
	asked := question.Question
	blocks := []document.Block{
		document.Para(document.Text("It stands so: "), document.Run{Text: standing(asked, p.On), Strong: true}, document.Text("."), cited(asked)),
		p.particularsOf(asked),
		heading(2, "What it asks, limb by limb"),
	}
	blocks = append(blocks, p.limbBlocks(question.Limbs)...)
	blocks = append(blocks, heading(2, "Answers"))
	blocks = append(blocks, p.answerBlocks(question.Answers)...)
	blocks = append(blocks, heading(2, "What was asked and answered before"), document.Para(document.Text(question.often())))
	for _, other := range question.Chain {
		if other.Question.Ref != asked.Ref {
			blocks = append(blocks, p.earlierBlocks(other)...)
		}
	}
	blocks = append(blocks, heading(2, "Assurances taken, and how they stand"))
	return append(blocks, p.assuranceBlocks(question.Assurances)...)
}

// often says how often the questions of the chain were put.
func (q *PackQuestion) often() string {
	chain := Chain{Page: &Page{}, Asked: q.Times, Since: q.Since}
	for _, asked := range q.Chain {
		chain.Models = append(chain.Models, asked.Question)
	}
	return chain.Often()
}

// particularsOf are what a question asks, why, and when it is due.
func (p *Pack) particularsOf(question *models.Question) document.Block {
	k := models.QuestionKind
	table := &document.Table{Caption: "Particulars of " + string(question.Ref), Columns: []document.Column{{Title: "Particular"}, {Title: "As recorded"}}}
	row := func(field *models.Field) {
		table.Rows = append(table.Rows, []document.Cell{{document.Text(field.Label)}, p.Names.recorded(field, question)})
	}
	for _, field := range k.Named([]string{"text", "why", "asked_of", "put_on", "due_on"}) {
		row(field)
	}
	for _, field := range k.Named([]string{"due_how", "due_revisions", "stops", "asked_until", "holding_reply", "transferred_to"}) {
		if field.Recorded(question) {
			row(field)
		}
	}
	return document.Block{Table: table}
}

func (p *Pack) limbBlocks(limbs []*models.Limb) []document.Block {
	if len(limbs) == 0 {
		return []document.Block{unsaid("It has not been said, limb by limb, what is asked.")}
	}
	list := &document.List{Ordered: true}
	for _, limb := range limbs {
		list.Items = append(list.Items, document.Item{Runs: []document.Run{
			document.Text(limb.Text), cited(limb), document.Text(": "), {Text: standing(limb, p.On), Strong: true},
		}})
	}
	return []document.Block{{List: list}}
}

func (p *Pack) answerBlocks(answers []*models.Answer) []document.Block {
	if len(answers) == 0 {
		return []document.Block{unsaid("No answer is recorded.")}
	}
	var blocks []document.Block
	for _, answer := range answers {
		from := append(p.given(answer.GivenBy, answer.GivenOn), cited(answer))
		if wording := models.LabelOf(answer.Wording.Options(), string(answer.Wording)); wording != "" {
			from = append(from, document.Text(". "+wording+"."))
		}
		blocks = append(blocks, quoted(answer.Text, from))
	}
	return blocks
}

func quoted(text string, from []document.Run) document.Block {
	return document.Block{Quote: &document.Quote{Runs: []document.Run{document.Text(strings.TrimSpace(text))}, From: from}}
}

// given says who gave something, and when.
func (p *Pack) given(by models.Ref, on models.Date) []document.Run {
	runs := []document.Run{document.Text("Given by: "), notKnown("not recorded")}
	if name, known := p.Names[by]; known {
		runs = []document.Run{document.Text("Given by " + name.Title)}
	}
	if on == "" {
		return append(runs, document.Text(", "), notKnown("day not recorded"))
	}
	return append(runs, document.Text(" "+on.On()))
}

func (p *Pack) earlierBlocks(other Asked) []document.Block {
	question := other.Question
	put := notKnown("The day on which it was put is not recorded.")
	if question.PutOn != "" {
		put = document.Text("Put " + question.PutOn.On() + ".")
	}
	blocks := []document.Block{
		heading(3, string(question.Ref)+" "+question.Title),
		document.Para(put, document.Text(" It stands so: "), document.Run{Text: standing(question, p.On), Strong: true}, document.Text("."), cited(question)),
	}
	blocks = append(blocks, typed(question.Text)...)
	blocks = append(blocks, p.limbBlocks(other.Limbs)...)
	return append(blocks, p.answerBlocks(other.Answers)...)
}

func (p *Pack) assuranceBlocks(assurances []PackAssurance) []document.Block {
	if len(assurances) == 0 {
		return []document.Block{unsaid("No assurance is recorded as taken from it.")}
	}
	var blocks []document.Block
	for _, packed := range assurances {
		assurance := packed.Assurance
		blocks = append(blocks, heading(3, string(assurance.Ref)+" "+assurance.Title),
			quoted(assurance.Statement, append(p.given(assurance.GivenBy, assurance.GivenOn), cited(assurance))),
			document.Para(document.Run{Text: standing(assurance, p.On), Strong: true}, document.Text(". "+assurance.StandsBecause(p.On)), cited(assurance)))
		if packed.Review != nil {
			blocks = append(blocks, document.Para(document.Text("Why, as the last test gave it:"), cited(packed.Review)))
			blocks = append(blocks, typed(packed.Review.Rationale)...)
		}
	}
	return blocks
}
