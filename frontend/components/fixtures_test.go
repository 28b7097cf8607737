package components

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"
)

// fixturesFolder is where npm puts the design system's components.
const fixturesFolder = "../../node_modules/govuk-frontend/dist/govuk/components"

// fixture is one example of the design system: options and their HTML.
type fixture struct {
	Name    string
	Options options
	HTML    string
}

// TestFixtures holds every component to the HTML that the design system
// itself prints for the same options.
func TestFixtures(t *testing.T) {
	total, left := 0, 0
	for component, build := range builders {
		t.Run(component, func(t *testing.T) {
			fixtures := readFixtures(t, component)
			for _, fixture := range fixtures {
				checkFixture(t, component, fixture, build)
			}
			total += len(fixtures)
			left += len(leftOut[component])
			t.Logf("%s: %d of %d fixtures", component, len(fixtures)-len(leftOut[component]), len(fixtures))
		})
	}
	t.Logf("%d of %d fixtures in all, %d left out", total-left, total, left)
}

// TestLeftOutFixturesExist keeps the table of what is left out true.
func TestLeftOutFixturesExist(t *testing.T) {
	for component, names := range leftOut {
		fixtures := readFixtures(t, component)
		for name, reason := range names {
			if !slices.ContainsFunc(fixtures, func(f fixture) bool { return f.Name == name }) {
				t.Errorf("%s has no fixture %q, which is left out because %s", component, name, reason)
			}
		}
	}
}

// checkFixture compares one fixture with what our component prints. One that
// is left out must differ, or it need not be left out.
func checkFixture(t *testing.T, component string, fixture fixture, build func(options) templ.Component) {
	t.Helper()
	got := normalise(t, printed(t, build(fixture.Options)))
	want := normalise(t, fixture.HTML)
	reason, out := leftOut[component][fixture.Name]
	switch {
	case out && got == want:
		t.Errorf("%s: %q passes, yet it is left out because %s", component, fixture.Name, reason)
	case !out && got != want:
		t.Errorf("%s: %q\n got:\n%s\nwant:\n%s", component, fixture.Name, got, want)
	}
}

// readFixtures reads the fixtures of a component.
func readFixtures(t *testing.T, component string) []fixture {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(fixturesFolder, component, "fixtures.json"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("The design system is not installed, so %s cannot be compared with it: run npm install first.", component)
	}
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Fixtures []fixture }
	if err := json.Unmarshal(content, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Fixtures) == 0 {
		t.Fatalf("%s has no fixtures", component)
	}
	return file.Fixtures
}

// printed renders a component.
func printed(t *testing.T, component templ.Component) string {
	t.Helper()
	var out strings.Builder
	if err := component.Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
