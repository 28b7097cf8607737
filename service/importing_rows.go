package service

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"answerable/internal/db"
	"answerable/internal/sheet"
	"answerable/models"
)

// importedAtOnce is how many rows are read, looked up and written together.
const importedAtOnce = 250

// importing is one pass over the rows of a file: to see what they would do, or
// to do it.
type importing struct {
	w        *work
	k        *models.Kind
	imported *models.Import
	columns  []sourceColumn
	heading  int
	// keep says that what the rows say is done.
	keep bool

	called map[*models.Kind]*callings
	// bodies are read once a row may bring one with it.
	bodies *bodies
	// nowhere are references behind which the person sees nothing.
	nowhere map[models.Ref]bool
	keyed   *keyed
	// itself says that records of the kind can refer to others of it, and so
	// rows to those above them.
	itself bool
	// present is the row at hand, and back the record that it brings back.
	present *planned
	back    models.Model
	// coming is the body that is being made for the row at hand.
	coming *newcomer
	// standsFor are the references of new records by what stood for them in
	// the preview.
	standsFor map[models.Ref]models.Ref
}

// newImporting makes ready to go over the rows of an import.
func newImporting(w *work, imported *models.Import, book *sheet.Book, keep bool) (*importing, error) {
	i := &importing{
		w: w, k: models.KindAt(imported.Register), imported: imported, keep: keep,
		called: map[*models.Kind]*callings{}, nowhere: map[models.Ref]bool{}, standsFor: map[models.Ref]models.Ref{},
	}
	w.known, w.loading = Names{}, true
	if !keep {
		w.supposed = map[models.Ref]models.Model{}
	}
	for _, field := range i.k.Fields {
		i.itself = i.itself || slices.Contains(field.Kinds, i.k.Name)
	}
	if _, err := i.readHead(book); err != nil {
		return nil, err
	}
	var err error
	i.keyed, err = i.keys()
	return i, err
}

// readHead finds the columns of the file that the import says.
func (i *importing) readHead(book *sheet.Book) (*table, error) {
	chosen := map[string]string{}
	for _, column := range models.ParseColumns(i.imported.Columns) {
		chosen[column.Heading] = column.Field
	}
	known := &knowing{kind: i.k, chosen: chosen}
	head, err := headOf(book, i.imported.Sheet, known.knows)
	if err != nil {
		return nil, err
	}
	i.heading = head.heading
	for at, heading := range head.headings {
		field, why := known.of(sheet.Column(at), heading)
		if why == RecognisedChosen && field != "" {
			i.columns = append(i.columns, sourceColumn{at, heading, *i.k.ColumnNamed(field)})
		}
	}
	// What is said of a body is read before the body itself.
	slices.SortStableFunc(i.columns, func(a, b sourceColumn) int { return i.rank(a) - i.rank(b) })
	return head, nil
}

func (i *importing) rank(column sourceColumn) int {
	if i.k.Brings != "" && column.what.Name == i.k.Brings {
		return 1
	}
	return 0
}

// planned is a row, the record that it is about, and what became of it.
type planned struct {
	*row
	cells sheet.Row
	// about is the record that the row is about, and made the one that it led
	// to: empty where it is refused.
	about, made models.Ref
	// version is that of the record before the row; 0 for a new one.
	version int
	ImportRow
}

// batches gives the rows of the file a few at a time, with what they are
// about.
func (i *importing) batches(ctx context.Context, book *sheet.Book, each func([]*planned) error) error {
	var batch []*planned
	position := int64(0)
	for from, err := range book.Rows(i.imported.Sheet) {
		if err != nil {
			return refusedFile(err)
		}
		if from.Number <= i.heading {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		position++
		r, err := i.read(from, position)
		if err != nil {
			return err
		}
		batch = append(batch, &planned{row: r, cells: from})
		if len(batch) == importedAtOnce {
			if err := each(batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	if len(batch) == 0 {
		return nil
	}
	return each(batch)
}

// do plans the rows of a batch, or carries them out.
func (i *importing) do(batch []*planned) error {
	for _, p := range batch {
		var err error
		if p.about, err = i.find(p.row); err != nil {
			return err
		}
	}
	there, shown, err := i.there(batch)
	if err != nil {
		return err
	}
	for _, p := range batch {
		if err := i.doOne(p, there[p.about], shown[p.about]); err != nil {
			return err
		}
	}
	return nil
}

// there reads the records that a batch is about: as they are, and as the
// person may see them.
func (i *importing) there(batch []*planned) (there, shown map[models.Ref]models.Model, err error) {
	var refs []Chosen
	for _, p := range batch {
		if p.about != "" {
			refs = append(refs, Chosen{Ref: p.about})
		}
	}
	there, shown = map[models.Ref]models.Model{}, map[models.Ref]models.Model{}
	if len(refs) == 0 {
		return there, shown, nil
	}
	if there, err = i.w.seeAll(i.k, refs); err != nil {
		return nil, nil, err
	}
	var list []models.Model
	for ref, m := range there {
		shown[ref] = i.k.Copy(m)
		list = append(list, shown[ref])
	}
	_, err = presentIn(i.w.tx, i.w.who, i.k, list)
	return there, shown, err
}

// doOne plans one row, or carries it out: m is the record that it is about,
// and shown is what the person sees of it.
func (i *importing) doOne(p *planned, m, shown models.Model) error {
	if err := i.readAgain(p); err != nil {
		return err
	}
	p.Number, p.Sheet, p.reason = p.number, i.imported.Sheet, fmt.Sprintf("%s (import %s, row %d)", i.imported.Because, i.imported.Ref, p.number)
	i.w.reason, i.present, i.back = p.reason, p, nil
	if err := i.bringAlong(p); err != nil {
		return err
	}
	w := &walker{i: i, r: p.row, open: map[string]bool{}}
	for name := range p.typed {
		w.open[name] = true
	}
	var err error
	switch {
	case m != nil && i.brings(m):
		p.Ref, p.version, i.back = p.about, m.Base().Version, m
		p.Outcome, err = RowNew, w.begin()
	case m != nil:
		p.Ref, p.version = p.about, m.Base().Version
		w.m, w.before = m, shown
		p.Outcome, err = i.changeTo(p, w)
	default:
		p.Outcome, err = RowNew, i.beginNew(p, w)
	}
	problems, err := i.problemsOf(p, err)
	if err != nil {
		return i.inRow(p, err)
	}
	i.finish(p, w, problems)
	return i.after(p, w)
}

// readAgain reads the cells once more that named no record, since they may name
// one that a row above has made by now.
func (i *importing) readAgain(p *planned) error {
	for _, column := range i.columns {
		field := column.what.Field
		if field == nil || p.problems[field.Name] == "" || !slices.Contains(field.Kinds, i.k.Name) {
			continue
		}
		delete(p.problems, field.Name)
		if err := i.readColumn(p.row, column, p.cells); err != nil {
			return err
		}
	}
	return nil
}

// inRow says in which row the database refused what the rules did not.
func (i *importing) inRow(p *planned, err error) error {
	if !db.IsKind(err, db.Unique) {
		return err
	}
	var named *models.Error
	if errors.As(i.w.s.fault(err), &named) && len(named.Problems) > 0 {
		return models.Fail(models.Refused, "Row %d: %s", p.number, named.Problems.Error())
	}
	return err
}

// brings tells whether a row that is about the record brings it back.
func (i *importing) brings(m models.Model) bool {
	return i.keyed.undone[m.Base().Ref] && m.Base().State == i.k.UndoneState()
}

// bringsBack tells whether the row at hand brings a record back: its own, or
// the body that comes along with it.
func (i *importing) bringsBack(ref models.Ref) bool {
	return i.back != nil && i.back.Base().Ref == ref || i.coming != nil && i.coming.left == ref
}

// beginNew starts a new record. A reference is the system's to give, but where
// the world outside gives it, it may be written.
func (i *importing) beginNew(p *planned, w *walker) error {
	if err := w.begin(); err != nil || p.ref == "" {
		return err
	}
	numbering, err := i.k.Number(w.m, i.w)
	if err != nil {
		return err
	}
	if numbering.Exact != string(p.ref) {
		return models.Problems{{Field: models.ColumnRef, Code: "unknown_record", Text: fmt.Sprintf("Reference: there is no %s %s; leave the cell empty for a new one", lowerFirst(i.k.One), p.ref)}}.Or()
	}
	return nil
}

// changeTo makes of a record what the row says. What it says already is no
// change.
func (i *importing) changeTo(p *planned, w *walker) (outcome string, err error) {
	if err := i.keepSensitive(p, w.before); err != nil {
		return "", err
	}
	i.unfold(p, w)
	said := i.k.Copy(w.before)
	for _, field := range i.k.Settable() {
		if !w.open[field.Name] {
			continue
		}
		if problems := p.narrowed([]string{field.Name}).Fill(said, []*models.Field{field}); len(problems) == 0 && sameText(field.Plain(said), field.Plain(w.before)) {
			delete(w.open, field.Name)
			delete(p.typed, field.Name)
		}
	}
	if p.state == w.m.Base().State {
		p.state = ""
	}
	if len(w.open) == 0 && len(p.moves) == 0 && p.state == "" {
		return RowSame, nil
	}
	return RowChanged, w.change()
}

// problemsOf is what the row was refused for; an error is what nobody foresaw.
func (i *importing) problemsOf(p *planned, err error) (models.Problems, error) {
	var named *models.Error
	var problems models.Problems
	switch {
	case err == nil:
	case !errors.As(err, &named) || named.Fault == models.Unavailable:
		return nil, err
	case len(named.Problems) > 0:
		problems = named.Problems
	default:
		problems = models.Problems{{Text: named.Public}}
	}
	for _, column := range i.columns {
		name := column.what.Name
		if wrong := p.problems[name]; wrong != "" && problems.Of(name) == "" {
			problems = append(problems, models.Problem{Field: name, Text: column.what.Label + ": " + wrong})
		}
	}
	if wrong := p.problems[models.ColumnRef]; wrong != "" && problems.Of(models.ColumnRef) == "" {
		problems = append(problems, models.Problem{Field: models.ColumnRef, Text: "Reference: " + wrong})
	}
	return problems, nil
}

// finish says what became of a row.
func (i *importing) finish(p *planned, w *walker, problems models.Problems) {
	if w.m != nil {
		p.Title = w.m.Heading()
	}
	if len(problems) > 0 {
		p.Outcome, p.Changes = RowRefused, nil
		for _, problem := range problems {
			p.Problems = append(p.Problems, i.cellOf(p, problem))
		}
		return
	}
	if p.Outcome != RowSame {
		p.Changes = i.changesOf(p, w)
	}
	if p.Outcome == RowChanged && len(p.Changes) == 0 {
		p.Outcome = RowSame
	}
}

// cellOf says in which cell a problem stands.
func (i *importing) cellOf(p *planned, problem models.Problem) ImportProblem {
	for _, column := range i.columns {
		if column.what.Name == problem.Field {
			return ImportProblem{fmt.Sprintf("%s%d", sheet.Column(column.at), p.number), column.heading, problem.Text}
		}
	}
	return ImportProblem{Text: problem.Text}
}

// changesOf is what a row does to the fields of which it speaks, and to the
// state.
func (i *importing) changesOf(p *planned, w *walker) []ImportChange {
	before := w.before
	if before == nil {
		before = i.k.New()
	}
	changed := []ImportChange{}
	for _, field := range i.k.Fields {
		if _, said := p.typed[field.Name]; !said && field.Name != models.ColumnState {
			continue
		}
		after := w.m
		if said := i.k.Copy(before); len(field.Kinds) > 0 && len(p.narrowed([]string{field.Name}).Fill(said, []*models.Field{field})) == 0 {
			// The record holds what the person may not see, too.
			after = said
		}
		from, to := field.Plain(before), i.previewed(field, field.Plain(after))
		if field.Type == models.YesNoField && w.before == nil {
			from = ""
		}
		if !sameText(from, to) {
			changed = append(changed, ImportChange{field.Name, from, to, i.brought(to)})
		}
	}
	return changed
}

// previewed is a value as the preview had it, where new records had no
// reference yet.
func (i *importing) previewed(field *models.Field, plain string) string {
	if len(field.Kinds) == 0 || len(i.standsFor) == 0 {
		return plain
	}
	refs := strings.Split(plain, "\n")
	for n, ref := range refs {
		if stood, is := i.standsFor[models.Ref(ref)]; is {
			refs[n] = string(stood)
		}
	}
	return strings.Join(refs, "\n")
}

// after lets later rows refer to what this one made, and forgets what was only
// supposed.
func (i *importing) after(p *planned, w *walker) error {
	if w.m == nil || p.Outcome == RowRefused {
		return nil
	}
	ref := w.m.Base().Ref
	p.made = ref
	if !i.itself || p.Outcome != RowNew {
		delete(i.w.supposed, ref)
		return nil
	}
	known, err := i.callingsOf(i.k)
	if err != nil {
		return err
	}
	if i.keep && i.back == nil {
		i.standsFor[ref] = placeholder(p.row)
	}
	i.w.known[ref] = Name{Ref: ref, Kind: i.k.Name, Title: p.Title}
	known.add(w.m, p.Title)
	if p.own != "" {
		known.call(known.live, p.own, ref)
	}
	return nil
}

// rowRecord is a row of what the check found, as it is kept.
type rowRecord struct {
	Import   models.Ref
	Position int64
	Number   int64
	Outcome  string
	Ref      models.Ref
	Version  int
	Title    string
	Changes  string
	Problems string
}

// record is the row as it is kept.
func (p *planned) record(imported models.Ref) (rowRecord, error) {
	changes, err := json.Marshal(p.Changes)
	if err != nil {
		return rowRecord{}, err
	}
	problems, err := json.Marshal(p.Problems)
	return rowRecord{imported, p.position, p.number, p.Outcome, p.Ref, p.version, p.Title, string(changes), string(problems)}, err
}
