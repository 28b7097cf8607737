package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"answerable/models"
	"answerable/service"
)

// officeCommand takes a whole office out of a database and into another.
type officeCommand struct {
	Export officeExport `cmd:"" help:"Write every record, history and file into one archive: a backup, and the way to another database. It holds everything, whoever may see it."`
	Import officeImport `cmd:"" help:"Make the office of an archive in an empty database."`
	Check  officeCheck  `cmd:"" help:"Check an archive from end to end, without a database."`
}

type officeExport struct {
	database
	File          string `arg:"" help:"Where to write the archive; - for standard output."`
	WithPasswords bool   `help:"Write the hashes of people's passwords too, so that they can sign in at once where it is imported."`
}

// Run writes the archive. While it is not whole it stands under another name,
// and nothing that is there is written over.
func (c officeExport) Run(ctx context.Context) error {
	return c.with(ctx, func(s *service.Service) error {
		var summary *service.OfficeArchive
		err := written(c.File, func(out io.Writer) (err error) {
			summary, err = s.ExportOffice(ctx, out, service.OfficeOptions{Product: version, Passwords: c.WithPasswords})
			return err
		})
		if err == nil {
			tell(os.Stderr, "Exported", summary)
		}
		return err
	})
}

// written writes a new file that only its owner can read, all of it or none.
func written(path string, write func(io.Writer) error) (err error) {
	if path == "-" {
		return write(os.Stdout)
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return models.Fail(models.Refused, "%s is there already: give another name", path)
	}
	// CreateTemp makes it readable for its owner alone.
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".partial-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file.Name()))
		}
	}()
	if err := errors.Join(write(file), file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

type officeImport struct {
	database
	File string `arg:"" help:"The archive."`
}

// Run imports the archive.
func (c officeImport) Run(ctx context.Context) error {
	return c.with(ctx, func(s *service.Service) error {
		return opened(c.File, func(in io.ReaderAt, size int64) error {
			summary, err := s.ImportOffice(ctx, in, size)
			if err == nil {
				tell(os.Stdout, "Imported", summary)
			}
			return err
		})
	})
}

type officeCheck struct {
	File string `arg:"" help:"The archive."`
}

// Run checks the archive.
func (c officeCheck) Run() error {
	return opened(c.File, func(in io.ReaderAt, size int64) error {
		summary, err := service.CheckOffice(in, size)
		if err == nil {
			tell(os.Stdout, "The archive is whole", summary)
		}
		return err
	})
}

// opened reads a file.
func opened(path string, read func(in io.ReaderAt, size int64) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	return read(file, info.Size())
}

// tell prints what is in an archive.
func tell(out io.Writer, what string, summary *service.OfficeArchive) {
	passwords := "without passwords: set them with “answerable person password EMAIL”"
	if summary.Passwords {
		passwords = "with the hashes of passwords"
	}
	_, _ = fmt.Fprintf(out, "%s: %d records, %d entries of the trail, %d files, %s.\n", what, summary.Records, summary.Entries, summary.Files, passwords)
	_, _ = fmt.Fprintf(out, "Made by Answerable %s, %s. The trail ends here:\n", summary.Product, summary.MadeAt.Format("2 January 2006 15:04 UTC"))
	for _, head := range summary.Heads {
		_, _ = fmt.Fprintln(out, "  --head", head)
	}
}
