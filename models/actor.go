package models

import "slices"

// Role is what a person may do in the system; a person holds one or more.
type Role string

// The roles, after the groups of people who use the system.
const (
	RolePlan         Role = "plan"         // OPCC staff who keep the plan, questions and assurances
	RoleCommissioner Role = "commissioner" // the PCC, or the Mayor or Deputy Mayor
	RoleGrants       Role = "grants"       // grant officers of the OPCC
	RoleAdmin        Role = "admin"        // people, bodies, settings
	RoleDrafter      Role = "drafter"      // force staff who draft answers and supply figures
	RoleChief        Role = "chief"        // the Chief Officer Team
	RolePanel        Role = "panel"        // Police and Crime Panel, auditors: read only
)

// Roles lists every role in the order in which tables show them.
var Roles = []Role{RolePlan, RoleCommissioner, RoleGrants, RoleAdmin, RoleDrafter, RoleChief, RolePanel}

// Options gives the roles with the names that people read.
func (Role) Options() []Option {
	return []Option{
		{string(RolePlan), "Plan manager (OPCC)", ""},
		{string(RoleCommissioner), "Commissioner", ""},
		{string(RoleGrants), "Grant officer (OPCC)", ""},
		{string(RoleAdmin), "Administrator (OPCC)", ""},
		{string(RoleDrafter), "Force staff", ""},
		{string(RoleChief), "Chief Officer Team", ""},
		{string(RolePanel), "Panel or auditor", ""},
	}
}

var (
	opcc     = []Role{RolePlan, RoleCommissioner, RoleGrants, RoleAdmin}
	force    = []Role{RoleDrafter, RoleChief}
	everyone = Roles
	keepers  = []Role{RolePlan, RoleAdmin}
)

// Side is the office that a person works for and a record belongs to. It is
// the line between the OPCC's drafts and the force's.
type Side string

// The sides.
const (
	SideOPCC  Side = "opcc"
	SideForce Side = "force"
	SideOther Side = "other"
)

// SideOf is the side on which a role stands.
func SideOf(role Role) Side {
	switch {
	case slices.Contains(opcc, role):
		return SideOPCC
	case slices.Contains(force, role):
		return SideForce
	default:
		return SideOther
	}
}

// Actor is somebody doing something: who they are and what they may do.
type Actor struct {
	Person Ref
	Name   string
	Body   Ref
	Roles  []Role
	Side   Side
	// Bodies are the person's own body and the units under it.
	Bodies []Ref

	outside bool
}

// Is tells whether the actor holds any of the roles.
func (a *Actor) Is(roles ...Role) bool {
	return slices.ContainsFunc(a.Roles, func(r Role) bool { return slices.Contains(roles, r) })
}

// System is the actor of what the service does by itself, such as loading the
// sample: it has every role and no person.
func System() *Actor { return &Actor{Name: "Answerable", Roles: Roles, Side: SideOPCC} }
