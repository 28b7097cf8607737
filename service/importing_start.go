package service

import (
	"context"
	"io"

	"answerable/models"
)

var errSoon = models.Fail(models.Unavailable, "Imports are being built")

// ReceiveImport takes a file for records of a kind. A file that cannot be read
// is refused with the sentence why, and not kept.
func (s *Service) ReceiveImport(ctx context.Context, who *models.Actor, k *models.Kind, fileName string, content io.Reader) (*models.Import, error) {
	return nil, errSoon
}

// ImportColumns says what the columns of the file are taken for: as was
// chosen, or as a mapping has them, or as they are recognised.
func (s *Service) ImportColumns(ctx context.Context, who *models.Actor, ref models.Ref, choice ImportChoice) (*ImportColumns, error) {
	return nil, errSoon
}

// CheckImport keeps what the columns are, and has every row checked in the
// background. Nothing is imported yet.
func (s *Service) CheckImport(ctx context.Context, who *models.Actor, ref models.Ref, version int, choice ImportChoice) (*models.Import, error) {
	return nil, errSoon
}

// ImportProgress tells how far the background has come.
func (s *Service) ImportProgress(ctx context.Context, who *models.Actor, ref models.Ref) (*ImportProgress, error) {
	return nil, errSoon
}

// ImportPreview gives one page of what the check found; an empty outcome means
// all.
func (s *Service) ImportPreview(ctx context.Context, who *models.Actor, ref models.Ref, outcome, after string) (*ImportPreview, error) {
	return nil, errSoon
}

// ApplyImport has the rows imported in the background, all or none.
func (s *Service) ApplyImport(ctx context.Context, who *models.Actor, ref models.Ref, version int, reason string) (*models.Import, error) {
	return nil, errSoon
}

// UndoImport has the import undone in the background, all or nothing: what it
// made is withdrawn, what it changed is put back.
func (s *Service) UndoImport(ctx context.Context, who *models.Actor, ref models.Ref, version int, reason string) (*models.Import, error) {
	return nil, errSoon
}

// CorrectedFile writes the file again with what is wrong beside each row, as a
// workbook.
func (s *Service) CorrectedFile(ctx context.Context, who *models.Actor, ref models.Ref, out io.Writer) error {
	return errSoon
}

// RunImports does what was begun, in the background, until the context ends.
// Whatever a service that stopped has left is picked up.
func (s *Service) RunImports(ctx context.Context) {}

// RunImportsOnce does all that waits now, for tests and the command line.
func (s *Service) RunImportsOnce(ctx context.Context) error { return errSoon }
