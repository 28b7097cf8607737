package service

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"answerable/models"
)

// maxPacked is how many records of a kind are read for one part of a pack.
const maxPacked = 500

// packing is a pack that is being put together.
type packing struct {
	s   *Service
	ctx context.Context
	who *models.Actor
	*Pack
	// asked are all questions of the chains, by reference.
	asked map[models.Ref]*Asked
}

// keep notes the names that records refer to, and raises the marking to theirs.
func (p *packing) keep(names Names, list ...models.Model) {
	maps.Copy(p.Names, names)
	for _, m := range list {
		if m.Shared().Marking == models.OfficialSensitive {
			p.Marking = models.OfficialSensitive
		}
	}
}

// raise raises the marking to that of whatever the pack only names.
func (p *packing) raise() error {
	var sensitive int64
	named := slices.Collect(maps.Keys(p.Names))
	err := p.s.db.WithContext(p.ctx).Table("records").Where("ref IN ? AND marking = ?", append(named, ""), models.OfficialSensitive).Count(&sensitive).Error
	if sensitive > 0 {
		p.Marking = models.OfficialSensitive
	}
	return unavailable(err)
}

// present keeps records that were read as they are kept.
func (p *packing) present(k *models.Kind, list []models.Model) error {
	found, err := p.s.present(p.ctx, p.who, k, list)
	p.keep(found, list...)
	return err
}

// list reads what a filter finds, in the kind's own order or another.
func (p *packing) list(k *models.Kind, filters map[string][]string, sort string) ([]models.Model, error) {
	q := Query{Filters: filters, Sort: sort}
	tx, err := p.s.listed(p.ctx, p.who, k, q)
	if err != nil {
		return nil, err
	}
	found, err := readAll(tx.Order(q.order(k).clause(k)).Limit(maxPacked+1), k)
	if err != nil {
		return nil, unavailable(err)
	}
	if len(found) > maxPacked {
		found = found[:maxPacked]
		p.Left = append(p.Left, fmt.Sprintf("There are more than %d %s; the rest of them are not in the pack", maxPacked, lowerFirst(k.Many)))
	}
	return found, p.present(k, found)
}

// those reads the records of a kind among some references.
func (p *packing) those(k *models.Kind, refs []models.Ref) ([]models.Model, error) {
	found, err := p.s.those(p.ctx, p.who, k, refs)
	if err != nil {
		return nil, err
	}
	return found, p.present(k, found)
}

// pointingAt are the filters for records that point at some others by a field.
func pointingAt(field string, refs []models.Ref, states ...models.State) map[string][]string {
	filters := map[string][]string{field: plain(append([]models.Ref{"-"}, refs...))}
	if len(states) > 0 {
		filters["state"] = plain(states)
	}
	return filters
}

func plain[T ~string](list []T) []string {
	texts := make([]string, len(list))
	for i, item := range list {
		texts[i] = string(item)
	}
	return texts
}

// every gives the records as what they are.
func every[T models.Model](list []models.Model) []T {
	typed := make([]T, len(list))
	for i, m := range list {
		typed[i] = m.(T)
	}
	return typed
}

func (p *packing) agenda() error {
	items, err := p.s.itemsOf(p.ctx, p.who, p.Meeting.Ref)
	if err != nil {
		return err
	}
	p.keep(items.Names, items.Models...)
	about := append(refsAmong(items.Models), p.Meeting.Ref)
	papers, err := p.list(models.DocumentKind, pointingAt("about", about, models.AttachedInternal, models.AttachedShared), "ref")
	if err != nil {
		return err
	}
	for _, item := range every[*models.AgendaItem](items.Models) {
		taken := PackItem{Item: item}
		for _, paper := range every[*models.Document](papers) {
			if paper.About == item.Ref {
				taken.Papers = append(taken.Papers, paper)
			}
		}
		p.Items = append(p.Items, taken)
	}
	return nil
}

// concerned are the records that the items of the agenda take up, in order.
func (p *packing) concerned() []models.Ref {
	var refs []models.Ref
	for _, taken := range p.Items {
		refs = append(refs, taken.Item.Concerns...)
	}
	return refs
}

// questionStates are those of questions that a meeting has to do with: none
// that was withdrawn, before or after it was put.
var questionStates = []models.State{
	models.QuestionDraft, models.QuestionApproved, models.QuestionPut, models.QuestionAnswered,
	models.QuestionReturned, models.QuestionClosed, models.QuestionTransferred,
}

func (p *packing) questions() error {
	own, err := p.list(models.QuestionKind, pointingAt("meeting", []models.Ref{p.Meeting.Ref}, questionStates...), "ref")
	if err != nil {
		return err
	}
	main := slices.DeleteFunc(p.concerned(), func(ref models.Ref) bool { _, named := p.Names[ref]; return !named || p.Names[ref].Kind != "question" })
	slices.SortStableFunc(own, func(a, b models.Model) int { return byNumber(a.Base().Ref, b.Base().Ref) })
	main = unique(append(main, refsAmong(own)...))
	chains, err := p.chains(main)
	if err != nil {
		return err
	}
	if err := p.readAsked(main, chains); err != nil {
		return err
	}
	for _, ref := range main {
		if p.asked[ref] == nil {
			continue
		}
		question := PackQuestion{Asked: *p.asked[ref]}
		for _, at := range chains[ref] {
			if asked := p.asked[at]; asked != nil {
				question.Chain = append(question.Chain, *asked)
			}
		}
		question.count()
		p.Questions = append(p.Questions, question)
	}
	return nil
}

func (q *PackQuestion) count() {
	chain := Chain{Page: &Page{}}
	for _, asked := range q.Chain {
		chain.Models = append(chain.Models, asked.Question)
	}
	chain.count()
	q.Times, q.Since = chain.Asked, chain.Since
}

// byNumber puts the tenth after the ninth.
func byNumber(a, b models.Ref) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return slices.Compare([]byte(a), []byte(b))
}

// unique keeps the first of each reference.
func unique(refs []models.Ref) []models.Ref {
	var kept []models.Ref
	for _, ref := range refs {
		if !slices.Contains(kept, ref) {
			kept = append(kept, ref)
		}
	}
	return kept
}

// chains are the questions that ask after the same thing as each of some, what
// is followed up before what follows it up.
func (p *packing) chains(of []models.Ref) (map[models.Ref][]models.Ref, error) {
	tx := p.s.db.WithContext(p.ctx)
	with, args := families(tx, p.who, of...)
	rows := tx.Raw(with+`SELECT origin, at FROM (
		SELECT origin, at, row_number() OVER (PARTITION BY origin ORDER BY min(depth), at) AS place FROM fore GROUP BY origin, at
	) AS placed WHERE place <= ? ORDER BY origin, place`, append(args, chainSize)...)
	chains := map[models.Ref][]models.Ref{}
	err := each(rows, func(row *sql.Rows) error {
		var origin, at models.Ref
		err := row.Scan(&origin, &at)
		chains[origin] = append(chains[origin], at)
		return err
	})
	return chains, unavailable(err)
}

// readAsked reads all questions of the chains with limbs and answers.
func (p *packing) readAsked(main []models.Ref, chains map[models.Ref][]models.Ref) error {
	all := slices.Clone(main)
	for _, chain := range chains {
		all = append(all, chain...)
	}
	slices.Sort(all)
	questions, err := p.those(models.QuestionKind, slices.Compact(all))
	if err != nil {
		return err
	}
	p.asked = map[models.Ref]*Asked{}
	for _, question := range every[*models.Question](questions) {
		if slices.Contains(questionStates, question.State) || question.State == models.Withdrawn {
			p.asked[question.Ref] = &Asked{Question: question}
		}
	}
	refs := refsAmong(questions)
	limbs, err := p.list(models.LimbKind, pointingAt("question", refs), "ref")
	if err != nil {
		return err
	}
	slices.SortStableFunc(limbs, func(a, b models.Model) int { return byNumber(a.Base().Ref, b.Base().Ref) })
	for _, limb := range every[*models.Limb](limbs) {
		if asked := p.asked[limb.Question]; asked != nil {
			asked.Limbs = append(asked.Limbs, limb)
		}
	}
	answers, err := p.list(models.AnswerKind, pointingAt("question", refs, models.AnswerSubmitted), "given_on")
	if err != nil {
		return err
	}
	for _, answer := range every[*models.Answer](answers) {
		if asked := p.asked[answer.Question]; asked != nil {
			asked.Answers = append(asked.Answers, answer)
		}
	}
	return nil
}

// sources are what an assurance or a commitment of this pack can come from: the
// meeting, its items, the questions of the chains and their answers.
func (p *packing) sources() []models.Ref {
	refs := []models.Ref{p.Meeting.Ref}
	for _, taken := range p.Items {
		refs = append(refs, taken.Item.Ref)
	}
	for _, ref := range slices.SortedFunc(maps.Keys(p.asked), byNumber) {
		refs = append(refs, p.asked[ref].refs()...)
	}
	return refs
}

// refs are the question and its answers.
func (a *Asked) refs() []models.Ref {
	refs := []models.Ref{a.Question.Ref}
	for _, answer := range a.Answers {
		refs = append(refs, answer.Ref)
	}
	return refs
}
