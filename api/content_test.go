package api

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"answerable/models"
)

// upload gives a document its file.
func (o *office) upload(role models.Role, ref models.Ref, tag string, parts ...[3]string) reply {
	o.t.Helper()
	return o.sendFiles(role, http.MethodPut, "/documents/"+string(ref)+"/content", tag, parts...)
}

// sendFiles sends files as the parts of a form, each as part, name and content.
func (o *office) sendFiles(role models.Role, method, path, tag string, parts ...[3]string) reply {
	o.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, part := range parts {
		w, err := form.CreateFormFile(part[0], part[1])
		if err == nil {
			_, err = w.Write([]byte(part[2]))
		}
		if err != nil {
			o.t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		o.t.Fatal(err)
	}
	request := httptest.NewRequest(method, Prefix+path, &body)
	request.Header.Set("Content-Type", form.FormDataContentType())
	request.Header.Set("Authorization", "Bearer "+o.tokens[role])
	if tag != "" {
		request.Header.Set("If-Match", tag)
	}
	return o.send(request)
}

func TestContent(t *testing.T) {
	eachOffice(t, func(o *office) {
		plan := o.make(models.RolePlan, "/plans", `{"title":"Plan"}`)
		document := o.make(models.RolePlan, "/documents?start=add", `{"about":"`+string(plan)+`","title":"Paper"}`)
		file := [3]string{"file", "Bericht “März”.txt", "What was said"}
		for name, try := range map[string]struct {
			got    reply
			status int
		}{
			"no tag":        {o.upload(models.RolePlan, document, "", file), 428},
			"stale":         {o.upload(models.RolePlan, document, `"7"`, file), 412},
			"another part":  {o.upload(models.RolePlan, document, `"1"`, [3]string{"other", "a.txt", "x"}), 422},
			"two parts":     {o.upload(models.RolePlan, document, `"1"`, file, file), 422},
			"what it isn't": {o.upload(models.RolePlan, document, `"1"`, [3]string{"file", "a.pdf", "x"}), 422},
			"too large":     {o.upload(models.RolePlan, document, `"1"`, [3]string{"file", "a.txt", strings.Repeat("x", 21<<20)}), 413},
			"not a form":    {o.call(models.RolePlan, http.MethodPut, "/documents/"+string(document)+"/content", `{}`, `If-Match: "1"`), 415},
			"not there":     {o.upload(models.RoleChief, document, `"1"`, file), 404},
			"no file yet":   {o.get(models.RolePlan, "/documents/"+string(document)+"/content"), 404},
		} {
			if try.got.status != try.status {
				t.Errorf("%s: answered %d, want %d: %s", name, try.got.status, try.status, try.got.body)
			}
			problemShape(t, name, try.got)
		}
		if got := o.upload(models.RolePlan, document, `"1"`, file); got.status != http.StatusOK || got.header.Get("ETag") != `"2"` {
			t.Fatalf("%d %s", got.status, got.body)
		}
		got := o.get(models.RolePlan, "/documents/"+string(document)+"/content")
		if got.status != http.StatusOK || string(got.body) != "What was said" {
			t.Errorf("%d %s", got.status, got.body)
		}
		for name, want := range map[string]string{
			"Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Content-Length": "13",
		} {
			if got.header.Get(name) != want {
				t.Errorf("%s is %q, want %q", name, got.header.Get(name), want)
			}
		}
		if !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment; filename") || !strings.Contains(got.header.Get("Content-Security-Policy"), "sandbox") {
			t.Errorf("the headers are %v", got.header)
		}
		if got := o.get(models.RoleChief, "/documents/"+string(document)+"/content"); got.status != http.StatusNotFound {
			t.Errorf("the file of the OPCC's own document is there for the force: %d", got.status)
		}
	})
}
