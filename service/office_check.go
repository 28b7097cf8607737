package service

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"answerable/internal/archive"
	"answerable/models"
)

// CheckOffice reads the archive of an office from end to end, without a
// database: the manifest, the size and hash of every member, every record,
// each lane of the trail from its first entry to its head, and that every file
// is there which a record names. What is wrong is said in a sentence.
func CheckOffice(in io.ReaderAt, size int64) (*OfficeArchive, error) {
	a, err := openOffice(in, size)
	if err == nil {
		err = a.check()
	}
	if err != nil {
		return nil, damaged(err)
	}
	return a.manifest.summary(), nil
}

// officeFile is the archive of an office being read.
type officeFile struct {
	*archive.Reader
	manifest officeManifest
	members  map[string]archive.Member
}

// openOffice reads the manifest and knows every member by its name.
func openOffice(in io.ReaderAt, size int64) (*officeFile, error) {
	read, err := archive.Open(in, size)
	if err != nil {
		return nil, err
	}
	a := &officeFile{Reader: read, members: make(map[string]archive.Member, len(read.Members))}
	if err := json.Unmarshal(read.Manifest, &a.manifest); err != nil {
		return nil, archive.Damaged("The manifest is not that of an office's archive")
	}
	switch {
	case a.manifest.Format != officeFormat:
		return nil, archive.Damaged("This is not the archive of an office: its manifest says that its format is %q", a.manifest.Format)
	case a.manifest.Version != officeVersion:
		return nil, archive.Damaged("The archive has format %d, written by Answerable %s; this program reads format %d", a.manifest.Version, a.manifest.Product, officeVersion)
	}
	for _, member := range read.Members {
		a.members[member.Name] = member
	}
	return a, nil
}

var fileMember = regexp.MustCompile("^" + officeFiles + "[0-9a-f]{64}$")

// complete tells, by an error, that a member is missing or one too many.
func (a *officeFile) complete() error {
	wanted := []string{officeTrail}
	for _, k := range models.Registry {
		wanted = append(wanted, recordsMember(k))
	}
	for _, table := range carriedTables {
		wanted = append(wanted, table.member())
	}
	for _, name := range wanted {
		if _, there := a.members[name]; !there {
			return archive.Damaged("The archive lacks %s; it was written by Answerable %s", name, a.manifest.Product)
		}
	}
	for name := range a.members {
		if !slices.Contains(wanted, name) && !fileMember.MatchString(name) {
			return archive.Damaged("The archive holds %s, which this version of Answerable does not know; it was written by Answerable %s", name, a.manifest.Product)
		}
	}
	return nil
}

func (a *officeFile) check() error {
	if err := a.complete(); err != nil {
		return err
	}
	for _, k := range models.Registry {
		if err := a.records(k, a.whole); err != nil {
			return err
		}
	}
	for _, table := range carriedTables {
		if err := a.rows(table, func(map[string]json.RawMessage) error { return nil }); err != nil {
			return err
		}
	}
	for _, member := range a.files() {
		if err := a.checkFile(member); err != nil {
			return err
		}
	}
	return a.checkTrail()
}

// records reads the records of a kind, each as a record of its own.
func (a *officeFile) records(k *models.Kind, use func(models.Model) error) error {
	member := a.members[recordsMember(k)]
	n := 0
	return a.Lines(member, func(line []byte) error {
		n++
		m := k.New()
		decoder := json.NewDecoder(bytes.NewReader(line))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(m); err != nil || decoder.More() {
			return archive.Damaged("%s: line %d is not %s: %v", member.Name, n, an(k.One), err)
		}
		if base := m.Base(); !plainRef.MatchString(string(base.Ref)) || base.Version < 1 || !k.HasState(base.State) {
			return archive.Damaged("%s: line %d has no reference, version or state that %s can have", member.Name, n, an(k.One))
		}
		return use(m)
	})
}

// plainRef is what a reference looks like.
var plainRef = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]*$`)

// whole tells, by an error, that the file of a document is not in the archive.
func (a *officeFile) whole(m models.Model) error {
	document, is := m.(*models.Document)
	if !is || document.FileHash == "" {
		return nil
	}
	if _, there := a.members[officeFiles+document.FileHash]; !there {
		return archive.Damaged("The archive lacks the file of %s: %s", document.Ref, officeFiles+document.FileHash)
	}
	return nil
}

// rows reads the rows of a carried table.
func (a *officeFile) rows(table carried, use func(map[string]json.RawMessage) error) error {
	member := a.members[table.member()]
	n := 0
	return a.Lines(member, func(line []byte) error {
		n++
		var row map[string]json.RawMessage
		if err := json.Unmarshal(line, &row); err != nil {
			return archive.Damaged("%s: line %d is not a row: %v", member.Name, n, err)
		}
		return use(row)
	})
}

// files are the members that are contents of files.
func (a *officeFile) files() []archive.Member {
	return slices.DeleteFunc(slices.Clone(a.Members), func(m archive.Member) bool { return !strings.HasPrefix(m.Name, officeFiles) })
}

func (a *officeFile) checkFile(member archive.Member) error {
	if officeFiles+member.SHA256 != member.Name {
		return archive.Damaged("%s: the name is not the hash of the content", member.Name)
	}
	_, err := a.Content(member, MaxFile)
	return err
}

// laneHead is where a lane of the trail ends.
type laneHead struct {
	Lane int    `json:"lane"`
	Seq  int64  `json:"seq"`
	Hash string `json:"hash"`
}

// String writes it as it is kept elsewhere and given to a later check.
func (h laneHead) String() string { return fmt.Sprintf("%d:%d:%s", h.Lane, h.Seq, h.Hash) }

// entries reads the trail, lane after lane.
func (a *officeFile) entries(use func(entry) error) error {
	n := 0
	return a.Lines(a.members[officeTrail], func(line []byte) error {
		n++
		e, err := readSealed(line)
		if err != nil {
			return archive.Damaged("%s: line %d is not an entry: %v", officeTrail, n, err)
		}
		return use(e)
	})
}

// checkTrail walks each lane from its first entry to its head.
func (a *officeFile) checkTrail() error {
	var ends [lanes]laneHead
	err := a.entries(func(e entry) error {
		if e.Lane < 0 || e.Lane >= lanes {
			return archive.Damaged("The trail has no lane %d", e.Lane)
		}
		end := &ends[e.Lane]
		if what := e.wrong(end.Hash, end.Seq+1); what != "" {
			return archive.Damaged("The trail does not hold: %s", Broken{e.Lane, e.Seq, e.Ref, what})
		}
		*end = laneHead{e.Lane, e.Seq, e.Hash}
		return nil
	})
	if err != nil {
		return err
	}
	var heads []string
	for lane, end := range ends {
		if end.Lane = lane; end.Seq > 0 {
			heads = append(heads, end.String())
		}
	}
	if !slices.Equal(heads, a.manifest.Heads) {
		return archive.Damaged("The trail does not end where the manifest says: it was cut off or changed")
	}
	return a.checkHeads(ends)
}

// checkHeads compares the heads that the office kept with the entries.
func (a *officeFile) checkHeads(ends [lanes]laneHead) error {
	table := carriedTables[slices.IndexFunc(carriedTables, func(t carried) bool { return t.name == "trail_heads" })]
	return a.rows(table, func(row map[string]json.RawMessage) error {
		var head laneHead
		err := errors.Join(json.Unmarshal(row["lane"], &head.Lane), json.Unmarshal(row["seq"], &head.Seq), json.Unmarshal(row["hash"], &head.Hash))
		if err != nil || head.Lane < 0 || head.Lane >= lanes {
			return archive.Damaged("%s: what stands there is not the head of a lane", table.member())
		}
		if end := ends[head.Lane]; end.Seq != head.Seq || end.Hash != head.Hash {
			return archive.Damaged("The trail does not hold: lane %d ends at entry %d, its head says %d", head.Lane, end.Seq, head.Seq)
		}
		return nil
	})
}
