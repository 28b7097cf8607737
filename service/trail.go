package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"gorm.io/gorm"

	"answerable/internal/db"
	"answerable/models"
)

// lanes is in how many chains the trail is kept. Each transaction takes one at
// random, so that several can be kept at the same moment; SQLite, which has
// one writer, uses the first.
const lanes = 8

// entry is one line of the trail: what was done to one record.
type entry struct {
	Lane      int            `json:"lane"`
	Seq       int64          `json:"seq"`
	At        time.Time      `json:"at"`
	Person    models.Ref     `json:"person"`
	Action    string         `json:"action"`
	Kind      string         `json:"kind"`
	Ref       models.Ref     `json:"ref"`
	Version   int            `json:"version"`
	State     models.State   `json:"state"`
	SeenState string         `json:"seen_state"`
	Marking   models.Marking `json:"marking"`
	Changes   string         `json:"changes"`
	Reason    string         `json:"reason"`
	Prev      string         `json:"-"`
	Hash      string         `json:"-"`
}

// Change is what became of one field, both sides as forms and exports write
// them.
type Change struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// seal computes the hash that ties the entry to the one before it.
func (e *entry) seal() (string, error) {
	text, err := json.Marshal(e)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append([]byte(e.Prev+"\n"), text...))
	return hex.EncodeToString(sum[:]), nil
}

// trace notes a change for the trail.
func (w *work) trace(k *models.Kind, before, after models.Model, action, why string) {
	marking := after.Shared().Marking
	if before.Shared().Marking == models.OfficialSensitive {
		marking = models.OfficialSensitive
	}
	w.note(k, after, action, why, marking, changes(k, before, after))
}

func (w *work) note(k *models.Kind, m models.Model, action, why string, marking models.Marking, changed map[string]Change) {
	if changed == nil {
		changed = map[string]Change{}
	}
	text, err := json.Marshal(changed)
	if err != nil {
		panic(fmt.Sprintf("service: texts cannot fail to be written as JSON: %v", err))
	}
	base := m.Base()
	w.entries = append(w.entries, entry{
		At: w.now, Person: w.who.Person, Action: action, Kind: k.Name, Ref: base.Ref, Version: base.Version,
		State: base.State, Marking: marking, Changes: string(text), Reason: why,
	})
}

// changes compares two states of a record field by field.
func changes(k *models.Kind, before, after models.Model) map[string]Change {
	changed := map[string]Change{}
	for _, field := range k.Fields {
		if untraced[field.Name] {
			continue
		}
		from, to := field.Plain(before), field.Plain(after)
		if field.Type == models.YesNoField && before.Base().Version == 0 {
			from = ""
		}
		if from != to {
			changed[field.Name] = Change{from, to}
		}
	}
	return changed
}

// untraced are the fields that the entry itself says.
var untraced = map[string]bool{"ref": true, "version": true, "created_at": true, "created_by": true, "updated_at": true, "updated_by": true}

// writeTrail appends what was noted. Whoever appends to the same lane waits
// from here until this transaction ends.
func (w *work) writeTrail() error {
	if len(w.entries) == 0 {
		return nil
	}
	lane := 0
	if db.Dialect(w.tx) == db.Postgres {
		lane = rand.IntN(lanes)
	}
	for i := range w.entries {
		seen, err := w.ancestry(w.entries[i])
		if err != nil {
			return err
		}
		w.entries[i].SeenState = seen
	}
	var head struct {
		Seq  int64
		Hash string
	}
	err := w.tx.Raw("UPDATE trail_heads SET seq = seq + ? WHERE lane = ? RETURNING seq, hash", len(w.entries), lane).Scan(&head).Error
	if err != nil {
		return err
	}
	first, prev := head.Seq-int64(len(w.entries))+1, head.Hash
	for i := range w.entries {
		e := &w.entries[i]
		e.Lane, e.Seq, e.Prev = lane, first+int64(i), prev
		if e.Hash, err = e.seal(); err != nil {
			return err
		}
		prev = e.Hash
	}
	if err := w.tx.Table("trail").Create(&w.entries).Error; err != nil {
		return err
	}
	return w.tx.Exec("UPDATE trail_heads SET hash = ? WHERE lane = ?", prev, lane).Error
}

// ancestry is the states of the records that this one is part of, nearest
// first. It decides who may read the entry later: what was written on a draft
// stays with those who saw the draft.
func (w *work) ancestry(e entry) (string, error) {
	path := ""
	ref, k := e.Ref, models.KindNamed(e.Kind)
	for k.Parent != "" {
		var up struct {
			Ref   models.Ref
			Kind  string
			State string
		}
		err := w.tx.Raw("SELECT p.ref, p.kind, p.state FROM records c JOIN records p ON p.ref = c.parent WHERE c.ref = ?", ref).Scan(&up).Error
		if err != nil || up.Ref == "" {
			return path, err
		}
		path += up.Kind + "=" + up.State + "/"
		ref, k = up.Ref, models.KindNamed(up.Kind)
	}
	return path, nil
}

// Broken is one place where the trail does not hold.
type Broken struct {
	Lane int
	Seq  int64
	Ref  models.Ref
	What string
}

// TrailReport is what checking the trail found.
type TrailReport struct {
	Entries int64
	// Heads are the last entry of each lane in use, to be kept elsewhere and
	// compared with later.
	Heads  []string
	Broken []Broken
}

// String says where and what.
func (b Broken) String() string {
	if b.Seq == 0 {
		return fmt.Sprintf("%s: %s", b.Ref, b.What)
	}
	return fmt.Sprintf("lane %d, entry %d %s: %s", b.Lane, b.Seq, b.Ref, b.What)
}

// VerifyTrail walks every lane from its first entry to its head and compares
// each record's version with the trail. Editing an entry, taking one out,
// cutting off the end, and changing a record past the trail are all found.
// Heads kept from an earlier check must be found again: that shows a trail
// that was written anew from end to end.
func (s *Service) VerifyTrail(ctx context.Context, heads ...string) (*TrailReport, error) {
	report, err := verifyTrail(s.db.WithContext(ctx), heads...)
	return report, unavailable(err)
}

func verifyTrail(tx *gorm.DB, heads ...string) (*TrailReport, error) {
	report := &TrailReport{}
	for _, head := range heads {
		if err := report.find(tx, head); err != nil {
			return nil, err
		}
	}
	for lane := range lanes {
		if err := report.walk(tx, lane); err != nil {
			return nil, err
		}
	}
	for _, k := range models.Registry {
		if err := report.compare(tx, k); err != nil {
			return nil, err
		}
	}
	return report, nil
}

func (r *TrailReport) walk(tx *gorm.DB, lane int) error {
	var head laneHead
	if err := tx.Table("trail_heads").Where("lane = ?", lane).Take(&head).Error; err != nil {
		return err
	}
	rows, err := tx.Table("trail").Where("lane = ?", lane).Order("seq").Rows()
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	prev, last := "", int64(0)
	for rows.Next() {
		var e entry
		if err := tx.ScanRows(rows, &e); err != nil {
			return err
		}
		if what := e.wrong(prev, last+1); what != "" {
			r.Broken = append(r.Broken, Broken{lane, e.Seq, e.Ref, what})
		}
		prev, last = e.Hash, e.Seq
		r.Entries++
	}
	if last != head.Seq || prev != head.Hash {
		r.Broken = append(r.Broken, Broken{lane, last, "", fmt.Sprintf("the end was cut off or changed: the head says entry %d", head.Seq)})
	}
	if head.Seq > 0 {
		r.Heads = append(r.Heads, head.String())
	}
	return rows.Err()
}

func (r *TrailReport) find(tx *gorm.DB, head string) error {
	var lane int
	var seq int64
	var hash string
	if n, err := fmt.Sscanf(strings.ReplaceAll(head, ":", " "), "%d %d %s", &lane, &seq, &hash); err != nil || n != 3 {
		return models.Fail(models.Invalid, "A head looks like lane:entry:hash, not like %q", head)
	}
	var found int64
	if err := tx.Table("trail").Where("lane = ? AND seq = ? AND hash = ?", lane, seq, hash).Count(&found).Error; err != nil {
		return unavailable(err)
	}
	if found == 0 {
		r.Broken = append(r.Broken, Broken{Lane: lane, Seq: seq, What: "is not the entry that an earlier check saw here"})
	}
	return nil
}

func (e *entry) wrong(prev string, seq int64) string {
	e.At = e.At.UTC()
	hash, err := e.seal()
	switch {
	case err != nil:
		return "cannot be read: " + err.Error()
	case e.Seq != seq:
		return fmt.Sprintf("entry %d is missing before it", seq)
	case e.Prev != prev:
		return "does not follow from the entry before it"
	case e.Hash != hash:
		return "was edited"
	}
	return ""
}

func (r *TrailReport) compare(tx *gorm.DB, k *models.Kind) error {
	var refs []models.Ref
	t := k.Table()
	err := tx.Raw("SELECT ref FROM " + t + " WHERE version <> (SELECT COALESCE(MAX(version), 0) FROM trail WHERE trail.ref = " + t + ".ref) ORDER BY ref").Scan(&refs).Error
	for _, ref := range refs {
		r.Broken = append(r.Broken, Broken{Ref: ref, What: "its version does not agree with its last entry"})
	}
	if err != nil {
		return err
	}
	var lost []models.Ref
	err = tx.Raw("SELECT ref FROM records WHERE kind = ? AND ref NOT IN (SELECT ref FROM "+t+") ORDER BY ref", k.Name).Scan(&lost).Error
	for _, ref := range lost {
		r.Broken = append(r.Broken, Broken{Ref: ref, What: "it stands in the register but the record is gone"})
	}
	return err
}
