package service

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"answerable/internal/archive"
	"answerable/models"
)

// The format of the archive of an office; docs/archive.md describes it. The
// version is counted up when an older program could misread what a newer wrote.
const (
	officeFormat  = "answerable-office"
	officeVersion = 1
)

// The members of the archive of an office.
const (
	officeRecords = "records/"
	officeTables  = "tables/"
	officeTrail   = "trail.jsonl"
	officeFiles   = "files/"
)

// officeManifest is the manifest of the archive of an office.
type officeManifest struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	// Product is the version of the program that wrote it, Schema the number
	// of the newest migration that its database had had.
	Product string    `json:"product"`
	Schema  int64     `json:"schema"`
	MadeAt  time.Time `json:"made_at"`
	// Passwords says whether the hashes of passwords are in it.
	Passwords bool             `json:"passwords"`
	Heads     []string         `json:"heads"`
	Members   []archive.Member `json:"members"`
}

// OfficeArchive says what is in the archive of an office.
type OfficeArchive struct {
	Product   string
	MadeAt    time.Time
	Passwords bool
	// Records counts the records of all kinds, Entries those of the trail.
	Records, Entries, Files int64
	// Heads are the last entry of each lane of the trail that is in use.
	Heads []string
}

func (m *officeManifest) summary() *OfficeArchive {
	summary := &OfficeArchive{Product: m.Product, MadeAt: m.MadeAt, Passwords: m.Passwords, Heads: m.Heads}
	for _, member := range m.Members {
		switch {
		case strings.HasPrefix(member.Name, officeRecords):
			summary.Records += member.Lines
		case member.Name == officeTrail:
			summary.Entries = member.Lines
		case strings.HasPrefix(member.Name, officeFiles):
			summary.Files++
		}
	}
	return summary
}

// carried is a table beside those of records that belongs to an office.
type carried struct {
	name string
	// order sorts its rows, so that the same office gives the same archive.
	order string
	// blank is what the archive has in place of what stands in some columns.
	blank map[string]any
}

func (t carried) member() string { return officeTables + t.name + ".jsonl" }

// carriedTables are the tables that the archive of an office holds beside the
// records, the trail and the files, in the order in which they refer to each
// other.
var carriedTables = []carried{
	{name: "numbers", order: "prefix"},
	{name: "trail_heads", order: "lane"},
	{name: "accounts", order: "person", blank: map[string]any{"failures": 0, "locked_until": nil}},
	{name: "reminder_settings", order: "person"},
	{name: "notices", order: "id"},
	{name: "import_rows", order: "import, position"},
	{name: "import_touched", order: "import, ref"},
	{name: "published_files", order: "list, name"},
	{name: "own_numbers", order: "side, kind, number"},
	{name: "known_headings", order: "side, register, heading"},
}

// leftTables are the tables that the archive does not hold as they are, with
// the reason. A table that stands here, in carriedTables or in the registry of
// kinds is accounted for; a test fails where one is not.
var leftTables = map[string]string{
	"records":     "the register: follows from the records",
	"links":       "follow from the records",
	"trail":       "is a member of its own",
	"contents":    "are members of their own, each under its hash",
	"sessions":    "whoever is signed in signs in again",
	"tokens":      "secrets for programs: each person issues new ones",
	"feeds":       "secrets in addresses: each person makes new ones",
	"attempts":    "failed sign-ins of the last minutes",
	"outbox":      "the mail server's business, not the office's: which digest was sent",
	"import_runs": "what is done in the background at this moment: a check or an import is begun again",
	"leases":      "which instance does what at this moment",
}

func recordsMember(k *models.Kind) string { return officeRecords + k.Plural + ".jsonl" }

// sealedEntry is a line of the trail in an archive: the text that was sealed,
// with the hash of the entry before it and its own at the end.
type sealedEntry struct {
	entry
	Prev string `json:"prev"`
	Hash string `json:"hash"`
}

// line writes the entry so that whoever cuts off the end has, byte for byte,
// the text from which the hash was computed.
func (e *entry) line() ([]byte, error) {
	text, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	end := `,"prev":` + strconv.Quote(e.Prev) + `,"hash":` + strconv.Quote(e.Hash) + "}\n"
	return append(text[:len(text)-1], end...), nil
}

func readSealed(line []byte) (entry, error) {
	var sealed sealedEntry
	err := json.Unmarshal(line, &sealed)
	e := sealed.entry
	e.Prev, e.Hash = sealed.Prev, sealed.Hash
	return e, err
}

// headsOf are the last entries of the lanes in use, as they are kept elsewhere.
func headsOf(tx *gorm.DB) ([]string, error) {
	var rows []laneHead
	heads := []string{}
	err := tx.Table("trail_heads").Where("seq > 0").Order("lane").Find(&rows).Error
	for _, row := range rows {
		heads = append(heads, row.String())
	}
	return heads, err
}

// damaged puts what is wrong with an archive into the words of the service.
func damaged(err error) error {
	var damage *archive.Damage
	if errors.As(err, &damage) {
		return models.Fail(models.Invalid, "%s", damage.Text)
	}
	return unavailable(err)
}
