package service

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"answerable/internal/archive"
	"answerable/models"
)

// DossierCheck is what holding a dossier against the system found.
type DossierCheck struct {
	Ref     models.Ref
	MadeAt  time.Time
	Members int
	// Entries counts those of the trail that the dossier shows.
	Entries int
	Broken  []string
}

// CheckDossier holds a dossier against the system that made it: that no file of
// it was changed, that its manifest is the one that the trail tells of, that
// each entry which it shows stands in the trail, and that the trail holds.
func (s *Service) CheckDossier(ctx context.Context, in io.ReaderAt, size int64) (*DossierCheck, error) {
	read, err := archive.Open(in, size)
	if err != nil {
		return nil, damaged(err)
	}
	var manifest dossierManifest
	if err := json.Unmarshal(read.Manifest, &manifest); err != nil || manifest.Format != dossierFormat {
		return nil, models.Fail(models.Invalid, "This is not a dossier")
	}
	if manifest.Version != dossierVersion {
		return nil, models.Fail(models.Invalid, "The dossier has format %d; this program reads format %d", manifest.Version, dossierVersion)
	}
	c := &dossierCheck{tx: s.db.WithContext(ctx), file: read, manifest: manifest, DossierCheck: DossierCheck{Ref: manifest.Ref, MadeAt: manifest.MadeAt, Members: len(read.Members)}}
	if err := c.run(); err != nil {
		return nil, damaged(err)
	}
	return &c.DossierCheck, nil
}

// dossierCheck is one dossier being held against the system.
type dossierCheck struct {
	tx       *gorm.DB
	file     *archive.Reader
	manifest dossierManifest
	DossierCheck
}

func (c *dossierCheck) breaks(format string, args ...any) {
	c.Broken = append(c.Broken, fmt.Sprintf(format, args...))
}

func (c *dossierCheck) run() error {
	if err := c.findMaking(); err != nil {
		return err
	}
	for _, member := range c.file.Members {
		if err := c.member(member); err != nil {
			return err
		}
	}
	report, err := verifyTrail(c.tx)
	if err != nil {
		return err
	}
	for _, broken := range report.Broken {
		c.breaks("%s", broken)
	}
	return nil
}

// findMaking looks in the trail for the entry that tells of this manifest.
func (c *dossierCheck) findMaking() error {
	var made int64
	note := dossierNote(c.manifest.Records, c.manifest.Files, c.file.Manifest)
	err := c.tx.Table("trail").Where("ref = ? AND action = ? AND reason = ?", c.manifest.Ref, dossierMade, note).Count(&made).Error
	if err == nil && made == 0 {
		c.breaks("%s: the trail does not tell of a dossier with this manifest", c.manifest.Ref)
	}
	return err
}

// member compares a member with the manifest and, where it shows entries of the
// trail, these with the trail.
func (c *dossierCheck) member(member archive.Member) error {
	if !strings.HasPrefix(member.Name, "trail/") {
		return c.file.Read(member, func(io.Reader) error { return nil })
	}
	var shown []dossierEvent
	err := c.file.Lines(member, func(line []byte) error {
		var event dossierEvent
		if err := json.Unmarshal(line, &event); err != nil {
			return archive.Damaged("%s: %s is not an entry: %v", member.Name, line, err)
		}
		shown = append(shown, event)
		return nil
	})
	if err != nil || len(shown) == 0 {
		return err
	}
	var kept []entry
	if err := c.tx.Table("trail").Where("ref = ?", shown[0].Ref).Find(&kept).Error; err != nil {
		return err
	}
	for _, event := range shown {
		c.Entries++
		if !slices.ContainsFunc(kept, event.shows) {
			c.breaks("%s: the trail has no such entry: %s, version %d, %s", event.Ref, event.Action, event.Version, event.At.Format(time.RFC3339))
		}
	}
	return nil
}

// shows tells whether the event is what somebody read of an entry: all of it,
// but for fields and references that were not theirs to read.
func (e dossierEvent) shows(kept entry) bool {
	if !e.At.Equal(kept.At) || e.Person != kept.Person || e.Action != kept.Action || e.Kind != kept.Kind || e.Ref != kept.Ref ||
		e.Version != kept.Version || e.State != kept.State || e.Reason != kept.Reason {
		return false
	}
	k := models.KindNamed(kept.Kind)
	var changes map[string]Change
	if json.Unmarshal([]byte(kept.Changes), &changes) != nil || k == nil {
		return false
	}
	for name, shown := range e.Changes {
		was, changed := changes[name]
		if field := k.Field(name); !changed || !partOf(field, shown.From, was.From) || !partOf(field, shown.To, was.To) {
			return false
		}
	}
	return true
}

// partOf tells whether a value is what was kept or, of references, some of them.
func partOf(field *models.Field, shown, kept string) bool {
	if field == nil || len(field.Kinds) == 0 {
		return shown == kept
	}
	all := splitRefs(kept)
	return !slices.ContainsFunc(splitRefs(shown), func(ref models.Ref) bool { return !slices.Contains(all, ref) })
}
