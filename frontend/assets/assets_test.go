package assets

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
)

func TestURLNamesABuiltFile(t *testing.T) {
	for _, name := range []string{"answerable.css", "answerable.js", "icon.svg"} {
		built := strings.TrimPrefix(URL(name), Prefix)
		if built == name {
			t.Errorf("%s has no hash in its address", name)
		}
		if answer := get(t, URL(name), ""); answer.Code != http.StatusOK {
			t.Errorf("%s answers %d", URL(name), answer.Code)
		}
	}
}

func TestURLPanicsOnAnUnknownName(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an unknown name was given an address")
		}
	}()
	URL("missing.css")
}

func TestHeaders(t *testing.T) {
	types := map[string]string{
		"answerable.css": "text/css; charset=utf-8",
		"answerable.js":  "text/javascript; charset=utf-8",
		"icon.svg":       "image/svg+xml",
	}
	for name, contentType := range types {
		header := get(t, URL(name), "").Header()
		want := map[string]string{
			"Content-Type":           contentType,
			"Cache-Control":          "public, max-age=31536000, immutable",
			"Vary":                   "Accept-Encoding",
			"X-Content-Type-Options": "nosniff",
			"Content-Encoding":       "",
		}
		for key, value := range want {
			if header.Get(key) != value {
				t.Errorf("%s: %s is %q, want %q", name, key, header.Get(key), value)
			}
		}
	}
}

func TestCodings(t *testing.T) {
	plain := get(t, URL("answerable.css"), "").Body.Bytes()
	cases := map[string]string{
		"":                          "",
		"identity":                  "",
		"gzip":                      "gzip",
		"GZIP":                      "gzip",
		"gzip, deflate, br, zstd":   "br",
		"gzip;q=1.0, br;q=0":        "gzip",
		"gzip; q=0, br; q=0.000":    "",
		"br;q=nonsense, gzip;q=0.5": "gzip",
	}
	for header, coding := range cases {
		answer := get(t, URL("answerable.css"), header)
		if got := answer.Header().Get("Content-Encoding"); got != coding {
			t.Errorf("Accept-Encoding %q is answered with %q, want %q", header, got, coding)
			continue
		}
		if !bytes.Equal(decode(t, coding, answer.Body), plain) {
			t.Errorf("Accept-Encoding %q: the content is not that of the plain file", header)
		}
	}
}

func TestNotFound(t *testing.T) {
	addresses := []string{
		"/assets/", "/assets/manifest.json", "/assets/answerable.css", "/elsewhere",
		URL("answerable.css") + ".gz", "/assets/../assets.go", strings.TrimPrefix(URL("icon.svg"), "/assets"),
	}
	for _, address := range addresses {
		if answer := get(t, address, "gzip"); answer.Code != http.StatusNotFound {
			t.Errorf("%s answers %d, want 404", address, answer.Code)
		}
	}
}

func TestMethods(t *testing.T) {
	for method, code := range map[string]int{"HEAD": 200, "POST": 405, "DELETE": 405} {
		answer := httptest.NewRecorder()
		Handler().ServeHTTP(answer, httptest.NewRequest(method, URL("icon.svg"), nil))
		if answer.Code != code {
			t.Errorf("%s answers %d, want %d", method, answer.Code, code)
		}
		if method == "HEAD" && answer.Body.Len() != 0 {
			t.Error("HEAD was answered with a body")
		}
	}
}

func TestLoadTellsWhatIsMissing(t *testing.T) {
	broken := fstest.MapFS{"dist/manifest.json": {Data: []byte("not JSON")}}
	for name, source := range map[string]fstest.MapFS{"nothing built": {}, "broken manifest": broken} {
		if _, err := load(source, "dist"); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Nothing of the design system's protected identity may reach the browser.
func TestStylesheetHasNoProtectedIdentity(t *testing.T) {
	css := get(t, URL("answerable.css"), "").Body.String()
	for _, word := range []string{"@font-face", "GDS Transport", "crown", "crest", "govuk-header", "govuk-footer"} {
		if strings.Contains(css, word) {
			t.Errorf("the stylesheet contains %q", word)
		}
	}
}

// get asks the handler for an address.
func get(t *testing.T, address, acceptEncoding string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequest(http.MethodGet, address, nil)
	request.Header.Set("Accept-Encoding", acceptEncoding)
	answer := httptest.NewRecorder()
	Handler().ServeHTTP(answer, request)
	return answer
}

// decode reads a body in its content coding.
func decode(t *testing.T, coding string, body io.Reader) []byte {
	t.Helper()
	var err error
	switch coding {
	case "gzip":
		body, err = gzip.NewReader(body)
	case "br":
		body = brotli.NewReader(body)
	}
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
