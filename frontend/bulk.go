package frontend

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// selection is what was chosen on a register to be changed at once.
type selection struct {
	kind *models.Kind
	// query is that of the register from which it was chosen.
	query service.Query
	// whole says that it is everything on that list; else it is these records.
	whole  bool
	chosen []service.Chosen
	count  int
}

// selected reads what was chosen, from an address or a form.
func (v *visit) selected(k *models.Kind, values url.Values) (selection, error) {
	sel := selection{kind: k, whole: values.Get("whole") != ""}
	list, err := url.ParseQuery(values.Get("list"))
	if err != nil {
		return sel, models.Fail(models.Refused, "The list from which these were chosen cannot be read. Choose again")
	}
	if sel.query, err = service.ParseQuery(k, list); err != nil {
		return sel, err
	}
	if sel.whole {
		count, err := v.service.Count(v.ctx(), v.who, k, sel.query)
		sel.count = int(count)
		return sel, err
	}
	for _, text := range values["ref"] {
		ref, version, _ := strings.Cut(text, "@")
		// What is no number is 0, which only a preview takes.
		seen, _ := strconv.Atoi(version)
		sel.chosen = append(sel.chosen, service.Chosen{Ref: models.Ref(ref), Version: seen})
	}
	sel.count = len(sel.chosen)
	return sel, nil
}

// problem says why the selection cannot be changed, whatever the change.
func (s selection) problem() string {
	switch {
	case s.count == 0:
		return "Choose at least one " + lowerFirst(s.kind.One)
	case s.count > service.MaxBulk:
		return fmt.Sprintf("At most %d can be changed at once, and these are %s: narrow the list", service.MaxBulk, counted(int64(s.count), s.kind.One, s.kind.Many))
	default:
		return ""
	}
}

// hidden carries the selection on to the next page.
func (s selection) hidden() []components.Hidden {
	fields := []components.Hidden{{Name: "list", Value: s.query.Values().Encode()}}
	if s.whole {
		return append(fields, components.Hidden{Name: "whole", Value: "yes"})
	}
	for _, one := range s.chosen {
		fields = append(fields, components.Hidden{Name: "ref", Value: string(one.Ref)})
	}
	return fields
}

func (s selection) back() string { return registerURL(s.kind, s.query) }

func (s selection) words() string { return counted(int64(s.count), s.kind.One, s.kind.Many) }

// bulkURL is where the records of a kind are changed at once.
func bulkURL(k *models.Kind) string { return "/" + k.Plural + "/bulk" }

// bulkPage asks what to change in the chosen records, and then to what.
func (v *visit) bulkPage(k *models.Kind) error {
	bulks, err := v.bulks(k)
	if err != nil {
		return err
	}
	sel, err := v.selected(k, v.Request.URL.Query())
	if err != nil {
		return err
	}
	if why := sel.problem(); why != "" {
		return v.show(page{Status: http.StatusUnprocessableEntity, Title: "Change several " + lowerFirst(k.Many), Errors: true, Back: sel.back(), Body: bulkNothing(sel, why)})
	}
	if at := bulkAt(bulks, v.Query("what")); at >= 0 {
		return v.showForm(bulkForm(sel, bulks[at], url.Values{}), http.StatusOK)
	}
	if v.Query("asked") != "" {
		return v.show(page{Status: http.StatusUnprocessableEntity, Title: bulkQuestion, Errors: true, Back: sel.back(), Body: bulkWhat(sel, bulks, "Choose what to change")})
	}
	return v.show(page{Title: bulkQuestion, Back: sel.back(), Body: bulkWhat(sel, bulks, "")})
}

// bulks are what the person may change in several records of the kind.
func (v *visit) bulks(k *models.Kind) ([]models.Bulk, error) {
	bulks := k.BulksOf(v.who)
	if len(bulks) == 0 {
		return nil, models.Fail(models.Denied, "You may not change several %s at once", lowerFirst(k.Many))
	}
	return bulks, nil
}

func bulkAt(bulks []models.Bulk, name string) int {
	return slices.IndexFunc(bulks, func(b models.Bulk) bool { return b.Name == name || len(bulks) == 1 })
}

// bulkForm asks for the new value and the reason.
func bulkForm(sel selection, bulk models.Bulk, typed url.Values) recordForm {
	form := recordForm{
		kind: sel.kind, typed: typed, title: bulkTitle(sel, bulk), caption: "Change several " + lowerFirst(sel.kind.Many),
		back: sel.back(), hidden: append(sel.hidden(), components.Hidden{Name: "what", Value: bulk.Name}),
		reason: reasonField{label: "Reason", hint: "It stands in the history of each " + lowerFirst(sel.kind.One) + " that is changed"},
		intro:  bulkIntro(), button: components.Button{Text: "Continue"},
	}
	switch field := bulk.Field(sel.kind); {
	case bulk.Move != nil:
		form.fields = bulk.Alike(sel.kind)
		form.intro = templ.Join(form.intro, bulkStepIntro(form.fields))
	case bulk.Name == models.BulkPriorities:
		form.fields = []*models.Field{renamed(field, "add", "Priorities to add"), renamed(field, "remove", "Priorities to remove")}
	default:
		form.fields, form.required = []*models.Field{field}, []string{field.Name}
	}
	return form
}

func bulkTitle(sel selection, bulk models.Bulk) string {
	if bulk.Move != nil {
		return bulk.Label + " " + sel.words()
	}
	return "Change the " + lowerFirst(bulk.Label) + " of " + sel.words()
}

// renamed is a field that a form asks for under another name.
func renamed(field *models.Field, name, label string) *models.Field {
	other := *field
	other.Name, other.Label, other.Hint = name, label, ""
	return &other
}

// bulkChange previews a change of several records or, once it is confirmed,
// makes it.
func (v *visit) bulkChange(k *models.Kind) error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	bulks, err := v.bulks(k)
	if err != nil {
		return err
	}
	sel, err := v.selected(k, typed)
	if err != nil {
		return err
	}
	at := bulkAt(bulks, typed.Get("what"))
	if at < 0 {
		return models.Fail(models.Refused, "Say first what to change in these %s", lowerFirst(k.Many))
	}
	change, err := changeTyped(sel, bulks[at], typed)
	if err != nil {
		return err
	}
	confirmed := typed.Get("confirm") != ""
	outcome, err := v.service.Bulk(v.ctx(), v.who, k, change, !confirmed)
	if err != nil {
		return v.refuseBulk(sel, bulks[at], typed, err)
	}
	return v.showBulk(sel, bulks[at], typed, change, outcome, confirmed)
}

// changeTyped is the change that a form asks for.
func changeTyped(sel selection, bulk models.Bulk, typed url.Values) (service.BulkChange, error) {
	change := service.BulkChange{What: bulk.Name, Chosen: sel.chosen, Reason: typed.Get("reason")}
	if sel.whole {
		change.Query = &sel.query
	}
	if bulk.Move != nil {
		change.Said = service.Form(typed)
		return change, nil
	}
	if bulk.Name == models.BulkPriorities {
		change.Add, change.Remove = typedRefs(typed["add"]), typedRefs(typed["remove"])
		return change, nil
	}
	scratch, field := sel.kind.New(), bulk.Field(sel.kind)
	if problems := service.Form(typed).Fill(scratch, []*models.Field{field}); len(problems) > 0 {
		return change, problems.Or()
	}
	switch value := field.Value(scratch).(type) {
	case models.Ref:
		change.Owner = value
	case models.Date:
		change.DueOn = value
	}
	return change, nil
}

// refuseBulk asks again, with all that was typed and what is wrong with it.
func (v *visit) refuseBulk(sel selection, bulk models.Bulk, typed url.Values, err error) error {
	form := bulkForm(sel, bulk, typed)
	problems := problemsOf(err)
	for i := range problems {
		if problems[i].Field == bulk.Name {
			problems[i].Field = form.fields[0].Name
		}
	}
	return v.refuse(form, err)
}

// bulkView is what would become, or became, of the chosen records.
type bulkView struct {
	selection
	*service.BulkOutcome
	bulk   models.Bulk
	change service.BulkChange
	names  service.Names // of what the change itself refers to
	hidden []components.Hidden
}

func (v *visit) showBulk(sel selection, bulk models.Bulk, typed url.Values, change service.BulkChange, outcome *service.BulkOutcome, confirmed bool) error {
	view := bulkView{selection: sel, BulkOutcome: outcome, bulk: bulk, change: change}
	if confirmed {
		return v.show(page{Title: view.doneTitle(), Trail: append(trailTo(sel.kind), components.Link{Text: "Change several"}), Body: view.done()})
	}
	var err error
	if view.names, err = v.service.Named(v.ctx(), v.who, slices.Concat([]models.Ref{change.Owner}, change.Add, change.Remove)...); err != nil {
		return err
	}
	view.hidden = view.confirming(typed)
	return v.show(page{Title: view.checkTitle(), Back: sel.back(), Body: view.check()})
}

// confirming carries what was typed on to the confirmation, with the records
// that would be changed at the versions that the preview showed.
func (b bulkView) confirming(typed url.Values) []components.Hidden {
	fields := []components.Hidden{{Name: "confirm", Value: "yes"}}
	for _, name := range slices.Sorted(maps.Keys(typed)) {
		if name == "ref" || name == "whole" {
			continue
		}
		for _, value := range typed[name] {
			fields = append(fields, components.Hidden{Name: name, Value: value})
		}
	}
	for _, record := range b.Changed() {
		fields = append(fields, components.Hidden{Name: "ref", Value: fmt.Sprintf("%s@%d", record.Ref, record.Version)})
	}
	return fields
}

func (b bulkView) checkTitle() string {
	if len(b.Changed()) == 0 {
		return "None of these " + lowerFirst(b.kind.Many) + " can be changed so"
	}
	return "Check before you " + lowerFirst(b.doing())
}

// doing is what is done to those that can be changed.
func (b bulkView) doing() string {
	if b.bulk.Move != nil {
		return b.bulk.Label + " " + b.changed()
	}
	return "Change " + b.changed()
}

// buttonClass warns of what cannot be undone.
func (b bulkView) buttonClass() string {
	if b.bulk.Move != nil && b.bulk.Move.Final {
		return components.ButtonWarning
	}
	return ""
}

func (b bulkView) doneTitle() string {
	if len(b.Changed()) == 0 {
		return "No " + lowerFirst(b.kind.One) + " was changed"
	}
	return upperFirst(b.changed()) + " changed"
}

func (b bulkView) changed() string {
	return counted(int64(len(b.Changed())), b.kind.One, b.kind.Many)
}

// ofMoney tells whether what is done is about money.
func (b bulkView) ofMoney() bool {
	return b.bulk.Move != nil && b.kind.Field("amount") != nil && len(b.Changed()) > 0
}

// sum is what those that can be changed come to; amounts that are not recorded
// are said to be left out.
func (b bulkView) sum() string {
	sum, unknown := models.Pence(0), int64(0)
	for _, record := range b.Changed() {
		if record.Amount == nil {
			unknown++
			continue
		}
		sum += *record.Amount
	}
	if unknown > 0 {
		return sum.String() + ", and " + counted(unknown, b.kind.One, b.kind.Many) + " whose amount is not recorded"
	}
	return sum.String()
}
