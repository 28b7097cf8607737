package service

import (
	"slices"
	"time"

	"gorm.io/gorm/clause"

	"answerable/models"
)

// registered is a record's row in the register of all records.
type registered struct {
	Ref        models.Ref
	Kind       string
	Title      string
	Extract    string
	HeadTerms  string
	BodyTerms  string
	State      models.State
	Side       models.Side
	Marking    models.Marking
	CreatedBy  models.Ref
	Answerable models.Ref
	Parent     models.Ref
	UpdatedAt  time.Time
}

func register(k *models.Kind, m models.Model) registered {
	base, text := m.Base(), k.SearchText(m)
	return registered{
		Ref: base.Ref, Kind: k.Name, Title: m.Heading(), Extract: beginning(text),
		HeadTerms: terms(string(base.Ref) + " " + m.Heading()), BodyTerms: terms(text), State: base.State, Side: base.Side,
		Marking: m.Shared().Marking, CreatedBy: base.CreatedBy, Answerable: k.RefOf(m, k.Body), Parent: k.RefOf(m, k.Parent), UpdatedAt: base.UpdatedAt,
	}
}

// extractLength is how many characters of a record a search shows.
const extractLength = 300

func beginning(text string) string {
	letters := []rune(text)
	return string(letters[:min(len(letters), extractLength)])
}

// number gives a new record its reference by entering it in the register,
// where every reference ever given stands; one that is taken is passed over.
func (w *work) number(k *models.Kind, m models.Model) error {
	numbering, err := k.Number(m, w)
	if err != nil {
		return err
	}
	for {
		var count int64
		if numbering.Exact == "" {
			err := w.tx.Raw("INSERT INTO numbers (prefix, last) VALUES (?, 1) ON CONFLICT (prefix) DO UPDATE SET last = numbers.last + 1 RETURNING last", numbering.Prefix).Scan(&count).Error
			if err != nil {
				return err
			}
		}
		m.Base().Ref = numbering.Format(count)
		row := register(k, m)
		added := w.tx.Table("records").Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
		switch {
		case added.Error != nil:
			return added.Error
		case added.RowsAffected == 1:
			return nil
		case numbering.Exact != "":
			return models.Fail(models.Refused, "The reference %s is taken: there is, or was, a record of that number", numbering.Exact)
		}
	}
}

func (w *work) insert(k *models.Kind, m models.Model) error {
	if err := insertRow(w.tx, k, m); err != nil {
		return err
	}
	return w.link(k, nil, m)
}

// save keeps a changed record, if nobody changed it since it was read, and
// brings register, links and trail up to date.
func (w *work) save(k *models.Kind, before, m models.Model, action, why string) error {
	base := m.Base()
	base.Version, base.UpdatedAt, base.UpdatedBy = base.Version+1, w.now, w.who.Person
	// UpdateColumns, since Updates would put the machine's time over ours.
	saved := w.tx.Table(k.Table()).Where("ref = ? AND version = ?", base.Ref, before.Base().Version).
		Select("*").Omit("ref", "created_at", "created_by").UpdateColumns(m)
	if saved.Error != nil {
		return saved.Error
	}
	if saved.RowsAffected == 0 {
		return models.Fail(models.Stale, "Somebody changed this %s at the same moment", lowerFirst(k.One))
	}
	row := register(k, m)
	if err := w.tx.Table("records").Where("ref = ?", base.Ref).Select("title", "extract", "head_terms", "body_terms", "state", "marking", "answerable", "updated_at").UpdateColumns(&row).Error; err != nil {
		return err
	}
	w.trace(k, before, m, action, why)
	return w.link(k, before, m)
}

type linkRow struct {
	FromRef models.Ref
	Field   string
	ToRef   models.Ref
}

// link writes the references that were added and removes those that are gone.
func (w *work) link(k *models.Kind, before, m models.Model) error {
	var had []models.Link
	if before != nil {
		had = k.Links(before)
	}
	has, ref := k.Links(m), m.Base().Ref
	for _, gone := range had {
		if !slices.Contains(has, gone) {
			if err := w.tx.Table("links").Where("from_ref = ? AND field = ? AND to_ref = ?", ref, gone.Field, gone.To).Delete(&linkRow{}).Error; err != nil {
				return err
			}
		}
	}
	rows := linkRows(ref, slices.DeleteFunc(has, func(link models.Link) bool { return slices.Contains(had, link) }))
	if len(rows) == 0 {
		return nil
	}
	return w.tx.Table("links").Create(&rows).Error
}

// linkRows are the rows of a record's references, each of which it may hold
// more than once.
func linkRows(from models.Ref, links []models.Link) []linkRow {
	var rows []linkRow
	for _, link := range links {
		if row := (linkRow{from, link.Field, link.To}); !slices.Contains(rows, row) {
			rows = append(rows, row)
		}
	}
	return rows
}
