package api

import (
	"regexp"
	"strings"
	"testing"

	"answerable/models"
)

func TestRules(t *testing.T) {
	optional := &models.Field{Type: models.TextField, Validate: "omitempty,http_url,max=20"}
	s := textSchema()
	if err := applyRules(s, optional, true); err != nil || s["maxLength"] != int64(20) {
		t.Fatal(s, err)
	}
	address := regexp.MustCompile(s["pattern"].(string))
	for text, fits := range map[string]bool{"": true, "https://example.org": true, "ftp://example.org": false, "x": false} {
		if address.MatchString(text) != fits {
			t.Errorf("%q: fits %v, want %v", text, !fits, fits)
		}
	}
	for name, field := range map[string]*models.Field{
		"uuid":     {Type: models.TextField, Validate: "required,uuid"},
		"max":      {Type: models.YesNoField, Validate: "max=3"},
		"min":      {Type: models.TextField, Validate: "min=x"},
		"http_url": {Type: models.NumberField, Validate: "http_url"},
	} {
		if err := applyRules(schema{"type": []string{"integer", "null"}}, field, true); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s on %s: got %v", field.Validate, field.Type, err)
		}
	}
}

func TestOrEmpty(t *testing.T) {
	date := regexp.MustCompile(orEmpty(datePattern))
	for text, fits := range map[string]bool{"": true, "2019": true, "2019-03": true, "2019-03-20": true, "2019-3": false, "20190320": false} {
		if date.MatchString(text) != fits {
			t.Errorf("%q: fits %v, want %v", text, !fits, fits)
		}
	}
}
