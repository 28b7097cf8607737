package document

import (
	"errors"
	"io"
)

// WriteDOCX writes the paper as Word reads it.
func (d *Document) WriteDOCX(io.Writer, Setting) error { return errors.New("not there yet") }

// WriteODT writes the paper as OpenDocument text.
func (d *Document) WriteODT(io.Writer, Setting) error { return errors.New("not there yet") }
