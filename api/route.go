package api

import (
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"answerable/models"
)

// handler does what a route is for, on behalf of somebody. An error becomes a
// problem; the handler has then written nothing.
type handler func(c *gin.Context, who *models.Actor) error

// route is one operation: how it is reached, what it takes and answers, and
// what carries it out. Both the router and the OpenAPI document are made of it.
type route struct {
	id      string // operationId
	method  string
	path    string // with parameters as {name}
	summary string
	about   string
	tag     string
	// public routes need no sign-in; roles are those for whom the others can
	// succeed, all of them where none is said.
	public bool
	roles  []models.Role
	// denies says that others are told that they may not, where a record that
	// they may not see is one that does not exist.
	denies bool
	params []param
	// anyQuery leaves it to the handler to refuse parameters of the query.
	anyQuery bool
	// refuses says of a route that only reads that it may be refused even so.
	refuses bool
	ifMatch bool
	body    *content
	answers []answer
	handle  handler
}

// param is a parameter in the path or in the query.
type param struct {
	name   string
	in     string
	about  string
	schema schema
}

// content is what a body holds.
type content struct {
	media  string
	schema schema
}

// answer is a response that is not a problem.
type answer struct {
	status  int
	about   string
	content *content
	headers []string
}

// mount adds a route to the router and describes it in the document.
func (a *api) mount(r route) {
	if r.roles == nil {
		r.roles = models.Roles
	}
	a.document.add(r)
	a.engine.Handle(r.method, Prefix+ginPath(r.path), a.serve(r))
}

func (a *api) serve(r route) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := a.carryOut(c, r); err != nil {
			a.problem(c, err)
		}
	}
}

func (a *api) carryOut(c *gin.Context, r route) error {
	var who *models.Actor
	if !r.public {
		var err error
		if who, err = a.actor(c); err != nil {
			return err
		}
	}
	if !r.anyQuery {
		if err := onlyKnown(c, r.params); err != nil {
			return err
		}
	}
	return r.handle(c, who)
}

// onlyKnown refuses parameters that the route does not take: one that is
// ignored would promise what is not done.
func onlyKnown(c *gin.Context, known []param) error {
	if c.Request.URL.RawQuery == "" {
		return nil
	}
	var problems models.Problems
	for name := range c.Request.URL.Query() {
		if !slices.ContainsFunc(known, func(p param) bool { return p.in == "query" && p.name == name }) {
			problems = append(problems, models.Problem{Field: name, Code: "unknown_filter", Text: name + ": is not a parameter here"})
		}
	}
	slices.SortFunc(problems, func(a, b models.Problem) int { return strings.Compare(a.Field, b.Field) })
	return problems.Or()
}

var braces = strings.NewReplacer("{", ":", "}", "")

// ginPath writes a path as the router does: {ref} is :ref.
func ginPath(path string) string { return braces.Replace(path) }

// rolesIn are the roles that any of the grants names, in their usual order. It
// is never nil: no role at all is an answer.
func rolesIn(grants ...[]models.Grant) []models.Role {
	roles := []models.Role{}
	for _, role := range models.Roles {
		if slices.ContainsFunc(slices.Concat(grants...), func(g models.Grant) bool { return slices.Contains(g.Roles, role) }) {
			roles = append(roles, role)
		}
	}
	return roles
}

func movesRoles(moves []models.Move) []models.Role {
	grants := make([][]models.Grant, len(moves))
	for i, move := range moves {
		grants[i] = move.Who
	}
	return rolesIn(grants...)
}
