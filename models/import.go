package models

import (
	"path"
	"slices"
	"strings"
)

// Import is a file of rows that somebody brought in as records of one kind:
// all of its rows or none. It quotes what the file says, so that only whoever
// brought it sees it.
type Import struct {
	Record
	ImportInput
	Register string `json:"register" label:"Register" list:"column,filter"`
	FileName string `json:"file_name" label:"File"`
	FileHash string `json:"file_hash" label:"SHA-256 of the file"`
	FileSize *int64 `json:"file_size" label:"Size in bytes"`
	Sheet    string `json:"sheet" label:"Sheet" unknown:"Not chosen"`
	// Columns say what each column is, as “Heading = field”.
	Columns     Lines  `json:"columns" label:"Columns" unknown:"Not chosen"`
	Because     string `json:"because" label:"Reason" unknown:"Not imported"`
	RowsRead    *int64 `json:"rows_read" label:"Rows" unknown:"Not checked"`
	RowsNew     *int64 `json:"rows_new" label:"New records" unknown:"Not checked"`
	RowsChanged *int64 `json:"rows_changed" label:"Changed records" unknown:"Not checked"`
	RowsSame    *int64 `json:"rows_same" label:"Rows that change nothing" unknown:"Not checked"`
	RowsRefused *int64 `json:"rows_refused" label:"Refused rows" unknown:"Not checked"`
}

// ImportInput is what people enter of an import.
type ImportInput struct {
	Title string `json:"title" label:"Name" hint:"For example, Action log 2018/19" validate:"required,max=200"`
	Common
}

// Heading is its name.
func (i *Import) Heading() string { return i.Title }

// CorrectedName is what the file is called in which people put right what was
// refused.
func (i *Import) CorrectedName() string {
	return strings.TrimSuffix(i.FileName, path.Ext(i.FileName)) + "-to-correct.xlsx"
}

// The states of an import.
const (
	ImportReceived State = "received"
	ImportChecked  State = "checked"
	ImportDone     State = "imported"
	ImportUndone   State = "undone"
)

// The steps of an import, which the service makes: nobody can say that
// something was checked or imported which was not.
const (
	ImportReceive = "receive"
	ImportMap     = "map"
	ImportCheck   = "check"
	ImportKeep    = "import"
	ImportUndo    = "undo"
)

var importer = []Grant{{Roles: writers, Scopes: []Scope{Own}}}

// ImportKind describes imports.
var ImportKind = define[Import](Kind{
	Name: "import", Plural: "imports", One: "Import", Many: "Imports", Family: FamilyActivity,
	About: "A file of rows brought in as records of one kind, all of its rows or none. Only whoever brought it sees it.",
	Order: "-created_at",
	States: []Option{
		{string(ImportReceived), "Received", "grey"},
		{string(ImportChecked), "Checked", "blue"},
		{string(ImportDone), "Imported", "green"},
		{string(ImportUndone), "Undone", "orange"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{{Name: ImportReceive, Label: "Receive a file", To: ImportReceived}},
	Moves: []Move{
		{Name: ImportMap, Label: "Say what the columns are", From: []State{ImportReceived, ImportChecked}, To: ImportReceived},
		{Name: ImportCheck, Label: "Check", From: []State{ImportReceived}, To: ImportChecked},
		{Name: ImportKeep, Label: "Import", From: []State{ImportChecked}, To: ImportDone},
		{Name: ImportUndo, Label: "Undo", From: []State{ImportDone}, To: ImportUndone},
		withdraw(importer, ImportReceived, ImportChecked),
	},
	See:    []Grant{{Roles: writers, Scopes: []Scope{Own}}},
	Edit:   []Grant{{Roles: writers, States: []State{ImportReceived, ImportChecked}, Scopes: []Scope{Own}}},
	Number: func(Model, Facts) (Numbering, error) { return Numbering{Prefix: "IMP-", Width: 5}, nil },
})

// Mapping says what the columns of an office's own list are, kept under a name
// for the files that come again.
type Mapping struct {
	Record
	MappingInput
}

// MappingInput is what people enter of a mapping.
type MappingInput struct {
	Title    string `json:"title" label:"Name" hint:"For example, Our action log" validate:"required,max=200"`
	Register string `json:"register" label:"Register" hint:"As its address names it, for example commitments" validate:"required,max=60" list:"column,filter"`
	Columns  Lines  `json:"columns" label:"Columns" hint:"One a line, as Heading = field; a column that is to be left out has nothing behind the sign" validate:"required"`
	Common
}

// Heading is its name.
func (m *Mapping) Heading() string { return m.Title }

var ownOffice = []Grant{{Roles: writers, Scopes: []Scope{OwnSide}}}

// MappingKind describes mappings.
var MappingKind = define[Mapping](Kind{
	Name: "mapping", Plural: "mappings", One: "Column mapping", Many: "Column mappings", Family: FamilyActivity,
	About: "What the columns of an office’s own list are here, kept under a name for the files that come again.",
	Order: "title", States: currentStates,
	Start: []Move{{Name: "keep", Label: "Keep a mapping", To: Current, Who: to(writers...)}},
	Moves: []Move{withdraw(ownOffice, Current)},
	See:   ownOffice,
	Edit:  []Grant{{Roles: writers, States: []State{Current}, Scopes: []Scope{OwnSide}}},
	Prepare: func(m Model, _ Facts) error {
		mapping := m.(*Mapping)
		k := KindAt(mapping.Register)
		if k == nil || !k.Importable() {
			return Problems{{Field: "register", Text: "Register: must be one that takes imports, for example commitments"}}.Or()
		}
		var problems Problems
		for _, column := range ParseColumns(mapping.Columns) {
			if column.Field != "" && k.ColumnNamed(column.Field) == nil {
				problems = append(problems, Problem{Field: "columns", Text: "Columns: “" + column.Field + "” is no field of " + k.Many})
			}
		}
		return problems.Or()
	},
	// Each office's mappings count apart, so that their numbers tell neither
	// how many the other keeps.
	Number: func(_ Model, f Facts) (Numbering, error) {
		if f.Actor().Side == SideForce {
			return Numbering{Prefix: "MAP-F-"}, nil
		}
		return Numbering{Prefix: "MAP-"}, nil
	},
})

// MayImport tells whether the actor could bring in rows of the kind: they add
// records of it, or change them.
func (k *Kind) MayImport(a *Actor) bool {
	if !k.Importable() || !a.Is(writers...) {
		return false
	}
	may := func(grants []Grant) bool {
		return slices.ContainsFunc(grants, func(g Grant) bool { return a.Is(g.Roles...) })
	}
	return len(k.Starts(a)) > 0 || may(k.Edit)
}
