package service

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"answerable/models"
)

// notice is one person's news of one change, until and after a digest has it.
type notice struct {
	ID     string
	Person models.Ref
	Ref    models.Ref
	Kind   string
	Action string
	// Side is on which the person stood: somebody who changed sides since does
	// not take it along.
	Side models.Side
	At   time.Time
	// Digest is the day of the digest that it stands in, empty until then.
	Digest models.Date
}

// tell writes the news of what was changed, in the same transaction. What is
// loaded is no news: it happened before.
func (w *work) tell() error {
	if w.loading {
		return nil
	}
	var rows []notice
	for _, e := range w.entries {
		news := models.NewsOf(e.Kind, e.Action)
		if news == nil {
			continue
		}
		told, err := w.told(news, e.Ref)
		if err != nil {
			return err
		}
		for _, who := range told {
			id, err := uuid.NewV7()
			if err != nil {
				return err
			}
			rows = append(rows, notice{ID: id.String(), Person: who.Person, Ref: e.Ref, Kind: e.Kind, Action: e.Action, Side: who.Side, At: e.At})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return w.tx.Table("notices").Create(&rows).Error
}

// told are the people who are told of a change: whoever made it knows already,
// and nobody is told of what they may not see.
func (w *work) told(news *models.News, ref models.Ref) ([]*models.Actor, error) {
	k := models.KindNamed(news.Kind)
	m, err := w.read(k, ref)
	if err != nil {
		return nil, err
	}
	named, err := w.named(news.To, m)
	if err != nil {
		return nil, err
	}
	if w.staff == nil {
		if w.staff, err = staff(w.tx, w.Today()); err != nil {
			return nil, err
		}
	}
	wanted := slices.DeleteFunc(slices.Clone(w.staff), func(who *models.Actor) bool {
		return who.Person == w.who.Person || !named[who.Person] && !slices.ContainsFunc(news.To, func(a models.Audience) bool { return a.Has(k, m, who) })
	})
	return w.seeing(k, ref, wanted)
}

// read reads a record without locking it.
func (w *work) read(k *models.Kind, ref models.Ref) (models.Model, error) {
	return readOne(w.tx.Table(k.Table()).Where("ref = ?", ref), k)
}

// named are the people whom fields name, and the holders of posts that they
// name.
func (w *work) named(to []models.Audience, m models.Model) (map[models.Ref]bool, error) {
	var refs []models.Ref
	for _, audience := range to {
		if len(audience.Fields) == 0 {
			continue
		}
		found, err := w.namedIn(audience, m)
		if err != nil {
			return nil, err
		}
		refs = append(refs, found...)
	}
	named := make(map[models.Ref]bool, len(refs))
	for _, ref := range refs {
		named[ref] = true
	}
	if len(refs) == 0 {
		return named, nil
	}
	var holders []models.Ref
	if err := heldOn(w.tx, w.Today()).Where("post IN ?", refs).Pluck("person", &holders).Error; err != nil {
		return nil, err
	}
	for _, holder := range holders {
		named[holder] = true
	}
	return named, nil
}

func (w *work) namedIn(a models.Audience, m models.Model) ([]models.Ref, error) {
	at, k := []models.Model{m}, models.KindOf(m)
	if a.Up != "" {
		up := models.KindNamed(k.Field(a.Up).Kinds[0])
		ref := k.RefOf(m, a.Up)
		if ref == "" {
			return nil, nil
		}
		above, err := w.read(up, ref)
		if err != nil {
			return nil, err
		}
		at, k, m = []models.Model{above}, up, above
	}
	if a.Below != "" {
		var err error
		if at, err = w.Find(a.Below, a.By, m.Base().Ref); err != nil {
			return nil, err
		}
		k = models.KindNamed(a.Below)
	}
	var refs []models.Ref
	for _, found := range at {
		if a.Below != "" && len(a.States) > 0 && !slices.Contains(a.States, found.Base().State) {
			continue
		}
		for _, name := range a.Fields {
			refs = append(refs, k.Field(name).Refs(found)...)
		}
	}
	return refs, nil
}

// seeing keeps those who may see a record as it stands now. Those for whom the
// permission table has the same answer are asked for together.
func (w *work) seeing(k *models.Kind, ref models.Ref, people []*models.Actor) ([]*models.Actor, error) {
	known := map[string]bool{}
	var seeing []*models.Actor
	for _, who := range people {
		filter, args := visibleRecords(who, registerAs("records"), k)
		key := fmt.Sprint(filter, args)
		sees, asked := known[key]
		if !asked {
			var n int64
			if err := w.tx.Table("records").Where("ref = ?", ref).Where(filter, args...).Count(&n).Error; err != nil {
				return nil, err
			}
			sees = n > 0
			known[key] = sees
		}
		if sees {
			seeing = append(seeing, who)
		}
	}
	return seeing, nil
}
