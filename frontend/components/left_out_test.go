package components

// Why a fixture can not pass: our components leave these options out.
const (
	attributes  = "arbitrary attributes would let style and event handlers in; what is needed has a field of its own"
	inner       = "the look of a component's inner parts is not for the caller to change"
	neverSaid   = "a false that is said is not told apart from one that is not; leave the true one out instead"
	translated  = "the product speaks English"
	alwaysValue = "an option always says the value it sends"
	blanks      = "a list has no blank entries to be counted"
)

// leftOut names, by component, the fixtures that our components do not follow,
// and why.
var leftOut = map[string]map[string]string{
	"back-link":   {"attributes": attributes},
	"breadcrumbs": {"attributes": attributes, "item attributes": attributes},
	"button": {
		"attributes":                 attributes,
		"link attributes":            attributes,
		"don't prevent double click": neverSaid,
	},
	"checkboxes": {
		"attributes":                    attributes,
		"items with attributes":         attributes,
		"label with attributes":         attributes,
		"fieldset params":               attributes,
		"item checked overrides values": neverSaid,
		"with falsy values":             blanks,
	},
	"date-input": {
		"attributes":                             attributes,
		"with input attributes":                  attributes,
		"with error on single field by omission": neverSaid,
		"with error on single item by omission":  neverSaid,
	},
	"details":       {"attributes": attributes},
	"error-message": {"attributes": attributes},
	"error-summary": {
		"attributes":                   attributes,
		"error list with attributes":   attributes,
		"autofocus explicitly enabled": neverSaid,
	},
	"fieldset": {"attributes": attributes},
	"file-upload": {
		"attributes": attributes,
		"enhanced, custom wrapper classes and attributes": inner,
		"translated": translated,
	},
	"generic-header": {"attributes": attributes},
	"hint":           {"attributes": attributes},
	"input": {
		"attributes":                    attributes,
		"with customised input wrapper": inner,
		"with prefix with attributes":   attributes,
		"with suffix with attributes":   attributes,
		"with prefix with classes":      inner,
		"with suffix with classes":      inner,
	},
	"inset-text": {"attributes": attributes},
	"label":      {"attributes": attributes},
	"notification-banner": {
		"attributes":      attributes,
		"custom tabindex": attributes,
		"auto-focus explicitly enabled, with type as success": neverSaid,
	},
	"pagination": {"with custom attributes": attributes},
	"panel": {
		"attributes":                                        attributes,
		"interruption, submit action":                       attributes,
		"interruption, button link":                         inner,
		"interruption, no actions items":                    inner,
		"interruption, with actions classes and attributes": attributes,
	},
	"password-input": {"attributes": attributes, "with translations": translated},
	"radios": {
		"attributes":                   attributes,
		"items with attributes":        attributes,
		"label with attributes":        attributes,
		"fieldset params":              attributes,
		"item checked overrides value": neverSaid,
		"with falsy items":             blanks,
	},
	"select": {
		"attributes":                         attributes,
		"attributes on items":                attributes,
		"item selected overrides value":      neverSaid,
		"without values":                     alwaysValue,
		"without values with selected value": alwaysValue,
	},
	"service-navigation": {
		"attributes": attributes,
		"with a single navigation item and collapseNavigationOnMobile set to true": inner,
	},
	"skip-link": {"attributes": attributes},
	"summary-list": {
		"attributes":                          attributes,
		"actions with attributes":             attributes,
		"summary card with custom attributes": attributes,
		"actions with classes":                inner,
		"key with classes":                    inner,
		"overridden-widths":                   inner,
	},
	"table": {
		"attributes":                        attributes,
		"firstCellIsHeader with attributes": attributes,
		"head with attributes":              attributes,
		"rows with attributes":              attributes,
	},
	"tag":          {"attributes": attributes},
	"textarea":     {"attributes": attributes},
	"warning-text": {"attributes": attributes},
}
