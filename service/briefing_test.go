package service_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/internal/document"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
	"answerable/service/sample"
)

// ofTheSample is an office with the sample in it, and its priority.
func ofTheSample(t *testing.T, gdb *gorm.DB, options sample.Options) (*office, models.Ref) {
	t.Helper()
	ctx, c := context.Background(), clock.Fixed(time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC))
	o := &office{Service: service.New(gdb, c, slog.New(slog.DiscardHandler)), t: t, people: map[models.Role]*models.Actor{}}
	options.Password = "a long enough password"
	loaded, err := sample.Load(ctx, o.Service, options)
	if err != nil {
		t.Fatal(err)
	}
	for _, person := range loaded.SignIns {
		for _, role := range person.Roles {
			if o.people[role], err = o.PersonByEmail(ctx, person.Email); err != nil {
				t.Fatal(err)
			}
		}
	}
	page, err := o.List(ctx, models.System(), models.PriorityKind, service.Query{Text: "CSA"})
	if err != nil || len(page.Models) != 1 {
		t.Fatalf("the priority: %v, %v", page, err)
	}
	return o, page.Models[0].Base().Ref
}

// words are what a paper says, a line a block, with citations and footnotes.
func wordsOf(d *document.Document) string {
	var lines []string
	line := func(runs []document.Run) {
		var text strings.Builder
		for _, run := range document.Set(runs) {
			text.WriteString(run.Text)
			if len(run.Note) > 0 {
				text.WriteString("{" + document.Words(run.Note) + "}")
			}
		}
		lines = append(lines, text.String())
	}
	var items func(list []document.Item, indent string)
	items = func(list []document.Item, indent string) {
		for _, item := range list {
			line(append([]document.Run{document.Text(indent + "- ")}, item.Runs...))
			items(item.Items, indent+"  ")
		}
	}
	lines = append(lines, d.Title, d.Subtitle, d.Marking)
	lines = append(lines, d.About...)
	for _, section := range d.Sections {
		lines = append(lines, "", "# "+section.Title)
		for _, block := range section.Blocks {
			switch {
			case block.Heading != nil:
				lines = append(lines, "## "+block.Heading.Text)
			case block.Paragraph != nil:
				line(append([]document.Run{document.Text(block.Paragraph.Number + " ")}, block.Paragraph.Runs...))
			case block.Quote != nil:
				line(append(append([]document.Run{document.Text("> ")}, block.Quote.Runs...), block.Quote.From...))
			case block.List != nil:
				items(block.List.Items, "")
			case block.Table != nil:
				lines = append(lines, "| "+block.Table.Caption)
				for _, row := range block.Table.Rows {
					var runs []document.Run
					for _, cell := range row {
						runs = append(append(runs, document.Text(" | ")), cell...)
					}
					line(runs)
				}
			}
		}
	}
	return strings.Join(lines, "\n")
}

func TestBriefingOfTheSample(t *testing.T) {
	for name, paperOnly := range map[string]bool{"paper": true, "all": false} {
		o, priority := ofTheSample(t, testdb.SQLite(t), sample.Options{PaperOnly: paperOnly})
		who := o.people[models.RolePlan]
		if who == nil {
			who = models.System()
		}
		d, err := o.Briefing(context.Background(), who, service.Brief{About: priority})
		if err != nil {
			t.Fatal(err)
		}
		if dir := os.Getenv("BRIEFING_OUT"); dir != "" {
			_ = os.WriteFile(dir+"/"+name+".txt", []byte(wordsOf(d)), 0o600)
		}
	}
}

// TestEverySentenceHasItsRecord holds that nothing stands in a briefing that was
// composed without a record, but what says that nothing is recorded, and what
// leads to a list or a table whose every entry cites one.
func TestEverySentenceHasItsRecord(t *testing.T) {
	o, priority := ofTheSample(t, testdb.SQLite(t), sample.Options{})
	for _, brief := range []service.Brief{{About: priority}, {Since: "2018", Until: "2019-03"}, {About: "D-BRADFORD"}, {About: "BODY-4"}, {About: "IICSA-2018"}, {About: "COM-2019-02"}} {
		d := o.briefed(models.RolePlan, brief)
		cited := 0
		for _, section := range d.Sections {
			for i, block := range section.Blocks {
				if block.Heading != nil {
					continue
				}
				n, all := citations(block)
				cited += n
				leads := i+1 < len(section.Blocks) && (section.Blocks[i+1].List != nil || section.Blocks[i+1].Table != nil)
				if !all && !saysUnknown(block) && !leads {
					t.Errorf("%+v, %s: no record behind %s", brief, section.Title, wordsOf(&document.Document{Sections: []document.Section{{Blocks: []document.Block{block}}}}))
				}
			}
		}
		if cited < 20 {
			t.Errorf("%+v cites %d records only", brief, cited)
		}
	}
}

// citations counts the records that a block cites, and tells whether each of its
// entries cites one. A list of the words of one record is cited where it opens.
func citations(block document.Block) (n int, all bool) {
	count := func(runs []document.Run) int {
		found := 0
		for _, run := range runs {
			if run.Cites {
				found++
			}
		}
		n += found
		return found
	}
	switch {
	case block.Paragraph != nil:
		return n, count(block.Paragraph.Runs) > 0
	case block.Quote != nil:
		return n, count(block.Quote.From) > 0
	case block.List != nil:
		without := 0
		for _, item := range block.List.Items {
			if count(item.Runs) == 0 {
				without++
			}
		}
		return n, without == 0 || without == len(block.List.Items)
	case block.Table != nil:
		all = true
		for _, row := range block.Table.Rows {
			found := 0
			for _, cell := range row {
				found += count(cell)
			}
			all = all && found > 0
		}
		return n, all
	}
	return 0, false
}

func saysUnknown(block document.Block) bool {
	return block.Paragraph != nil && len(block.Paragraph.Runs) == 1 && block.Paragraph.Runs[0].Unknown
}

// briefed is a briefing for somebody in a role.
func (o *office) briefed(role models.Role, brief service.Brief) *document.Document {
	o.t.Helper()
	d, err := o.Briefing(context.Background(), o.people[role], brief)
	if err != nil {
		o.t.Fatal(err)
	}
	return d
}

// says holds what a paper says and does not say.
func (o *office) says(d *document.Document, wanted, unwanted []string) {
	o.t.Helper()
	text := wordsOf(d)
	for _, words := range wanted {
		if !strings.Contains(text, words) {
			o.t.Errorf("it does not say %q:\n%s", words, text)
		}
	}
	for _, words := range unwanted {
		if strings.Contains(text, words) {
			o.t.Errorf("it says %q", words)
		}
	}
}

func TestBriefingIsForItsReader(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx := context.Background()
		p := o.pack(1)
		o.make(models.RoleDrafter, "answer", "draft", map[string]any{"question": p.second, "text": "Zebras, at no cost"})
		o.make(models.RolePlan, "commitment", "", map[string]any{"title": "Covert work", "text": "c", "body": o.force, "priorities": []models.Ref{p.priority}, "marking": "OFFICIAL-SENSITIVE"})
		for _, role := range []models.Role{models.RolePlan, models.RoleCommissioner, models.RoleDrafter, models.RoleChief, models.RolePanel} {
			d := o.briefed(role, service.Brief{About: p.priority})
			sensitive := map[bool][]string{true: {"Covert work"}}[role != models.RolePanel]
			o.says(d, append(sensitive, "Legacy and cost"), append(map[bool][]string{true: {"Covert"}}[role == models.RolePanel], "Zebras", "yaks", "Yaks"))
			if want := map[bool]string{true: "OFFICIAL", false: "OFFICIAL-SENSITIVE"}[role == models.RolePanel]; d.Marking != want {
				t.Errorf("%s: it is marked %s", role, d.Marking)
			}
		}
		outside, err := o.Briefing(ctx, o.people[models.RolePlan].Outside(), service.Brief{About: p.priority})
		if err != nil || outside.Marking != "OFFICIAL" {
			t.Fatal(outside, err)
		}
		o.says(outside, []string{"Whatever is OFFICIAL-SENSITIVE is left out"}, []string{"Covert"})
		// A section that has nothing sensitive in it makes no sensitive paper.
		if d := o.briefed(models.RolePlan, service.Brief{About: p.priority, Sections: models.Lines{"background"}}); d.Marking != "OFFICIAL" {
			t.Errorf("the background alone is marked %s", d.Marking)
		}
		hidden := o.make(models.RolePlan, "priority", "", map[string]any{"title": "Hidden", "marking": "OFFICIAL-SENSITIVE"})
		_, err = o.Briefing(ctx, o.people[models.RolePanel], service.Brief{About: hidden})
		o.refused(models.Invalid, err)
	})
}

func TestBriefingRefusesWhatItCannotCompose(t *testing.T) {
	o := newOffice(t, testdb.SQLite(t))
	for field, brief := range map[string]service.Brief{
		"about":    {},
		"sections": {Since: "2018", Sections: models.Lines{"weather"}},
		"as_at":    {Since: "2018", AsAt: "2018-05"},
		"since":    {Since: "yesterday"},
		"until":    {Since: "2018", Until: "2017"},
		"type":     {Since: "2018", Type: "poem"},
	} {
		_, err := o.Briefing(context.Background(), o.people[models.RolePlan], brief)
		o.refused(models.Invalid, err)
		var named *models.Error
		if !errors.As(err, &named) || named.Problems.Of(field) == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// TestBriefingAsAt holds that a paper as at a day tells what was known on it.
func TestBriefingAsAt(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		plan := models.RolePlan
		priority := o.make(plan, "priority", "", map[string]any{"title": "CSA/E"})
		serves := []models.Ref{priority}
		meeting := o.make(plan, "meeting", "record", map[string]any{"title": "COM", "type": "com", "held_on": "2018-01-10"})
		question := o.make(plan, "question", "record", map[string]any{"meeting": meeting, "title": "Legacy", "text": "How many?", "put_on": "2018-01-10", "due_on": "2018-02-01", "priorities": serves})
		o.make(plan, "question", "record", map[string]any{"meeting": meeting, "title": "Later", "text": "How many now?", "put_on": "2019-01-10", "priorities": serves})
		o.make(plan, "answer", "record", map[string]any{"question": question, "text": "Twelve of them", "given_on": "2018-05-01"})
		assurance := o.make(plan, "assurance", "", map[string]any{"title": "All reviewed", "statement": "All are", "given_on": "2018-01-20", "relied_until": "2018-12-31", "priorities": serves})
		o.make(plan, "review", "", map[string]any{"assurance": assurance, "verdict": "not assured", "rationale": "None was shown", "reviewed_on": "2018-11-01"})
		measure := o.make(plan, "measure", "", map[string]any{"title": "Referrals", "priorities": serves})
		first := o.make(plan, "figure", "add", map[string]any{"measure": measure, "period": "2017", "period_start": "2017", "period_end": "2017", "value": "10", "reported_on": "2018-01-31"})
		o.make(plan, "figure", "add", map[string]any{"measure": measure, "period": "2017", "period_start": "2017", "period_end": "2017", "value": "12", "reported_on": "2018-09-30", "revises": first})
		o.make(plan, "activity", "record", map[string]any{"title": "Toolkit", "type": "toolkit", "lead_body": o.force, "started": "2018-10-01", "priorities": serves})

		march := o.briefed(plan, service.Brief{About: priority, AsAt: "2018-03-04"})
		o.says(march, []string{"due by 1 February 2018 and is overdue", "No answer to it is recorded", "Nobody has tested it", "| 10 |", "is left out"},
			[]string{"Twelve", "Later", "none was shown", "| 12 |", "Toolkit"})
		june := o.briefed(plan, service.Brief{About: priority, AsAt: "2018-06-04"})
		o.says(june, []string{"Twelve of them", "| 10 |"}, []string{"overdue [", "none was shown"})
		today := o.briefed(plan, service.Brief{About: priority})
		o.says(today, []string{"Later", "none was shown", "| 12 |", "Toolkit"}, []string{"| 10 |"})
	})
}

// TestBriefingOfAPeriod holds that a period narrows a paper, alone and together
// with something that it is about.
func TestBriefingOfAPeriod(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		priority := o.make(models.RolePlan, "priority", "", map[string]any{"title": "CSA/E"})
		for title, fields := range map[string]map[string]any{
			"Roadshow of 2018": {"started": "2018"}, "Event in May": {"started": "2018-05"}, "Event in June": {"started": "2018-06-30"}, "Event in July": {"started": "2018-07-01"}, "Undated": {},
			"Long campaign": {"started": "2017-01", "ended": "2019-01"},
		} {
			fields["title"], fields["type"], fields["lead_body"], fields["priorities"] = title, "event", o.force, []models.Ref{priority}
			o.make(models.RolePlan, "activity", "record", fields)
		}
		for _, about := range []models.Ref{"", priority} {
			d := o.briefed(models.RolePlan, service.Brief{About: about, Since: "2018-05-10", Until: "2018-06", Sections: models.Lines{"force"}})
			o.says(d, []string{"Roadshow of 2018", "Event in May", "Event in June", "Long campaign", "What bears no date is left out"}, []string{"Event in July", "Undated"})
		}
	})
}

// TestOwnParagraphsStayBetweenComposings holds that what authors write keeps its
// place when records change, and that nobody else’s office reads it.
func TestOwnParagraphsStayBetweenComposings(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o, ctx := newOffice(t, gdb), context.Background()
		plan := models.RolePlan
		priority := o.make(plan, "priority", "", map[string]any{"title": "CSA/E"})
		serves := []models.Ref{priority}
		toolkit := o.make(plan, "activity", "record", map[string]any{"title": "Toolkit", "type": "toolkit", "text": "For all staff.", "lead_body": o.force, "started": "2018", "priorities": serves})
		o.make(plan, "activity", "record", map[string]any{"title": "Roadshow", "type": "roadshow", "lead_body": o.force, "started": "2019", "priorities": serves})
		paper := o.make(plan, "paper", "", map[string]any{"title": "For the Panel", "type": "briefing", "about": priority, "sections": []string{"force", "background"}})
		for _, p := range []map[string]any{
			{"place": "after", "after": toolkit, "text": "We think that it helps.\n\nMuch."}, {"place": "first", "text": "We begin."}, {"place": "last", "text": "We end."},
		} {
			p["paper"], p["section"] = paper, "force"
			o.make(models.RoleCommissioner, "paragraph", "", p)
		}
		read := func() *document.Document {
			d, _, err := o.PaperDocument(ctx, o.people[plan], paper)
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		order := func(d *document.Document, wanted ...string) {
			t.Helper()
			text, at := wordsOf(d), 0
			for _, words := range wanted {
				found := strings.Index(text[at:], words)
				if found < 0 {
					t.Fatalf("%q does not follow in\n%s", words, text)
				}
				at += found
			}
		}
		order(read(), "For the Panel", "# Work of the force", "We begin.", "Toolkit", "We think that it helps.", "Much.", "Roadshow", "We end.", "# Background")
		if own := read().Sections[0].Blocks[0].Paragraph.Own; own != "commissioner, 4 March 2019" {
			t.Errorf("it is marked as of %q", own)
		}
		// The record changes and moves behind the other; its paragraph follows.
		activity, err := o.Get(ctx, o.people[plan], models.ActivityKind, toolkit)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.Edit(ctx, o.people[plan], models.ActivityKind, toolkit, activity.Model.Base().Version, fields(t, map[string]any{"started": "2019-02", "text": "For everybody."})); err != nil {
			t.Fatal(err)
		}
		order(read(), "We begin.", "Roadshow", "For everybody", "We think that it helps.", "We end.")
		for _, other := range []models.Role{models.RoleChief, models.RolePanel} {
			_, _, err := o.PaperDocument(ctx, o.people[other], paper)
			o.refused(models.Missing, err)
			o.make(other, "paper", "", map[string]any{"title": "Ours", "type": "briefing", "about": priority})
		}
	})
}

// TestStatementsOfBriefingsDoNotGrow composes from little and from much.
func TestStatementsOfBriefingsDoNotGrow(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		few, many := o.pack(1), o.pack(12)
		n := counted(t, gdb)
		for name, brief := range map[string]func(packed) service.Brief{
			"priority": func(p packed) service.Brief { return service.Brief{About: p.priority} },
			"meeting":  func(p packed) service.Brief { return service.Brief{About: p.meeting} },
			"period":   func(packed) service.Brief { return service.Brief{Since: "2017", Until: "2019"} },
		} {
			compose := func(p packed) func() error {
				return func() error {
					_, err := o.Briefing(context.Background(), o.people[models.RolePlan], brief(p))
					return err
				}
			}
			little := count(t, n, compose(few))
			if much := count(t, n, compose(many)); much > little || much == 0 {
				t.Errorf("%s: %d statements with little, %d with much", name, little, much)
			} else {
				t.Logf("%s: %d statements", name, much)
			}
		}
	})
}
