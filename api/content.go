package api

import (
	"errors"
	"mime"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// formOverhead is what the form around a file may take.
const formOverhead = 64 << 10

// mountContent mounts the files of documents.
func (a *api) mountContent() {
	r := kindRoutes{a, models.DocumentKind, pascal(models.DocumentKind.Name), models.DocumentKind.Many}
	a.mount(route{
		id: "readDocumentContent", method: http.MethodGet, path: r.path("/{ref}/content"), tag: r.tag, roles: r.seers(),
		summary: "Download the file of a document",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "The file, always as a download", &content{"*/*", binarySchema()}, []string{"Content-Disposition"}}},
		handle:  a.download,
	})
	a.mount(route{
		id: "writeDocumentContent", method: http.MethodPut, path: r.path("/{ref}/content"), tag: r.tag, roles: movesRoles(r.kind.Start),
		summary: "Give a document its file",
		params:  []param{r.refParam()}, ifMatch: true,
		body:    &content{"multipart/form-data", closed(schema{"file": binarySchema()})},
		answers: []answer{r.detail(http.StatusOK, "The document as it is now")},
		handle:  r.upload,
	})
}

func (a *api) download(c *gin.Context, who *models.Actor) error {
	file, err := a.service.Content(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	attach(c, file.Name, file.Type)
	write(c, http.StatusOK, file.Type, func(dst []byte) []byte { return append(dst, file.Bytes...) })
	return nil
}

func (r kindRoutes) upload(c *gin.Context, who *models.Actor) error {
	version, err := ifMatch(c)
	if err != nil {
		return err
	}
	if media, _, err := mime.ParseMediaType(c.GetHeader("Content-Type")); err != nil || media != "multipart/form-data" {
		return problem{Status: http.StatusUnsupportedMediaType, Detail: "The file must be sent as multipart/form-data"}
	}
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, service.MaxFile+formOverhead)
	form, err := c.MultipartForm()
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return problem{Status: http.StatusRequestEntityTooLarge, Detail: "The file must be at most 20 MB"}
	case err != nil:
		return malformed("The form cannot be read")
	}
	defer func() { _ = form.RemoveAll() }()
	if len(form.Value) > 0 || len(form.File) != 1 || len(form.File["file"]) != 1 {
		return models.Problems{{Field: "file", Text: "File: must be the one part of the form, called file"}}.Or()
	}
	sent := form.File["file"][0]
	file, err := sent.Open()
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	changed, err := r.service.Upload(c.Request.Context(), who, refOf(c), version, sent.Filename, file)
	if err != nil {
		return r.orStale(c, who, err)
	}
	return r.answerChanged(c, who, http.StatusOK, changed)
}
