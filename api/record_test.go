package api

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"answerable/models"
	"answerable/service"
)

// TestRecordsAreWrittenAsEncodingJSONWould holds our own writer against the
// library, for every kind, with every field filled and with none.
func TestRecordsAreWrittenAsEncodingJSONWould(t *testing.T) {
	const today = models.Date("2019-03-04")
	for _, k := range models.Registry {
		full := k.New()
		fill(t, k, full)
		full.Base().Sample = "paper"
		full.Base().CreatedAt = time.Date(2019, 3, 4, 9, 0, 0, 123456000, time.UTC)
		for _, m := range []models.Model{k.New(), full} {
			got := map[string]any{}
			if err := json.Unmarshal(append(newWriter(k).appendOpen(nil, m, today), '}'), &got); err != nil {
				t.Fatalf("%s: %v", k.Name, err)
			}
			for name, value := range expected(t, k, m, today) {
				if !reflect.DeepEqual(got[name], value) {
					t.Errorf("%s.%s: wrote %v, want %v", k.Name, name, got[name], value)
				}
				delete(got, name)
			}
			for name := range got {
				t.Errorf("%s: nobody expected the member %s", k.Name, name)
			}
		}
	}
}

func expected(t *testing.T, k *models.Kind, m models.Model, today models.Date) map[string]any {
	t.Helper()
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"sample": ""}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	for name, value := range want {
		if value == "0001-01-01T00:00:00Z" { // an instant that is not told
			want[name] = nil
		}
	}
	want["heading"] = m.Heading()
	for _, derived := range k.Derived {
		want[derived.Name] = derived.Of(m, today)
	}
	return want
}

func TestTextsAreWrittenAsJSON(t *testing.T) {
	for _, text := range []string{"", "plain", `a "b" \ c`, "line\nline\r\ttab", "\x00\x1f\x7f", "<b>&", "é ✓ 😀", "\u2028\u2029", "a\xffb\xc3", "\xed\xa0\x80"} {
		var got, want string
		if err := json.Unmarshal(appendText(nil, text), &got); err != nil {
			t.Errorf("%q: %v", text, err)
		}
		plain, _ := json.Marshal(text)
		if err := json.Unmarshal(plain, &want); err != nil || got != want {
			t.Errorf("%q was written as %q, want %q", text, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("a \"b\"\n\xff")
	f.Fuzz(func(t *testing.T, text string) {
		var got, want string
		plain, _ := json.Marshal(text)
		if err := json.Unmarshal(appendText(nil, text), &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(plain, &want); err != nil || got != want {
			t.Fatalf("%q was written as %q, want %q", text, got, want)
		}
	})
}

// BenchmarkPage writes the page that the API is asked for most.
func BenchmarkPage(b *testing.B) {
	r := kindRoutes{api: &api{writers: newWriters(), service: service.New(nil, fixedDay{}, nil)}, kind: models.QuestionKind}
	page := &service.Page{Names: service.Names{"PER-1": {Kind: "person", Title: "Plan manager", State: "active"}}}
	for range service.PageSize {
		page.Models = append(page.Models, &models.Question{
			Record:        models.Record{Ref: "COM-2019-03-Q4", Version: 3, State: models.QuestionPut, CreatedBy: "PER-1"},
			QuestionInput: models.QuestionInput{Meeting: "COM-2019-03", Title: "Legacy investigations", Text: "How are they reviewed, and at what cost?"},
		})
	}
	var dst []byte
	b.ReportAllocs()
	for b.Loop() {
		dst = r.appendPage(dst[:0], page, -1)
	}
}

type fixedDay struct{}

func (fixedDay) Now() time.Time { return time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC) }
