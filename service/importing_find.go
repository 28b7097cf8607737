package service

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"answerable/models"
)

// keyed is what there is of the kind, for rows that give no reference.
type keyed struct {
	fields []*models.Field
	// inherits says that a key holds what a part has of its whole.
	inherits bool
	// by are the records by their keys, the oldest first; resting are those of
	// them that somebody withdrew.
	by, resting map[string][]models.Ref
	// turn is how many rows with a key there were.
	turn map[string]int
	// taken is by which row each record was named.
	taken map[models.Ref]int64
	// own are the records by the numbers in the office's own list.
	own map[string]models.Ref
	// undone are the records that an undone import left.
	undone map[models.Ref]bool
}

// keyOf is what tells a record from others, as far as the file says it; empty
// where it says nothing of it.
func (k *keyed) keyOf(m models.Model) string {
	parts := make([]string, len(k.fields))
	some := false
	for i, field := range k.fields {
		plain := field.Plain(m)
		some = some || plain != ""
		parts[i] = strings.ToLower(strings.Join(strings.Fields(plain), " "))
	}
	if !some {
		return ""
	}
	return strings.Join(parts, "\x1f")
}

// keys reads the keys of all records of the kind that the person may see.
func (i *importing) keys() (*keyed, error) {
	known := &keyed{by: map[string][]models.Ref{}, resting: map[string][]models.Ref{}, turn: map[string]int{}, taken: map[models.Ref]int64{}, own: map[string]models.Ref{}}
	for _, field := range i.k.Named(i.k.Key) {
		mapped := slices.ContainsFunc(i.columns, func(c sourceColumn) bool { return c.what.Name == field.Name })
		if !mapped && field.Required {
			// By the rest of the key alone, rows would be taken for records that
			// they have nothing to do with.
			known.fields, known.inherits = nil, false
			break
		}
		if mapped {
			known.fields = append(known.fields, field)
			known.inherits = known.inherits || field.Name == "priorities" || field.Name == "districts"
		}
	}
	if err := i.readUndone(known); err != nil {
		return nil, err
	}
	if len(known.fields) == 0 {
		return known, nil
	}
	return known, i.readKeys(known)
}

// readUndone reads which records an undone import left, and which numbers the
// office's own lists give.
func (i *importing) readUndone(known *keyed) error {
	var err error
	if known.undone, err = i.undoneOf(i.k); err != nil {
		return err
	}
	table := i.k.Table()
	filter, args := visibleIn(i.k, i.w.who)
	numbers := i.w.tx.Table("own_numbers").Select("own_numbers.number, own_numbers.ref").Joins("JOIN "+table+" ON "+table+".ref = own_numbers.ref").
		Where("own_numbers.side = ? AND own_numbers.kind = ?", i.w.who.Side, i.k.Name).Where(filter, args...)
	return each(numbers, func(rows *sql.Rows) error {
		var number string
		var ref models.Ref
		err := rows.Scan(&number, &ref)
		known.own[models.Bare(number)] = ref
		return err
	})
}

// undoneOf are the records of a kind that an undone import left.
func (i *importing) undoneOf(k *models.Kind) (map[models.Ref]bool, error) {
	undone := map[models.Ref]bool{}
	left := i.w.tx.Raw("SELECT import_touched.ref FROM import_touched JOIN imports ON imports.ref = import_touched.import WHERE import_touched.kind = ? AND import_touched.before = '' AND imports.state = ?", k.Name, models.ImportUndone)
	err := each(left, func(rows *sql.Rows) error {
		var ref models.Ref
		err := rows.Scan(&ref)
		undone[ref] = true
		return err
	})
	return undone, err
}

func (i *importing) readKeys(known *keyed) error {
	m := i.k.New()
	columns, into := []string{"ref", "state"}, []any{&m.Base().Ref, &m.Base().State}
	for _, field := range known.fields {
		columns, into = append(columns, field.Name), append(into, field.Pointer(m))
	}
	filter, args := visibleIn(i.k, i.w.who)
	return each(i.w.tx.Table(i.k.Table()).Select(strings.Join(columns, ", ")).Where(filter, args...).Order("created_at, ref"), func(rows *sql.Rows) error {
		for _, field := range known.fields {
			if err := field.Parse(m, nil); err != nil {
				return err
			}
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		by, base := known.by, m.Base()
		if base.State == i.k.UndoneState() && !known.undone[base.Ref] {
			by = known.resting
		}
		key := known.keyOf(m)
		by[key] = append(by[key], base.Ref)
		return nil
	})
}

// find says which record a row is about: that of its reference, else that of
// its number in the own list, else the next with its key. None means that the
// row is about a new one.
func (i *importing) find(r *row) (models.Ref, error) {
	known := i.keyed
	switch own := known.own[models.Bare(r.own)]; {
	case r.ref != "":
		known.take(r, r.ref, models.ColumnRef)
		return r.ref, nil
	case r.own != "" && own != "":
		known.take(r, own, models.ColumnOwnNumber)
		return own, nil
	}
	like := i.k.New()
	// What cannot be read is said when the row is planned.
	_ = r.Fill(like, i.k.Inputs())
	if known.inherits {
		if err := i.w.inherit(i.k, like); err != nil {
			return "", err
		}
	}
	key := known.keyOf(like)
	if exact := i.exact(like); key != "" && exact != "" {
		known.take(r, exact, models.ColumnRef)
		return exact, nil
	}
	return known.next(r, key, i.k.UndoneState()), nil
}

// exact is the reference that the world outside gives to a record; empty where
// it gives none, or where the row does not say enough to know it.
func (i *importing) exact(like models.Model) models.Ref {
	for _, field := range i.keyed.fields {
		if field.Required && !field.Recorded(like) {
			return ""
		}
	}
	numbering, err := i.k.Number(like, i.w)
	if err != nil {
		return ""
	}
	return models.Ref(numbering.Exact)
}

// next is the first record with a key that no row spoke of yet. One that was
// withdrawn by a person is meant only by a row that says so itself.
func (k *keyed) next(r *row, key string, resting models.State) models.Ref {
	if key == "" {
		return ""
	}
	list := k.by[key]
	if r.state == resting {
		list = slices.Concat(list, k.resting[key])
	}
	for nth := k.turn[key]; nth < len(list); nth++ {
		k.turn[key] = nth + 1
		if ref := list[nth]; k.taken[ref] == 0 {
			k.taken[ref] = r.number
			return ref
		}
	}
	return ""
}

// take notes that a row speaks of a record; that another did so before is a
// problem of the row.
func (k *keyed) take(r *row, ref models.Ref, column string) {
	if before := k.taken[ref]; before != 0 {
		r.problems[column] = fmt.Sprintf("row %d speaks of %s already", before, ref)
		return
	}
	k.taken[ref] = r.number
}
