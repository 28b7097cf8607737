package frontend

import (
	"io"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// mountDossiers adds the pages about dossiers.
func (s *site) mountDossiers(r gin.IRouter) {
	for _, k := range models.Themes {
		one := "/" + k.Plural + "/:ref"
		r.GET(one+"/dossier", s.closed(func(v *visit) error { return v.dossierPage(k) }))
		r.GET(one+"/dossier.zip", s.closed(func(v *visit) error { return v.dossier(k) }))
	}
}

// dossierPage says what a dossier holds and lets the person make one.
func (v *visit) dossierPage(k *models.Kind) error {
	one, err := v.service.Get(v.ctx(), v.who, k, models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	trail := recordTrail(one)
	trail[len(trail)-1].Href = recordURL(k, one.Model.Base().Ref)
	return v.show(page{
		Title: "Dossier for an auditor", Trail: append(trail, components.Link{Text: "Dossier"}),
		Body: dossierView{one, v.who.Cleared()}.view(),
	})
}

// dossierView is the page of a dossier that can be made.
type dossierView struct {
	*service.One
	Cleared bool
}

// needed tells whether there is no dossier without what is OFFICIAL-SENSITIVE.
func (d dossierView) needed() bool { return d.Model.Shared().Marking == models.OfficialSensitive }

// dossier sends a dossier.
func (v *visit) dossier(k *models.Kind) error {
	out := &lateHeader{into: v.Writer, contentType: "application/zip"}
	err := v.service.Dossier(v.ctx(), v.who, k, models.Ref(v.Param("ref")), v.Query("sensitive") == "yes", func(name string) io.Writer {
		v.Header("Content-Disposition", `attachment; filename="`+name+`"`)
		return out
	})
	if err != nil && out.begun {
		// Half a file must not look like a whole one: the connection breaks.
		v.log.ErrorContext(v.ctx(), "dossier failed", "kind", k.Name, "error", err)
		panic(http.ErrAbortHandler)
	}
	if err != nil {
		v.Writer.Header().Del("Content-Disposition")
		return err
	}
	return out.Flush()
}
