package api

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/gin-gonic/gin"

	"answerable/internal/clock"
	"answerable/internal/testdb"
	"answerable/service"
)

// TestMount puts the API beside something else, as the command does.
func TestMount(t *testing.T) {
	engine := gin.New()
	engine.NoRoute(func(c *gin.Context) { c.String(http.StatusNotFound, "a page") })
	log := slog.New(slog.DiscardHandler)
	Mount(engine, service.New(testdb.SQLite(t), clock.System(), log), log, "")
	for path, want := range map[string]struct {
		status int
		media  string
	}{
		"/elsewhere":             {404, "text/plain; charset=utf-8"},
		Prefix + "/elsewhere":    {404, "application/problem+json"},
		Prefix + "/plans":        {401, "application/problem+json"},
		Prefix + "/openapi.json": {200, "application/json"},
	} {
		w := httptest.NewRecorder()
		engine.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != want.status || w.Header().Get("Content-Type") != want.media {
			t.Errorf("%s: %d %s, want %v", path, w.Code, w.Header().Get("Content-Type"), want)
		}
	}
}
