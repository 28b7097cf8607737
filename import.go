package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"answerable/models"
	"answerable/service"
)

// importCommand brings in a file of rows.
type importCommand struct {
	database
	Kind    string   `arg:"" help:"What the rows are: a register as its address names it, for example commitments."`
	File    string   `arg:"" help:"An Excel workbook (.xlsx) or CSV file." type:"existingfile"`
	DryRun  bool     `help:"Check only: import nothing."`
	As      string   `help:"Email address of the person who imports; the system itself if left out." placeholder:"EMAIL"`
	Sheet   string   `help:"Sheet of a workbook; the first with rows if left out."`
	Mapping string   `help:"Column mapping to use: its reference or name." placeholder:"NAME"`
	Column  []string `help:"What a column is, as \"Heading = field\"; nothing behind the sign leaves it out." sep:"none" placeholder:"HEADING=FIELD"`
	Reason  string   `help:"Why; it stands in the history of every record." default:"Imported on the command line"`
}

// Run checks the file, prints what it would do, and does it.
func (c importCommand) Run(ctx context.Context) error {
	return c.with(ctx, func(s *service.Service) error {
		who := models.System()
		if c.As != "" {
			var err error
			if who, err = s.PersonByEmail(ctx, c.As); err != nil {
				return err
			}
		}
		return c.bring(ctx, s, who)
	})
}

func (c importCommand) bring(ctx context.Context, s *service.Service, who *models.Actor) error {
	k := models.KindAt(c.Kind)
	if k == nil {
		k = models.KindNamed(c.Kind)
	}
	if k == nil || !k.Importable() {
		return fmt.Errorf("there is no register called %s that takes imports", c.Kind)
	}
	file, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	imported, err := s.ReceiveImport(ctx, who, k, filepath.Base(c.File), file)
	if err != nil {
		return err
	}
	choice, err := c.choice(ctx, s, who, imported)
	if err != nil {
		return err
	}
	if imported, err = s.CheckImport(ctx, who, imported.Ref, imported.Version, choice); err != nil {
		return err
	}
	if err := follow(ctx, s, who, imported.Ref, "checked"); err != nil {
		return err
	}
	preview, err := s.ImportPreview(ctx, who, imported.Ref, "", "")
	if err != nil {
		return err
	}
	counts := preview.Counts
	fmt.Printf("%s: %d new, %d changed, %d the same, %d refused\n", imported.Ref, counts[service.RowNew], counts[service.RowChanged], counts[service.RowSame], counts[service.RowRefused])
	if counts[service.RowRefused] > 0 {
		if err := printRefused(ctx, s, who, imported.Ref); err != nil {
			return err
		}
		return fmt.Errorf("nothing is imported while rows are refused: %d of %d are", counts[service.RowRefused], *preview.Import.RowsRead)
	}
	if c.DryRun || counts[service.RowNew]+counts[service.RowChanged] == 0 {
		return nil
	}
	if _, err := s.ApplyImport(ctx, who, imported.Ref, preview.Import.Version, c.Reason); err != nil {
		return err
	}
	return follow(ctx, s, who, imported.Ref, "imported")
}

// choice is what was said of the columns, once it is known how they are
// recognised.
func (c importCommand) choice(ctx context.Context, s *service.Service, who *models.Actor, imported *models.Import) (service.ImportChoice, error) {
	choice := service.ImportChoice{Sheet: c.Sheet, Columns: map[string]string{}}
	for _, column := range models.ParseColumns(c.Column) {
		choice.Columns[column.Heading] = column.Field
	}
	found, err := s.ImportColumns(ctx, who, imported.Ref, choice)
	if err != nil {
		return choice, err
	}
	for _, mapping := range found.Mappings {
		if c.Mapping != "" && (string(mapping.Ref) == c.Mapping || strings.EqualFold(mapping.Title, c.Mapping)) {
			choice.Mapping = mapping.Ref
		}
	}
	if c.Mapping != "" && choice.Mapping == "" {
		return choice, fmt.Errorf("there is no column mapping called %s for %s", c.Mapping, c.Kind)
	}
	if found, err = s.ImportColumns(ctx, who, imported.Ref, choice); err != nil {
		return choice, err
	}
	for _, column := range found.Columns {
		field := column.Field
		if field == "" {
			field = "left out"
		}
		fmt.Printf("  %-3s %s: %s (%s)\n", column.Letter, column.Heading, field, column.Why)
	}
	return choice, nil
}

// follow does what waits in the background and prints how far it has come.
func follow(ctx context.Context, s *service.Service, who *models.Actor, ref models.Ref, done string) error {
	working, stop := context.WithCancel(ctx)
	wait := inBackground(working, s.RunImports)
	defer func() { stop(); wait() }()
	for said := int64(0); ; {
		progress, err := s.ImportProgress(ctx, who, ref)
		if err != nil {
			return err
		}
		if progress.Failure != "" {
			return fmt.Errorf("%s", progress.Failure)
		}
		if !progress.Running {
			fmt.Fprintf(os.Stderr, "%d rows %s\n", progress.Done, done)
			return nil
		}
		if progress.Done > said {
			said = progress.Done
			fmt.Fprintf(os.Stderr, "%d rows …\n", said)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second / 4):
		}
	}
}

// printRefused prints every refused row: where, and why.
func printRefused(ctx context.Context, s *service.Service, who *models.Actor, ref models.Ref) error {
	for after := ""; ; {
		preview, err := s.ImportPreview(ctx, who, ref, service.RowRefused, after)
		if err != nil {
			return err
		}
		for _, row := range preview.Rows {
			for _, problem := range row.Problems {
				fmt.Printf("  %s, row %d %s: %s\n", row.Sheet, row.Number, problem.Cell, problem.Text)
			}
		}
		if after = preview.Next; after == "" {
			return nil
		}
	}
}
