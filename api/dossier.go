package api

import (
	"io"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
)

// mountDossiers mounts the dossier on each kind of theme.
func (a *api) mountDossiers() {
	for _, k := range models.Themes {
		kindRoutes{a, k, pascal(k.Name), k.Many}.mountDossier()
	}
}

func (r kindRoutes) mountDossier() {
	zip := schema{"type": "string", "contentMediaType": "application/zip"}
	r.mount(route{
		id: "read" + r.name + "Dossier", method: http.MethodGet, path: r.path("/{ref}/dossier.zip"), tag: r.tag, roles: r.seers(), refuses: true,
		summary: "Download the dossier on " + article(lower(r.kind.One)),
		about:   "Everything about it that you may see, as pages to be read without the system: each record with its history, each file, and what to hold it against the trail with. That it was made stands in the history of the record.",
		params: []param{
			r.refParam(),
			{"sensitive", "query", "Whether what is OFFICIAL-SENSITIVE is in it, as far as you may see it; left out, it is not", schema{"type": "string", "enum": []string{"yes"}}},
		},
		answers: []answer{{http.StatusOK, "The dossier", &content{"application/zip", zip}, []string{"Content-Disposition"}}},
		handle:  r.dossier,
	})
}

func (r kindRoutes) dossier(c *gin.Context, who *models.Actor) error {
	sensitive := c.Query("sensitive")
	if sensitive != "" && sensitive != "yes" {
		return models.Problems{{Field: "sensitive", Code: "choice", Text: "sensitive: must be yes, or left out"}}.Or()
	}
	out := &attachment{c: c, media: "application/zip"}
	err := r.service.Dossier(c.Request.Context(), who, r.kind, refOf(c), sensitive == "yes", func(name string) io.Writer {
		out.name = name
		return out
	})
	if err != nil {
		return out.cutOff(r.api, err)
	}
	return nil
}
