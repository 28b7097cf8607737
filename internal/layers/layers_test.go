package layers

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"
)

// The files are parsed here, rather than listed by the go command, so that the
// cache of test results knows which files the result depends on.
func TestPackagesImportOnlyWhatTheirLayerMay(t *testing.T) {
	seen := map[string]int{}
	for file, imports := range importsOfModule(t) {
		for _, r := range rules {
			if !r.covers(file) {
				continue
			}
			seen[r.layer]++
			for _, imported := range imports {
				if r.forbids(imported) {
					t.Errorf("%s imports %s: %s", file, imported, r.why)
				}
			}
		}
	}
	for _, r := range rules {
		if seen[r.layer] == 0 {
			t.Errorf("no file is in %s: the rule for it has lost its object", r.layer)
		}
	}
}

func (r rule) covers(file string) bool {
	return below(path.Join(module, path.Dir(file)), r.layer) && (r.tests || !strings.HasSuffix(file, "_test.go"))
}

// importsOfModule returns the import paths of every Go file, by its path from
// the root of the module.
func importsOfModule(t *testing.T) map[string][]string {
	t.Helper()
	root := os.DirFS("../..")
	found := map[string][]string{}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && skipped(name):
			return fs.SkipDir
		case path.Ext(name) == ".go":
			found[name], err = importsOf(root, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func skipped(folder string) bool {
	base := path.Base(folder)
	return folder != "." && (strings.HasPrefix(base, ".") || base == "node_modules" || base == "testdata")
}

func importsOf(root fs.FS, name string) ([]string, error) {
	source, err := fs.ReadFile(root, name)
	if err != nil {
		return nil, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		paths = append(paths, imported)
	}
	return paths, nil
}

func TestTheRulesForbidWhatTheyAreFor(t *testing.T) {
	for _, c := range []struct {
		file, imported string
		forbidden      bool
	}{
		{"models/question.go", "time", false},
		{"models/question.go", "encoding/json", false},
		{"models/question.go", "github.com/google/uuid", true},
		{"models/question_test.go", "answerable/internal/clock", true},
		{"internal/db/db.go", "answerable/models", true},
		{"internal/db/db.go", "gorm.io/gorm", false},
		{"service/question.go", "github.com/gin-gonic/gin", true},
		{"service/question.go", "gorm.io/gorm", false},
		{"api/question.go", "gorm.io/gorm", true},
		{"api/question_test.go", "gorm.io/gorm", false},
		{"api/question.go", "answerable/internal/db", true},
		{"api/question.go", "answerable/internal/dbx", false},
		{"api/question.go", "answerable/frontend/components", true},
		{"frontend/components/table.go", "answerable/api", true},
		{"frontend/components/table.go", "answerable/service", false},
	} {
		forbidden := false
		for _, r := range rules {
			forbidden = forbidden || r.covers(c.file) && r.forbids(c.imported)
		}
		if forbidden != c.forbidden {
			t.Errorf("%s may not import %s: %v, want %v", c.file, c.imported, forbidden, c.forbidden)
		}
	}
}
