// Package layers holds every file of the module to the layer it is in. It has
// tests only. The linter's configuration repeats the rules, so that an editor
// can show a breach as it is written.
package layers

import "strings"

// module is the import path of the module.
const module = "answerable"

// rule says what the files of some packages must not import.
type rule struct {
	// layer is the import path the rule is for, with everything below it.
	layer string
	// why is the reason, as it is told to whoever broke the rule.
	why string
	// tests says that the rule is for test files too.
	tests bool
	// forbids reports whether a file of the package must not import path.
	forbids func(path string) bool
}

// rules are the arrows between the layers.
var rules = []rule{
	{
		layer: module + "/models", tests: true,
		why:     "models is the description of the domain: it needs the standard library only",
		forbids: func(path string) bool { return !standard(path) && !below(path, module+"/models") },
	},
	{
		layer: module + "/internal", tests: true,
		why:     "the packages of internal know nothing of the domain",
		forbids: anyOf(module+"/models", module+"/service", module+"/api", module+"/frontend"),
	},
	{
		layer: module + "/service", tests: true,
		why:     "the use cases do not know who calls them",
		forbids: anyOf(module+"/api", module+"/frontend", "github.com/gin-gonic/gin"),
	},
	{
		layer: module + "/api", tests: true,
		why:     "the API and the pages stand side by side on service",
		forbids: anyOf(module + "/frontend"),
	},
	{
		layer: module + "/frontend", tests: true,
		why:     "the API and the pages stand side by side on service",
		forbids: anyOf(module + "/api"),
	},
	{layer: module + "/api", why: onlyService, forbids: storage},
	{layer: module + "/frontend", why: onlyService, forbids: storage},
}

const onlyService = "the database is reached through service, which decides what anybody may see"

var storage = anyOf("database/sql", "gorm.io", "github.com/jackc/pgx", "modernc.org", module+"/internal/db", module+"/migrations")

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
	return first != module && !strings.Contains(first, ".")
}
