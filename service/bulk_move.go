package service

import (
	"slices"

	"answerable/models"
)

// saidOnce is what a step sets in each of many records: what was said once for
// all. What was left empty stays in each as it is.
type saidOnce struct {
	said   models.Model
	fields []*models.Field
	reason string
}

// Fill implements Entry.
func (a saidOnce) Fill(m models.Model, _ []*models.Field) models.Problems {
	var problems models.Problems
	for _, field := range a.fields {
		if !field.Recorded(a.said) {
			continue
		}
		if err := field.Parse(m, []string{field.Plain(a.said)}); err != nil {
			problems = append(problems, models.Problem{Field: field.Name, Text: field.Label + ": " + err.Error()})
		}
	}
	return problems
}

// Reason implements Entry.
func (a saidOnce) Reason() string { return a.reason }

// bulkMove makes a step with each of the chosen records, one after the other,
// so that what one took out of a limit is gone for the next.
func (w *work) bulkMove(k *models.Kind, bulk *models.Bulk, c BulkChange, there map[models.Ref]models.Model) ([]BulkRecord, error) {
	in, err := w.saidForAll(k, bulk, c)
	if err != nil {
		return nil, err
	}
	records := make([]BulkRecord, len(c.Chosen))
	for i, one := range c.Chosen {
		if records[i], err = w.bulkMoveOne(k, bulk.Move, in, one, there[one.Ref]); err != nil {
			return nil, err
		}
	}
	return records, nil
}

// saidForAll reads what the step sets in all records, and says what is wrong
// with it whatever the records.
func (w *work) saidForAll(k *models.Kind, bulk *models.Bulk, c BulkChange) (saidOnce, error) {
	in := saidOnce{k.New(), bulk.Alike(k), c.Reason}
	var problems models.Problems
	if c.Said != nil {
		problems = c.Said.Fill(in.said, in.fields)
	}
	for _, problem := range validate(in.said, in.fields) {
		if problems.Of(problem.Field) == "" {
			problems = append(problems, problem)
		}
	}
	if w.reason == "" {
		problems = append(problems, reasonMissing)
	}
	return in, problems.Or()
}

// bulkMoveOne makes the step with one record, or says why not. An error is what
// nobody foresaw: it undoes the whole.
func (w *work) bulkMoveOne(k *models.Kind, move *models.Move, in saidOnce, one Chosen, m models.Model) (BulkRecord, error) {
	record := BulkRecord{Chosen: one}
	if m == nil {
		return record.refused(missing(k, one.Ref))
	}
	before := k.Copy(m)
	record.Version, record.Title = before.Base().Version, before.Heading()
	record.Change = Change{string(before.Base().State), string(move.To)}
	if one.Version != 0 && one.Version != record.Version {
		return record.refused(stale(k, m, one.Version))
	}
	if !slices.Contains(k.Open(w.who, m), move) {
		return record.refused(mayNotMove(k, m, move))
	}
	if err := w.tryMove(k, before, m, move, in); err != nil {
		return record.refused(err)
	}
	if amount := k.Field("amount"); amount != nil {
		record.Amount = amount.Value(m).(*models.Pence)
	}
	return record, w.step(k, before, m, move, w.reason)
}
