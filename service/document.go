package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"unicode"

	"gorm.io/gorm/clause"

	"answerable/models"
)

// MaxFile is the largest file that can be attached, in bytes.
const MaxFile = 20 << 20

// fileTypes are the endings that are taken and the type each is served as.
var fileTypes = map[string]string{
	".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8",
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":  "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}

// sniffed are the types that the first bytes of such a file may look like.
var sniffed = map[string][]string{
	".pdf": {"application/pdf"}, ".png": {"image/png"}, ".jpg": {"image/jpeg"}, ".jpeg": {"image/jpeg"},
	".txt": {"text/plain"}, ".csv": {"text/plain"},
	".docx": {"application/zip"}, ".xlsx": {"application/zip"}, ".pptx": {"application/zip"}, ".odt": {"application/zip"}, ".ods": {"application/zip"},
}

// File is the content of a document.
type File struct {
	Name  string
	Type  string
	Bytes []byte
}

type contentRow struct {
	Hash    string
	Size    int64
	Content []byte
}

// Upload gives a document its file. A document has one file: another version
// is another document.
func (s *Service) Upload(ctx context.Context, who *models.Actor, ref models.Ref, version int, name string, content io.Reader) (models.Model, error) {
	read, err := io.ReadAll(io.LimitReader(content, MaxFile+1))
	if err != nil {
		return nil, models.Fail(models.Invalid, "The file did not arrive whole. Send it again")
	}
	name = fileName(name)
	if err := fileProblem(name, read); err != nil {
		return nil, err
	}
	hash, size := hashOf(read), int64(len(read))
	return s.alter(ctx, who, models.DocumentKind, ref, version, "", func(w *work, before, m models.Model) error {
		document := m.(*models.Document)
		if !models.DocumentKind.MayDo(who, models.ActGiveFile, m) {
			return models.Fail(models.Denied, "Only the office that added a document may give it a file")
		}
		if document.FileHash != "" {
			return models.Fail(models.Refused, "This document has its file. Add another document for another version")
		}
		document.FileName, document.FileHash, document.FileSize = name, hash, &size
		document.FileType = fileTypes[strings.ToLower(path.Ext(name))]
		err := w.tx.Table("contents").Clauses(clause.OnConflict{DoNothing: true}).Create(&contentRow{hash, size, read}).Error
		if err != nil {
			return err
		}
		return w.save(models.DocumentKind, before, m, "file added", "")
	})
}

// fileName keeps the last part of a name, without what a disk or a header
// would trip over.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`"<>:|?*`, r) {
			return '-'
		}
		return r
	}, name)
}

func fileProblem(name string, content []byte) error {
	problem := func(text string) error { return models.Problems{{Field: "file", Text: "File: " + text}}.Or() }
	allowed, known := sniffed[strings.ToLower(path.Ext(name))]
	looks, _, _ := strings.Cut(http.DetectContentType(content), ";")
	switch {
	case len(content) == 0:
		return problem("is empty")
	case len(content) > MaxFile:
		return problem("must be at most 20 MB")
	case !known:
		return problem("must be a PDF, Word, Excel, PowerPoint, OpenDocument, text, CSV, PNG or JPEG file")
	case !slices.Contains(allowed, looks):
		return problem("its content is not what its name says (" + path.Ext(name) + ")")
	case len(name) > 200:
		return problem("its name must be at most 200 characters")
	}
	return nil
}

// Content reads the file of a document, for those who may see the document;
// its hash is checked, so that what was tampered with is not served.
func (s *Service) Content(ctx context.Context, who *models.Actor, ref models.Ref) (*File, error) {
	m, err := s.find(ctx, who, models.DocumentKind, ref)
	if err != nil {
		return nil, err
	}
	document := m.(*models.Document)
	if document.FileHash == "" {
		return nil, models.Fail(models.Missing, "The document %s has no file", ref)
	}
	var row contentRow
	if err := s.db.WithContext(ctx).Table("contents").Where("hash = ?", document.FileHash).Take(&row).Error; err != nil {
		return nil, unavailable(err)
	}
	if hashOf(row.Content) != document.FileHash {
		return nil, models.Fail(models.Unavailable, "The file of %s is not what was uploaded: its hash does not agree", ref)
	}
	return &File{document.FileName, document.FileType, row.Content}, nil
}

// hashOf is the hash under which a content is kept.
func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
