package service

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"answerable/internal/db"
	"answerable/internal/document"
	"answerable/models"
)

// title is what a paper is called that nobody gave a title.
func (b *briefing) title() string {
	kind := models.LabelOf(b.Type.Options(), string(b.Type))
	if b.subject != nil {
		return kind + ": " + b.subject.Heading()
	}
	return kind + ": " + b.periodWords()
}

func (b *briefing) subtitle() string {
	var parts []string
	if b.subject != nil && b.Title != "" {
		parts = append(parts, models.KindOf(b.subject).One+": "+b.subject.Heading())
	}
	if b.Since != "" || b.Until != "" {
		parts = append(parts, upperFirst(b.periodWords()))
	}
	return strings.Join(append(parts, "As at "+b.day.String()), ". ")
}

func (b *briefing) periodWords() string {
	switch {
	case b.Since == "":
		return "until " + b.Until.String()
	case b.Until == "":
		return "from " + b.Since.String()
	default:
		return "from " + b.Since.String() + " until " + b.Until.String()
	}
}

// about are the lines that say how to read the paper.
func (b *briefing) about() []string {
	lines := []string{"Composed on " + b.s.Today().String() + by(b.who.Name) + " from what they may see of the records."}
	if b.day < b.s.Today() {
		lines = append(lines, "“As at "+b.day.String()+"” means: what is dated after that day is left out, figures are those that were reported by then, and what is overdue or has lapsed is reckoned for that day. For some changes, such as how a limb was judged, no day is kept: those stand as they are on the day of composing.")
	}
	if b.Since != "" || b.Until != "" {
		lines = append(lines, "It tells what falls "+b.periodWords()+". What bears no date is left out, since nobody can tell when it was, but for definitions, guidance, posts and duties.")
	}
	if !b.who.Cleared() {
		lines = append(lines, "Whatever is OFFICIAL-SENSITIVE is left out.")
	}
	lines = append(lines, "A reference in square brackets names the record from which what stands before it comes.")
	return append(lines, b.left...)
}

func by(name string) string {
	if name == "" {
		return ""
	}
	return " by " + name
}

// marking is the highest of all records that the paper cites or names.
func (b *briefing) marking() (string, error) {
	var sensitive int64
	used := models.Refs(slices.Sorted(maps.Keys(b.used)))
	tx := b.s.db.WithContext(b.ctx)
	err := tx.Raw("SELECT COUNT(*) FROM "+db.Among(tx, "records", "ref")+" AND records.marking = ?", used, models.OfficialSensitive).Scan(&sensitive).Error
	if sensitive > 0 {
		return string(models.OfficialSensitive), unavailable(err)
	}
	return string(models.Official), unavailable(err)
}

// withOwn puts the authors’ own paragraphs into a section: first, after what is
// said of a record, or last. Where the record is no longer in the section, the
// paragraph is the last.
func (b *briefing) withOwn(section models.PaperSection, composed []document.Block) []document.Block {
	own := where(b, models.ParagraphKind, func(p *models.Paragraph) bool { return p.Section == section })
	slices.SortStableFunc(own, func(x, y *models.Paragraph) int { return cmp.Compare(len(x.Ref), len(y.Ref)) })
	var first, last []document.Block
	behind := map[int][]document.Block{}
	for _, p := range own {
		at := -1
		if p.Place == models.PlaceAfter {
			at = lastCiting(composed, p.After)
		}
		switch {
		case p.Place == models.PlaceFirst:
			first = append(first, b.own(p)...)
		case at >= 0:
			behind[at] = append(behind[at], b.own(p)...)
		default:
			last = append(last, b.own(p)...)
		}
	}
	blocks := first
	for i, block := range composed {
		blocks = append(append(blocks, block), behind[i]...)
	}
	return append(blocks, last...)
}

// own is what an author wrote, marked as theirs.
func (b *briefing) own(p *models.Paragraph) []document.Block {
	b.used[p.Ref] = true
	mark := cmp.Or(b.name(p.CreatedBy), "an author who is not named") + ", " + models.DateOf(p.CreatedAt).String()
	if p.UpdatedAt.After(p.CreatedAt) {
		mark += ", changed on " + models.DateOf(p.UpdatedAt).String()
	}
	var blocks []document.Block
	for _, text := range strings.Split(strings.ReplaceAll(p.Text, "\r\n", "\n"), "\n\n") {
		if text = strings.TrimSpace(text); text != "" {
			blocks = append(blocks, document.Block{Paragraph: &document.Paragraph{Runs: linked(strings.ReplaceAll(text, "\n", " ")), Own: mark}})
		}
	}
	return blocks
}

// lastCiting is the last block that cites a record, -1 where none does. A list
// or a quote belongs to the paragraph before it.
func lastCiting(blocks []document.Block, ref models.Ref) int {
	at := -1
	for i, block := range blocks {
		if ref != "" && cites(block, string(ref)) {
			at = i
		}
	}
	for at >= 0 && at+1 < len(blocks) && blocks[at].Paragraph != nil && (blocks[at+1].List != nil || blocks[at+1].Quote != nil) {
		at++
	}
	return at
}

// cites tells whether a block cites a record.
func cites(block document.Block, ref string) bool {
	return slices.ContainsFunc(runsOf(block), func(run document.Run) bool { return run.Cites && run.Text == ref })
}

// runsOf are all runs of a block.
func runsOf(block document.Block) []document.Run {
	switch {
	case block.Paragraph != nil:
		return block.Paragraph.Runs
	case block.Quote != nil:
		return slices.Concat(block.Quote.Runs, block.Quote.From)
	case block.List != nil:
		return runsOfItems(block.List.Items)
	case block.Table != nil:
		var runs []document.Run
		for _, row := range block.Table.Rows {
			for _, cell := range row {
				runs = append(runs, cell...)
			}
		}
		return runs
	}
	return nil
}

func runsOfItems(items []document.Item) []document.Run {
	var runs []document.Run
	for _, item := range items {
		runs = slices.Concat(runs, item.Runs, runsOfItems(item.Items))
	}
	return runs
}
