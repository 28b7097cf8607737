package frontend

import (
	"bytes"
	"fmt"
	"io"
	"net/http"

	"answerable/models"
	"answerable/service"
)

// exportCSV sends what a register lists as a file.
func (v *visit) exportCSV(k *models.Kind) error {
	q, err := service.ParseQuery(k, v.Request.URL.Query())
	if err != nil {
		return err
	}
	v.Header("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-%s.csv"`, k.Plural, string(v.service.Today())))
	out := &lateHeader{into: v.Writer, contentType: "text/csv; charset=utf-8"}
	err = v.service.ExportCSV(v.ctx(), v.who, k, q, out)
	if err != nil && out.begun {
		// Half a file must not look like a whole one: the connection breaks.
		v.log.ErrorContext(v.ctx(), "export failed", "kind", k.Name, "error", err)
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
