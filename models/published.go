package models

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// PublishedStyle is what a passage of a published text is.
type PublishedStyle string

// The styles of passages.
const (
	PublishedTitle   PublishedStyle = "title"
	PublishedHeading PublishedStyle = "heading"
	PublishedQuote   PublishedStyle = "quote"
	PublishedPara    PublishedStyle = "paragraph"
)

// PublishedPassage is one passage of a published text.
type PublishedPassage struct {
	Style PublishedStyle `json:"style"`
	Text  string         `json:"text"`
}

// Published is a text as the public reads it. It is kept as plain text, which
// stands by itself in the trail and in exports: a passage a paragraph, the
// title after "# ", headings after "## " and quotations after "> ".
type Published []PublishedPassage

var publishedSigns = []struct {
	style PublishedStyle
	sign  string
}{{PublishedTitle, "# "}, {PublishedHeading, "## "}, {PublishedQuote, "> "}, {PublishedPara, ""}}

// escaped keeps a paragraph that happens to begin with a sign from being read
// as something else.
const escaped = `\`

// String writes the text to be kept.
func (p Published) String() string {
	parts := make([]string, len(p))
	for i, passage := range p {
		text := passage.Text
		if passage.Style == PublishedPara && strings.IndexAny(text, `#>\`) == 0 {
			text = escaped + text
		}
		for _, known := range publishedSigns {
			if known.style == passage.Style {
				parts[i] = known.sign + text
			}
		}
	}
	return strings.Join(parts, "\n\n")
}

// ReadPublished reads a text that was kept.
func ReadPublished(text string) Published {
	var read Published
	for _, part := range paragraphsOf(text) {
		for _, known := range publishedSigns {
			if rest, found := strings.CutPrefix(part, known.sign); found {
				if known.style == PublishedPara {
					rest = strings.TrimPrefix(rest, escaped)
				}
				read = append(read, PublishedPassage{known.style, rest})
				break
			}
		}
	}
	return read
}

// paragraphsOf are the paragraphs of a text, without empty lines in between.
func paragraphsOf(text string) []string {
	var paragraphs []string
	for _, part := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			paragraphs = append(paragraphs, part)
		}
	}
	return paragraphs
}

func (p *Published) add(style PublishedStyle, text string) {
	for _, paragraph := range paragraphsOf(text) {
		*p = append(*p, PublishedPassage{style, paragraph})
	}
}

// Compose is exactly what would go out today: nothing in it is
// OFFICIAL-SENSITIVE, of which complete sees to the comment and its report.
func (c *PublicComment) Compose(f Facts) (Published, error) {
	m, err := f.Get(c.Report)
	if err != nil {
		return nil, err
	}
	report := m.(*Report)
	items, err := c.items(f)
	if err != nil {
		return nil, err
	}
	var out Published
	out.add(PublishedTitle, c.Title)
	if err := c.introduce(&out, report, f); err != nil {
		return nil, err
	}
	out.add(PublishedPara, c.Opening)
	recommendations, err := c.recommendations(f)
	if err != nil {
		return nil, err
	}
	for _, recommendation := range recommendations {
		if item := items[recommendation.Ref]; item != nil && item.Marking != OfficialSensitive {
			out.comment(recommendation, item)
		}
	}
	out.add(PublishedPara, c.Closing)
	return out, nil
}

// introduce says on what the comment is, by when it was due and when it came.
func (c *PublicComment) introduce(out *Published, report *Report, f Facts) error {
	whose, err := f.Get(c.Body)
	if err != nil {
		return err
	}
	about := "Comments of " + whose.Heading() + " on the report “" + report.Title + "”"
	if report.Publisher != "" {
		publisher, err := f.Get(report.Publisher)
		if err != nil {
			return err
		}
		about += " by " + publisher.Heading()
	}
	if report.PublishedOn != "" {
		about += ", published " + report.PublishedOn.On()
	}
	out.add(PublishedPara, about+".")
	if report.Address != "" {
		out.add(PublishedPara, "The report: "+report.Address)
	}
	today := cmp.Or(c.PublishedOn, f.Today())
	if c.Corrects == "" {
		out.add(PublishedPara, report.timing(today))
		return nil
	}
	// The first comments are those that were in time or late.
	earlier, err := f.Get(c.Corrects)
	if err != nil {
		return err
	}
	out.add(PublishedPara, report.timing(cmp.Or(report.ResponseOn, earlier.(*PublicComment).PublishedOn)))
	out.add(PublishedPara, "These comments, published on "+today.String()+", correct earlier ones ("+string(c.Corrects)+").")
	return nil
}

// timing says how a comment that was first published on a day stands to the day
// on which it was due.
func (r *Report) timing(on Date) string {
	if r.ResponseDue == "" {
		return "Published on " + on.String() + "."
	}
	due := "Due by " + r.ResponseDue.String()
	if r.ResponseHow != "" {
		due += " (" + r.ResponseHow + ")"
	}
	if Passed(r.ResponseDue, on) {
		return due + ". Published on " + on.String() + ", " + plural(r.ResponseDue.DaysUntil(on), "day") + " late."
	}
	return due + ". Published in time, on " + on.String() + "."
}

func (p *Published) comment(recommendation *Recommendation, item *CommentItem) {
	name := recommendation.Title
	if recommendation.Number != "" {
		name = "Recommendation " + recommendation.Number + ": " + name
	}
	p.add(PublishedHeading, name)
	text := recommendation.Text
	if text != "" && recommendation.Wording != "verbatim" {
		text = "In summary: " + text
	}
	p.add(PublishedQuote, text)
	p.add(PublishedPara, "Position: "+LabelOf(item.Stance.Options(), string(item.Stance)))
	p.add(PublishedPara, item.Text)
}

// complete refuses a comment that leaves a recommendation out: section 55 asks
// for comments on each. It names those that are missing.
func (c *PublicComment) complete(f Facts) error {
	if err := c.mayGoOut(f); err != nil {
		return err
	}
	recommendations, err := c.recommendations(f)
	if err != nil {
		return err
	}
	items, err := c.items(f)
	if err != nil {
		return err
	}
	var missing []string
	for _, recommendation := range recommendations {
		switch item := items[recommendation.Ref]; {
		case item == nil:
			missing = append(missing, string(recommendation.Ref)+" ("+recommendation.Title+")")
		case item.Marking == OfficialSensitive:
			missing = append(missing, string(recommendation.Ref)+": what is said is OFFICIAL-SENSITIVE")
		case item.Stance == "" || item.Stance == NotYetStated:
			missing = append(missing, string(recommendation.Ref)+": no position is given")
		case item.Text == "":
			missing = append(missing, string(recommendation.Ref)+": what is done, or why nothing is, is not said")
		}
	}
	if len(missing) > 0 {
		return Fail(Refused, "Each recommendation of the report must be commented on first. Missing: %s", strings.Join(missing, "; "))
	}
	return nil
}

// mayGoOut refuses what must never be published, and comments on a report whose
// recommendations are not all entered.
func (c *PublicComment) mayGoOut(f Facts) error {
	m, err := f.Get(c.Report)
	if err != nil {
		return err
	}
	report := m.(*Report)
	if c.Marking == OfficialSensitive || report.Marking == OfficialSensitive {
		return Fail(Refused, "What is OFFICIAL-SENSITIVE is never published, and the comment or its report is")
	}
	all, err := f.Find("recommendation", "report", c.Report)
	entered := int64(len(slices.DeleteFunc(all, func(m Model) bool { return m.Base().State == Withdrawn })))
	if stated := report.StatedRecommendations; err == nil && stated != nil && *stated > entered {
		err = Fail(Refused, "The report says that it makes %d recommendations, of which %d are entered. Enter the others, or correct the number", *stated, entered)
	}
	return err
}

// recommendations are those that a comment must cover, in the order of their
// numbers. What is OFFICIAL-SENSITIVE was not published, and is not spoken of.
func (c *PublicComment) recommendations(f Facts) ([]*Recommendation, error) {
	found, err := f.Find("recommendation", "report", c.Report)
	if err != nil {
		return nil, err
	}
	var all []*Recommendation
	for _, m := range found {
		if m.Base().State != Withdrawn && m.Shared().Marking != OfficialSensitive {
			all = append(all, m.(*Recommendation))
		}
	}
	slices.SortStableFunc(all, ByNumber)
	return all, nil
}

// items are what a comment says, by the recommendation to which it says it.
func (c *PublicComment) items(f Facts) (map[Ref]*CommentItem, error) {
	found, err := f.Find("comment-item", "comment", c.Ref)
	items := map[Ref]*CommentItem{}
	for _, m := range found {
		if item := m.(*CommentItem); item.State == Current {
			items[item.Recommendation] = item
		}
	}
	return items, err
}

// ByNumber puts recommendations in the order of their report: 2 before 10, and
// those without a number at the end.
func ByNumber(a, b *Recommendation) int {
	return cmp.Or(cmp.Compare(leading(a.Number), leading(b.Number)), cmp.Compare(a.Number, b.Number), cmp.Compare(len(a.Ref), len(b.Ref)), cmp.Compare(a.Ref, b.Ref))
}

// leading is the number with which a text begins, or a very large one.
func leading(text string) int {
	digits := text[:len(text)-len(strings.TrimLeft(text, "0123456789"))]
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 1 << 30
	}
	return n
}
