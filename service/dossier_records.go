package service

import (
	"cmp"
	"database/sql"
	"io"
	"path"
	"slices"
	"strings"

	"answerable/internal/db"
	"answerable/models"
)

// gather finds what belongs to a theme: the record itself, those that refer to
// it, the parts of all these, what these refer to, people apart, and what any of
// them is part of, as far as the reader may see it. It takes as many statements
// as parts have parts, however many they are.
func (d *dossier) gather(ref models.Ref) error {
	d.marking = models.Official
	if _, err := d.find("records WHERE records.ref = ?", ref); err != nil {
		return err
	}
	open, values := readableLinks(d.reader, registerAs("records"))
	if _, err := d.find("links JOIN records ON records.ref = links.from_ref WHERE links.to_ref = ? AND "+open, append([]any{ref}, values...)...); err != nil {
		return err
	}
	parts := db.Among(d.tx, "records", "parent") + " AND records.parent <> ''"
	if err := d.follow(parts, func(item *dossierItem) models.Ref { return item.Ref }); err != nil {
		return err
	}
	if err := d.referred(); err != nil {
		return err
	}
	return d.follow(db.Among(d.tx, "records", "ref"), func(item *dossierItem) models.Ref {
		if d.there[item.parent] != nil {
			return ""
		}
		return item.parent
	})
}

// referred finds what the records refer to.
func (d *dossier) referred() error {
	holding, values := d.holding()
	_, err := d.find("records WHERE records.kind <> ? AND records.ref IN (SELECT links.to_ref FROM "+holding+")", append([]any{models.PersonKind.Name}, values...)...)
	return err
}

// follow goes on from what is there, step by step, to what a statement finds
// by a reference that each item has, until nothing new is found.
func (d *dossier) follow(from string, by func(*dossierItem) models.Ref) error {
	for items := d.items; ; {
		var refs models.Refs
		for _, item := range items {
			if ref := by(item); ref != "" {
				refs = append(refs, ref)
			}
		}
		if len(refs) == 0 {
			return nil
		}
		var err error
		if items, err = d.find(from, refs); err != nil {
			return err
		}
	}
}

// find adds those records to the dossier that a statement finds, that the
// reader may see and that are not in it yet, and returns these.
func (d *dossier) find(from string, values ...any) ([]*dossierItem, error) {
	seen, args := visibleRecords(d.reader, registerAs("records"))
	found := d.tx.Raw("SELECT records.ref, records.kind, records.title, records.state, records.marking, records.parent FROM "+from+" AND "+seen, append(values, args...)...)
	before := len(d.items)
	err := each(found, func(rows *sql.Rows) error {
		var item dossierItem
		if err := rows.Scan(&item.Ref, &item.Kind, &item.Title, &item.State, &item.Marking, &item.parent); err != nil {
			return err
		}
		if d.there[item.Ref] == nil {
			d.add(&item)
		}
		return nil
	})
	return d.items[before:], err
}

func (d *dossier) add(item *dossierItem) {
	d.items = append(d.items, item)
	d.there[item.Ref] = item
	if item.Marking == models.OfficialSensitive {
		d.marking = item.Marking
	}
}

// atOnce is how many records are read together.
const atOnce = 200

// of are the records of a kind that are in the dossier.
func (d *dossier) of(k *models.Kind) []*dossierItem {
	return slices.DeleteFunc(slices.Clone(d.items), func(item *dossierItem) bool { return item.Kind != k.Name })
}

// records writes the records of a kind and, for documents, their files.
func (d *dossier) records(k *models.Kind) error {
	for some := range slices.Chunk(d.of(k), atOnce) {
		list, err := d.read(k, some)
		if err != nil {
			return err
		}
		if err := d.some(k, list); err != nil {
			return err
		}
		if k == models.DocumentKind {
			if err := d.contents(every[*models.Document](list)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *dossier) read(k *models.Kind, some []*dossierItem) ([]models.Model, error) {
	refs := make([]models.Ref, len(some))
	for i, item := range some {
		refs[i] = item.Ref
	}
	filter, args := visibleIn(k, d.reader)
	list, err := readAll(d.tx.Table(k.Table()).Where("ref IN ?", refs).Where(filter, args...), k)
	slices.SortFunc(list, func(a, b models.Model) int { return byNumber(a.Base().Ref, b.Base().Ref) })
	return list, err
}

// some writes a page and the entries of the trail for each of some records.
func (d *dossier) some(k *models.Kind, list []models.Model) error {
	history, then, err := histories(d.tx, d.reader, k, list)
	if err != nil {
		return err
	}
	known, err := presentIn(d.tx, d.reader, k, list)
	if err != nil {
		return err
	}
	for _, m := range list {
		ref := m.Base().Ref
		if err := d.page(k, m, known, d.referring(ref), history[ref], then); err != nil {
			return err
		}
		if err := d.into.Add(trailMember(ref), func(out io.Writer) error { return writeEvents(out, k, ref, history[ref]) }); err != nil {
			return err
		}
	}
	return nil
}

// trailMember is where a dossier has the entries of a record.
func trailMember(ref models.Ref) string { return "trail/" + string(ref) + ".jsonl" }

// dossierEvent is an entry of the trail as the reader of a dossier reads it.
type dossierEvent struct {
	Ref  models.Ref `json:"ref"`
	Kind string     `json:"kind"`
	Event
}

// writeEvents writes the history of a record, oldest first.
func writeEvents(out io.Writer, k *models.Kind, ref models.Ref, events []Event) error {
	for _, event := range slices.Backward(events) {
		if err := writeLine(out, dossierEvent{ref, k.Name, event}); err != nil {
			return err
		}
	}
	return nil
}

// reference is one from a record in the dossier.
type reference struct {
	field string
	from  *dossierItem
}

// refer finds every reference from a record in the dossier to another.
func (d *dossier) refer() error {
	d.back = map[models.Ref][]reference{}
	holding, values := d.holding()
	return each(d.tx.Raw("SELECT links.to_ref, links.field, links.from_ref FROM "+holding, values...), func(rows *sql.Rows) error {
		var to, from models.Ref
		var field string
		if err := rows.Scan(&to, &field, &from); err != nil {
			return err
		}
		if d.there[to] != nil {
			d.back[to] = append(d.back[to], reference{field, d.there[from]})
		}
		return nil
	})
}

// holding is the FROM and the WHERE of a statement on the references that the
// records in the dossier hold, as far as they are the reader's to read.
func (d *dossier) holding() (string, []any) {
	refs := make(models.Refs, len(d.items))
	for i, item := range d.items {
		refs[i] = item.Ref
	}
	open, values := readableLinks(d.reader, registerAs("holder"))
	return db.Among(d.tx, "links", "from_ref") + " AND EXISTS (SELECT 1 FROM records holder WHERE holder.ref = links.from_ref AND " + open + ")", append([]any{refs}, values...)
}

// referring are the records in the dossier that refer to one, by kind and field.
func (d *dossier) referring(ref models.Ref) []Group {
	back := d.back[ref]
	slices.SortFunc(back, func(a, b reference) int {
		return cmp.Or(cmp.Compare(a.from.Kind, b.from.Kind), cmp.Compare(a.field, b.field), byNumber(a.from.Ref, b.from.Ref))
	})
	var groups []Group
	for _, link := range back {
		last := len(groups) - 1
		if last < 0 || groups[last].Kind != link.from.Kind || groups[last].Field != link.field {
			groups = append(groups, Group{Kind: link.from.Kind, Field: link.field, Label: inverse(link.from.Kind, link.field)})
			last++
		}
		groups[last].Items = append(groups[last].Items, link.from.Name)
	}
	return groups
}

// contents writes the files of documents, one after the other.
func (d *dossier) contents(documents []*models.Document) error {
	of := map[string][]*models.Document{}
	for _, document := range documents {
		if document.FileHash != "" {
			of[document.FileHash] = append(of[document.FileHash], document)
		}
	}
	if len(of) == 0 {
		return nil
	}
	hashes := make([]string, 0, len(of))
	for hash := range of {
		hashes = append(hashes, hash)
	}
	err := each(d.tx.Table("contents").Select("hash, content").Where("hash IN ?", hashes).Order("hash"), func(rows *sql.Rows) error {
		var hash string
		var content []byte
		if err := rows.Scan(&hash, &content); err != nil {
			return err
		}
		for _, document := range of[hash] {
			if err := d.file(document, content); err != nil {
				return err
			}
		}
		delete(of, hash)
		return nil
	})
	for _, lost := range of {
		if err == nil {
			err = models.Fail(models.Unavailable, "The file of %s is gone", lost[0].Ref)
		}
	}
	return err
}

// file writes the file of a document, if it is what was uploaded.
func (d *dossier) file(document *models.Document, content []byte) error {
	if hashOf(content) != document.FileHash {
		return models.Fail(models.Unavailable, "The file of %s is not what was uploaded: its hash does not agree", document.Ref)
	}
	d.files++
	return d.into.Store(fileIn(document), content)
}

// fileIn is where a dossier has the file of a document. Nothing of its own name
// is in it but an ending that we know.
func fileIn(document *models.Document) string {
	ending := strings.ToLower(path.Ext(document.FileName))
	if fileTypes[ending] == "" {
		ending = ""
	}
	return "files/" + string(document.Ref) + ending
}
