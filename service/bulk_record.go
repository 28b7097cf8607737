package service

import (
	"errors"
	"fmt"
	"slices"

	"answerable/models"
)

// checkBulk says what is wrong with a bulk change itself, whatever the records.
// What it points at is asked for here once and for all, so that no record tells
// by its own refusal what it holds.
func (w *work) checkBulk(k *models.Kind, field *models.Field, c BulkChange) error {
	blank := k.New()
	c.set(field, blank)
	problems := validate(blank, []*models.Field{field})
	if len(problems) == 0 {
		problems = c.missing(field, blank)
	}
	refs := append(field.Refs(blank), c.Remove...)
	known, err := names(w.tx, w.who, slices.Clone(refs), kindsOf(field)...)
	if err != nil {
		return err
	}
	for _, ref := range refs {
		if _, seen := known[ref]; !seen {
			problems = append(problems, models.Problem{Code: "unknown_record", Text: fmt.Sprintf("%s: there is no %s %s", field.Label, oneOf(field, field.Kinds), ref)})
		}
	}
	for i := range problems {
		problems[i].Field = c.What
	}
	if w.reason == "" {
		problems = append(problems, reasonMissing)
	}
	return problems.Or()
}

// missing says what a bulk change did not say.
func (c BulkChange) missing(field *models.Field, blank models.Model) models.Problems {
	if c.What != models.BulkPriorities {
		if field.Recorded(blank) {
			return nil
		}
		return models.Problems{{Code: "required", Text: field.Label + ": must be given"}}
	}
	if len(c.Add)+len(c.Remove) == 0 {
		return models.Problems{{Code: "required", Text: field.Label + ": say which to add or to remove"}}
	}
	var problems models.Problems
	for _, ref := range c.Remove {
		if c.Add.Has(ref) {
			problems = append(problems, models.Problem{Text: fmt.Sprintf("%s: %s cannot be both added and removed", field.Label, ref)})
		}
	}
	return problems
}

// set puts the new value into a record.
func (c BulkChange) set(field *models.Field, m models.Model) {
	switch at := field.Pointer(m).(type) {
	case *models.Ref:
		*at = c.Owner
	case *models.Date:
		*at = c.DueOn
	case *models.Refs:
		*at = slices.DeleteFunc(slices.Clone(*at), c.Remove.Has)
		for _, ref := range c.Add {
			if !at.Has(ref) {
				*at = append(*at, ref)
			}
		}
	}
}

// entered is the bulk change as somebody would have entered it for one record.
type entered struct {
	change BulkChange
	field  *models.Field
}

// Fill implements Entry.
func (e entered) Fill(m models.Model, _ []*models.Field) models.Problems {
	e.change.set(e.field, m)
	return nil
}

// Reason implements Entry.
func (e entered) Reason() string { return e.change.Reason }

// seeAll loads the chosen records that the person may see, in one statement.
func (w *work) seeAll(k *models.Kind, chosen []Chosen) (map[models.Ref]models.Model, error) {
	refs := make([]models.Ref, len(chosen))
	for i, one := range chosen {
		refs[i] = one.Ref
	}
	filter, args := visibleIn(k, w.who)
	list, err := readAll(w.tx.Table(k.Table()).Where(k.Table()+".ref IN ?", refs).Where(filter, args...), k)
	there := make(map[models.Ref]models.Model, len(list))
	for _, m := range list {
		there[m.Base().Ref] = m
	}
	return there, err
}

// bulkSet sets one field in each of the chosen records.
func (w *work) bulkSet(k *models.Kind, bulk *models.Bulk, c BulkChange, there map[models.Ref]models.Model) ([]BulkRecord, error) {
	field := bulk.Field(k)
	err := w.checkBulk(k, field, c)
	if err != nil {
		return nil, err
	}
	records := make([]BulkRecord, len(c.Chosen))
	for i, one := range c.Chosen {
		if records[i], err = w.bulkOne(k, field, c, one, there[one.Ref]); err != nil {
			return nil, err
		}
	}
	return records, nil
}

// bulkOne makes a bulk change to one record, or says why not. An error is what
// nobody foresaw: it undoes the whole.
func (w *work) bulkOne(k *models.Kind, field *models.Field, c BulkChange, one Chosen, m models.Model) (BulkRecord, error) {
	record := BulkRecord{Chosen: one}
	if m == nil {
		return record.refused(missing(k, one.Ref))
	}
	before, after := k.Copy(m), k.Copy(m)
	c.set(field, after)
	record.Version, record.Title = before.Base().Version, before.Heading()
	record.Change = Change{field.Plain(before), field.Plain(after)}
	if one.Version != 0 && one.Version != record.Version {
		return record.refused(stale(k, m, one.Version))
	}
	if record.From == record.To {
		return record.refused(models.Fail(models.Refused, "Nothing would change: it is so already"))
	}
	move, may := k.SetBy(w.who, m, field)
	if !may {
		return record.refused(mayNotChange(k, m))
	}
	if move == nil {
		if err := w.tryEdit(k, before, m, entered{c, field}); err != nil {
			return record.refused(err)
		}
		return record, w.save(k, before, m, "edit", w.reason)
	}
	if err := w.tryMove(k, before, m, move, entered{c, field}); err != nil {
		return record.refused(err)
	}
	return record, w.step(k, before, m, move, w.reason)
}

// refused says why a record is left as it is, if err is something that the
// rules say; anything else stays an error.
func (r BulkRecord) refused(err error) (BulkRecord, error) {
	var named *models.Error
	if !errors.As(err, &named) || named.Fault == models.Unavailable {
		return r, err
	}
	if r.Refused = named.Public; len(named.Problems) > 0 {
		r.Refused = named.Problems.Error()
	}
	return r, nil
}

// hideValues takes out of the values what the person may not see, and names the
// rest.
func (w *work) hideValues(outcome *BulkOutcome) error {
	if len(outcome.Field.Kinds) == 0 {
		outcome.Names = Names{}
		return nil
	}
	var refs []models.Ref
	for _, record := range outcome.Records {
		for _, plain := range []string{record.From, record.To} {
			refs = append(refs, splitRefs(plain)...)
		}
	}
	var err error
	outcome.Names, err = names(w.tx, w.who, refs, kindsOf(outcome.Field)...)
	for i := range outcome.Records {
		change := &outcome.Records[i].Change
		change.From, change.To = visibleOf(change.From, outcome.Names), visibleOf(change.To, outcome.Names)
	}
	return err
}
