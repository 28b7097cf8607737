package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"answerable/internal/clock"
)

// dossierCommand holds dossiers against the system that made them.
type dossierCommand struct {
	Check dossierCheck `cmd:"" help:"Hold a dossier against the trail: that it is the one that was made here, that every entry it shows is still there, and that the trail holds."`
}

type dossierCheck struct {
	database
	File string `arg:"" help:"The dossier, as it was downloaded."`
}

// Run checks the dossier; what is broken is printed, and makes it fail.
func (c dossierCheck) Run(ctx context.Context) error {
	s, done, err := c.open(ctx, clock.System(), false)
	if err != nil {
		return err
	}
	defer done()
	return opened(c.File, func(in io.ReaderAt, size int64) error {
		found, err := s.CheckDossier(ctx, in, size)
		if err != nil {
			return err
		}
		for _, broken := range found.Broken {
			fmt.Println(broken)
		}
		if len(found.Broken) > 0 {
			return errors.New("the dossier does not agree with the system")
		}
		fmt.Printf("The dossier on %s of %s agrees with the system: %d files, %d entries of the trail.\n",
			found.Ref, found.MadeAt.Format("2 January 2006 15:04 UTC"), found.Members, found.Entries)
		return nil
	})
}
