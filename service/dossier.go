package service

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"gorm.io/gorm"

	"answerable/internal/archive"
	"answerable/internal/db"
	"answerable/models"
)

// The format of a dossier; docs/archive.md describes it.
const (
	dossierFormat  = "answerable-dossier"
	dossierVersion = 1
)

// dossierMade is the action in the trail that says what went out.
const dossierMade = "dossier made"

// dossierManifest is the manifest of a dossier.
type dossierManifest struct {
	Format  string           `json:"format"`
	Version int              `json:"version"`
	Kind    string           `json:"kind"`
	Ref     models.Ref       `json:"ref"`
	Marking models.Marking   `json:"marking"`
	MadeAt  time.Time        `json:"made_at"`
	MadeBy  models.Ref       `json:"made_by"`
	Records int              `json:"records"`
	Files   int              `json:"files"`
	Members []archive.Member `json:"members"`
}

// Dossier writes everything on one theme that a person may see as a zip of
// pages to be read without the system: each record with its history, each file,
// and what to hold it against the trail with. What is OFFICIAL-SENSITIVE is in
// it where it is asked for and the person is cleared. In open the caller says
// where to write, once the name is known, which bears the marking.
//
// All of it is as of one moment. That it was made stands in the history of the
// record, with the hash of the manifest, before the zip is whole.
func (s *Service) Dossier(ctx context.Context, who *models.Actor, k *models.Kind, ref models.Ref, sensitive bool, open func(name string) io.Writer) error {
	if sensitive && !who.Cleared() {
		return models.Fail(models.Denied, "What is OFFICIAL-SENSITIVE is not for you to take out")
	}
	reader := who
	if !sensitive {
		reader = who.Outside()
	}
	if err := s.mayLeave(ctx, who, reader, k, ref); err != nil {
		return err
	}
	d := &dossier{s: s, reader: reader, kind: k, made: s.clock.Now().UTC(), there: map[models.Ref]*dossierItem{}}
	err := db.Snapshot(ctx, s.db, func(tx *gorm.DB) error { return d.write(tx, ref, open) })
	if err != nil {
		return unavailable(err)
	}
	manifest, err := json.MarshalIndent(dossierManifest{
		dossierFormat, dossierVersion, k.Name, ref, d.marking, d.made, who.Person, len(d.items), d.files, d.into.Members(),
	}, "", "\t")
	if err != nil {
		return err
	}
	if err := s.traceDossier(ctx, who, d, ref, manifest); err != nil {
		return err
	}
	return d.into.Close(manifest)
}

// mayLeave tells, by an error, that there is no such record for the person, or
// only where OFFICIAL-SENSITIVE goes with it.
func (s *Service) mayLeave(ctx context.Context, who, reader *models.Actor, k *models.Kind, ref models.Ref) error {
	if err := s.Sees(ctx, who, k, ref); err != nil {
		return err
	}
	err := s.Sees(ctx, reader, k, ref)
	if err != nil && models.FaultOf(err) == models.Missing {
		return models.Fail(models.Refused, "This %s is OFFICIAL-SENSITIVE: a dossier on it can only be made with what is OFFICIAL-SENSITIVE in it", lowerFirst(k.One))
	}
	return err
}

// traceDossier notes what went out on the record that it is about. The entry is
// as sensitive as the dossier.
func (s *Service) traceDossier(ctx context.Context, who *models.Actor, d *dossier, ref models.Ref, manifest []byte) error {
	return s.change(ctx, who, "", func(w *work) error {
		m, err := w.load(d.kind, ref)
		if err != nil {
			return err
		}
		w.note(d.kind, m, dossierMade, dossierNote(len(d.items), d.files, manifest), d.marking, nil)
		return nil
	})
}

// dossierNote is what the history says of a dossier.
func dossierNote(records, files int, manifest []byte) string {
	return fmt.Sprintf("Records: %d. Files: %d. SHA-256 of the manifest: %s", records, files, hashOf(manifest))
}

// dossier is one being written.
type dossier struct {
	s      *Service
	tx     *gorm.DB
	reader *models.Actor
	kind   *models.Kind
	theme  *dossierItem
	items  []*dossierItem
	there  map[models.Ref]*dossierItem
	// back are the references to each record.
	back map[models.Ref][]reference
	// marking is the highest of all that is in it.
	marking models.Marking
	made    time.Time
	files   int
	into    *archive.Writer
}

// dossierItem is a record in a dossier.
type dossierItem struct {
	Name
	Marking models.Marking
	// parent is the record that it is part of, whether it may be seen or not.
	parent models.Ref
}

func (d *dossier) write(tx *gorm.DB, ref models.Ref, open func(string) io.Writer) error {
	d.tx = tx
	if err := d.gather(ref); err != nil {
		return err
	}
	if d.theme = d.there[ref]; d.theme == nil {
		return missing(d.kind, ref)
	}
	slices.SortFunc(d.items, func(a, b *dossierItem) int { return byNumber(a.Ref, b.Ref) })
	if err := d.refer(); err != nil {
		return err
	}
	d.into = archive.NewWriter(open(d.name()), d.made)
	if err := d.style(); err != nil {
		return err
	}
	for _, k := range models.Registry {
		if err := d.records(k); err != nil {
			return err
		}
	}
	return d.index()
}

// name is what the file is called.
func (d *dossier) name() string {
	mark := ""
	if d.marking == models.OfficialSensitive {
		mark = "-" + string(d.marking)
	}
	return fmt.Sprintf("dossier-%s-%s%s.zip", d.theme.Ref, string(models.DateOf(d.made)), mark)
}
