package frontend

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"

	"answerable/internal/document"
)

// runs writes runs without a space between them that is not theirs.
func (p paperView) runs(runs []document.Run) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, out io.Writer) error {
		var html strings.Builder
		for _, run := range document.Set(runs) {
			html.WriteString(runHTML(run))
			if len(run.Note) > 0 {
				number := p.note(run.Note)
				html.WriteString(`<sup class="app-paper__mark"><a id="note-` + number + `-from" class="govuk-link" href="#note-` + number + `" aria-label="Footnote ` + number + `">` + number + `</a></sup>`)
			}
		}
		_, err := io.WriteString(out, html.String())
		return err
	})
}

// runHTML sets the words of a run as they weigh, as a link where it is one.
func runHTML(run document.Run) string {
	lines := document.Lines(run.Text)
	for i, line := range lines {
		lines[i] = templ.EscapeString(line)
	}
	html := strings.Join(lines, "<br>")
	if run.Unknown {
		html = `<span class="app-unknown">` + html + `</span>`
	}
	if run.Emphasis {
		html = "<em>" + html + "</em>"
	}
	if run.Strong {
		html = "<strong>" + html + "</strong>"
	}
	if run.Link == "" {
		return html
	}
	class := "govuk-link"
	if run.Cites {
		class += " app-paper__cite"
	}
	return `<a class="` + class + `" href="` + templ.EscapeString(string(templ.URL(run.Link))) + `">` + html + `</a>`
}
