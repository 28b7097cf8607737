package service

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"answerable/internal/db"
	"answerable/models"
)

// maxBriefed is how many records of a kind are read for one paper.
const maxBriefed = 1000

// briefing is a paper that is being composed: what was gathered for it, and
// what it has used.
type briefing struct {
	s   *Service
	ctx context.Context
	who *models.Actor
	Brief
	// day is the day for which it says how things stand.
	day     models.Date
	subject models.Model // nil for a period alone
	lists   map[string][]models.Model
	names   Names
	spheres *models.Spheres
	left    []string
	// edition is that of the plan in force at the end of a report’s period; nil
	// where there is none.
	edition *models.Edition
	// used are the records that it names or cites, noted those of which it
	// gave the source, introduced the bodies of which it said whose they are.
	used, noted, introduced map[models.Ref]bool
}

// periods are the columns of a kind by which it falls within a period. A span is
// from the first to the last of them.
var periods = map[string]struct {
	columns []string
	span    bool
}{
	"question":       {[]string{"put_on"}, false},
	"assurance":      {[]string{"given_on", "reviewed_on", "relied_until"}, false},
	"commitment":     {[]string{"given_on", "due_on", "done_on"}, false},
	"report":         {[]string{"published_on", "response_due", "response_on"}, false},
	"recommendation": {[]string{"target_on", "claimed_on", "closed_on"}, false},
	"award":          {[]string{"decided_on", "agreed_on", "started", "ended"}, true},
	"commission":     {[]string{"agreed_on", "started", "ended"}, true},
	"definition":     {[]string{"in_force_from"}, false},
	"activity":       {[]string{"started", "ended"}, true},
	"library":        {[]string{"published"}, false},
	"duty":           {[]string{"since", "ended"}, true},
	"post":           {[]string{"started", "ended"}, true},
	"figure":         {[]string{"period_start", "period_end"}, true},
	"round":          {[]string{"opened", "closed"}, true},
	"meeting":        {[]string{"held_on"}, false},
	"answer":         {[]string{"given_on", "submitted_on"}, false},
	"payment":        {[]string{"paid_on"}, false},
}

// lasting are kinds of which a paper about something says all, whatever its
// period: what is in force, and not what happened.
var lasting = []string{"definition", "library", "duty", "post", "round"}

// untold are the states of records that no paper tells of: what was withdrawn,
// what never left the drawer, and what was not decided.
var untold = map[string][]models.State{
	"question":   append([]models.State{models.Withdrawn}, notPut...),
	"answer":     {models.AnswerDrafting, models.AnswerInClearance, models.AnswerCleared, models.AnswerDiscarded},
	"edition":    {models.EditionDraft, models.EditionDiscarded, models.Withdrawn},
	"award":      {models.AwardApplied, models.AwardRecommended, models.Withdrawn},
	"commission": {models.CommissionPlanned, models.Withdrawn},
	"meeting":    {models.MeetingCancelled},
}

// condition narrows the records of a kind, as SQL with its values.
type condition struct {
	sql  string
	args []any
}

// either are the records that one of the conditions finds.
func (b *briefing) either(conditions ...condition) condition {
	joint := condition{}
	var parts []string
	for _, c := range conditions {
		parts = append(parts, c.sql)
		joint.args = append(joint.args, c.args...)
	}
	joint.sql = "(" + strings.Join(parts, " OR ") + ")"
	return joint
}

// among are the records of which a column is one of the references.
func (b *briefing) among(k *models.Kind, column string, refs []models.Ref) condition {
	values := "SELECT value FROM json_each(?)"
	if db.Dialect(b.s.db) == db.Postgres {
		values = "SELECT jsonb_array_elements_text(?::jsonb)"
	}
	return condition{k.Table() + "." + column + " IN (" + values + ")", []any{models.Refs(refs)}}
}

// pointing are the records that refer to one of the references, by any field.
func (b *briefing) pointing(k *models.Kind, refs []models.Ref) condition {
	to := b.among(k, "ref", refs)
	_, values, _ := strings.Cut(to.sql, " IN ")
	return condition{k.Table() + ".ref IN (SELECT from_ref FROM links WHERE to_ref IN " + values + ")", to.args}
}

// within are the records that fall into the period of the paper, as far as
// their dates are known: a month overlaps a period that has one day of it.
func (b *briefing) within(k *models.Kind) condition {
	dates := periods[k.Name]
	if b.Since == "" && b.Until == "" || len(dates.columns) == 0 {
		return condition{sql: "1=1"}
	}
	since, until := b.Since, b.Until
	if since == "" {
		since = "0000"
	}
	if until == "" {
		until = "9999"
	}
	column := func(name string) string { return k.Table() + "." + name }
	ends := func(from, to string) condition {
		// The longer of two dates is cut to the shorter before they are
		// compared, so that 2018 falls into a period that begins in April 2018.
		return condition{fmt.Sprintf("(%[1]s <> '' AND %[2]s <> '' AND %[1]s <= ? AND SUBSTR(CAST(? AS TEXT), 1, LENGTH(%[2]s)) <= SUBSTR(%[2]s, 1, %[3]d))", from, to, len(since)),
			[]any{string(until) + "~", string(since)}}
	}
	var ways []condition
	for _, name := range dates.columns {
		ways = append(ways, ends(column(name), column(name)))
	}
	if dates.span {
		ways = append(ways, ends(column(dates.columns[0]), column(dates.columns[len(dates.columns)-1])))
	}
	return b.either(ways...)
}

// read reads the records of a kind that the conditions find all at once.
func (b *briefing) read(k *models.Kind, conditions ...condition) error {
	filter, args := visibleIn(k, b.who)
	tx := b.s.db.WithContext(b.ctx).Table(k.Table()).Where(filter, args...)
	hidden := untold[k.Name]
	if hidden == nil {
		hidden = []models.State{models.Withdrawn}
	}
	tx = tx.Where(k.Table()+".state NOT IN ?", hidden)
	for _, c := range conditions {
		tx = tx.Where(c.sql, c.args...)
	}
	found, err := readAll(tx.Order("ref").Limit(maxBriefed+1), k)
	if err != nil {
		return unavailable(err)
	}
	if len(found) > maxBriefed {
		found = found[:maxBriefed]
		b.left = append(b.left, fmt.Sprintf("There are more than %s %s; the rest of them are not in the paper.", models.Number(maxBriefed), lowerFirst(k.Many)))
	}
	slices.SortStableFunc(found, func(x, y models.Model) int { return byNumber(x.Base().Ref, y.Base().Ref) })
	b.lists[k.Name] = merged(b.lists[k.Name], found)
	return nil
}

// all are the gathered records of a kind.
func all[T models.Model](b *briefing, k *models.Kind) []T { return every[T](b.lists[k.Name]) }

func (b *briefing) refs(kinds ...*models.Kind) []models.Ref {
	var refs []models.Ref
	for _, k := range kinds {
		refs = append(refs, refsAmong(b.lists[k.Name])...)
	}
	return refs
}

// referred are the references that gathered records of a kind have in a field.
func (b *briefing) referred(k *models.Kind, field string) []models.Ref {
	var refs []models.Ref
	for _, m := range b.lists[k.Name] {
		refs = append(refs, k.Field(field).Refs(m)...)
	}
	return refs
}

// gathered reads everything that a paper can tell, in as many statements
// whatever there is.
func (s *Service) gathered(ctx context.Context, who *models.Actor, brief Brief) (*briefing, error) {
	b := &briefing{
		s: s, ctx: ctx, who: who, Brief: brief, day: brief.AsAt, lists: map[string][]models.Model{}, names: Names{},
		spheres: &models.Spheres{Bodies: map[models.Ref]*models.Body{}, Posts: map[models.Ref]*models.Post{}},
		used:    map[models.Ref]bool{}, noted: map[models.Ref]bool{}, introduced: map[models.Ref]bool{},
	}
	if b.day == "" {
		b.day = s.Today()
	}
	core, err := b.readSubject()
	if err != nil {
		return nil, err
	}
	steps := []func([]models.Ref) error{b.readRoots, b.readRelated, b.readParts, b.readPlan, b.readOwn}
	if b.Type != models.Briefing {
		steps, err = b.reportSteps()
		if err != nil {
			return nil, err
		}
	}
	for _, step := range steps {
		if err := step(core); err != nil {
			return nil, err
		}
	}
	b.rewind()
	if err := b.present(); err != nil {
		return nil, err
	}
	return b, b.readBodies()
}

// readSubject finds what the paper is about, and the records that stand for it:
// a body with its units and their posts, a report with its recommendations, a
// meeting with its agenda.
func (b *briefing) readSubject() ([]models.Ref, error) {
	if b.About == "" {
		return nil, nil
	}
	known, err := names(b.s.db.WithContext(b.ctx), b.who, []models.Ref{b.About}, models.PaperSubjects...)
	if err != nil {
		return nil, unavailable(err)
	}
	name, found := known[b.About]
	if !found {
		return nil, models.Problems{{Field: "about", Code: "unknown_record", Text: "About: there is no priority, district, body, report, meeting or plan " + string(b.About)}}.Or()
	}
	k := models.KindNamed(name.Kind)
	one, err := b.s.Get(b.ctx, b.who, k, b.About)
	if err != nil {
		return nil, err
	}
	b.subject = one.Model
	b.lists[k.Name] = []models.Model{one.Model}
	core := []models.Ref{b.About}
	switch k {
	case models.BodyKind:
		err = b.widen(&core, `WITH RECURSIVE unit (ref) AS (
			SELECT ref FROM bodies WHERE ref = ? UNION SELECT bodies.ref FROM bodies JOIN unit ON bodies.part_of = unit.ref
		) SELECT ref FROM unit UNION SELECT posts.ref FROM posts JOIN unit ON posts.body = unit.ref`)
	case models.ReportKind:
		err = b.widen(&core, "SELECT ref FROM recommendations WHERE report = ?")
	case models.MeetingKind:
		err = b.widen(&core, "SELECT ref FROM agenda_items WHERE meeting = ?")
	}
	return core, err
}

// widen adds what a statement finds to the references, as far as it is there
// for the person.
func (b *briefing) widen(core *[]models.Ref, statement string) error {
	var found []models.Ref
	if err := b.s.db.WithContext(b.ctx).Raw(statement, b.About).Scan(&found).Error; err != nil {
		return unavailable(err)
	}
	seen, err := names(b.s.db.WithContext(b.ctx), b.who, found)
	for ref := range seen {
		*core = append(*core, ref)
	}
	return unavailable(err)
}

// roots are the kinds that are about something by themselves.
var roots = []*models.Kind{
	models.QuestionKind, models.AssuranceKind, models.CommitmentKind, models.ReportKind, models.RecommendationKind, models.FundKind,
	models.AwardKind, models.CommissionKind, models.MeasureKind, models.DefinitionKind, models.ActivityKind, models.LibraryKind,
	models.DutyKind, models.PostKind,
}

// readRoots reads the records that refer to what the paper is about, or that an
// agenda takes up, and that fall into its period.
func (b *briefing) readRoots(core []models.Ref) error {
	for _, k := range roots {
		var conditions []condition
		if b.subject != nil {
			about := b.pointing(k, core)
			if models.KindOf(b.subject) == models.MeetingKind {
				about = b.either(about, condition{k.Table() + ".ref IN (SELECT concerned.to_ref FROM links concerned JOIN agenda_items ON agenda_items.ref = concerned.from_ref WHERE concerned.field = 'concerns' AND agenda_items.meeting = ?)", []any{b.About}})
			}
			conditions = append(conditions, about)
		}
		if b.subject == nil || !slices.Contains(lasting, k.Name) {
			conditions = append(conditions, b.within(k))
		}
		if b.subject == nil && len(periods[k.Name].columns) == 0 {
			continue // read with what refers to them
		}
		if err := b.read(k, conditions...); err != nil {
			return err
		}
	}
	return nil
}

// readRelated reads what the records of the paper cannot be told without.
func (b *briefing) readRelated([]models.Ref) error {
	questions, reports := models.QuestionKind, models.ReportKind
	if b.subject == nil {
		figures := b.within(models.FigureKind)
		measures := models.MeasureKind
		if err := b.read(measures, condition{"measures.ref IN (SELECT measure FROM figures WHERE " + figures.sql + ")", figures.args}); err != nil {
			return err
		}
	}
	for _, step := range []struct {
		k    *models.Kind
		with func() condition
	}{
		{questions, func() condition { return b.among(questions, "follows_up", b.refs(questions)) }},
		{models.AnswerKind, func() condition { return b.among(models.AnswerKind, "question", b.refs(questions)) }},
		{models.AssuranceKind, func() condition {
			return b.among(models.AssuranceKind, "taken_from", b.refs(questions, models.AnswerKind))
		}},
		{models.CommitmentKind, func() condition {
			return b.among(models.CommitmentKind, "arises_from", b.refs(questions, models.AnswerKind, models.RecommendationKind))
		}},
		{models.MeetingKind, func() condition { return b.among(models.MeetingKind, "ref", b.referred(questions, "meeting")) }},
		{reports, func() condition {
			return b.either(b.among(reports, "ref", b.referred(models.RecommendationKind, "report")), b.among(reports, "responds_to", b.refs(reports)))
		}},
		{models.FundKind, func() condition {
			return b.among(models.FundKind, "ref", append(b.referred(models.AwardKind, "fund"), b.referred(models.CommissionKind, "fund")...))
		}},
	} {
		if err := b.read(step.k, step.with()); err != nil {
			return err
		}
	}
	return nil
}

// readParts reads what the gathered records consist of.
func (b *briefing) readParts([]models.Ref) error {
	for _, part := range []struct {
		k      *models.Kind
		field  string
		of     []*models.Kind
		period bool
	}{
		{models.LimbKind, "question", []*models.Kind{models.QuestionKind}, false},
		{models.ReviewKind, "assurance", []*models.Kind{models.AssuranceKind}, false},
		{models.FocusAreaKind, "report", []*models.Kind{models.ReportKind}, false},
		{models.PositionKind, "recommendation", []*models.Kind{models.RecommendationKind}, false},
		{models.RoundKind, "fund", []*models.Kind{models.FundKind}, true},
		{models.AwardOutcomeKind, "award", []*models.Kind{models.AwardKind, models.CommissionKind}, false},
		{models.PaymentKind, "award", []*models.Kind{models.AwardKind, models.CommissionKind}, false},
		{models.OccurrenceKind, "duty", []*models.Kind{models.DutyKind}, false},
		{models.FigureKind, "measure", []*models.Kind{models.MeasureKind}, true},
	} {
		conditions := []condition{b.among(part.k, part.field, b.refs(part.of...))}
		if part.period {
			conditions = append(conditions, b.within(part.k))
		}
		if err := b.read(part.k, conditions...); err != nil {
			return err
		}
	}
	definitions := append(b.referred(models.MeasureKind, "definition"), b.referred(models.FigureKind, "definition")...)
	if err := b.read(models.DefinitionKind, b.among(models.DefinitionKind, "ref", definitions)); err != nil {
		return err
	}
	return b.read(models.CaveatKind, b.among(models.CaveatKind, "definition", b.refs(models.DefinitionKind)))
}

// readPlan reads what the editions of the plan say of the priority; of anything
// else, which plans name it.
func (b *briefing) readPlan(core []models.Ref) error {
	k := models.PlacementKind
	if err := b.read(k, b.among(k, "priority", core)); err != nil {
		return err
	}
	if err := b.read(models.EditionKind, b.among(models.EditionKind, "ref", b.referred(k, "edition"))); err != nil {
		return err
	}
	return b.read(models.PlanKind, b.either(b.among(models.PlanKind, "ref", b.referred(models.EditionKind, "plan")), b.pointing(models.PlanKind, core)))
}

// readOwn reads the authors’ own paragraphs of a kept paper.
func (b *briefing) readOwn([]models.Ref) error {
	return b.read(models.ParagraphKind, b.among(models.ParagraphKind, "paper", []models.Ref{b.Paper}))
}

// present takes out of the records what is not the reader’s, and looks up all
// names at once.
func (b *briefing) present() error {
	var refs []models.Ref
	var kinds []*models.Kind
	for _, k := range models.Registry {
		for _, m := range b.lists[k.Name] {
			k.Conceal(b.who, m)
		}
		if len(b.lists[k.Name]) > 0 {
			mentions, of := mentioned(k, b.lists[k.Name])
			refs, kinds = append(refs, mentions...), append(kinds, of...)
		}
	}
	found, err := names(b.s.db.WithContext(b.ctx), b.who, refs, distinct(kinds)...)
	if err != nil {
		return unavailable(err)
	}
	b.names = found
	for _, k := range models.Registry {
		for _, m := range b.lists[k.Name] {
			redact(k, m, found)
		}
	}
	return nil
}

// bodyDepth is how many bodies above one are asked whose it is.
const bodyDepth = 3

// readBodies reads the posts and bodies that the paper names, with the bodies
// above them, and tells whose work is whose.
func (b *briefing) readBodies() error {
	var posts, bodies []models.Ref
	for ref, name := range b.names {
		switch name.Kind {
		case "post":
			posts = append(posts, ref)
		case "body":
			bodies = append(bodies, ref)
		}
	}
	found, err := b.s.those(b.ctx, b.who, models.PostKind, posts)
	if err != nil {
		return err
	}
	for _, post := range every[*models.Post](found) {
		b.spheres.Posts[post.Ref] = post
		bodies = append(bodies, post.Body)
	}
	for range bodyDepth {
		if found, err = b.s.those(b.ctx, b.who, models.BodyKind, bodies); err != nil {
			return err
		}
		bodies = nil
		for _, body := range every[*models.Body](found) {
			b.spheres.Bodies[body.Ref] = body
			bodies = append(bodies, body.PartOf, body.SucceededBy)
		}
	}
	b.spheres.Paid = b.paidFor()
	return unavailable(b.s.db.WithContext(b.ctx).Raw(`WITH office (ref) AS (SELECT body FROM plans UNION SELECT body FROM funds)
		SELECT ref FROM office UNION SELECT succeeded_by FROM bodies WHERE ref IN (SELECT ref FROM office)`).Scan(&b.spheres.Offices).Error)
}

// paidFor are the records that the Commissioner’s money was given for: those to
// which a grant or commission points as its source, and those that point at it.
func (b *briefing) paidFor() models.Refs {
	given := models.Refs(b.refs(models.AwardKind, models.CommissionKind))
	paid := slices.Concat(models.Refs(b.referred(models.AwardKind, "sources")), b.referred(models.CommissionKind, "sources"))
	for _, activity := range all[*models.Activity](b, models.ActivityKind) {
		if slices.ContainsFunc(activity.Sources, given.Has) {
			paid = append(paid, activity.Ref)
		}
	}
	return paid
}
