package components

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"
)

// builders make our component of the options of a fixture.
var builders = map[string]func(options) templ.Component{
	"back-link":           buildBackLink,
	"breadcrumbs":         buildBreadcrumbs,
	"button":              buildButton,
	"checkboxes":          buildCheckboxes,
	"date-input":          buildDateInput,
	"details":             buildDetails,
	"error-message":       buildErrorMessage,
	"error-summary":       buildErrorSummary,
	"fieldset":            buildFieldset,
	"file-upload":         buildFileUpload,
	"generic-header":      buildGenericHeader,
	"hint":                buildHint,
	"input":               buildInput,
	"inset-text":          buildInsetText,
	"label":               func(o options) templ.Component { return buildLabel(o) },
	"notification-banner": buildNotificationBanner,
	"pagination":          buildPagination,
	"panel":               buildPanel,
	"password-input":      buildPasswordInput,
	"radios":              buildRadios,
	"select":              buildSelect,
	"service-navigation":  buildServiceNavigation,
	"skip-link":           buildSkipLink,
	"summary-list":        buildSummaryList,
	"table":               buildTable,
	"tag":                 buildTag,
	"textarea":            buildTextarea,
	"warning-text":        buildWarningText,
}

func buildBackLink(o options) templ.Component {
	return BackLink{Text: o.text("text"), HTML: o.html("html"), Href: o.text("href"), Class: o.text("classes")}
}

func buildLink(o options) Link {
	return Link{Text: o.text("text"), HTML: o.html("html"), Href: o.text("href")}
}

func buildBreadcrumbs(o options) templ.Component {
	return Breadcrumbs{
		Items: mapped(o.list("items"), buildLink), Label: o.text("labelText"),
		Collapse: o.flag("collapseOnMobile"), Class: o.text("classes"),
	}
}

func buildButton(o options) templ.Component {
	return Button{
		Text: o.text("text"), HTML: o.html("html"), Type: o.text("type"), Href: o.text("href"), ID: o.text("id"),
		Name: o.text("name"), Value: o.text("value"), Class: o.text("classes"), Disabled: o.flag("disabled"),
		Start: o.flag("isStartButton"), PreventDoubleClick: o.flag("preventDoubleClick"),
	}
}

func buildDetails(o options) templ.Component {
	return Details{
		Summary: o.text("summaryText"), SummaryHTML: o.html("summaryHtml"), Text: o.text("text"),
		HTML: o.html("html"), ID: o.text("id"), Class: o.text("classes"), Open: o.flag("open"),
	}
}

func buildErrorMessage(o options) templ.Component {
	bare := o.at("visuallyHiddenText") == "" || o.at("visuallyHiddenText") == false
	return ErrorMessage{
		Text: o.text("text"), HTML: o.html("html"), ID: o.text("id"), Class: o.text("classes"),
		Prefix: o.text("visuallyHiddenText"), Bare: bare,
	}
}

func buildErrorSummary(o options) templ.Component {
	return ErrorSummary{
		Title: o.text("titleText"), TitleHTML: o.html("titleHtml"), Description: o.text("descriptionText"),
		DescriptionHTML: o.html("descriptionHtml"), Errors: mapped(o.list("errorList"), buildLink),
		Class: o.text("classes"), KeepFocus: o.flag("disableAutoFocus"),
	}
}

func buildLegend(o options) Legend {
	return Legend{
		Text: o.text("text"), HTML: o.html("html"), Class: o.text("classes"), PageHeading: o.flag("isPageHeading"),
	}
}

func buildFieldset(o options) templ.Component {
	return Fieldset{
		Legend: buildLegend(o.part("legend")), HTML: o.html("html"), DescribedBy: o.text("describedBy"),
		Role: o.text("role"), Class: o.text("classes"),
	}
}

func buildGenericHeader(o options) templ.Component {
	return GenericHeader{
		Text: o.text("logoText"), HTML: o.html("logoHtml"), Href: o.text("url"),
		ContainerClass: o.text("containerClasses"), Class: o.text("classes"),
	}
}

func buildHint(o options) templ.Component {
	return Hint{Text: o.text("text"), HTML: o.html("html"), ID: o.text("id"), Class: o.text("classes")}
}

func buildInsetText(o options) templ.Component {
	return InsetText{Text: o.text("text"), HTML: o.html("html"), ID: o.text("id"), Class: o.text("classes")}
}

func buildLabel(o options) Label {
	return Label{
		Text: o.text("text"), HTML: o.html("html"), For: o.text("for"), Class: o.text("classes"),
		PageHeading: o.flag("isPageHeading"),
	}
}

func buildNotificationBanner(o options) templ.Component {
	return NotificationBanner{
		Text: o.text("text"), HTML: o.html("html"), Success: o.text("type") == "success", Title: o.text("titleText"),
		TitleHTML: o.html("titleHtml"), TitleID: o.text("titleId"), HeadingLevel: headingLevel(o, "titleHeadingLevel"),
		Role: o.text("role"), Class: o.text("classes"), KeepFocus: o.flag("disableAutoFocus"),
	}
}

// headingLevel reads a level that the fixtures write as number or text.
func headingLevel(o options, path string) int {
	var level int
	_, _ = fmt.Sscan(o.text(path), &level)
	return level
}

func buildPagination(o options) templ.Component {
	return Pagination{
		Previous: buildPageLink(o.part("previous")), Next: buildPageLink(o.part("next")),
		Items: mapped(o.list("items"), buildPageItem), Label: o.text("landmarkLabel"), Class: o.text("classes"),
	}
}

func buildPageLink(o options) PageLink {
	return PageLink{Href: o.text("href"), Text: o.text("text"), HTML: o.html("html"), Label: o.text("labelText")}
}

func buildPageItem(o options) PageItem {
	return PageItem{
		Number: o.text("number"), Href: o.text("href"), Label: o.text("visuallyHiddenText"),
		Current: o.flag("current"), Ellipsis: o.flag("ellipsis"),
	}
}

func buildPanel(o options) templ.Component {
	const interruption = "govuk-panel--interruption"
	class := strings.TrimSpace(strings.ReplaceAll(o.text("classes"), interruption, ""))
	return Panel{
		Title: o.text("titleText"), TitleHTML: o.html("titleHtml"), Text: o.text("text"), HTML: o.html("html"),
		HeadingLevel: headingLevel(o, "headingLevel"), Class: class,
		Interruption: strings.Contains(o.text("classes"), interruption),
		Actions:      mapped(o.list("actions.items"), buildPanelAction),
	}
}

func buildPanelAction(o options) PanelAction {
	return PanelAction{
		Text: o.text("text"), Href: o.text("href"), Type: o.text("type"), Button: o.text("type") == "button",
		Class: o.text("classes"), Form: o.text("attributes.form"), Name: o.text("attributes.name"),
	}
}

func buildServiceNavigation(o options) templ.Component {
	end := o.html("slots.end")
	if o.part("slots.end") != nil {
		end = o.html("slots.end.html")
	}
	return ServiceNavigation{
		Name: o.text("serviceName"), Href: o.text("serviceUrl"), Items: mapped(o.list("navigation"), buildNavItem),
		Label: o.text("ariaLabel"), NavLabel: o.text("navigationLabel"), NavID: o.text("navigationId"),
		NavClass: o.text("navigationClasses"), Menu: o.text("menuButtonText"), MenuLabel: o.text("menuButtonLabel"),
		Unfolded: o.at("collapseNavigationOnMobile") == false, Start: o.html("slots.start"), End: end,
		EndInline: o.text("slots.end.align") == "inline", NavStart: o.html("slots.navigationStart"),
		NavEnd: o.html("slots.navigationEnd"), Class: o.text("classes"),
	}
}

func buildNavItem(o options) NavItem {
	return NavItem{
		Text: o.text("text"), HTML: o.html("html"), Href: o.text("href"),
		Current: o.flag("current"), Active: o.flag("active"),
	}
}

func buildSkipLink(o options) templ.Component {
	return SkipLink{Text: o.text("text"), HTML: o.html("html"), Href: o.text("href"), Class: o.text("classes")}
}

func buildSummaryList(o options) templ.Component {
	return SummaryList{
		Rows: mapped(o.list("rows"), buildSummaryRow), Card: buildCard(o.part("card")), Class: o.text("classes"),
	}
}

func buildSummaryRow(o options) SummaryRow {
	return SummaryRow{
		Key: o.text("key.text"), KeyHTML: o.html("key.html"), Text: o.text("value.text"), HTML: o.html("value.html"),
		Actions: mapped(o.list("actions.items"), buildAction), Class: o.text("classes"),
	}
}

func buildCard(o options) *Card {
	if o == nil {
		return nil
	}
	return &Card{
		Title: o.text("title.text"), TitleHTML: o.html("title.html"),
		HeadingLevel: headingLevel(o, "title.headingLevel"),
		Actions:      mapped(o.list("actions.items"), buildAction), Class: o.text("classes"),
	}
}

func buildAction(o options) Action {
	return Action{
		Text: o.text("text"), HTML: o.html("html"), Href: o.text("href"), Of: o.text("visuallyHiddenText"),
		Class: o.text("classes"),
	}
}

func buildTable(o options) templ.Component {
	var rows [][]Cell
	list, _ := o.at("rows").([]any)
	for _, row := range list {
		if cells, isRow := row.([]any); isRow {
			rows = append(rows, mapped(partsOf(cells), buildCell))
		}
	}
	return Table{
		Caption: o.text("caption"), CaptionClass: o.text("captionClasses"), Rows: rows,
		Head: mapped(o.list("head"), buildHeadCell), FirstCellHeader: o.flag("firstCellIsHeader"),
		Class: o.text("classes"),
	}
}

func buildCell(o options) Cell {
	return Cell{
		Text: o.text("text"), HTML: o.html("html"), Numeric: o.text("format") == "numeric", Class: o.text("classes"),
		ColSpan: o.number("colspan"), RowSpan: o.number("rowspan"),
	}
}

func buildHeadCell(o options) HeadCell {
	return HeadCell{
		Text: o.text("text"), HTML: o.html("html"), Numeric: o.text("format") == "numeric", Class: o.text("classes"),
		ColSpan: o.number("colspan"), RowSpan: o.number("rowspan"),
	}
}

func buildTag(o options) templ.Component {
	colour, isColour := strings.CutPrefix(o.text("classes"), "govuk-tag--")
	if isColour {
		return Tag{Text: o.text("text"), HTML: o.html("html"), Colour: Colour(colour)}
	}
	return Tag{Text: o.text("text"), HTML: o.html("html"), Class: o.text("classes")}
}

func buildWarningText(o options) templ.Component {
	return WarningText{
		Text: o.text("text"), HTML: o.html("html"), Word: o.text("iconFallbackText"), Class: o.text("classes"),
	}
}
