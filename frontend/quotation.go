package frontend

import (
	"slices"

	"github.com/a-h/templ"

	"answerable/models"
	"answerable/service"
)

// quotation is a text that things were taken from, shown word for word.
type quotation struct {
	text      []rune
	Sentences []models.Sentence
	Taken     []service.Taken
}

func quotationOf(text string, taken []service.Taken) quotation {
	return quotation{[]rune(text), models.Sentences(text), taken}
}

// piece is a run of letters of one line of which each was taken by the same.
// Where it begins lets the script find out what was selected.
type piece struct {
	First int
	Text  string
	// NewLine says that a line begins with it.
	NewLine bool
	// Marked says that it was taken, and Ends which of what was taken ends with
	// it, by number.
	Marked bool
	Ends   []int
}

// pieces takes a passage of the text apart.
func (q quotation) pieces(within models.Passage) []piece {
	var pieces []piece
	newLine := false
	for at := within.First; at <= within.Last; at++ {
		if q.breaks(at) {
			newLine = len(pieces) > 0
			continue
		}
		next := piece{First: at, NewLine: newLine, Marked: q.marked(at)}
		for at < within.Last && !q.breaks(at+1) && !q.cut(at) {
			at++
		}
		next.Text, next.Ends = string(q.text[next.First-1:at]), q.ending(at)
		pieces, newLine = append(pieces, next), false
	}
	return pieces
}

func (q quotation) breaks(at int) bool { return q.text[at-1] == '\n' || q.text[at-1] == '\r' }

// cut tells whether something that was taken ends with a letter or begins
// behind it.
func (q quotation) cut(at int) bool {
	return slices.ContainsFunc(q.Taken, func(t service.Taken) bool { return t.At.Last == at || t.At.First == at+1 })
}

func (q quotation) marked(at int) bool {
	return slices.ContainsFunc(q.Taken, func(t service.Taken) bool { return t.At.First <= at && at <= t.At.Last })
}

func (q quotation) ending(at int) []int {
	var ends []int
	for i, t := range q.Taken {
		if t.At.Last == at {
			ends = append(ends, i)
		}
	}
	return ends
}

// line shows a passage of the text, with nothing between its letters that does
// not stand there. Not linked, it can be a label.
func (q quotation) line(within models.Passage, linked bool) templ.Component {
	var parts []templ.Component
	for _, piece := range q.pieces(within) {
		if piece.NewLine {
			parts = append(parts, lineBreak())
		}
		if piece.Marked {
			parts = append(parts, markedPiece(piece))
		} else {
			parts = append(parts, plainPiece(piece))
		}
		for _, n := range piece.Ends {
			number := takenMark(n)
			if linked {
				number = takenLink(n, q.Taken[n])
			}
			parts = append(parts, raised(number))
		}
	}
	return templ.Join(parts...)
}

// paragraphs are the passages that stand in paragraphs of their own.
func (q quotation) paragraphs() []models.Passage { return paragraphsOf(q.Sentences) }

func paragraphsOf(sentences []models.Sentence) []models.Passage {
	var paragraphs []models.Passage
	for i, sentence := range sentences {
		if sentence.Opens || i == 0 {
			paragraphs = append(paragraphs, sentence.Passage)
		}
		paragraphs[len(paragraphs)-1].Last = sentence.Last
	}
	return paragraphs
}

// around is how many sentences before and after a passage show what it is
// about.
const around = 2

// surroundings are the paragraphs, or what of them is near, in which a passage
// stands, and whether anything comes before and after.
func (q quotation) surroundings(at models.Passage) (near []models.Passage, before, after bool) {
	first := slices.IndexFunc(q.Sentences, func(s models.Sentence) bool { return s.Last >= at.First })
	last := first
	for last >= 0 && last+1 < len(q.Sentences) && q.Sentences[last+1].First <= at.Last {
		last++
	}
	if first < 0 {
		return nil, false, false
	}
	first, last = max(first-around, 0), min(last+around, len(q.Sentences)-1)
	return paragraphsOf(q.Sentences[first : last+1]), first > 0, last < len(q.Sentences)-1
}
