package service

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"answerable/models"
)

// callings are what the records of a kind are called, as far as the person may
// see them: by reference, by heading and by what else they are known as.
type callings struct {
	kind *models.Kind
	refs map[models.Ref]bool
	// live and resting are by the bare text: resting are those that were
	// withdrawn, which are meant only if nothing else is.
	live, resting map[string][]models.Ref
}

// callingsOf reads what the records of a kind are called, once.
func (i *importing) callingsOf(k *models.Kind) (*callings, error) {
	if known := i.called[k]; known != nil {
		return known, nil
	}
	known := &callings{k, map[models.Ref]bool{}, map[string][]models.Ref{}, map[string][]models.Ref{}}
	i.called[k] = known
	fields := k.Named(k.Known)
	columns := []string{"records.title"}
	for _, field := range fields {
		columns = append(columns, k.Table()+"."+field.Name)
	}
	filter, args := visibleIn(k, i.w.who)
	table := k.Table()
	found := i.w.tx.Raw("SELECT "+table+".ref, "+table+".state, "+strings.Join(columns, ", ")+" FROM "+table+
		" JOIN records ON records.ref = "+table+".ref WHERE "+filter+" ORDER BY "+table+".ref", args...)
	m, title := k.New(), ""
	into := []any{&m.Base().Ref, &m.Base().State, &title}
	for _, field := range fields {
		into = append(into, field.Pointer(m))
	}
	err := each(found, func(rows *sql.Rows) error {
		for _, field := range fields {
			if err := field.Parse(m, nil); err != nil {
				return err
			}
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		known.add(m, title)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return known, i.addOwnNumbers(known)
}

// addOwnNumbers adds the numbers that the office's own lists give.
func (i *importing) addOwnNumbers(known *callings) error {
	found := i.w.tx.Table("own_numbers").Select("number, ref").Where("side = ? AND kind = ?", i.w.who.Side, known.kind.Name)
	return each(found, func(rows *sql.Rows) error {
		var number string
		var ref models.Ref
		if err := rows.Scan(&number, &ref); err != nil {
			return err
		}
		if known.refs[ref] {
			known.call(known.live, number, ref)
		}
		return nil
	})
}

// add takes in one record under all that it is called.
func (c *callings) add(m models.Model, title string) {
	base := m.Base()
	c.refs[base.Ref] = true
	by := c.live
	if base.State == c.kind.UndoneState() && c.kind.Name != models.PersonKind.Name {
		by = c.resting
	}
	c.call(by, title, base.Ref)
	for _, field := range c.kind.Named(c.kind.Known) {
		for _, name := range strings.Split(field.Plain(m), "\n") {
			c.call(by, name, base.Ref)
		}
	}
}

func (c *callings) call(by map[string][]models.Ref, name string, ref models.Ref) {
	if word := models.Bare(name); word != "" && !slices.Contains(by[word], ref) {
		by[word] = append(by[word], ref)
	}
}

// meant are the records that a text can mean.
func (c *callings) meant(text string) []models.Ref {
	if ref := models.Ref(strings.ToUpper(text)); c.refs[ref] {
		return []models.Ref{ref}
	}
	words := []string{models.Bare(text)}
	if date, err := models.ParseDate(text); err == nil && date.IsDay() {
		words = append(words, models.Bare(string(date)))
	}
	for _, by := range []map[string][]models.Ref{c.live, c.resting} {
		for _, word := range words {
			if found := by[word]; len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// maxCandidates is how many references are named where a text can mean several.
const maxCandidates = 5

// resolve finds the one record that a text in a cell of a field means. What
// the person may not see is told exactly as what is not there.
func (i *importing) resolve(field *models.Field, text string) (models.Ref, error) {
	if field.Any() {
		return i.resolveAny(text)
	}
	var found []models.Ref
	for _, name := range field.Kinds {
		known, err := i.callingsOf(models.KindNamed(name))
		if err != nil {
			return "", err
		}
		for _, ref := range known.meant(text) {
			found = append(found, ref)
			i.w.known[ref] = Name{Ref: ref, Kind: name}
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) == 0:
		return "", &unreadable{fmt.Sprintf("there is no %s “%s”", oneOf(field, field.Kinds), excerpt(text))}
	}
	candidates := make([]string, 0, maxCandidates)
	for _, ref := range found[:min(len(found), maxCandidates)] {
		candidates = append(candidates, string(ref))
	}
	return "", &unreadable{fmt.Sprintf("“%s” can mean %d records: write the reference, for example %s", excerpt(text), len(found), strings.Join(candidates, " or "))}
}

// resolveAny finds a record of whatever kind, which is named by its reference.
func (i *importing) resolveAny(text string) (models.Ref, error) {
	ref := models.Ref(strings.ToUpper(text))
	if _, known := i.w.known[ref]; known {
		return ref, nil
	}
	if i.nowhere[ref] {
		return "", &unreadable{fmt.Sprintf("there is no record “%s”: write its reference", excerpt(text))}
	}
	found, err := names(i.w.tx, i.w.who, []models.Ref{ref})
	if err != nil {
		return "", err
	}
	name, is := found[ref]
	if !is {
		i.nowhere[ref] = true
		return i.resolveAny(text)
	}
	i.w.known[ref] = name
	return ref, nil
}

// unreadable is what is wrong with the text of a cell, as a sentence without
// the field's name. Any other error is a failure.
type unreadable struct{ text string }

// Error implements error.
func (u *unreadable) Error() string { return u.text }

// excerpt keeps a sentence readable whatever stands in the cell.
func excerpt(text string) string {
	letters := []rune(strings.Join(strings.Fields(text), " "))
	if len(letters) > 80 {
		return string(letters[:80]) + "…"
	}
	return string(letters)
}
