package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"answerable/internal/clock"
	"answerable/internal/document"
	"answerable/models"
	"answerable/service"
)

// briefingCommand composes a briefing into a file.
type briefingCommand struct {
	database
	About     models.Ref  `arg:"" help:"Reference of the priority, or of a district, body, report or meeting."`
	File      string      `arg:"" help:"Where to write it; - for standard output." type:"path"`
	As        string      `help:"Email address of the person for whom it is composed: it tells what they may see. Without it, everything."`
	Format    string      `default:"docx" enum:"docx,odt,json" help:"Format: ${enum}."`
	AsAt      models.Date `help:"The day for which it says how things stand, for example 2019-03-04."`
	Section   []string    `help:"Sections in their order; the usual ones without it."`
	Sensitive bool        `help:"Include what is OFFICIAL-SENSITIVE."`
}

// Run composes the briefing and writes it.
func (b briefingCommand) Run(ctx context.Context) error {
	s, done, err := b.open(ctx, clock.System(), false)
	if err != nil {
		return err
	}
	defer done()
	reader := models.System()
	if b.As != "" {
		if reader, err = s.PersonByEmail(ctx, b.As); err != nil {
			return err
		}
	}
	if !b.Sensitive {
		reader = reader.Outside()
	}
	composed, err := s.Briefing(ctx, reader, service.Brief{About: b.About, AsAt: b.AsAt, Sections: b.Section})
	if err != nil {
		return err
	}
	file, err := b.written(composed, s)
	if err != nil {
		return err
	}
	if b.File == "-" {
		_, err = os.Stdout.Write(file)
		return err
	}
	if err := os.WriteFile(b.File, file, 0o600); err != nil {
		return err
	}
	fmt.Printf("%s: %s, %s.\n", b.File, composed.Title, composed.Marking)
	return nil
}

// written is the paper in the format that was asked for.
func (b briefingCommand) written(composed *document.Document, s *service.Service) ([]byte, error) {
	at := slices.IndexFunc(document.Formats, func(f document.Format) bool { return f.Ending == b.Format })
	if at < 0 {
		return json.MarshalIndent(composed, "", "  ")
	}
	var file bytes.Buffer
	err := document.Formats[at].Write(composed, &file, document.Setting{At: s.Now()})
	return file.Bytes(), err
}
