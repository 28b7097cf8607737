package service

import (
	"archive/zip"
	"bytes"
	"context"

	"answerable/internal/document"
	"answerable/models"
)

// WriteAwardLetter writes a letter about an award as a file, and leaves a trace
// on the award that it went out.
func (s *Service) WriteAwardLetter(ctx context.Context, who *models.Actor, ref models.Ref, choice LetterChoice, format document.Format) (*File, error) {
	letter, err := s.AwardLetter(ctx, who, ref, choice)
	if err != nil {
		return nil, err
	}
	file, err := s.letterFile(letter, format)
	if err != nil {
		return nil, err
	}
	return file, s.lettersWritten(ctx, who, []Letter{*letter}, format)
}

// WriteRoundLetters writes the letters of a round that can be written, as one
// zip with a file each, and leaves a trace on each award. It is refused where
// none can be.
func (s *Service) WriteRoundLetters(ctx context.Context, who *models.Actor, ref models.Ref, choice RoundChoice, format document.Format) (*File, error) {
	round, err := s.RoundLetters(ctx, who, ref, choice)
	if err != nil {
		return nil, err
	}
	letters := round.Ready()
	if len(letters) == 0 {
		return nil, models.Fail(models.Refused, "None of the letters of %s can be written: see what each lacks", ref)
	}
	packed, err := s.packLetters(letters, format)
	if err != nil {
		return nil, err
	}
	name := "letters-" + string(ref) + "-" + string(highest(letters)) + ".zip"
	return &File{Name: name, Type: "application/zip", Bytes: packed}, s.lettersWritten(ctx, who, letters, format)
}

// Ready are the letters that can be written.
func (r *RoundLetters) Ready() []Letter {
	var ready []Letter
	for _, letter := range r.Letters {
		if letter.Paper != nil {
			ready = append(ready, letter)
		}
	}
	return ready
}

func highest(letters []Letter) models.Marking {
	for _, letter := range letters {
		if letter.Marking == models.OfficialSensitive {
			return letter.Marking
		}
	}
	return models.Official
}

func (s *Service) letterFile(letter *Letter, format document.Format) (*File, error) {
	var written bytes.Buffer
	if err := format.Write(letter.Paper, &written, document.Setting{At: s.Now()}); err != nil {
		return nil, err
	}
	name := letter.Paper.FileName(string(letter.Award.Ref)+"-"+string(letter.Template.Use)+"-letter", format)
	return &File{Name: name, Type: format.Type, Bytes: written.Bytes()}, nil
}

func (s *Service) packLetters(letters []Letter, format document.Format) ([]byte, error) {
	var packed bytes.Buffer
	into := zip.NewWriter(&packed)
	for _, letter := range letters {
		file, err := s.letterFile(&letter, format)
		if err != nil {
			return nil, err
		}
		entry, err := into.CreateHeader(&zip.FileHeader{Name: file.Name, Method: zip.Deflate, Modified: s.Now()})
		if err != nil {
			return nil, err
		}
		if _, err := entry.Write(file.Bytes); err != nil {
			return nil, err
		}
	}
	err := into.Close()
	return packed.Bytes(), err
}

// lettersWritten leaves a trace on each award that a letter about it went out:
// who wrote it, when, by which template. An award that changed since the letter
// was composed refuses all of them.
func (s *Service) lettersWritten(ctx context.Context, who *models.Actor, letters []Letter, format document.Format) error {
	return s.change(ctx, who, "", func(w *work) error {
		for _, letter := range letters {
			m, err := w.see(models.AwardKind, letter.Award.Ref)
			if err != nil {
				return err
			}
			if m.Base().Version != letter.Award.Version {
				return stale(models.AwardKind, m, letter.Award.Version)
			}
			template := letter.Template
			why := template.Title + " (" + string(template.Ref) + ", version " + models.Number(int64(template.Version)) + "), as " + format.Label
			w.note(models.AwardKind, m, models.LetterWritten, why, letter.Marking, nil)
		}
		return nil
	})
}
