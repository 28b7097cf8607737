package service_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"answerable/internal/document"
	"answerable/internal/documenttest"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
	"answerable/service/sample"
)

// TestLibreOfficeReadsReportsAndLetters has another program open what goes out,
// and looks for the marking on every page.
func TestLibreOfficeReadsReportsAndLetters(t *testing.T) {
	o, _ := ofTheSample(t, testdb.SQLite(t), sample.Options{})
	ctx, grants := context.Background(), o.people[models.RoleGrants]
	templates, err := o.List(ctx, grants, models.LetterTemplateKind, service.Query{Filters: map[string][]string{"use": {string(models.LetterAward)}, "state": {string(models.Current)}}})
	if err != nil || len(templates.Models) != 1 {
		t.Fatal(templates, err)
	}
	files := map[string][]byte{}
	for _, format := range document.Formats {
		for name, brief := range map[string]service.Brief{"annual": yearly, "panel": quarterly} {
			var written bytes.Buffer
			if err := format.Write(o.composed(models.RolePlan, brief), &written, document.Setting{At: o.Now()}); err != nil {
				t.Fatal(err)
			}
			files[name+"."+format.Ending] = written.Bytes()
		}
		file, err := o.WriteAwardLetter(ctx, grants, "SCF-ILLUSTRATIVE-1-006", service.LetterChoice{Template: templates.Models[0].Base().Ref}, format)
		if err != nil {
			t.Fatal(err)
		}
		files["letter."+format.Ending] = file.Bytes
	}
	wanted := map[string][]string{
		"annual": {"Annual report: from 1 April 2018 until 31 March 2019", "Progress in meeting the objectives of the plan", "Money by priority", "£45,400", "What is not known"},
		"panel":  {"Report to the Panel", "Questions and answers", "Progress by priority"},
		"letter": {"award of £2,000", "Our reference: SCF-ILLUSTRATIVE-1-006", "A report at the end of term", "Grant officer (sample)"},
	}
	for name, pdf := range documenttest.Convert(t, "pdf", files) {
		pages := documenttest.Pages(t, pdf)
		for i, page := range pages {
			if !strings.Contains(page, "OFFICIAL") {
				t.Errorf("%s: page %d bears no marking:\n%s", name, i+1, page)
			}
		}
		kind, _, _ := strings.Cut(name, ".")
		text := strings.Join(strings.Fields(strings.Join(pages, " ")), " ")
		for _, words := range wanted[kind] {
			if !strings.Contains(text, words) {
				t.Errorf("%s does not say %q:\n%s", name, words, text)
			}
		}
		if kind == "letter" && len(pages) != 1 {
			t.Errorf("%s has %d pages", name, len(pages))
		}
	}
}
