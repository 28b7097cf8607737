package frontend

import (
	"mime"
	"net/http"
	"strconv"

	"answerable/models"
	"answerable/service"
)

// documentOwn adds the file to a document's page.
func documentOwn(v *visit, one *service.One) (own, error) {
	document := one.Model.(*models.Document)
	mayAdd := document.FileHash == "" && one.Kind.MayDo(v.who, models.ActGiveFile, one.Model)
	if document.FileHash == "" && !mayAdd {
		return own{}, nil
	}
	return own{Blocks: []block{{ID: "file", Title: "File", Body: fileView(document)}}, Fields: []string{"file_name", "file_type", "file_size"}}, nil
}

// uploadPage asks for the file of a document.
func (v *visit) uploadPage() error { return v.showUpload(nil) }

func (v *visit) showUpload(problems models.Problems) error {
	one, err := v.service.Get(v.ctx(), v.who, models.DocumentKind, models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	status := http.StatusOK
	if len(problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return v.show(page{
		Status: status, Title: "Add the file", Errors: len(problems) > 0, Back: recordURL(one.Kind, one.Model.Base().Ref),
		Body: uploadView(one.Model.(*models.Document), problems),
	})
}

// upload gives a document its file.
func (v *visit) upload() error {
	ref := models.Ref(v.Param("ref"))
	file, header, err := v.Request.FormFile("file")
	if err != nil {
		return v.showUpload(models.Problems{{Field: "file", Text: "File: choose a file of at most 20 MB"}})
	}
	defer func() { _ = file.Close() }()
	version, err := strconv.Atoi(v.Request.FormValue("version"))
	if err != nil {
		return models.Fail(models.Refused, "The form did not say which version of the document it is about. Open it again")
	}
	_, err = v.service.Upload(v.ctx(), v.who, ref, version, header.Filename, file)
	if problems := problemsOf(err); problems != nil {
		return v.showUpload(problems)
	}
	if err != nil {
		return err
	}
	return v.seeOther(recordURL(models.DocumentKind, ref) + "?done=file")
}

// download sends the file of a document.
func (v *visit) download() error {
	file, err := v.service.Content(v.ctx(), v.who, models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	return v.sendFile(file)
}

// sendFile sends a file. It is always saved, never shown, so that nothing in it
// can act on these pages.
func (v *visit) sendFile(file *service.File) error {
	header := v.Writer.Header()
	header.Set("Content-Disposition", attachment(file.Name))
	header.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	header.Set("Cache-Control", "private, no-store")
	v.Data(http.StatusOK, file.Type, file.Bytes)
	return nil
}

// attachment is the header that has a file saved under a name.
func attachment(name string) string {
	return mime.FormatMediaType("attachment", map[string]string{"filename": name})
}
