package frontend

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// exportPage offers everything that the person sees as a file.
func (v *visit) exportPage() error {
	return v.showExport(nil)
}

func (v *visit) showExport(problems models.Problems) error {
	form := exportForm{Cleared: v.who.Cleared(), Problems: problems}
	status := http.StatusOK
	if len(problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return v.show(page{Status: status, Title: "Export everything", Errors: len(problems) > 0, Trail: []components.Link{{Text: "Home", Href: "/"}, {Text: "Export everything"}}, Body: form.view()})
}

// exportForm is what the page about exporting everything shows.
type exportForm struct {
	// Cleared says that the person may see what is OFFICIAL-SENSITIVE.
	Cleared  bool
	Problems models.Problems
}

// exportEverything sends every register that the person sees, in the format
// that they chose.
func (v *visit) exportEverything() error {
	e := service.Export{Format: service.ExportFormat(v.Query("format")), Sensitive: v.Query("sensitive") == "yes"}
	switch e.Format {
	case service.ExportJSON:
		return v.seeOther(withQuery(apiPath+"/export.json", sensitively(url.Values{}, e.Sensitive)))
	case service.ExportCSV, service.ExportXLSX:
		return v.sendExport(e)
	}
	return v.showExport(models.Problems{{Field: "format", Code: "required", Text: "Choose in which form to export"}})
}

// apiPath is where the API begins. JSON is the API's to write: a browser that
// is signed in may ask it.
const apiPath = "/api/v1"

// sensitively adds to a query that what is OFFICIAL-SENSITIVE is wanted too.
func sensitively(values url.Values, is bool) url.Values {
	if is {
		values.Set("sensitive", "yes")
	}
	return values
}

// exportRegister sends what a register lists as a file.
func (v *visit) exportRegister(k *models.Kind, format service.ExportFormat) error {
	values := v.Request.URL.Query()
	e := service.Export{Kind: k, Format: format, Sensitive: values.Get("sensitive") == "yes"}
	values.Del("sensitive")
	var err error
	if e.Query, err = service.ParseQuery(k, values); err != nil {
		return err
	}
	return v.sendExport(e)
}

func (v *visit) exportCSV(k *models.Kind) error  { return v.exportRegister(k, service.ExportCSV) }
func (v *visit) exportXLSX(k *models.Kind) error { return v.exportRegister(k, service.ExportXLSX) }

func (v *visit) sendExport(e service.Export) error {
	file, err := v.service.ExportFile(v.ctx(), v.who, e)
	if err != nil {
		return err
	}
	return v.send(file, func(out io.Writer) error { return v.service.Export(v.ctx(), v.who, e, out) })
}

// template sends a workbook to fill in with records of a kind, to whoever may
// see any.
func (v *visit) template(k *models.Kind) error {
	if len(k.Reading(v.who)) == 0 {
		return noPage
	}
	return v.send(service.TemplateFile(k), func(out io.Writer) error { return v.service.Template(k, out) })
}

// send sends a file as it is written.
func (v *visit) send(file service.ExportFile, write func(io.Writer) error) error {
	v.Header("Content-Disposition", fmt.Sprintf(`attachment; filename="%s"`, file.Name))
	out := &lateHeader{into: v.Writer, contentType: file.Media}
	err := write(out)
	if err != nil && out.begun {
		// Half a file must not look like a whole one: the connection breaks.
		v.log.ErrorContext(v.ctx(), "export failed", "file", file.Name, "error", err)
		panic(http.ErrAbortHandler)
	}
	if err != nil {
		v.Writer.Header().Del("Content-Disposition")
		return err
	}
	return out.Flush()
}

// lateHeader gathers the first of what is written, so that a failure at the
// beginning can still become a page.
type lateHeader struct {
	into        http.ResponseWriter
	contentType string
	held        bytes.Buffer
	begun       bool
}

// heldBack is how much is gathered before anything is sent.
const heldBack = 4096

// Write implements io.Writer.
func (l *lateHeader) Write(p []byte) (int, error) {
	if l.begun {
		return l.into.Write(p)
	}
	l.held.Write(p)
	if l.held.Len() < heldBack {
		return len(p), nil
	}
	return len(p), l.Flush()
}

// Flush sends what was gathered.
func (l *lateHeader) Flush() error {
	if !l.begun {
		l.begun = true
		l.into.Header().Set("Content-Type", l.contentType)
	}
	_, err := io.Copy(l.into, &l.held)
	return err
}
