package models

import "slices"

// The states of what is attached to a record: for one's own office, or for
// everybody who may see the record.
const (
	AttachedInternal State = "internal"
	AttachedShared   State = "shared"
)

var attachedStates = []Option{
	{string(AttachedInternal), "Own office only", "purple"},
	{string(AttachedShared), "Shared", "green"},
	{string(Withdrawn), "Withdrawn", "grey"},
}

// attachedSee is who sees an attachment: what is internal, only the office
// that wrote it; always only with the record that it is attached to.
var attachedSee = []Grant{
	{Roles: everyone, States: []State{AttachedShared}, Scopes: []Scope{WithParent}},
	{Roles: everyone, Scopes: []Scope{OwnSide, WithParent}},
}

// writers are the roles that add to the record rather than only read it.
var writers = slices.Concat(opcc, force)

func attachStarts() []Move {
	return []Move{
		{Name: "add", Label: "Add for own office", To: AttachedInternal, Who: to(writers...)},
		{Name: "add-shared", Label: "Add for everyone who sees the record", To: AttachedShared, Who: to(writers...)},
	}
}

func attachMoves() []Move {
	own := []Grant{{Roles: writers, Scopes: []Scope{OwnSide}}}
	return []Move{
		{Name: "share", Label: "Share with everyone who sees the record", From: []State{AttachedInternal}, To: AttachedShared, Who: own, Final: true},
		withdraw(own, AttachedInternal, AttachedShared),
	}
}

// Note is something that somebody wrote down about a record.
type Note struct {
	Record
	NoteInput
}

// NoteInput is what people enter of a note.
type NoteInput struct {
	About Ref    `json:"about" label:"About" ref:"*" inverse:"Notes" validate:"required" list:"column,filter"`
	Text  string `json:"text" label:"Note" widget:"textarea" validate:"required,max=8000"`
	Common
}

// Heading says what the note is about.
func (n *Note) Heading() string { return "Note on " + string(n.About) }

// NoteKind describes notes.
var NoteKind = define[Note](Kind{
	Name: "note", Plural: "notes", One: "Note", Many: "Notes", Family: FamilyActivity,
	Key:    []string{"about", "text"},
	About:  "Something written down about a record, for one's own office or for all who see the record.",
	Parent: "about", Order: "-created_at", States: attachedStates,
	Start: attachStarts(), Moves: attachMoves(), See: attachedSee,
	Edit:   []Grant{{Roles: writers, States: []State{AttachedInternal}, Scopes: []Scope{Own}}},
	Number: func(Model, Facts) (Numbering, error) { return Numbering{Prefix: "NOTE-", Width: 5}, nil },
})

// Document is a file or a link attached to a record, often as evidence. The
// content of a file is kept apart, under its hash.
type Document struct {
	Record
	DocumentInput
	FileName string `json:"file_name" label:"File" unknown:"No file: see the address"`
	FileType string `json:"file_type" label:"File type"`
	FileSize *int64 `json:"file_size" label:"Size in bytes"`
	FileHash string `json:"file_hash" label:"SHA-256 of the content"`
}

// DocumentInput is what people enter of a document.
type DocumentInput struct {
	About   Ref    `json:"about" label:"Attached to" ref:"*" inverse:"Documents" validate:"required" list:"column,filter"`
	Title   string `json:"title" label:"Title" validate:"required,max=200"`
	Dated   Date   `json:"dated" label:"Date of the document" hint:"The date of the evidence, not of the upload" list:"column,sort"`
	Address string `json:"address" label:"Web address" validate:"omitempty,http_url,max=2000"`
	Common
}

// Heading is the title.
func (d *Document) Heading() string { return d.Title }

// DocumentKind describes documents.
var DocumentKind = define[Document](Kind{
	Name: "document", Plural: "documents", One: "Document", Many: "Documents", Family: FamilyActivity,
	Key:    []string{"about", "title"},
	About:  "A file or a link attached to a record, often as evidence.",
	Parent: "about", Order: "-created_at", States: attachedStates,
	Start: attachStarts(), Moves: attachMoves(), See: attachedSee,
	Acts:   []Act{{ActGiveFile, "Give it its file", []Grant{{Roles: writers, States: []State{AttachedInternal, AttachedShared}, Scopes: []Scope{OwnSide}}}}},
	Edit:   []Grant{{Roles: writers, States: []State{AttachedInternal}, Scopes: []Scope{Own}}},
	Number: func(Model, Facts) (Numbering, error) { return Numbering{Prefix: "DOC-", Width: 5}, nil },
})
