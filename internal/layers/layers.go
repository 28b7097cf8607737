// Package layers says which package of the module may import which. A test
// holds every file to it; the linter's configuration repeats it, so that an
// editor can show a breach as it is written.
package layers

import "strings"

// Module is the import path of the module.
const Module = "answerable"

// Rule says what the files of some packages must not import.
type Rule struct {
	// Package is the import path the rule is for, with everything below it.
	Package string
	// Why is the reason, as it is told to whoever broke the rule.
	Why string
	// Tests says that the rule is for test files too.
	Tests bool
	// Forbids reports whether a file of the package must not import path.
	Forbids func(path string) bool
}

// Rules are the arrows between the layers.
var Rules = []Rule{
	{
		Package: Module + "/models", Tests: true,
		Why:     "models is the description of the domain: it needs the standard library only",
		Forbids: func(path string) bool { return !standard(path) && !below(path, Module+"/models") },
	},
	{
		Package: Module + "/internal", Tests: true,
		Why:     "the packages of internal know nothing of the domain",
		Forbids: anyOf(Module+"/models", Module+"/service", Module+"/api", Module+"/frontend"),
	},
	{
		Package: Module + "/service", Tests: true,
		Why:     "the use cases do not know who calls them",
		Forbids: anyOf(Module+"/api", Module+"/frontend", "github.com/gin-gonic/gin"),
	},
	{
		Package: Module + "/api", Tests: true,
		Why:     "the API and the pages stand side by side on service",
		Forbids: anyOf(Module + "/frontend"),
	},
	{
		Package: Module + "/frontend", Tests: true,
		Why:     "the API and the pages stand side by side on service",
		Forbids: anyOf(Module + "/api"),
	},
	{Package: Module + "/api", Why: onlyService, Forbids: storage},
	{Package: Module + "/frontend", Why: onlyService, Forbids: storage},
}

const onlyService = "the database is reached through service, which decides what anybody may see"

var storage = anyOf("database/sql", "gorm.io", "github.com/jackc/pgx", "modernc.org", Module+"/internal/db", Module+"/migrations")

// anyOf forbids the packages named and everything below them.
func anyOf(packages ...string) func(string) bool {
	return func(path string) bool {
		for _, p := range packages {
			if below(path, p) {
				return true
			}
		}
		return false
	}
}

func below(path, parent string) bool {
	return path == parent || strings.HasPrefix(path, parent+"/")
}

// standard tells a package of the standard library: the first element of any
// other path is a domain, with a dot, or the module.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return first != Module && !strings.Contains(first, ".")
}
