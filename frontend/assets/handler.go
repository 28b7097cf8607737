package assets

import (
	"net/http"
	"strconv"
	"strings"
)

// Handler serves the assets under Prefix, compressed where the browser can
// read that, and lets it keep them for ever. Any other address is not found.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, underPrefix := strings.CutPrefix(r.URL.Path, Prefix)
		asset, found := built.files[name]
		if !underPrefix || !found {
			http.NotFound(w, r)
			return
		}
		asset.serve(w, r)
	})
}

// serve answers a request for one asset.
func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Assets can only be read.", http.StatusMethodNotAllowed)
		return
	}
	coding := f.choose(r.Header.Get("Accept-Encoding"))
	content := f.contents[coding]
	f.describe(w.Header(), coding, len(content))
	if r.Method == http.MethodGet {
		_, _ = w.Write(content) // a reader who has gone away is no concern of ours
	}
}

// describe sets the headers of the answer.
func (f *file) describe(header http.Header, coding string, length int) {
	header.Set("Content-Type", f.contentType)
	header.Set("Content-Length", strconv.Itoa(length))
	header.Set("Cache-Control", "public, max-age=31536000, immutable")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Vary", "Accept-Encoding")
	if coding != "" {
		header.Set("Content-Encoding", coding)
	}
}
