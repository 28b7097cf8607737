package api

import (
	"errors"
	"strings"
	"testing"

	"answerable/models"
	"answerable/service"
)

func TestMembers(t *testing.T) {
	for body, want := range map[string]string{
		``:                        "must be a JSON object (line 1",
		`[]`:                      "must be a JSON object",
		`null`:                    "must be a JSON object",
		`"text"`:                  "must be a JSON object",
		`{`:                       "not JSON",
		`{"a":1`:                  "not JSON",
		`{"a":1,}`:                "not JSON (line 1, column 8)",
		`{"a" 1}`:                 "not JSON",
		"{\n  \"a\": 1,\n  b: 2}": "not JSON (line 3, column 3)",
		`{"a":1,"a":2}`:           "“a” is there twice",
		`{"a":1} {}`:              "follows the JSON object",
		`{"a":1}]`:                "follows the JSON object",
		`{"a":1}x`:                "follows the JSON object",
		`{"a":nul}`:               "not JSON",
	} {
		_, err := members([]byte(body))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: wanted %q, got %v", body, want, err)
		}
		if p := (problem{}); err != nil && (!errors.As(err, &p) || p.Status != 400) {
			t.Errorf("%s: is not a 400: %v", body, err)
		}
	}
	found, err := members([]byte(` {"a": {"b": [1, 2]}, "c": null} ` + "\n"))
	if err != nil || string(found["a"]) != `{"b": [1, 2]}` || string(found["c"]) != "null" {
		t.Errorf("got %s, %v", found, err)
	}
}

func TestInto(t *testing.T) {
	var name string
	var days int
	wanted := map[string]any{"name": &name, "days": &days}
	if err := into(service.JSON{"name": []byte(`"x"`), "days": []byte(`3`)}, wanted); err != nil || name != "x" || days != 3 {
		t.Errorf("got %q, %d, %v", name, days, err)
	}
	err := into(service.JSON{"name": []byte(`null`), "days": []byte(`1.5`), "more": []byte(`1`)}, wanted)
	var e *models.Error
	if !errors.As(err, &e) || len(e.Problems) != 3 || e.Problems.Of("days") != "days: must be a whole number" {
		t.Errorf("got %v", err)
	}
}
