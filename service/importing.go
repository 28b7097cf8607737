package service

import (
	"answerable/models"
)

// The outcomes of a row.
const (
	RowNew     = "new"
	RowChanged = "changed"
	RowSame    = "same"
	RowRefused = "refused"
)

// Outcomes are what can become of a row, in the order in which people read of
// them.
var Outcomes = []string{RowNew, RowChanged, RowSame, RowRefused}

// ImportChoice is what a person says of a file: which of its sheets, and what
// the columns are.
type ImportChoice struct {
	// Sheet is the name of a sheet; empty for the first.
	Sheet string
	// Columns are names of models.Column by the letter of the column, or by
	// its heading; an empty name leaves the column out. Columns that are not
	// named are taken as they were recognised.
	Columns map[string]string
	// Mapping takes the columns as a mapping has them, before Columns.
	Mapping models.Ref
	// KeepAs is the name under which to keep what was chosen; empty for none.
	KeepAs string
}

// ImportColumns is what the columns of a file are taken for.
type ImportColumns struct {
	Import *models.Import
	Kind   *models.Kind
	Sheets []string
	Sheet  string
	// Columns are those of the sheet that have a heading or a value.
	Columns []ImportColumn
	// Fields are what a column can be.
	Fields []models.Column
	// Missing are the required fields that no column is taken for.
	Missing []models.Column
	// Mappings are those kept for the register.
	Mappings []*models.Mapping
}

// ImportColumn is one column of a file.
type ImportColumn struct {
	Letter  string
	Heading string
	// Values are the first ones in it.
	Values []string
	// Field is the name of the models.Column that it is taken for; empty where
	// it is left out.
	Field string
	// Why says how it was recognised.
	Why Recognition
}

// Recognition is how it is known what a column is.
type Recognition string

// How it can be known.
const (
	RecognisedOurs     Recognition = "our heading"
	RecognisedSynonym  Recognition = "a usual heading"
	RecognisedBefore   Recognition = "as last time"
	RecognisedMapping  Recognition = "as the mapping says"
	RecognisedChosen   Recognition = "as chosen"
	RecognisedComputed Recognition = "worked out by the system"
	RecognisedNot      Recognition = "not recognised"
)

// ImportPhase is what is being done for an import.
type ImportPhase string

// The phases.
const (
	PhaseCheck  ImportPhase = "check"
	PhaseImport ImportPhase = "import"
	PhaseUndo   ImportPhase = "undo"
)

// ImportProgress is how far what is done in the background has come.
type ImportProgress struct {
	// Phase is empty where nothing was ever begun.
	Phase ImportPhase
	// Done and Of count rows; Of is 0 while it is not known.
	Done, Of int64
	// Running tells whether it is still being done.
	Running bool
	// Failure is the sentence why it was given up; empty where it was not.
	Failure string
}

// ImportPreview is one page of what the check found.
type ImportPreview struct {
	Import *models.Import
	Kind   *models.Kind
	// Counts are how many rows have each outcome.
	Counts map[string]int64
	Rows   []ImportRow
	// Brings are the bodies that all of the rows bring with them, each once.
	Brings []string
	// Names are those of what the values refer to.
	Names Names
	// Next is the after of the next page, empty on the last.
	Next string
}

// ImportRow is what a row would do, or did.
type ImportRow struct {
	Sheet string
	// Number is that of the row as a spreadsheet shows it.
	Number  int64
	Outcome string
	// Ref is empty for what is new until it was imported.
	Ref     models.Ref
	Title   string
	Changes []ImportChange
	// Problems say why the row is refused.
	Problems []ImportProblem
}

// ImportChange is what a row does to one field, both sides as exports write
// them.
type ImportChange struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
	// Brings says what the row brings with it, where To stands for a body that
	// there is not yet.
	Brings string `json:"brings,omitempty" description:"What the row brings with it where there is no such body yet; “to” stands for it until it is made"`
}

// ImportProblem is one thing wrong with a row.
type ImportProblem struct {
	// Cell is where, such as C7; empty where it is the whole row.
	Cell    string `json:"cell"`
	Heading string `json:"heading"`
	Text    string `json:"message"`
}
