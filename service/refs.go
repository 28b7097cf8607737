package service

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"

	"answerable/internal/db"
	"answerable/models"
)

// Name is how a record is shown where another refers to it.
type Name struct {
	Ref   models.Ref   `json:"ref"`
	Kind  string       `json:"kind"`
	Title string       `json:"title"`
	State models.State `json:"state"`
}

// Names are the names of records by reference. A reference that is not in it
// does not exist for the person it was made for.
type Names map[models.Ref]Name

// names looks up all references at once, in one statement, whose text does not
// depend on how many they are: the database plans it once. Only records of the
// kinds are looked for, or of all kinds where none are named.
func names(tx *gorm.DB, who *models.Actor, refs []models.Ref, kinds ...*models.Kind) (Names, error) {
	found := Names{}
	slices.Sort(refs)
	refs = slices.Compact(refs)
	if len(refs) == 0 {
		return found, nil
	}
	filter, args := visibleRecords(who, registerAs("records"), kinds...)
	lookup := tx.Raw("SELECT ref, kind, title, state FROM "+db.Among(tx, "records", "ref")+" AND "+filter, append([]any{models.Refs(refs)}, args...)...)
	return found, each(lookup, func(rows *sql.Rows) error {
		var name Name
		err := rows.Scan(&name.Ref, &name.Kind, &name.Title, &name.State)
		found[name.Ref] = name
		return err
	})
}

// present makes records ready for a person: it empties what is not theirs to
// read, looks up the names that the records refer to, and takes out of them
// every reference to what the person may not see.
func (s *Service) present(ctx context.Context, who *models.Actor, k *models.Kind, list []models.Model) (Names, error) {
	found, err := presentIn(s.db.WithContext(ctx), who, k, list)
	return found, unavailable(err)
}

func presentIn(tx *gorm.DB, who *models.Actor, k *models.Kind, list []models.Model) (Names, error) {
	for _, m := range list {
		k.Conceal(who, m)
	}
	refs, kinds := mentioned(k, list)
	found, err := names(tx, who, refs, kinds...)
	if err != nil {
		return nil, err
	}
	for _, m := range list {
		redact(k, m, found)
	}
	return found, nil
}

// mentioned are the references in records, and the kinds of which they can be:
// the fewer, the shorter the row filter.
func mentioned(k *models.Kind, list []models.Model) (refs []models.Ref, kinds []*models.Kind) {
	for _, m := range list {
		refs = append(append(refs, m.Base().CreatedBy, m.Base().UpdatedBy), revisers(k, m)...)
	}
	kinds = []*models.Kind{models.PersonKind}
	for _, field := range k.Fields {
		if len(field.Kinds) == 0 {
			continue
		}
		before := len(refs)
		for _, m := range list {
			refs = append(refs, field.Refs(m)...)
		}
		if len(refs) > before {
			kinds = append(kinds, kindsOf(field)...)
		}
	}
	return refs, distinct(kinds)
}

func distinct(kinds []*models.Kind) []*models.Kind {
	slices.SortFunc(kinds, func(a, b *models.Kind) int { return strings.Compare(a.Name, b.Name) })
	return slices.Compact(kinds)
}

// kindsOf are the kinds at which a field may point.
func kindsOf(field *models.Field) []*models.Kind {
	if field.Any() {
		return models.Registry
	}
	kinds := make([]*models.Kind, len(field.Kinds))
	for i, name := range field.Kinds {
		kinds[i] = models.KindNamed(name)
	}
	return kinds
}

// revisers are the people who moved the deadlines of a record.
func revisers(k *models.Kind, m models.Model) []models.Ref {
	var people []models.Ref
	for _, field := range k.Fields {
		if revisions, are := field.Value(m).(models.Revisions); are {
			for _, revision := range revisions {
				people = append(people, revision.By)
			}
		}
	}
	return people
}

func redact(k *models.Kind, m models.Model, known Names) {
	for _, field := range k.Fields {
		if len(field.Kinds) == 0 {
			continue
		}
		switch at := field.Pointer(m).(type) {
		case *models.Ref:
			if _, seen := known[*at]; !seen {
				*at = ""
			}
		case *models.Refs:
			if slices.ContainsFunc(*at, func(ref models.Ref) bool { _, seen := known[ref]; return !seen }) {
				*at = slices.DeleteFunc(slices.Clone(*at), func(ref models.Ref) bool { _, seen := known[ref]; return !seen })
			}
		}
	}
}

// keepHidden puts back the references that the person could not see and so did
// not mean to remove.
func (w *work) keepHidden(k *models.Kind, before, m models.Model) error {
	var gone []models.Ref
	for _, link := range k.Links(before) {
		gone = append(gone, link.To)
	}
	seen, err := names(w.tx, w.who, gone)
	if err != nil {
		return err
	}
	for _, field := range k.Inputs() {
		if len(field.Kinds) == 0 {
			continue
		}
		for _, ref := range field.Refs(before) {
			if _, visible := seen[ref]; !visible {
				putBack(field.Pointer(m), ref)
			}
		}
	}
	return nil
}

func putBack(at any, ref models.Ref) {
	switch at := at.(type) {
	case *models.Ref:
		if *at == "" {
			*at = ref
		}
	case *models.Refs:
		if !at.Has(ref) {
			*at = append(slices.Clone(*at), ref)
		}
	}
}

// unknownRefs says which newly entered references point at nothing that the
// person can see, or at a record of the wrong kind.
func (w *work) unknownRefs(k *models.Kind, before, m models.Model, so models.Problems) (models.Problems, error) {
	var old []models.Link
	if before != nil {
		old = k.Links(before)
	}
	fresh := slices.DeleteFunc(k.Links(m), func(link models.Link) bool {
		return slices.Contains(old, link) || so.Of(link.Field) != ""
	})
	known, err := w.namesOf(k, fresh)
	if err != nil {
		return nil, err
	}
	var problems models.Problems
	for _, link := range fresh {
		field := k.Field(link.Field)
		if allowed := kindNames(k, field); !slices.Contains(allowed, known[link.To].Kind) {
			problems = append(problems, models.Problem{Field: field.Name, Code: "unknown_record", Text: fmt.Sprintf("%s: there is no %s %s", field.Label, oneOf(field, allowed), link.To)})
		}
	}
	return problems, nil
}

// namesOf looks up what links of a record of the kind point at, as far as that
// is not known already.
func (w *work) namesOf(k *models.Kind, links []models.Link) (Names, error) {
	known := Names{}
	var refs []models.Ref
	var kinds []*models.Kind
	for _, link := range links {
		if name, is := w.known[link.To]; is {
			known[link.To] = name
			continue
		}
		refs = append(refs, link.To)
		kinds = append(kinds, kindsOf(k.Field(link.Field))...)
	}
	found, err := names(w.tx, w.who, refs, distinct(kinds)...)
	maps.Copy(known, found)
	return known, err
}

// kindNames are the kinds at which a field may point.
func kindNames(k *models.Kind, field *models.Field) []string {
	if !field.Any() {
		return field.Kinds
	}
	kinds := models.Registry
	if field.Name == k.Parent {
		kinds = k.ParentKinds()
	}
	allowed := make([]string, len(kinds))
	for i, kind := range kinds {
		allowed[i] = kind.Name
	}
	return allowed
}

func oneOf(field *models.Field, allowed []string) string {
	if field.Any() {
		return "record"
	}
	labels := make([]string, len(allowed))
	for i, name := range allowed {
		labels[i] = lowerFirst(models.KindNamed(name).One)
	}
	return strings.Join(labels, " or ")
}
