package components

import (
	"strings"

	"github.com/a-h/templ"
)

func buildField(o options) Field {
	return Field{
		ID: o.text("id"), Name: o.text("name"), Label: buildLabel(o.part("label")),
		Hint: o.text("hint.text"), HintHTML: o.html("hint.html"), Error: o.text("errorMessage.text"),
		DescribedBy: o.text("describedBy"), Class: o.text("classes"), GroupClass: o.text("formGroup.classes"),
		Disabled: o.flag("disabled"),
	}
}

func buildGroup(o options, id string) Group {
	return Group{
		ID: id, Name: o.text("name"), Legend: buildLegend(o.part("fieldset.legend")),
		Hint: o.text("hint.text"), HintHTML: o.html("hint.html"), Error: o.text("errorMessage.text"),
		DescribedBy: or(o.text("fieldset.describedBy"), o.text("describedBy")), Class: o.text("classes"),
		FieldsetClass: o.text("fieldset.classes"), GroupClass: o.text("formGroup.classes"),
	}
}

func buildInput(o options) templ.Component {
	return Input{
		Field: buildField(o), Value: o.text("value"), Type: o.text("type"),
		Prefix: o.text("prefix.text"), PrefixHTML: o.html("prefix.html"),
		Suffix: o.text("suffix.text"), SuffixHTML: o.html("suffix.html"), InputMode: o.text("inputmode"),
		Autocomplete: o.text("autocomplete"), Autocapitalize: o.text("autocapitalize"), Pattern: o.text("pattern"),
		Spellcheck: o.text("spellcheck"),
	}
}

func buildTextarea(o options) templ.Component {
	return Textarea{
		Field: buildField(o), Value: o.text("value"), Rows: headingLevel(o, "rows"),
		Autocomplete: o.text("autocomplete"), Spellcheck: o.text("spellcheck"),
	}
}

func buildSelect(o options) templ.Component {
	return Select{Field: buildField(o), Options: mapped(o.list("items"), buildOption), Value: o.text("value")}
}

func buildOption(o options) Option {
	return Option{
		Value: o.text("value"), Text: o.text("text"), Selected: o.flag("selected"), Disabled: o.flag("disabled"),
	}
}

func buildFileUpload(o options) templ.Component {
	return FileUpload{Field: buildField(o), Multiple: o.flag("multiple"), DropZone: o.flag("javascript")}
}

func buildPasswordInput(o options) templ.Component {
	return PasswordInput{Field: buildField(o), Value: o.text("value"), Autocomplete: o.text("autocomplete")}
}

func buildRadios(o options) templ.Component {
	return Radios{
		Group: buildGroup(o, o.text("idPrefix")), Choices: mapped(o.list("items"), buildChoice), Value: o.text("value"),
	}
}

func buildCheckboxes(o options) templ.Component {
	var values []string
	list, _ := o.at("values").([]any)
	for _, value := range list {
		values = append(values, value.(string))
	}
	return Checkboxes{
		Group: buildGroup(o, o.text("idPrefix")), Choices: mapped(o.list("items"), buildChoice), Values: values,
	}
}

func buildChoice(o options) Choice {
	return Choice{
		Value: o.text("value"), Text: o.text("text"), HTML: o.html("html"), Hint: o.text("hint.text"),
		ID: o.text("id"), Name: o.text("name"), Class: o.text("label.classes"), Checked: o.flag("checked"),
		Disabled: o.flag("disabled"), Exclusive: o.text("behaviour") == "exclusive", Divider: o.text("divider"),
		Conditional: o.html("conditional.html"),
	}
}

func buildDateInput(o options) templ.Component {
	return DateInput{Group: buildGroup(o, o.text("id")), NamePrefix: o.text("namePrefix"), Parts: buildParts(o)}
}

// buildParts reads the parts, which the fixtures give either as a list or
// under the names of the usual three.
func buildParts(o options) []DatePart {
	parts := mapped(o.list("items"), buildPart)
	if len(parts) == 0 {
		parts = usualParts(o)
	}
	prefix := when(o.text("namePrefix") != "", o.text("namePrefix")+"-")
	for position, part := range parts {
		values := o.part("values")
		parts[position].Value = or(part.Value, values.text(part.Name), values.text(prefix+part.Name), o.text(part.Name+".value"))
	}
	return parts
}

// usualParts reads day, month and year, each of which may be switched off.
func usualParts(o options) []DatePart {
	var parts []DatePart
	for _, name := range []string{"day", "month", "year"} {
		if o.at(name) == false {
			continue
		}
		part := buildPart(o.part(name))
		part.Name = or(part.Name, name)
		part.Width = or(part.Width, when(name == "year", Width4))
		parts = append(parts, part)
	}
	return parts
}

func buildPart(o options) DatePart {
	part := DatePart{
		Name: o.text("name"), Value: o.text("value"), Label: o.text("label"), ID: o.text("id"), Error: o.flag("error"),
		InputMode: o.text("inputmode"), Pattern: o.text("pattern"), Autocomplete: o.text("autocomplete"),
	}
	for _, class := range strings.Fields(o.text("classes")) {
		part.add(class)
	}
	return part
}

// add takes in a class name, which may stand for a width or an error.
func (p *DatePart) add(class string) {
	switch {
	case class == "govuk-input--error":
		p.Error = true
	case strings.HasPrefix(class, "govuk-input--width-"):
		p.Width = class
	default:
		p.Class = join(p.Class, class)
	}
}
