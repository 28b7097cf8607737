package frontend

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
)

// page is what a handler says about the page it answers with.
type page struct {
	Status int    // 200 unless told otherwise
	Title  string // of the browser's tab, and the heading unless the body prints its own
	Errors bool   // something typed is wrong
	Wide   bool
	// Refresh is after how many seconds a browser without JavaScript asks for
	// the page again; 0 for never.
	Refresh int
	Trail   []components.Link // the breadcrumbs; none for the first pages
	Back    string            // a back link instead of breadcrumbs
	Body    templ.Component
}

// show writes a page in the frame that all pages share.
func (v *visit) show(p page) error {
	if p.Status == 0 {
		p.Status = http.StatusOK
	}
	return v.draw(p.Status, v.frame(p))
}

// draw answers with a component: a page, or the part of one that a script asked
// for. It is drawn in full first, so that a failure never leaves half of it.
func (v *visit) draw(status int, what templ.Component) error {
	drawn, err := v.drawn(what)
	if err == nil {
		v.Data(status, "text/html; charset=utf-8", drawn)
	}
	return err
}

func (v *visit) drawn(what templ.Component) ([]byte, error) {
	var drawn bytes.Buffer
	err := what.Render(v.ctx(), &drawn)
	return drawn.Bytes(), err
}

func (v *visit) frame(p page) components.Page {
	return components.Page{
		Title: p.Title, HasErrors: p.Errors, Wide: p.Wide, Refresh: p.Refresh, HTML: p.Body, Before: before(p),
		Account: v.account(), Navigation: v.navigation(),
		Footer:     []components.Link{{Text: "Published comments", Href: publicPath}, {Text: "Published grants", Href: publicGrantsPath}, {Text: "About Answerable", Href: "/about"}, {Text: "Accessibility", Href: "/accessibility"}, {Text: "API reference", Href: "/reference"}},
		FooterNote: "Holding a police force to account: question, answer, promise, evidence, verdict, re-test.",
	}
}

func before(p page) templ.Component {
	switch {
	case p.Back != "":
		return backNav(p.Back)
	case len(p.Trail) > 0:
		return components.Breadcrumbs{Items: p.Trail, Collapse: true}
	default:
		return nil
	}
}

func (v *visit) account() *components.Account {
	if v.who == nil {
		return nil
	}
	return &components.Account{Name: v.who.Name, Role: roleNames(v.who.Roles), Href: "/account", SignOut: "/sign-out"}
}

func roleNames(roles []models.Role) string {
	labels := make([]string, len(roles))
	for i, role := range roles {
		labels[i] = models.LabelOf(role.Options(), string(role))
	}
	return strings.Join(labels, ", ")
}

// navigation leads to the families of records, with the one of this page
// marked.
func (v *visit) navigation() []components.NavItem {
	if v.who == nil {
		return nil
	}
	items := []components.NavItem{v.navItem("My work", "/")}
	for _, family := range models.Families {
		item := v.navItem(navText(family), navURL(family))
		item.Active = !item.Current && v.family() == family
		items = append(items, item)
	}
	return append(items, v.navItem("Calendar", "/calendar"), v.navItem("Search", "/search"))
}

// navText is what the navigation calls a family: short, so that all stand in
// one line.
func navText(family models.Family) string {
	short := map[models.Family]string{models.FamilyActivity: "Activity", models.FamilyPeople: "People"}
	if text := short[family]; text != "" {
		return text
	}
	return string(family)
}

// navURL is where the navigation leads for a family: for the plan, to the plan
// itself.
func navURL(family models.Family) string {
	if family == models.FamilyPlan {
		return "/plan"
	}
	return familyURL(family)
}

func (v *visit) navItem(text, href string) components.NavItem {
	return components.NavItem{Text: text, Href: href, Current: v.Request.URL.Path == href}
}

// family is the family that the page belongs to, or empty.
func (v *visit) family() models.Family {
	path := v.Request.URL.Path
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if k := models.KindAt(first); k != nil {
		return k.Family
	}
	if at := slices.IndexFunc(models.Families, func(f models.Family) bool { return familyURL(f) == path }); at >= 0 {
		return models.Families[at]
	}
	return ""
}

// trailTo are the breadcrumbs to the register of a kind.
func trailTo(k *models.Kind) []components.Link {
	return []components.Link{
		{Text: "Home", Href: "/"},
		{Text: string(k.Family), Href: familyURL(k.Family)},
		{Text: k.Many, Href: "/" + k.Plural},
	}
}
