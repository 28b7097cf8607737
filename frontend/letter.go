package frontend

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/a-h/templ"
	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/internal/document"
	"answerable/models"
	"answerable/service"
)

const letterSetPath = "/letter-templates/start-set"

// mountLetters adds the pages on which letters about grants are written.
func (s *site) mountLetters(r gin.IRouter) {
	r.GET(letterSetPath, s.closed((*visit).letterSetPage))
	r.POST(letterSetPath, s.closed((*visit).takeLetterSet))
	r.GET("/awards/:ref/letters", s.closed((*visit).awardLettersPage))
	r.POST("/awards/:ref/letters", s.closed((*visit).writeAwardLetter))
	r.GET("/rounds/:ref/letters", s.closed((*visit).roundLettersPage))
	r.POST("/rounds/:ref/letters", s.closed((*visit).writeRoundLetters))
}

// lettersURL is where letters about a record are written; empty for who may
// write none about it as it stands.
func (v *visit) lettersURL(one *service.One) string {
	if !one.Kind.MayDo(v.who, models.ActWriteLetter, one.Model) {
		return ""
	}
	return recordURL(one.Kind, one.Model.Base().Ref) + "/letters"
}

// roundOwn leads from a round to its letters, and shows what became of its
// money.
func roundOwn(v *visit, one *service.One) (own, error) {
	blocks, err := v.roundFunding(one)
	giving := linkRow(v.givingLinks(service.GivingQuery{Round: one.Model.Base().Ref}))
	if err == nil {
		blocks, err = v.ranked(one, blocks)
	}
	return own{
		Lead: templ.Join(lettersLink(v.lettersURL(one), "Write the letters of this round"), giving), Blocks: blocks,
		Fields: []string{"pot", "applications_received", "selected"},
	}, err
}

// letterTemplateOwn lists what a template can hold.
func letterTemplateOwn(_ *visit, one *service.One) (own, error) {
	use := one.Model.(*models.LetterTemplate).Use
	return own{Blocks: []block{{"placeholders", "Placeholders that it can hold", placeholderList(use.Placeholders())}}}, nil
}

// letterSetPage shows the letters with which an office can begin, and all
// placeholders.
func (v *visit) letterSetPage() error {
	n, err := v.service.Count(v.ctx(), v.who, models.LetterTemplateKind, service.Query{})
	if err != nil {
		return err
	}
	may := n == 0 && len(models.LetterTemplateKind.Starts(v.who)) > 0
	trail := append(trailTo(models.LetterTemplateKind), components.Link{Text: "Letters to begin with"})
	return v.show(page{Title: "Letters to begin with", Trail: trail, Body: letterSet(may)})
}

// takeLetterSet adds these letters as templates of the office.
func (v *visit) takeLetterSet() error {
	if _, err := v.service.TakeLetterSet(v.ctx(), v.who); err != nil {
		return err
	}
	return v.seeOther("/" + models.LetterTemplateKind.Plural)
}

// awardLetters is the page on which a letter about an award is chosen, read and
// written.
type awardLetters struct {
	*service.One
	Letters []service.Letter
	// Chosen is the letter that is shown; nil where there is none.
	Chosen    *service.Letter
	Cleared   bool
	Sensitive bool
	Problems  models.Problems
}

// awardLettersPage shows a letter about an award as it would be written now.
// Nothing is kept by it.
func (v *visit) awardLettersPage() error {
	return v.showAwardLetters(models.Ref(v.Query("template")), v.Query(sensitiveParam) == "yes", nil)
}

func (v *visit) showAwardLetters(template models.Ref, sensitive bool, problems models.Problems) error {
	one, err := v.service.Get(v.ctx(), v.who, models.AwardKind, models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	view := awardLetters{One: one, Cleared: v.who.Cleared(), Sensitive: sensitive, Problems: problems}
	view.Letters, err = v.service.AwardLetters(v.ctx(), v.who, one.Model.Base().Ref, sensitive)
	if found := problemsOf(err); found != nil {
		view.Problems = append(view.Problems, found...)
	} else if err != nil {
		return err
	}
	view.choose(template)
	status := http.StatusOK
	if len(problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	trail := recordTrail(one)
	trail[len(trail)-1].Href = recordURL(one.Kind, one.Model.Base().Ref)
	return v.show(page{Status: status, Title: "Write a letter", Errors: len(problems) > 0, Trail: append(trail, components.Link{Text: "Letter"}), Body: view.view()})
}

// choose takes the letter of a template, or else the first.
func (a *awardLetters) choose(template models.Ref) {
	at := max(slices.IndexFunc(a.Letters, func(l service.Letter) bool { return l.Template.Ref == template }), 0)
	if at < len(a.Letters) {
		a.Chosen = &a.Letters[at]
	}
}

// templates are the letters to choose among.
func (a awardLetters) templates() []components.Option {
	options := make([]components.Option, len(a.Letters))
	for i, letter := range a.Letters {
		options[i] = components.Option{Value: string(letter.Template.Ref), Text: letter.Template.Title}
	}
	return options
}

// writeAwardLetter sends a letter about an award as a file.
func (v *visit) writeAwardLetter() error {
	ref := models.Ref(v.Param("ref"))
	if err := v.service.Sees(v.ctx(), v.who, models.AwardKind, ref); err != nil {
		return err
	}
	typed, err := v.typed()
	if err != nil {
		return err
	}
	choice := service.LetterChoice{Template: models.Ref(typed.Get("template")), Sensitive: typed.Get(sensitiveParam) == "yes"}
	file, err := v.service.WriteAwardLetter(v.ctx(), v.who, ref, choice, formatOf(typed))
	if problems := problemsOf(err); problems != nil {
		return v.showAwardLetters(choice.Template, choice.Sensitive, problems)
	}
	if err != nil {
		return err
	}
	return v.sendFile(file)
}

// formatOf is the format that a button asks for; Word where none does.
func formatOf(typed url.Values) document.Format {
	at := slices.IndexFunc(document.Formats, func(f document.Format) bool { return f.Ending == typed.Get("format") })
	return document.Formats[max(at, 0)]
}

// roundLetters is the page on which the letters of a round are written.
type roundLetters struct {
	*service.RoundLetters
	Choice   service.RoundChoice
	Cleared  bool
	Problems models.Problems
}

// roundLettersPage lists the letters of a round as they would be written now.
func (v *visit) roundLettersPage() error {
	return v.showRoundLetters(roundChoice(v.Request.URL.Query()), nil)
}

func roundChoice(typed url.Values) service.RoundChoice {
	return service.RoundChoice{Award: models.Ref(typed.Get("award")), Decline: models.Ref(typed.Get("decline")), Sensitive: typed.Get(sensitiveParam) == "yes"}
}

func (v *visit) showRoundLetters(choice service.RoundChoice, problems models.Problems) error {
	ref := models.Ref(v.Param("ref"))
	letters, err := v.service.RoundLetters(v.ctx(), v.who, ref, choice)
	if found := problemsOf(err); found != nil && len(problems) == 0 {
		return v.showRoundLetters(service.RoundChoice{Sensitive: choice.Sensitive}, found)
	}
	if err != nil {
		return err
	}
	status := http.StatusOK
	if len(problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	trail := append(trailTo(models.RoundKind), components.Link{Text: string(ref), Href: recordURL(models.RoundKind, ref)}, components.Link{Text: "Letters"})
	view := roundLetters{letters, choice, v.who.Cleared(), problems}
	return v.show(page{Status: status, Title: "Letters of the round", Errors: len(problems) > 0, Wide: true, Trail: trail, Body: view.view()})
}

// options are the templates of a use, to choose among.
func (r roundLetters) options(use models.LetterUse) []components.Option {
	options := []components.Option{}
	for _, template := range r.Templates {
		if template.Use == use {
			options = append(options, components.Option{Value: string(template.Ref), Text: template.Title})
		}
	}
	return options
}

// rows are the letters, with what each lacks.
func (r roundLetters) rows() [][]components.Cell {
	rows := make([][]components.Cell, len(r.Letters))
	for i, letter := range r.Letters {
		rows[i] = []components.Cell{
			{HTML: tableLink(letter.Award), Class: components.CellText},
			{Text: models.LabelOf(models.AwardKind.States, string(letter.Award.State))},
			{HTML: letterCell(letter)},
			{HTML: letterStanding(letter), Class: components.CellText},
		}
	}
	return rows
}

// writeRoundLetters sends the letters of a round as a zip.
func (v *visit) writeRoundLetters() error {
	ref := models.Ref(v.Param("ref"))
	if err := v.service.Sees(v.ctx(), v.who, models.RoundKind, ref); err != nil {
		return err
	}
	typed, err := v.typed()
	if err != nil {
		return err
	}
	choice := roundChoice(typed)
	file, err := v.service.WriteRoundLetters(v.ctx(), v.who, ref, choice, formatOf(typed))
	if problems := problemsOf(err); problems != nil {
		return v.showRoundLetters(service.RoundChoice{Sensitive: choice.Sensitive}, problems)
	}
	if err != nil {
		return err
	}
	return v.sendFile(file)
}
