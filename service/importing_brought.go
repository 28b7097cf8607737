package service

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"answerable/models"
)

// newcomer is a body that rows bring with them, since there is none yet.
type newcomer struct {
	// holder stands for its reference until it is made.
	holder models.Ref
	row    *row
	// left is the body that an undone import left, which is brought back.
	left models.Ref
	m    models.Model
	// wrong is what speaks against it, by column.
	wrong map[string]string
}

// bodies is what is known of bodies beside what they are called: by which
// numbers they are registered, and who comes along with the rows.
type bodies struct {
	by      map[string][]models.Ref
	numbers map[models.Ref]map[string]string
	undone  map[models.Ref]bool
	come    map[models.Ref]*newcomer
}

// knownBodies reads under which numbers bodies are registered, once.
func (i *importing) knownBodies() (*bodies, error) {
	if i.bodies != nil {
		return i.bodies, nil
	}
	undone, err := i.undoneOf(models.BodyKind)
	if err != nil {
		return nil, err
	}
	i.bodies = &bodies{map[string][]models.Ref{}, map[models.Ref]map[string]string{}, undone, map[models.Ref]*newcomer{}}
	filter, args := visibleIn(models.BodyKind, i.w.who)
	found := i.w.tx.Raw("SELECT ref, identifiers, charity_number, company_number FROM bodies WHERE state <> ? AND "+filter+" ORDER BY ref", append([]any{models.Withdrawn}, args...)...)
	return i.bodies, each(found, func(rows *sql.Rows) error {
		body := &models.Body{}
		if err := rows.Scan(&body.Ref, &body.Identifiers, &body.CharityNumber, &body.CompanyNumber); err != nil {
			return err
		}
		i.bodies.register(body)
		return nil
	})
}

func (b *bodies) register(body *models.Body) {
	b.numbers[body.Ref] = body.Registered()
	for field, number := range b.numbers[body.Ref] {
		b.by[field+" "+number] = append(b.by[field+" "+number], body.Ref)
	}
}

// numbered is the body of the numbers that stand in the row; empty where it
// gives none, or none that is known.
func (b *bodies) numbered(r *row) (models.Ref, error) {
	var found models.Ref
	for _, field := range models.BodyNumbers {
		number := models.BareNumber(r.beside[field])
		if number == "" {
			continue
		}
		with := b.by[field+" "+number]
		switch {
		case len(with) > 1:
			return "", &unreadable{fmt.Sprintf("%s %s is that of %s: write the reference", theNumber(field), r.beside[field], strings.Join(plain(with), " and of "))}
		case len(with) == 1 && found != "" && found != with[0]:
			return "", &unreadable{fmt.Sprintf("the charity number is that of %s, the company number that of %s", found, with[0])}
		case len(with) == 1:
			found = with[0]
		}
	}
	return found, nil
}

func theNumber(field string) string {
	return "the " + lowerFirst(models.BodyKind.Field(field).Label)
}

// bodyOf finds the body that a row means: by the numbers beside its name, else
// by the name. Where there is none, it comes along with the row, if the person
// may add one.
func (i *importing) bodyOf(field *models.Field, r *row, text string) (models.Ref, error) {
	known, err := i.knownBodies()
	if err != nil {
		return "", err
	}
	called, err := i.callingsOf(models.BodyKind)
	if err != nil {
		return "", err
	}
	numbered, err := known.numbered(r)
	if err != nil {
		return "", err
	}
	named := called.meant(text)
	switch {
	case numbered != "" && (len(named) == 0 || models.Refs(named).Has(numbered)):
		i.know(numbered)
		return numbered, nil
	case numbered != "":
		return "", &unreadable{fmt.Sprintf("“%s” is %s, but the number beside it is that of %s", excerpt(text), strings.Join(plain(named), " or "), numbered)}
	case len(named) == 1 && known.undone[named[0]] && called.rests(named[0]):
		return i.comesAlong(r, text, named[0])
	case len(named) == 1:
		return named[0], i.sameNumbers(r, text, named[0])
	case len(named) == 0 && !referenceLike.MatchString(text) && startFor(models.BodyKind, i.w.who, "") != nil:
		return i.comesAlong(r, text, "")
	default:
		return i.resolve(field, text)
	}
}

// byNumberAlone finds the body of a row that gives its number and no name.
func (i *importing) byNumberAlone(r *row) error {
	if _, named := r.typed[i.k.Brings]; named || len(r.beside) == 0 || r.problems[i.k.Brings] != "" {
		return nil
	}
	known, err := i.knownBodies()
	if err != nil {
		return err
	}
	ref, err := known.numbered(r)
	var wrong *unreadable
	switch {
	case errors.As(err, &wrong):
		r.problems[i.k.Brings] = wrong.text
	case err != nil:
		return err
	case ref != "":
		i.know(ref)
		r.typed[i.k.Brings] = string(ref)
	}
	return nil
}

// referenceLike is a text that names a record by its reference, and none by
// name.
var referenceLike = regexp.MustCompile(`^(?i)[a-z]+(-[a-z0-9]+)*-[0-9]+$`)

func (i *importing) know(ref models.Ref) {
	if _, known := i.w.known[ref]; !known {
		i.w.known[ref] = Name{Ref: ref, Kind: models.BodyKind.Name}
	}
}

// sameNumbers holds the numbers of a row against those of the body that it
// names: two bodies can bear the same name.
func (i *importing) sameNumbers(r *row, text string, ref models.Ref) error {
	i.know(ref)
	come := i.bodies.come[ref]
	for _, field := range models.BodyNumbers {
		number, recorded := models.BareNumber(r.beside[field]), i.bodies.numbers[ref][field]
		switch {
		case number == "" || number == recorded:
		case recorded != "" && come == nil:
			return &unreadable{fmt.Sprintf("“%s” is %s, whose %s is %s: write the reference of the one that is meant, or mend the number", excerpt(text), ref, strings.TrimPrefix(theNumber(field), "the "), recorded)}
		case come != nil:
			return &unreadable{fmt.Sprintf("row %d names this new organisation with %s: give the same %s in both", come.row.number, orNone(theNumber(field), recorded), strings.TrimPrefix(theNumber(field), "the "))}
		}
	}
	return nil
}

func orNone(what, value string) string {
	if value == "" {
		return "no " + strings.TrimPrefix(what, "the ")
	}
	return what + " " + value
}

// comesAlong takes note of a body that is not there yet. Later rows that name
// it mean the same one.
func (i *importing) comesAlong(r *row, name string, left models.Ref) (models.Ref, error) {
	name = strings.Join(strings.Fields(name), " ")
	come := &newcomer{holder: models.Ref(fmt.Sprintf("NEW-BODY-%d", len(i.bodies.come)+1)), left: left, row: &row{number: r.number, typed: map[string]string{"name": name}}}
	body := &models.Body{BodyInput: models.BodyInput{Name: name, CharityNumber: r.beside[models.NumberOfCharity], CompanyNumber: r.beside[models.NumberOfCompany]}}
	for field, said := range r.beside {
		come.row.typed[field] = said
	}
	body.Ref = come.holder
	i.bodies.register(body)
	i.bodies.come[come.holder] = come
	i.know(come.holder)
	i.called[models.BodyKind].move(name, come.holder, left)
	return come.holder, nil
}

// move has a name mean a body that comes along, and no longer the one that an
// undone import left.
func (c *callings) move(name string, to, from models.Ref) {
	word := models.Bare(name)
	if from != "" {
		delete(c.resting, word)
	}
	c.live[word] = []models.Ref{to}
}

// rests tells whether a body is withdrawn.
func (c *callings) rests(ref models.Ref) bool {
	for _, refs := range c.live {
		if models.Refs(refs).Has(ref) {
			return false
		}
	}
	return true
}

// bringAlong makes the body that a row brings with it, or sees what it would
// be, and puts its reference into the row.
func (i *importing) bringAlong(p *planned) error {
	if i.bodies == nil {
		return nil
	}
	come := i.bodies.come[models.Ref(p.typed[i.k.Brings])]
	if come == nil {
		return nil
	}
	if come.m == nil && come.wrong == nil {
		if err := i.settle(come, p.reason); err != nil {
			return err
		}
	}
	for column, text := range come.wrong {
		p.problems[column] = text
	}
	if come.m != nil {
		p.typed[i.k.Brings] = string(come.m.Base().Ref)
	}
	return nil
}

// settle makes a newcomer, or sees what speaks against it.
func (i *importing) settle(come *newcomer, reason string) error {
	come.row.reason, i.coming = reason, come
	m, err := i.makeBody(come)
	i.coming = nil
	var named *models.Error
	switch {
	case err == nil:
	case !errors.As(err, &named) || named.Fault == models.Unavailable:
		return err
	default:
		come.wrong = i.wrongWith(named)
		return nil
	}
	come.m = m
	ref := m.Base().Ref
	i.standsFor[ref] = come.holder
	i.know(ref)
	if !i.keep {
		i.w.supposed[ref] = models.BodyKind.Copy(m)
	}
	return nil
}

func (i *importing) makeBody(come *newcomer) (models.Model, error) {
	k, start := models.BodyKind, startFor(models.BodyKind, i.w.who, "")
	classify := func(m models.Model) { m.(*models.Body).Classify() }
	switch {
	case !i.keep:
		return i.w.draft(k, start, come.row, func(m models.Model) { m.Base().Ref = come.holder; classify(m) })
	case come.left == "":
		return i.w.begin(k, start, come.row, classify)
	default:
		left, err := i.w.load(k, come.left)
		if err != nil {
			return nil, err
		}
		return i.w.bringBack(k, left, start, come.row, classify)
	}
}

// wrongWith says by column what speaks against a body.
func (i *importing) wrongWith(named *models.Error) map[string]string {
	if len(named.Problems) == 0 {
		return map[string]string{i.k.Brings: named.Public}
	}
	wrong := map[string]string{}
	for _, problem := range named.Problems {
		column, text := i.k.Brings+"."+problem.Field, problem.Text
		if i.k.ColumnNamed(column) == nil {
			column = i.k.Brings
		}
		if field := models.BodyKind.Field(problem.Field); field != nil {
			text = strings.TrimPrefix(text, field.Label+": ")
		}
		wrong[column] = text
	}
	return wrong
}

// broughtBy are the bodies that the rows of an import bring with them, in the
// order in which the rows name them.
func (s *Service) broughtBy(ctx context.Context, k *models.Kind, imported models.Ref) ([]string, error) {
	if k.Brings == "" {
		return nil, nil
	}
	var texts []string
	err := s.db.WithContext(ctx).Table("import_rows").Where(`import = ? AND changes LIKE '%"brings":%'`, imported).Order("position").Pluck("changes", &texts).Error
	if err != nil {
		return nil, err
	}
	var bodies []string
	seen := map[string]bool{}
	for _, text := range texts {
		var changes []ImportChange
		if err := json.Unmarshal([]byte(text), &changes); err != nil {
			return nil, err
		}
		for _, change := range changes {
			if change.Brings != "" && !seen[change.To] {
				seen[change.To] = true
				bodies = append(bodies, change.Brings)
			}
		}
	}
	return bodies, nil
}

// brought says of a value that it is a body which the row brings with it, and
// what that will be; empty for any other.
func (i *importing) brought(value string) string {
	if i.bodies == nil {
		return ""
	}
	come := i.bodies.come[models.Ref(value)]
	if come == nil || come.m == nil {
		return ""
	}
	body := come.m.(*models.Body)
	facts := []string{lowerFirst(models.LabelOf(body.Type.Options(), string(body.Type)))}
	for _, field := range models.BodyKind.Named(models.BodyNumbers) {
		if field.Recorded(body) {
			facts = append(facts, lowerFirst(field.Label)+" "+field.Plain(body))
		}
	}
	return body.Name + " (" + strings.Join(facts, ", ") + ")"
}
