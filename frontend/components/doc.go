// Package components holds the building blocks of every page. Each one is a
// struct of plain values which is also a templ.Component, so a page prints it
// by naming it:
//
//	@components.Button{Text: "Save"}
//
// and one with children puts the struct in brackets:
//
//	@(components.ScrollRegion{Label: "Questions"}) {
//		@components.Table{Head: head, Rows: rows}
//	}
//
// Wherever a Text has an HTML beside it, the HTML is any component and wins.
// An empty field means the usual: no field has to be given to get a sound
// component, besides its words.
//
// The frame of a page: Page (with Account), GenericHeader, ServiceNavigation,
// SubNavigation, Breadcrumbs, BackLink, SkipLink, PageHeading.
//
// Forms: Input, Textarea, Select, FileUpload and PasswordInput embed Field;
// Radios, Checkboxes and DateInput embed Group. Button, Fieldset, Label, Hint,
// ErrorMessage and ErrorSummary stand beside them.
//
// Records and lists: SummaryList, Table (in a ScrollRegion when wide),
// SortLink, Pagination, Filter (in a FilterLayout), Standings, Timeline, Tag,
// Badge.
//
// Words: Details, InsetText, WarningText, NotificationBanner, Panel.
//
// Charts: ChartBar and ChartLine.
//
// The markup is that of the GOV.UK Design System, held to by its own fixtures,
// and of the Ministry of Justice Pattern Library; the classes that begin with
// app- are ours. No component prints a style attribute or an event handler. The
// one script inside a page is allowed by ScriptHash.
package components
