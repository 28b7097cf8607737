package service

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"answerable/models"
)

// MaxBulk is how many records can be changed at once.
const MaxBulk = 500

// Chosen is a record that was chosen for a bulk change, at the version that the
// person saw. A preview takes version 0 for the record as it stands.
type Chosen struct {
	Ref     models.Ref `json:"ref"`
	Version int        `json:"version"`
}

// BulkChange sets one thing in many records, or makes one step with them, for
// one reason.
type BulkChange struct {
	// Chosen are the records. In a preview Query can stand in their place, for
	// all that a list holds.
	Chosen []Chosen
	Query  *Query
	// What is the name of the models.Bulk; of the values below it takes its own.
	What        string
	Owner       models.Ref
	DueOn       models.Date
	Add, Remove models.Refs
	// Said is what a step sets in all of them; nil for nothing.
	Said   Entry
	Reason string
}

// BulkOutcome is what became of each record, or would become of it.
type BulkOutcome struct {
	// Field is the field that is changed: by a step it is the state.
	Field   *models.Field
	Records []BulkRecord
	// Names are those of what the values refer to.
	Names Names
}

// BulkRecord is what became of one record. What is not there for the person
// has neither title nor values.
type BulkRecord struct {
	Chosen
	Title string `json:"title"`
	Change
	// Amount is what the record is about, of a step with records that have one.
	Amount *models.Pence `json:"amount,omitempty"`
	// Refused is the sentence why the record was left as it is; empty where it
	// was changed.
	Refused string `json:"refused"`
}

// Changed are the records that were, or would be, changed.
func (o *BulkOutcome) Changed() []BulkRecord { return o.those(false) }

// Left are the records that were, or would be, left as they are.
func (o *BulkOutcome) Left() []BulkRecord { return o.those(true) }

func (o *BulkOutcome) those(refused bool) []BulkRecord {
	var some []BulkRecord
	for _, record := range o.Records {
		if (record.Refused != "") == refused {
			some = append(some, record)
		}
	}
	return some
}

// errPreview undoes a bulk change of which only the outcome was wanted.
var errPreview = errors.New("a preview is not kept")

// Bulk changes one thing in many records of a kind. Each is asked by itself
// whether the person may change it so: those that may not be changed are left
// and said why; the others are changed all together or, should anything fail
// that was not foreseen, not at all. A preview does the same and then undoes
// it, so that preview and outcome cannot differ.
func (s *Service) Bulk(ctx context.Context, who *models.Actor, k *models.Kind, c BulkChange, preview bool) (*BulkOutcome, error) {
	c.Reason = strings.TrimSpace(c.Reason)
	bulk, err := bulkOf(who, k, c.What)
	if err != nil {
		return nil, err
	}
	if c.Chosen, err = s.chosen(ctx, who, k, c, preview); err != nil {
		return nil, err
	}
	var outcome *BulkOutcome
	err = s.change(ctx, who, c.Reason, func(w *work) (err error) {
		if outcome, err = w.bulk(k, bulk, c, preview); err == nil && preview {
			err = errPreview
		}
		return err
	})
	if err != nil && !errors.Is(err, errPreview) {
		return nil, err
	}
	return outcome, nil
}

// bulkOf is the bulk change of a name, if the person could make it to any record
// of the kind.
func bulkOf(who *models.Actor, k *models.Kind, what string) (*models.Bulk, error) {
	bulk := k.BulkNamed(what)
	switch {
	case bulk == nil:
		return nil, models.Problems{{Field: "set", Code: "choice", Text: "What to change: cannot be changed in several " + lowerFirst(k.Many) + " at once"}}.Or()
	case slices.ContainsFunc(k.BulksOf(who), func(open models.Bulk) bool { return open.Name == what }):
		return bulk, nil
	case bulk.Move != nil:
		return nil, models.Fail(models.Denied, "You may not do this to %s: %s", lowerFirst(k.Many), lowerFirst(bulk.Label))
	default:
		return nil, models.Fail(models.Denied, "You may not change the %s of %s", lowerFirst(bulk.Label), lowerFirst(k.Many))
	}
}

// chosen are the records to change, each once.
func (s *Service) chosen(ctx context.Context, who *models.Actor, k *models.Kind, c BulkChange, preview bool) ([]Chosen, error) {
	list := c.Chosen
	if c.Query != nil {
		if !preview || len(list) > 0 {
			return nil, chosenProblem("query", "a list can be previewed only, and not beside chosen records; the preview says which records and versions to send")
		}
		var err error
		if list, err = s.wholeList(ctx, who, k, *c.Query); err != nil {
			return nil, err
		}
	}
	seen := map[models.Ref]bool{}
	var each []Chosen
	for _, one := range list {
		if one.Version == 0 && !preview {
			return nil, chosenProblem("refs", fmt.Sprintf("say at which version you saw %s", one.Ref))
		}
		if !seen[one.Ref] {
			seen[one.Ref] = true
			each = append(each, one)
		}
	}
	switch {
	case len(each) == 0:
		return nil, chosenProblem("refs", "choose at least one")
	case len(each) > MaxBulk:
		return nil, chosenProblem("refs", fmt.Sprintf("at most %d can be changed at once: choose fewer, or narrow the list", MaxBulk))
	}
	return each, nil
}

func chosenProblem(field, text string) error {
	return models.Problems{{Field: field, Text: "Records to change: " + text}}.Or()
}

// wholeList is everything that a list holds, up to one more than can be
// changed at once.
func (s *Service) wholeList(ctx context.Context, who *models.Actor, k *models.Kind, q Query) ([]Chosen, error) {
	tx, err := s.listed(ctx, who, k, q)
	if err != nil {
		return nil, err
	}
	list, err := readAll(tx.Order(q.order(k).clause(k)).Limit(MaxBulk+1), k)
	each := make([]Chosen, len(list))
	for i, m := range list {
		each[i] = Chosen{m.Base().Ref, m.Base().Version}
	}
	return each, unavailable(err)
}

func (w *work) bulk(k *models.Kind, bulk *models.Bulk, c BulkChange, preview bool) (*BulkOutcome, error) {
	there, err := w.seeAll(k, c.Chosen)
	if err != nil {
		return nil, err
	}
	do := w.bulkSet
	if bulk.Move != nil {
		do = w.bulkMove
	}
	outcome := &BulkOutcome{Field: bulk.Field(k)}
	if outcome.Records, err = do(k, bulk, c, there); err != nil {
		return nil, err
	}
	for i := range outcome.Records {
		if record := &outcome.Records[i]; record.Refused == "" && !preview {
			record.Version = there[record.Ref].Base().Version
		}
	}
	return outcome, w.hideValues(outcome)
}
