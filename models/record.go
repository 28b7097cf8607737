// Package models says what Answerable keeps and by which rules: one file for
// each kind of record with its fields, its lifecycle, who may do what, and the
// facts derived from it. It imports the standard library only; the other
// packages read these descriptions and decide nothing of their own.
package models

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"
)

// Record is what every record has whatever its kind. The service fills it in;
// nobody types it.
type Record struct {
	// Ref is the human reference (COM-2019-03-Q4) and the primary key: it
	// never changes and is never used again, so no second, hidden key is
	// needed. Letters, digits and hyphens only.
	Ref Ref `json:"ref" label:"Reference" gorm:"primaryKey"`
	// Version counts the changes, from 1. It is the entity tag of the API.
	Version int `json:"version" label:"Version"`
	// State is where the record stands in its kind's lifecycle.
	State State `json:"state" label:"State"`
	// Side is the office whose record it is: that of the person who made it.
	Side Side `json:"side" label:"Side"`
	// Sample says that the record came with the sample: SamplePaper for what
	// the paper says, SampleIllustrative for what was made up.
	Sample    string    `json:"sample,omitempty" label:"Sample"`
	CreatedAt time.Time `json:"created_at" label:"Created"`
	CreatedBy Ref       `json:"created_by" label:"Created by"`
	UpdatedAt time.Time `json:"updated_at" label:"Last changed"`
	UpdatedBy Ref       `json:"updated_by" label:"Last changed by"`
}

// The marks of records that came with the sample.
const (
	SamplePaper        = "paper"
	SampleIllustrative = "illustrative"
)

// Base gives every kind's struct access to its Record.
func (r *Record) Base() *Record { return r }

// Common is the input that every kind of record takes beside its own.
type Common struct {
	Priorities Refs    `json:"priorities" label:"Priorities" hint:"Those of the Police and Crime Plan that it serves" ref:"priority" inverse:"Linked records" list:"filter" filter:"priority"`
	Districts  Refs    `json:"districts" label:"Districts" ref:"district" inverse:"Linked records" list:"filter" filter:"district"`
	Owner      Ref     `json:"owner" label:"Owner" hint:"The person who looks after this record" ref:"person" inverse:"Owns" list:"filter"`
	CameFrom   string  `json:"came_from" label:"Came from" hint:"The paper and paragraph it was taken from, for example cse-report.txt §5.1, 3rd bullet" validate:"max=300"`
	Sources    Refs    `json:"sources" label:"Came from records" ref:"*" inverse:"Gave rise to"`
	SameAs     Refs    `json:"same_as" label:"Same as" hint:"References of records about the same thing" ref:"*" inverse:"Same as"`
	Remarks    string  `json:"remarks" label:"Remarks" hint:"Seen by everyone who can see the record" validate:"max=4000" widget:"textarea"`
	Marking    Marking `json:"marking" label:"Security marking" validate:"required"`
}

// Shared gives every kind's struct access to its Common input.
func (c *Common) Shared() *Common { return c }

// Model is a record of any kind.
type Model interface {
	Base() *Record
	Shared() *Common
	// Heading is the name under which other records and lists show it.
	Heading() string
}

// Ref is the human reference of a record; empty where none is recorded.
type Ref string

// Refs is a list of references, kept as JSON in one column.
type Refs []Ref

// Has tells whether the list holds a reference.
func (r Refs) Has(ref Ref) bool {
	for _, have := range r {
		if have == ref {
			return true
		}
	}
	return false
}

// Distinct is the list with each reference once, where it first stands.
func (r Refs) Distinct() Refs {
	var once Refs
	for _, ref := range r {
		if !once.Has(ref) {
			once = append(once, ref)
		}
	}
	return once
}

// Value writes the list for the database.
func (r Refs) Value() (driver.Value, error) { return jsonValue(r, len(r)) }

// Scan reads the list from the database.
func (r *Refs) Scan(src any) error { return jsonScan(src, r) }

// MarshalJSON writes an empty list as [], never as null.
func (r Refs) MarshalJSON() ([]byte, error) { return json.Marshal(append([]Ref{}, r...)) }

// Lines is a list of short texts, one a line in forms, kept as JSON.
type Lines []string

// Value writes the list for the database.
func (l Lines) Value() (driver.Value, error) { return jsonValue(l, len(l)) }

// Scan reads the list from the database.
func (l *Lines) Scan(src any) error { return jsonScan(src, l) }

// MarshalJSON writes an empty list as [], never as null.
func (l Lines) MarshalJSON() ([]byte, error) { return json.Marshal(append([]string{}, l...)) }

// Revision is one move of a date that somebody had promised: what it was, what
// it became, who moved it, when and why. Earlier ones stay. Where a clock stood
// still, it is from which day to which.
type Revision struct {
	From   Date   `json:"from"`
	To     Date   `json:"to"`
	On     Date   `json:"on"`
	By     Ref    `json:"by"`
	Reason string `json:"reason"`
}

// Revisions is the list of moves of one date, oldest first, kept as JSON.
type Revisions []Revision

// Value writes the list for the database.
func (r Revisions) Value() (driver.Value, error) { return jsonValue(r, len(r)) }

// Scan reads the list from the database.
func (r *Revisions) Scan(src any) error { return jsonScan(src, r) }

// MarshalJSON writes an empty list as [], never as null.
func (r Revisions) MarshalJSON() ([]byte, error) { return json.Marshal(append([]Revision{}, r...)) }

func jsonValue(list any, n int) (driver.Value, error) {
	if n == 0 {
		return "[]", nil
	}
	text, err := json.Marshal(list)
	return string(text), err
}

func jsonScan(src, into any) error {
	switch text := src.(type) {
	case nil:
		return nil
	case string:
		if text == "[]" { // most are
			return nil
		}
		return json.Unmarshal([]byte(text), into)
	case []byte:
		return json.Unmarshal(text, into)
	default:
		return fmt.Errorf("a list is kept as JSON text, not as %T", src)
	}
}
