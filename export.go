package main

import (
	"bufio"
	"context"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"

	"answerable/api"
	"answerable/models"
	"answerable/service"
)

// exportCommand writes a register, or everything, to standard output.
type exportCommand struct {
	database
	Kind      string              `arg:"" help:"The register, such as questions, or “everything”."`
	Format    string              `default:"csv" enum:"csv,xlsx,json" help:"${enum}. Everything as csv is a ZIP archive."`
	As        string              `help:"Email address of the person as whom it is read; without one, it is what the OPCC sees in all of its roles." placeholder:"EMAIL"`
	Filter    map[string][]string `help:"Only what has this value in a field, as in state=put; several values of one filter are separated by commas." placeholder:"NAME=VALUE" mapsep:";" sep:","`
	Sensitive bool                `help:"Take along what is OFFICIAL-SENSITIVE."`
}

// Run exports.
func (e exportCommand) Run(ctx context.Context) error {
	export := service.Export{Format: service.ExportFormat(e.Format), Sensitive: e.Sensitive, JSON: api.JSON()}
	if err := e.narrow(&export); err != nil {
		return err
	}
	return e.with(ctx, func(s *service.Service) error {
		who, err := e.reader(ctx, s)
		if err != nil {
			return err
		}
		file, err := s.ExportFile(ctx, who, export)
		if err != nil {
			return err
		}
		out := bufio.NewWriter(os.Stdout)
		if err := s.Export(ctx, who, export, out); err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "This is %s, marked %s.\n", file.Name, file.Marking)
		return out.Flush()
	})
}

// narrow finds the register and what of it is wanted.
func (e exportCommand) narrow(export *service.Export) error {
	if e.Kind == "everything" {
		if len(e.Filter) > 0 {
			return models.Fail(models.Invalid, "Everything cannot be filtered: name a register")
		}
		return nil
	}
	if export.Kind = models.KindAt(e.Kind); export.Kind == nil {
		export.Kind = models.KindNamed(e.Kind)
	}
	if export.Kind == nil {
		var known []string
		for _, k := range models.Registry {
			known = append(known, k.Plural)
		}
		slices.Sort(known)
		return models.Fail(models.Invalid, "There is no register %s. There are: everything, %s", e.Kind, strings.Join(known, ", "))
	}
	var err error
	export.Query, err = service.ParseQuery(export.Kind, url.Values(e.Filter))
	return err
}

// reader is as whom it is read.
func (e exportCommand) reader(ctx context.Context, s *service.Service) (*models.Actor, error) {
	if e.As == "" {
		return models.System(), nil
	}
	return s.PersonByEmail(ctx, e.As)
}
