package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"answerable/models"
	"answerable/service"
)

// TestOfficeCommands takes an office from one database to another by the command
// line.
func TestOfficeCommands(t *testing.T) {
	folder := t.TempDir()
	from, to := database{filepath.Join(folder, "from.db")}, database{filepath.Join(folder, "to.db")}
	file := filepath.Join(folder, "office.zip")
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ok(from.with(t.Context(), func(s *service.Service) error {
		_, err := s.AddPerson(t.Context(), service.NewPerson{Name: "A", Email: "a@example.org", Roles: []models.Role{models.RoleAdmin}, Body: "OPCC", BodyType: "opcc"})
		return err
	}))
	ok(officeExport{database: from, File: file}.Run(t.Context()))
	ok(officeCheck{file}.Run())
	ok(officeImport{to, file}.Run(t.Context()))
	ok(to.with(t.Context(), func(s *service.Service) error {
		_, err := s.PersonByEmail(t.Context(), "a@example.org")
		return err
	}))
	if err := (officeExport{database: from, File: file}).Run(t.Context()); err == nil || !strings.Contains(err.Error(), "is there already") {
		t.Errorf("an archive is written over: %v", err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others can read the archive: %v %v", info.Mode(), err)
	}
}

// TestHalfAFileIsNotLeft lets the writing fail.
func TestHalfAFileIsNotLeft(t *testing.T) {
	folder, failure := t.TempDir(), errors.New("on purpose")
	err := written(filepath.Join(folder, "office.zip"), func(out io.Writer) error {
		_, _ = io.WriteString(out, "half")
		return failure
	})
	left, _ := os.ReadDir(folder)
	if !errors.Is(err, failure) || len(left) > 0 {
		t.Errorf("%v, and %d files are left", err, len(left))
	}
}
