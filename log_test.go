package main

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestTheLogKeepsSecretsOut(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, nil)))
	defer slog.SetDefault(before)
	handler := logged(http.NotFoundHandler())
	for _, address := range []string{"/calendar/feed/zqx1z.ics", "/search?q=zqx2z", "/calendar?month=2019-03"} {
		handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, address, nil))
	}
	said := log.String()
	if strings.Contains(said, "zqx") || strings.Count(said, `"status":404`) != 3 {
		t.Errorf("the log says %s", said)
	}
	for _, path := range []string{`"path":"/calendar/feed/"`, `"path":"/search"`, `"path":"/calendar"`} {
		if !strings.Contains(said, path) {
			t.Errorf("the log does not say %s", path)
		}
	}
}
