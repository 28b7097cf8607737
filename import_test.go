package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"answerable/models"
	"answerable/service"
)

// TestImportOnTheCommandLine brings in a list that is wrong, looks at one that
// is right, and brings it in.
func TestImportOnTheCommandLine(t *testing.T) {
	command := importCommand{database: database{filepath.Join(t.TempDir(), "import.db")}, Kind: "bodies", File: filepath.Join(t.TempDir(), "bodies.csv"), Reason: "The old list"}
	list := func(text string) {
		if err := os.WriteFile(command.File, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	bodies := func() (n int64) {
		err := command.with(t.Context(), func(s *service.Service) (err error) {
			n, err = s.Count(t.Context(), models.System(), models.BodyKind, service.Query{})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	list("Name,Sort\nForce,car\n")
	command.Column = []string{"Sort = type"}
	if err := command.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "1 of 1") {
		t.Errorf("a refused row: %v", err)
	}
	list("Name,Sort\nForce,Police force\n")
	command.DryRun = true
	if err := command.Run(t.Context()); err != nil || bodies() != 0 {
		t.Errorf("a look made %d bodies (%v)", bodies(), err)
	}
	command.DryRun = false
	for range 2 {
		if err := command.Run(t.Context()); err != nil || bodies() != 1 {
			t.Errorf("an import made %d bodies (%v)", bodies(), err)
		}
	}
	command.Mapping = "None of ours"
	if err := command.Run(t.Context()); err == nil {
		t.Error("a mapping that is not there was used")
	}
	command.As = "nobody@example.org"
	if err := command.Run(context.Background()); err == nil {
		t.Error("nobody imported")
	}
}
