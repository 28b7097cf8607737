package frontend

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// fewOptions is up to how many options are shown all at once.
const fewOptions = 5

// widget is the form control of a field with what was typed into it.
func (f recordForm) widget(field *models.Field) templ.Component {
	if control := f.controls[field.Name]; control != nil {
		return control(f)
	}
	switch field.Type {
	case models.LongField:
		return f.textarea(field, f.typed.Get(field.Name), 6, field.Hint)
	case models.LinesField:
		return f.textarea(field, f.typed.Get(field.Name), 4, orHint(field, "One a line"))
	case models.DateField:
		return f.date(field)
	case models.MoneyField:
		return components.Input{Field: f.field(field, orHint(field, "In pounds, for example 2,500.00")), Value: f.typed.Get(field.Name), Prefix: "£", Width: components.Width10, InputMode: "decimal", Spellcheck: "false"}
	case models.NumberField:
		return components.Input{Field: f.field(field, field.Hint), Value: f.typed.Get(field.Name), Width: components.Width10, InputMode: "numeric", Spellcheck: "false"}
	case models.DecimalField:
		return components.Input{Field: f.field(field, field.Hint), Value: f.typed.Get(field.Name), Width: components.Width10, InputMode: "decimal", Spellcheck: "false"}
	case models.YesNoField:
		return f.radios(field, []models.Option{{Value: "yes", Label: "Yes"}, {Value: "no", Label: "No"}}, true)
	case models.ChoiceField:
		return f.choice(field)
	case models.ChoicesField:
		return f.ticks(field, field.Options)
	case models.RefField:
		return f.reference(field)
	case models.RefsField:
		return f.references(field)
	default:
		return components.Input{Field: f.field(field, field.Hint), Value: f.typed.Get(field.Name)}
	}
}

func (f recordForm) field(field *models.Field, hint string) components.Field {
	return components.Field{Name: field.Name, Label: components.Label{Text: f.label(field)}, Hint: hint, Error: f.problems.Of(field.Name)}
}

func (f recordForm) group(field *models.Field, hint string) components.Group {
	return components.Group{Name: field.Name, ID: field.Name, Legend: components.Legend{Text: f.label(field)}, Hint: hint, Error: f.problems.Of(field.Name)}
}

// label says of a field that it may be left empty.
func (f recordForm) label(field *models.Field) string {
	if f.needs(field) || field.Type == models.YesNoField {
		return field.Label
	}
	return field.Label + " (optional)"
}

// needs tells whether the field must be filled in: always, or for this step.
func (f recordForm) needs(field *models.Field) bool {
	return field.Required || slices.Contains(f.required, field.Name)
}

func orHint(field *models.Field, hint string) string {
	if field.Hint != "" {
		return field.Hint
	}
	return hint
}

func (f recordForm) textarea(field *models.Field, value string, rows int, hint string) templ.Component {
	return components.Textarea{Field: f.field(field, hint), Value: value, Rows: rows}
}

func (f recordForm) date(field *models.Field) templ.Component {
	hint := "For example, 27 3 2019. Leave out the day, or the day and the month, where they are not known"
	if slices.Contains(strings.Split(field.Validate, ","), "day") {
		hint = "For example, 27 3 2019"
	}
	if field.Hint != "" {
		hint = field.Hint + ". " + hint
	}
	part := func(name string) string { return f.typed.Get(field.Name + "-" + name) }
	return components.DateInput{
		Group: f.group(field, hint), NamePrefix: field.Name,
		Parts: components.DayMonthYear(part("day"), part("month"), part("year")),
	}
}

// choice lets one of a closed list be chosen. That nothing is recorded is one
// of the choices where it may be so.
func (f recordForm) choice(field *models.Field) templ.Component {
	if len(field.Options) <= fewOptions {
		return f.radios(field, f.withUnknown(field), false)
	}
	return components.Select{Field: f.field(field, field.Hint), Options: f.lines(field, field.Options), Value: f.typed.Get(field.Name)}
}

func (f recordForm) withUnknown(field *models.Field) []models.Option {
	if f.needs(field) {
		return field.Options
	}
	return append(slices.Clone(field.Options), models.Option{Label: field.Unknown})
}

func (f recordForm) radios(field *models.Field, options []models.Option, inline bool) templ.Component {
	choices := choicesOf(options)
	for i := range choices {
		choices[i].Checked = choices[i].Value == f.typed.Get(field.Name)
	}
	return components.Radios{Group: f.group(field, field.Hint), Choices: choices, Inline: inline}
}

// ticks lets several be chosen. The empty value beside them says that the form
// asked, so that none ticked is none chosen.
func (f recordForm) ticks(field *models.Field, options []models.Option) templ.Component {
	return templ.Join(
		hiddenFields([]components.Hidden{{Name: field.Name}}),
		components.Checkboxes{Group: f.group(field, field.Hint), Choices: choicesOf(options), Values: f.typed[field.Name]},
	)
}

// lines are the options of a select, the first of which chooses nothing.
func (f recordForm) lines(field *models.Field, options []models.Option) []components.Option {
	none := field.Unknown
	if f.needs(field) {
		none = "Choose one"
	}
	return append([]components.Option{{Text: none}}, selectOptions(options)...)
}

// reference lets a record be chosen where there are few, and typed in by its
// reference where there are many.
func (f recordForm) reference(field *models.Field) templ.Component {
	value := f.typed.Get(field.Name)
	options, few := f.records(field, maxFormChoices)
	if !few || value != "" && !holds(options, value) {
		return components.Input{
			Field: f.field(field, join(". ", field.Hint, "The reference of "+oneOf(field)+f.chosen(value))), Value: value,
			Autocapitalize: "characters", Spellcheck: "false", Autocomplete: "off",
		}
	}
	return components.Select{Field: f.field(field, field.Hint), Options: f.lines(field, options), Value: value}
}

// chosen names the record that a typed reference stands for.
func (f recordForm) chosen(value string) string {
	if name, known := f.names[models.Ref(value)]; known {
		return ". Now: " + shortTitle(name.Title)
	}
	return ""
}

func (f recordForm) references(field *models.Field) templ.Component {
	options, few := f.records(field, maxTicked)
	for _, ref := range typedRefs(f.typed[field.Name]) {
		few = few && holds(options, string(ref))
	}
	if few && len(options) > 0 {
		return f.ticks(field, options)
	}
	return f.textarea(field, strings.Join(f.typed[field.Name], "\n"), 3, referencesHint(field))
}

// referencesHint says that references are wanted, one a line, if the field's
// own hint does not.
func referencesHint(field *models.Field) string {
	switch {
	case strings.Contains(field.Hint, "one a line"):
		return field.Hint
	case strings.HasPrefix(field.Hint, "References"):
		return field.Hint + ", one a line"
	default:
		return join(". ", field.Hint, "The references of "+manyOf(field)+", one a line")
	}
}

// records are those that the field can point at, if they are at most so many.
func (f recordForm) records(field *models.Field, most int) ([]models.Option, bool) {
	if field.Any() {
		return nil, false
	}
	if namesDrafter(field) {
		return nameOptions(f.drafters), len(f.drafters) <= most
	}
	var options []models.Option
	for _, k := range targets(field) {
		names, few := f.choices[k.Name]
		if !few {
			return nil, false
		}
		options = append(options, nameOptions(names)...)
	}
	return options, len(options) <= most
}

func nameOptions(names []service.Name) []models.Option {
	options := make([]models.Option, len(names))
	for i, name := range names {
		options[i] = models.Option{Value: string(name.Ref), Label: shortTitle(name.Title) + " (" + string(name.Ref) + ")"}
	}
	return options
}

func holds(options []models.Option, value string) bool {
	return slices.ContainsFunc(options, func(o models.Option) bool { return o.Value == value })
}

// oneOf says what a field may point at: "a body or a post".
func oneOf(field *models.Field) string {
	if field.Any() {
		return "a record"
	}
	labels := make([]string, len(field.Kinds))
	for i, k := range targets(field) {
		labels[i] = article(lowerFirst(k.One))
	}
	return strings.Join(labels, " or ")
}

// manyOf says the same for several: "bodies or posts".
func manyOf(field *models.Field) string {
	if field.Any() {
		return "records"
	}
	labels := make([]string, len(field.Kinds))
	for i, k := range targets(field) {
		labels[i] = lowerFirst(k.Many)
	}
	return strings.Join(labels, " or ")
}
