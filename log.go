package main

import (
	"log/slog"
	"net/http"
	"os"
	"strings"
	"time"

	"answerable/frontend/assets"
	"answerable/service"
)

// logging makes the log: JSON on standard error.
func logging() {
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, nil)))
}

// logged notes every request but those for assets and health: what was asked,
// how it was answered, and how long it took. It notes no query, which may hold
// what somebody searched for, no secret that stands in an address, and not who
// asked: the trail says who did what.
func logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if quiet(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		start, seen := time.Now(), &status{ResponseWriter: w, code: http.StatusOK}
		next.ServeHTTP(seen, r)
		slog.InfoContext(r.Context(), "request", "method", r.Method, "path", service.LoggedPath(r.URL.Path), "status", seen.code,
			"ms", time.Since(start).Milliseconds(), "request", w.Header().Get("X-Request-Id"))
	})
}

func quiet(path string) bool {
	return strings.HasPrefix(path, assets.Prefix) || path == "/healthz" || path == "/readyz"
}

// status remembers the status code of an answer.
type status struct {
	http.ResponseWriter
	code int
}

// WriteHeader implements http.ResponseWriter.
func (s *status) WriteHeader(code int) {
	s.code = code
	s.ResponseWriter.WriteHeader(code)
}

// Unwrap gives http.ResponseController what is behind.
func (s *status) Unwrap() http.ResponseWriter { return s.ResponseWriter }
