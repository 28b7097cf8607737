package frontend

import (
	"slices"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// maxFilterChoices is of how many records a filter still gives a list to
// choose from. Of more, it asks for a reference.
const maxFilterChoices = 40

// filterForm is the filter of a register.
type filterForm struct {
	kind    *models.Kind
	who     *models.Actor
	query   service.Query
	choices map[string][]service.Name
	names   service.Names
	// settings say which of the facts that take each other's place is shown.
	settings *models.Settings
}

// filter is one thing by which a list can be narrowed.
type filter struct {
	name  string
	label string
	// options are what to choose from; listed says that there is such a list.
	options []models.Option
	listed  bool
	// records says that the options are records, of which there can be many.
	records bool
	// date says that it is a bound of a date.
	date bool
	// hint says what to type where nothing is listed.
	hint string
}

// filterOf prepares the filter of a register in at most three statements.
func (v *visit) filterOf(k *models.Kind, q service.Query) (filterForm, error) {
	form := filterForm{kind: k, who: v.who, query: q}
	var kinds []*models.Kind
	var chosen []models.Ref
	for _, field := range k.Fields {
		if !field.Filter {
			continue
		}
		chosen = append(chosen, refsIn(q.Filters[field.FilterName])...)
		kinds = append(kinds, targets(field)...)
	}
	for _, behind := range k.Behind {
		chosen = append(chosen, refsIn(q.Filters[behind.Name])...)
		kinds = append(kinds, models.BodyKind)
	}
	for _, under := range k.Under {
		chosen = append(chosen, refsIn(q.Filters[under.Name])...)
	}
	if k.Said != nil {
		chosen = append(chosen, refsIn(q.Filters[k.Said.By])...)
	}
	slices.SortFunc(kinds, func(a, b *models.Kind) int {
		return slices.Index(models.Registry, a) - slices.Index(models.Registry, b)
	})
	var err error
	if form.settings, err = v.settingsFor(k); err != nil {
		return form, err
	}
	if form.choices, err = v.service.Choices(v.ctx(), v.who, slices.Compact(kinds), maxFilterChoices); err != nil {
		return form, err
	}
	form.names, err = v.service.Named(v.ctx(), v.who, chosen...)
	return form, err
}

func refsIn(values []string) []models.Ref {
	refs := make([]models.Ref, len(values))
	for i, value := range values {
		refs[i] = models.Ref(value)
	}
	return refs
}

// targets are the kinds that a field points at; none where it may point at any.
func targets(field *models.Field) []*models.Kind {
	if field.Any() {
		return nil
	}
	kinds := make([]*models.Kind, len(field.Kinds))
	for i, name := range field.Kinds {
		kinds[i] = models.KindNamed(name)
	}
	return kinds
}

// filters are all by which the list can be narrowed, in the order of the form.
func (f filterForm) filters() []filter {
	filters := []filter{{name: "state", label: "State", options: f.states(), listed: true}}
	for _, derived := range f.kind.Derived {
		if derived.SQL != "" && (f.offers(derived) || len(f.query.Filters[derived.Name]) > 0) {
			filters = append(filters, filter{name: derived.Name, label: derived.Label, options: derived.Options, listed: len(derived.Options) > 0, hint: derived.Hint})
		}
	}
	for _, field := range f.kind.Fields {
		if field.Filter {
			filters = append(filters, f.ofField(field))
		}
	}
	if work := f.kind.OwnWork; work != nil && f.who.Is(work.Roles...) {
		filters = append(filters, filter{name: work.Name, label: work.Label, options: work.Options(), listed: true})
	}
	for _, behind := range f.kind.Behind {
		filters = append(filters, f.ofBody(behind))
	}
	for _, under := range f.kind.Under {
		switch {
		case under.Via != "":
			filters = append(filters, f.ofAbove(under))
		case len(f.query.Filters[under.Name]) > 0:
			filters = append(filters, ofUnder(f.kind, under))
		}
	}
	if said := f.kind.Said; said != nil {
		filters = append(filters, filter{name: said.Name, label: said.Label, options: said.Options(), listed: true},
			f.ofBody(models.Behind{Name: said.By, Label: said.ByLabel, Unknown: ""}))
	}
	return filters
}

// offers tells whether a fact holds under the settings.
func (f filterForm) offers(derived models.Derived) bool {
	return derived.If == nil || derived.If(f.settings)
}

// states are the states in which the person can see records of the kind.
func (f filterForm) states() []models.Option {
	return slices.DeleteFunc(slices.Clone(f.kind.States), func(o models.Option) bool {
		return !f.kind.SeenIn(f.who, models.State(o.Value))
	})
}

func (f filterForm) ofField(field *models.Field) filter {
	is := filter{name: field.FilterName, label: field.Label, hint: "A reference"}
	switch field.Type {
	case models.ChoiceField:
		is.options, is.listed = field.Options, true
	case models.RefField, models.RefsField:
		is.options, is.listed = f.recordsOf(field)
		is.records = true
	}
	if is.listed && !field.Required {
		is.options = append(slices.Clone(is.options), models.Option{Value: service.NotRecorded, Label: field.Unknown})
	}
	return is
}

// ofBody is the filter by the body behind a reference.
func (f filterForm) ofBody(behind models.Behind) filter {
	is := filter{name: behind.Name, label: behind.Label, hint: "The reference of a body", records: true}
	if bodies, few := f.choices[models.BodyKind.Name]; few {
		is.listed = true
		for _, body := range bodies {
			is.options = append(is.options, models.Option{Value: string(body.Ref), Label: shortTitle(body.Title)})
		}
		if behind.Unknown != "" {
			is.options = append(is.options, models.Option{Value: service.NotRecorded, Label: behind.Unknown})
		}
	}
	return is
}

// ofUnder is a filter by the record above, for which there is a control once a
// page that counts has led here with it.
func ofUnder(k *models.Kind, under models.Under) filter {
	is := filter{name: under.Name, label: under.Label, hint: "A reference, or a value", records: true}
	for _, above := range k.ParentKinds() {
		if derived := above.DerivedNamed(under.Of[above.Name]); derived != nil {
			is.options, is.records = append(is.options, derived.Options...), false
		}
	}
	is.options = append(is.options, models.Option{Value: service.NotRecorded, Label: "Not recorded"})
	return is
}

// ofAbove is a filter by a record above that is not a whole of which the
// records are parts: it is offered as the record above offers it.
func (f filterForm) ofAbove(under models.Under) filter {
	is := filter{name: under.Name, label: under.Label}
	_, kinds := f.kind.Above(&under)
	for _, above := range kinds {
		name := under.Of[above.Name]
		if derived := above.DerivedNamed(name); derived != nil {
			is.options, is.listed, is.hint = derived.Options, len(derived.Options) > 0, derived.Hint
		} else if field := above.FilterField(name); field != nil {
			is = f.ofField(field)
			is.name, is.label = under.Name, under.Label
		}
	}
	return is
}

// recordsOf are the records that a field can point at, if they are few.
func (f filterForm) recordsOf(field *models.Field) ([]models.Option, bool) {
	var options []models.Option
	for _, k := range targets(field) {
		names, few := f.choices[k.Name]
		if !few {
			return nil, false
		}
		for _, name := range names {
			options = append(options, models.Option{Value: string(name.Ref), Label: shortTitle(name.Title)})
		}
	}
	return options, !field.Any() && len(options) <= maxFilterChoices
}

// selected are the chosen filters, each with the way to the list without it.
func (f filterForm) selected() []components.FilterCategory {
	var categories []components.FilterCategory
	if f.query.Text != "" {
		without := f.query
		without.Text, without.After = "", ""
		categories = append(categories, components.FilterCategory{Heading: "Words", Tags: []components.FilterTag{{Text: f.query.Text, Href: registerURL(f.kind, without)}}})
	}
	shown := append(f.filters(), filter{name: "sample", label: "Sample"}, filter{name: "marking", label: "Security marking"})
	for _, is := range append(shown, f.bounds()...) {
		if wanted := f.query.Filters[is.name]; len(wanted) > 0 {
			categories = append(categories, components.FilterCategory{Heading: is.label, Tags: f.tags(is, wanted)})
		}
	}
	return categories
}

// bounds are the dates before or after which the list can be narrowed to.
func (f filterForm) bounds() []filter {
	var bounds []filter
	for _, bound := range service.Bounds(f.kind) {
		bounds = append(bounds, filter{name: bound.Name, label: bound.Label, date: true})
	}
	return bounds
}

// bounded tells whether the list is narrowed by a date.
func (f filterForm) bounded() bool {
	return slices.ContainsFunc(f.bounds(), func(is filter) bool { return len(f.query.Filters[is.name]) > 0 })
}

func (f filterForm) tags(is filter, wanted []string) []components.FilterTag {
	tags := make([]components.FilterTag, len(wanted))
	for i, value := range wanted {
		label := models.LabelOf(is.options, value)
		if name, known := f.names[models.Ref(value)]; known && is.records {
			label = shortTitle(name.Title)
		}
		if is.date {
			label = models.Date(value).String()
		}
		values := f.query.Values()
		values[is.name] = slices.Delete(slices.Clone(wanted), i, i+1)
		tags[i] = components.FilterTag{Text: label, Href: withQuery("/"+f.kind.Plural, values)}
	}
	return tags
}

// kept is what the form must not lose: the sorting, and chosen filters for
// which it has no control.
func (f filterForm) kept() []components.Hidden {
	var kept []components.Hidden
	if f.query.Sort != "" {
		kept = append(kept, components.Hidden{Name: "sort", Value: f.query.Sort})
	}
	for _, name := range []string{"sample", "marking"} {
		for _, value := range f.query.Filters[name] {
			kept = append(kept, components.Hidden{Name: name, Value: value})
		}
	}
	return kept
}
