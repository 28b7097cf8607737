package models

import "slices"

// Sheet is one of the lists that an office kept before it worked here: what
// people call it, and the kinds of record that its rows become.
type Sheet struct {
	Name  string // "questions"
	Title string // "Question log"
	About string
	Kinds []string // in the order in which they come in
}

// Sheets are the lists of an office in the order in which they come in: what
// others refer to comes before them.
var Sheets = []Sheet{
	{"bodies", "Bodies, districts and people", "Everybody whom the other lists name: the force’s units, partners, charities that receive money, and the posts that answer.", []string{"body", "district", "person", "post", "tenure"}},
	{"questions", "Question log", "What was asked at which meeting, and what was answered.", []string{"meeting", "question", "limb", "answer"}},
	{"actions", "Action log", "What was promised, by whom and for when, and what you were assured of.", []string{"commitment", "assurance"}},
	{"recommendations", "Recommendation tracker", "What inquiries and inspectorates recommended, and where each body stands on it.", []string{"report", "recommendation", "position"}},
	{"grants", "Grants register", "Funds, their rounds, what was awarded to whom, what it was to bring about, and what was paid.", []string{"fund", "round", "award", "award-outcome", "payment"}},
	{"measures", "Measures", "What is counted, under which definition, and the figures as they were reported.", []string{"definition", "measure", "figure"}},
}

// MainRegisters are the kinds by which one sees whether an office works here
// yet: one of each of its logs.
var MainRegisters = []string{"question", "commitment", "recommendation", "award"}

// Ground is something that other records rest on, and that an empty system
// therefore needs first.
type Ground struct {
	Name  string
	Title string
	Why   string
	Kind  string
	// Start is how it is entered by hand, and Where what is true of it beyond
	// its kind: the state or other values by which lists are filtered.
	Start string
	Where map[string]string
	// Within names another ground, one of which the field of that name must
	// hold: the post is one of the force.
	Within, Field string
}

// GroundNeeded is what an empty system needs before its sheets come in.
var GroundNeeded = []Ground{
	{Name: "office", Title: "Your office", Why: "Who asks, and whose people sign in.", Kind: "body", Start: "add", Where: map[string]string{"type": "opcc"}},
	{Name: "force", Title: "The force", Why: "Who is asked, who answers, and who promises.", Kind: "body", Start: "add", Where: map[string]string{"type": "force"}},
	{Name: "chief", Title: "The post of the Chief Constable", Why: "Questions are put to the post, whoever holds it.", Kind: "post", Start: "add", Within: "force", Field: "body"},
	{Name: "plan", Title: "The Police and Crime Plan", Why: "Everything here serves a priority of the plan.", Kind: "plan", Start: "add"},
	{Name: "edition", Title: "Its edition in force", Why: "The plan as it was last issued.", Kind: "edition", Start: "record", Where: map[string]string{"state": string(EditionPublished)}},
	{Name: "priority", Title: "At least one priority", Why: "What questions, promises and money are for.", Kind: "priority", Start: "add", Where: map[string]string{"state": string(Current)}},
}

// Bringers are the roles of the Office that may bring in records of any kind
// that its sheets become.
func Bringers() []Role {
	return slices.DeleteFunc(slices.Clone(opcc), func(role Role) bool {
		return !slices.ContainsFunc(Sheets, func(sheet Sheet) bool {
			return slices.ContainsFunc(sheet.Kinds, func(name string) bool { return slices.Contains(KindNamed(name).Importers(), role) })
		})
	})
}

// Importers are the roles that may bring in rows of the kind.
func (k *Kind) Importers() []Role {
	return slices.DeleteFunc(slices.Clone(Roles), func(role Role) bool { return !k.MayImport(&Actor{Roles: []Role{role}}) })
}
