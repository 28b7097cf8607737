package service

import (
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"answerable/internal/sheet"
	"answerable/models"
)

// ReceiveImport takes a file for records of a kind. A file that cannot be read
// is refused with the sentence why, and not kept.
func (s *Service) ReceiveImport(ctx context.Context, who *models.Actor, k *models.Kind, file string, content io.Reader) (*models.Import, error) {
	if !k.MayImport(who) {
		return nil, models.Fail(models.Denied, "You may not import %s", lowerFirst(k.Many))
	}
	read, err := io.ReadAll(io.LimitReader(content, MaxFile+1))
	if err != nil {
		return nil, models.Fail(models.Invalid, "The file did not arrive whole. Send it again")
	}
	name := fileName(file)
	if err := fileReadable(name, read); err != nil {
		return nil, err
	}
	size := int64(len(read))
	var received *models.Import
	err = s.change(ctx, who, "", func(w *work) error {
		hash, err := w.keepContent(read)
		if err != nil {
			return err
		}
		m, err := w.begin(models.ImportKind, models.ImportKind.StartNamed(models.ImportReceive), JSON{}, func(m models.Model) {
			received = m.(*models.Import)
			received.Title = titleOf(strings.TrimSuffix(name, path.Ext(name)))
			received.Register, received.FileName, received.FileHash, received.FileSize = k.Plural, name, hash, &size
		})
		if err == nil {
			received = m.(*models.Import)
		}
		return err
	})
	return received, err
}

// titleOf is what an import is called after its file.
func titleOf(name string) string {
	letters := []rune(name)
	if title := strings.TrimSpace(string(letters[:min(len(letters), 200)])); title != "" {
		return title
	}
	return "Import"
}

// fileReadable says why a file cannot be brought in: it cannot be read, or has
// no rows.
func fileReadable(name string, content []byte) error {
	book, err := sheet.Open(name, content)
	if err != nil {
		return refusedFile(err)
	}
	defer func() { _ = book.Close() }()
	for _, of := range book.Sheets() {
		for _, err := range book.Rows(of) {
			return refusedFile(err)
		}
	}
	return refusedFile(&sheet.Refusal{Sentence: "There are no rows in it."})
}

// refusedFile makes of a file's refusal a problem with the file.
func refusedFile(err error) error {
	var refusal *sheet.Refusal
	if errors.As(err, &refusal) {
		return models.Problems{{Field: "file", Code: "file", Text: "File: " + lowerFirst(strings.TrimSuffix(refusal.Sentence, "."))}}.Or()
	}
	return err
}

// importOf is an import of the person's, and the kind of its rows.
func (s *Service) importOf(ctx context.Context, who *models.Actor, ref models.Ref) (*models.Import, *models.Kind, error) {
	m, err := s.find(ctx, who, models.ImportKind, ref)
	if err != nil {
		return nil, nil, err
	}
	imported := m.(*models.Import)
	return imported, models.KindAt(imported.Register), nil
}

// book opens the file of an import.
func (s *Service) book(ctx context.Context, imported *models.Import) (*sheet.Book, error) {
	content, err := s.content(ctx, imported.FileHash)
	if err != nil {
		return nil, err
	}
	book, err := sheet.Open(imported.FileName, content)
	return book, refusedFile(err)
}
