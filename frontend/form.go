package frontend

import (
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

// maxFormChoices is of how many records a form still gives a list to choose
// one from, and maxTicked of how many it lets several be ticked.
const (
	maxFormChoices = 100
	maxTicked      = 12
)

// recordForm is a form for some fields of a record, with what stands in it as
// it was typed.
type recordForm struct {
	kind     *models.Kind
	fields   []*models.Field
	typed    url.Values
	problems models.Problems
	choices  map[string][]service.Name
	names    service.Names
	hidden   []components.Hidden
	// required names the fields that this step asks for, whatever the kind says.
	required []string
	// drafters are the people to choose a drafter from, where one is asked for.
	drafters []service.Name
	// fixed is the field that is given already and only shown.
	fixed *models.Field
	// record is the one being changed, and showBeside prepares what the kind
	// shows beside the form, both where they are.
	record     models.Ref
	showBeside besideForm
	beside     block
	// controls draw some of the fields in this form's own way, by name; those
	// in also are asked for below the fields and are none of the kind.
	controls map[string]func(recordForm) templ.Component
	also     []string

	title   string
	caption string
	back    string
	reason  reasonField
	intro   templ.Component
	button  components.Button
}

// reasonField says whether and how the form asks why.
type reasonField struct {
	label string // empty: it does not ask
	hint  string
}

// prepare reads what the form needs apart from what was typed: the records to
// choose from, the names of those chosen, and what stands beside it.
func (v *visit) prepare(form *recordForm) error {
	var kinds []*models.Kind
	var chosen []models.Ref
	for _, field := range form.fields {
		kinds = append(kinds, targets(field)...)
		if len(field.Kinds) > 0 {
			chosen = append(chosen, typedRefs(form.typed[field.Name])...)
		}
	}
	slices.SortFunc(kinds, func(a, b *models.Kind) int { return strings.Compare(a.Name, b.Name) })
	var err error
	if form.choices, err = v.service.Choices(v.ctx(), v.who, slices.Compact(kinds), maxFormChoices); err != nil {
		return err
	}
	if slices.ContainsFunc(form.fields, namesDrafter) {
		if form.drafters, err = v.service.Drafters(v.ctx(), v.who); err != nil {
			return err
		}
	}
	if form.names, err = v.service.Named(v.ctx(), v.who, chosen...); err != nil || form.showBeside == nil {
		return err
	}
	form.beside, err = form.showBeside(v, form.typed, form.record)
	return err
}

// namesDrafter tells whether a field holds to whom an answer is allocated.
func namesDrafter(field *models.Field) bool {
	return field == models.AllocationKind.Field("drafter")
}

// showForm answers with a form: as it is first opened, or with what was wrong.
func (v *visit) showForm(form recordForm, status int) error {
	if err := v.prepare(&form); err != nil {
		return err
	}
	return v.show(page{Status: status, Title: form.title, Errors: len(form.problems) > 0, Back: form.back, Body: form.view()})
}

// refuse shows the form again with why it was refused and all that was typed.
// An error that says nothing about the input is handed back.
func (v *visit) refuse(form recordForm, err error) error {
	switch named := asNamed(err); models.FaultOf(err) {
	case models.Invalid:
		form.problems = named.Problems
		return v.showForm(form, http.StatusUnprocessableEntity)
	case models.Refused:
		form.problems = models.Problems{{Text: named.Public}}
		return v.showForm(form, http.StatusConflict)
	case models.Unavailable:
		if named == nil {
			return err
		}
		v.log.ErrorContext(v.ctx(), "form not saved", "request", v.requestID(), "path", v.Request.URL.Path, "error", err)
		form.problems = models.Problems{{Text: named.Public + ". Nothing was saved: what you entered is still here"}}
		return v.showForm(form, http.StatusServiceUnavailable)
	}
	return err
}

// typedRefs are the references among typed texts, one a line or several.
func typedRefs(typed []string) []models.Ref {
	var refs []models.Ref
	for _, text := range typed {
		for _, ref := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("\r\n, ", r) }) {
			refs = append(refs, models.Ref(ref))
		}
	}
	return refs
}

// typedFrom writes a record's fields as a form would have them typed.
func typedFrom(fields []*models.Field, m models.Model) url.Values {
	typed := url.Values{}
	for _, field := range fields {
		fill(typed, field, field.Plain(m))
	}
	return typed
}

// prefilled are the values of an address that fill in a new record, over what
// a new record has of itself.
func prefilled(fields []*models.Field, m models.Model, values url.Values) url.Values {
	typed := typedFrom(fields, m)
	for _, field := range fields {
		if given, is := values[field.Name]; is {
			fill(typed, field, strings.Join(given, "\n"))
		}
	}
	return typed
}

func fill(typed url.Values, field *models.Field, plain string) {
	switch field.Type {
	case models.DateField:
		parts := strings.SplitN(plain+"--", "-", 3)
		typed.Set(field.Name+"-year", parts[0])
		typed.Set(field.Name+"-month", bareNumber(parts[1]))
		typed.Set(field.Name+"-day", bareNumber(parts[2]))
	case models.RefsField, models.ChoicesField:
		typed[field.Name] = strings.Fields(plain)
	default:
		typed.Set(field.Name, plain)
	}
}

// bareNumber is a part of a date without its leading zero.
func bareNumber(part string) string {
	return strings.TrimLeft(strings.Trim(part, "-"), "0")
}

// versionOf is the version of the record that the person had before them.
func versionOf(typed url.Values) (int, error) {
	version, err := strconv.Atoi(typed.Get("version"))
	if err != nil {
		return 0, models.Fail(models.Refused, "The form did not say which version of the record it is about. Open it again")
	}
	return version, nil
}

func versionField(version int) components.Hidden {
	return components.Hidden{Name: "version", Value: strconv.Itoa(version)}
}

// asks tells whether the form has a control for a field.
func (f recordForm) asks(name string) bool {
	control, _, _ := strings.Cut(name, ".")
	return slices.ContainsFunc(f.fields, func(field *models.Field) bool { return field.Name == name }) || slices.Contains(f.also, control) || name == "reason" && f.asksReason()
}

// asksReason tells whether the form asks for a reason apart from its fields. A
// field of that name serves as both.
func (f recordForm) asksReason() bool {
	return f.reason.label != "" && !slices.ContainsFunc(f.fields, func(field *models.Field) bool { return field.Name == "reason" })
}

// main are the fields of the kind itself and what the step is about, and common
// the others that every kind has.
func (f recordForm) main() []*models.Field {
	return slices.DeleteFunc(slices.Clone(f.fields), func(field *models.Field) bool { return f.aside(field) || field == f.fixed })
}

func (f recordForm) common() []*models.Field {
	return slices.DeleteFunc(slices.Clone(f.fields), func(field *models.Field) bool { return !f.aside(field) || field == f.fixed })
}

func (f recordForm) aside(field *models.Field) bool {
	return isCommon(field) && !slices.Contains(f.required, field.Name)
}
