package service_test

import (
	"context"
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
						runs = append(append(runs, document.Text(" |")), cell...)
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
