package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"answerable/models"
	"answerable/service"
)

// look is a page to look at. Its sort says what it is a sample of: pages of
// one sort are made by the same template from the same kind.
type look struct {
	path string
	sort string
	want int64 // the status it should have; 0 for 200
}

// walks looks at the pages as every role, each in a tab of its own.
func (w *site) walks(t *testing.T) {
	t.Run("nobody", func(t *testing.T) { w.walkAsNobody(t) })
	shapes := &shapes{}
	for role, pages := range w.shared(t) {
		t.Run(string(role), func(t *testing.T) { w.walk(t, role, pages, shapes) })
	}
}

// shared are the pages to look at as each role. What several roles see in the
// same way is looked at once, as the one of them that has the least to do.
func (w *site) shared(t *testing.T) map[models.Role][]look {
	t.Helper()
	var sorts []string
	seen, pages := map[string]map[models.Role]look{}, map[models.Role][]look{}
	for _, role := range models.Roles {
		pages[role] = everybodys()
		for _, page := range w.pagesOf(t, w.actor(t, role)) {
			if seen[page.sort] == nil {
				seen[page.sort] = map[models.Role]look{}
				sorts = append(sorts, page.sort)
			}
			seen[page.sort][role] = page
		}
	}
	// What only few can see comes first, so that the rest evens it out.
	slices.SortStableFunc(sorts, func(a, b string) int { return len(seen[a]) - len(seen[b]) })
	for _, sort := range sorts {
		able := slices.DeleteFunc(slices.Clone(models.Roles), func(role models.Role) bool { _, sees := seen[sort][role]; return !sees })
		idlest := slices.MinFunc(able, func(a, b models.Role) int { return len(pages[a]) - len(pages[b]) })
		pages[idlest] = append(pages[idlest], seen[sort][idlest])
	}
	return pages
}

// everybodys are the pages that are looked at as every role.
func everybodys() []look {
	pages := []look{
		{path: "/"}, {path: "/plan"}, {path: "/search"}, {path: "/search?q=children"}, {path: "/search?q=nosuchwordatall"},
		{path: "/account"}, {path: "/account/feeds"}, {path: "/assurances/ledger"}, {path: "/reference"},
		{path: "/calendar"}, {path: "/calendar?month=2026-04"}, {path: "/calendar?view=list&from=2026-01-01&to=2026-12-31"},
		{path: "/calendar?view=list&from=2026-01-01&to=2025-01-01", want: http.StatusUnprocessableEntity}, {path: "/nowhere", want: http.StatusNotFound},
		{path: "/questions/COM-1999-01-Q1", want: http.StatusNotFound},
	}
	for _, family := range models.Families {
		pages = append(pages, look{path: "/browse/" + strings.ReplaceAll(strings.ToLower(string(family)), " ", "-")})
	}
	return pages
}

// pagesOf are one page of every sort that a person sees: the registers, and of
// each kind the fullest record with its history and every form.
func (w *site) pagesOf(t *testing.T, who *models.Actor) []look {
	t.Helper()
	var pages []look
	if who.Is(models.Bringers()...) {
		pages = append(pages, look{path: "/first-day", sort: "first day"})
	}
	add := func(sort, path string) {
		if !slices.ContainsFunc(pages, func(p look) bool { return p.sort == sort }) {
			pages = append(pages, look{path: path, sort: sort})
		}
	}
	if models.GrantListKind.SeenIn(who, models.GrantListPrepared) {
		add("360Giving", "/awards/360giving")
	}
	for _, k := range models.Registry {
		if len(k.Reading(who)) == 0 {
			continue
		}
		list := "/" + k.Plural
		add("register "+k.Name, list)
		add("register narrowed", list+"?q=children&state="+url.QueryEscape(k.States[0].Value))
		if k.MayImport(who) {
			add("import", list+"/import")
			add("imports", "/import")
		}
		for _, start := range k.Starts(who) {
			add("new "+k.Name+" "+start.Name, list+"/new?start="+start.Name)
		}
		found := w.fullestFirst(t, who, k)
		for _, m := range found {
			path := list + "/" + string(m.Base().Ref)
			add("record "+k.Name, path)
			add("history", path+"/history")
			if k.MayEdit(who, m) {
				add("edit "+k.Name, path+"/edit")
			}
			for _, bulk := range k.BulksOf(who) {
				add("bulk", list+"/bulk?ref="+string(m.Base().Ref))
				add("bulk "+bulk.Name, list+"/bulk?ref="+string(m.Base().Ref)+"&what="+bulk.Name)
			}
			if assurance, is := m.(*models.Assurance); is && assurance.State == models.AssuranceLive && len(models.ReviewKind.Starts(who)) > 0 {
				add("test of an assurance", path+"/test")
				if assurance.RetestDue(w.service.Today()) {
					add("re-test question", path+"/retest")
				}
			}
			if k.MayDo(who, models.ActJudge, m) {
				add("judge", path+"/judge")
			}
			if k == models.AnswerKind && m.Base().State == models.AnswerSubmitted && len(models.CommitmentKind.Starts(who)) > 0 {
				add("passages", path+"/passages")
			}
			if k == models.ImportKind && m.Base().State == models.ImportChecked {
				add("import columns", path+"/columns")
				add("import preview", path+"/preview")
				add("import apply", path+"/apply")
			}
			if k == models.GrantListKind && m.Base().State == models.GrantListPrepared {
				add("preview of a list", path+"/preview")
			}
			if k == models.GrantListKind && m.Base().State == models.GrantListPublished {
				add("published list", path+"/published")
			}
			if k == models.MeetingKind {
				add("pack", path+"/pack")
				if k.MayEdit(who, m) {
					add("agenda", path+"/agenda")
					add("recording", path+"/record")
				}
			}
			for _, move := range k.Open(who, m) {
				add("move "+k.Name+" "+strings.Join(append(move.Asks, move.Offers...), ","), path+"/moves/"+move.Name)
			}
		}
	}
	return pages
}

// fullestFirst are the records of a kind that a person may see, those to which
// most refers first.
func (w *site) fullestFirst(t *testing.T, who *models.Actor, k *models.Kind) []models.Model {
	t.Helper()
	var found []models.Model
	full := map[models.Ref]int{}
	for page, err := range w.service.All(t.Context(), who, k, service.Query{Sort: "ref"}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page.Models {
			found = append(found, m)
			full[m.Base().Ref] = len(k.Links(m)) + 5*w.referring[m.Base().Ref]
		}
	}
	slices.SortStableFunc(found, func(a, b models.Model) int { return full[b.Base().Ref] - full[a.Base().Ref] })
	return found
}

func (w *site) walkAsNobody(t *testing.T) {
	t.Parallel()
	b := w.tab(t)
	paths := []string{"/sign-in", "/about", "/accessibility", "/public", "/public/grants"}
	lists, err := w.service.PublicGrantLists(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range lists {
		paths = append(paths, "/public/grants/"+list.Address())
	}
	for _, path := range paths {
		b.inspect(look{path: path}, &shapes{})
	}
	b.open("/sign-in")
	b.press("Sign in")
	b.judge("the sign-in page with an error", true)
}

func (w *site) walk(t *testing.T, role models.Role, pages []look, known *shapes) {
	t.Parallel()
	b := w.tab(t)
	b.signIn(signIns[role])
	if w.crawls {
		b.crawl(pages)
		return
	}
	for _, page := range pages {
		b.inspect(page, known)
	}
	t.Logf("%d pages", len(pages))
}

// inspect opens a page and looks at it, with axe if it has a new shape.
func (b *tab) inspect(p look, known *shapes) {
	b.t.Helper()
	if status := b.open(p.path); status != max(p.want, http.StatusOK) {
		b.t.Errorf("%s: status %d", p.path, status)
	}
	b.judge(p.path, known.add(b.call(shapeOf)))
}

// shapes are those that pages had already. The first page with an element of a
// new sort has a new shape; with whole, so has one with a new set of them.
type shapes struct {
	whole bool
	mu    sync.Mutex
	known map[string]bool
}

func (s *shapes) add(shape string) (isNew bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	parts := strings.Split(shape, "\n")
	if s.whole {
		parts = []string{shape}
	}
	if s.known == nil {
		s.known = map[string]bool{}
	}
	for _, part := range parts {
		isNew = isNew || !s.known[part]
		s.known[part] = true
	}
	return isNew
}

// crawl follows every link from the pages on. Addresses that differ only in
// the values of their query are the same page with other rows.
func (b *tab) crawl(pages []look) {
	known, shapes := map[string]bool{}, &shapes{whole: true}
	for len(pages) > 0 {
		page := pages[0]
		pages = pages[1:]
		if route := routeOf(page.path); !known[route] {
			known[route] = true
			b.inspect(page, shapes)
			for _, link := range strings.Fields(b.call(linksOf)) {
				pages = append(pages, look{path: link})
			}
		}
	}
	b.t.Logf("%d pages", len(known))
}

// routeOf is an address without the values of its query.
func routeOf(address string) string {
	path, query, _ := strings.Cut(address, "?")
	values, _ := url.ParseQuery(query)
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	return path + "?" + strings.Join(names, "&")
}

// linksOf lists the links of a page that lead to other pages.
const linksOf = `() => [...document.querySelectorAll('a[href]')]
	.filter((a) => a.origin === location.origin && !/^\/api\/|\/((export|template|corrected)\.\w+|file)$/.test(a.pathname))
	.map((a) => a.pathname + a.search).join('\n')`

// shapeOf lists the sorts of elements that a page has, each with where it
// stands.
const shapeOf = `() => [...new Set([...document.querySelectorAll('body *')]
	.map((e) => [e.parentElement.tagName, e.tagName, e.className.baseVal ?? e.className, e.getAttribute('role'), e.type].join('.')))].sort().join('\n')`

// judge holds the open page against what holds for every page; with axe also
// against the rules of WCAG, at both widths.
func (b *tab) judge(name string, withAxe bool) {
	b.t.Helper()
	problems := append(b.complaints(), lines(b.call(soundness))...)
	if withAxe {
		problems = append(problems, b.axe()...)
	}
	b.resize(narrow)
	problems = append(problems, lines(b.call(fitting))...)
	b.resize(wide)
	b.holds(name, problems)
}

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// soundness lists what is wrong with the markup of a page.
const soundness = `() => {
	const wrong = []
	const h1 = document.querySelectorAll('h1')
	if (h1.length !== 1 || !h1[0].innerText.trim()) wrong.push(h1.length + ' headings of the first level')
	if (!/\S.* – Answerable$/.test(document.title)) wrong.push('the title is "' + document.title + '"')
	if (document.documentElement.lang !== 'en') wrong.push('no language')
	for (const e of document.querySelectorAll('[style]')) wrong.push('a style attribute: ' + e.outerHTML.slice(0, 100))
	const ids = new Set()
	for (const e of document.querySelectorAll('[id]')) {
		if (ids.has(e.id)) wrong.push('two elements have the id ' + e.id)
		ids.add(e.id)
	}
	for (const a of document.querySelectorAll('a[href^="#"]')) {
		if (!ids.has(a.hash.slice(1))) wrong.push('a link leads to no element: ' + a.hash)
	}
	if (/undefined|NaN|<nil>|%!\w/.test(document.body.innerText)) wrong.push('a value of the program shows: ' + document.body.innerText.match(/.{0,40}(undefined|NaN|<nil>|%!\w).{0,40}/)[0])
	return wrong.join('\n')
}`

// fitting lists what does not fit the width of the window.
const fitting = `() => {
	const width = document.documentElement.clientWidth
	if (document.scrollingElement.scrollWidth <= width) return ''
	const inside = (e) => e.closest('.app-scroll')
	const over = [...document.querySelectorAll('body *')].filter((e) => !inside(e) && e.getBoundingClientRect().right > width + 0.5)
	return 'scrolls sideways at ' + width + ' px: ' + over.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(' … ').replaceAll('\n', ' ')
}`

// axe lists the rules of WCAG 2.2, levels A and AA, that the page breaks.
func (b *tab) axe() []string {
	b.t.Helper()
	source, err := axeSource()
	if err != nil {
		b.t.Fatal(err)
	}
	// Evaluated from outside the page, so that its policy stays in force.
	b.call("() => { " + source + "; return '' }")
	return lines(b.call(runAxe))
}

var axeSource = sync.OnceValues(func() (string, error) {
	source, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	return string(source), err
})

const runAxe = `async () => {
	const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
	const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ['violations'], preload: false })
	return violations.map((v) => 'axe: ' + v.id + ' (' + v.help + '): ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + ' ' + n.any.map((c) => c.message)).join(' … ').replaceAll('\n', ' ')).join('\n')
}`

// narrowly loads the pages that differ most on a small screen, where menu and
// filters are folded, and holds them against the same rules there. With
// ANSWERABLE_TEST_PICTURES, the name of a folder, it keeps pictures of them.
func (w *site) narrowly(t *testing.T) {
	t.Parallel()
	who := w.actor(t, models.RolePlan)
	b := w.tab(t)
	b.signIn(signIns[models.RolePlan])
	pages := map[string]string{
		"home": "/", "plan": "/plan", "family": "/browse/holding-to-account", "register": "/questions", "search": "/search?q=children",
		"form": "/questions/new?start=draft", "account": "/account", "deadline": "/deadline?length=20&unit=working+days&counting=after&from=2026-12-01", "digest": "/digest", "reminders": "/account/reminders", "calendar": "/calendar", "days": "/calendar?view=list&category=deadlines", "feeds": "/account/feeds", "missing": "/nowhere",
		"first-day": "/first-day", "imports": "/import", "import": "/questions/import",
	}
	imported := "/imports/" + string(w.fullestFirst(t, who, models.ImportKind)[0].Base().Ref)
	pages["import-record"], pages["import-columns"], pages["import-preview"], pages["import-apply"] = imported, imported+"/columns", imported+"/preview", imported+"/apply"
	for _, k := range []*models.Kind{models.PriorityKind, models.QuestionKind, models.AwardKind, models.MeasureKind, models.RecommendationKind} {
		pages[k.Name] = "/" + k.Plural + "/" + string(w.fullestFirst(t, who, k)[0].Base().Ref)
	}
	pages["history"] = pages["question"] + "/history"
	meeting := w.openMeeting(t, who)
	pages["agenda"], pages["recording"], pages["pack"] = meeting+"/agenda", meeting+"/record", meeting+"/pack"
	widths := []int64{narrow, wide}
	if os.Getenv(pictures) == "" {
		widths = widths[:1]
	}
	for _, width := range widths {
		b.resize(width)
		for name, path := range pages {
			b.open(path)
			if name == "form" {
				b.press("Draft a question")
			}
			if width == narrow {
				b.holds(path+" when narrow", append(b.axe(), lines(b.call(fitting))...))
			}
			b.picture(fmt.Sprintf("%s-%d", name, width))
		}
	}
}

// holds fails the test for every problem that was found.
func (b *tab) holds(name string, problems []string) {
	b.t.Helper()
	for _, problem := range append(problems, b.complaints()...) {
		b.t.Errorf("%s: %s", name, problem)
	}
}

// noticing shows a page that does everything wrong: what does not see it sees
// nothing.
func (w *site) noticing(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; img-src 'self'")
		rw.Header().Set("Content-Type", "text/html")
		_, _ = fmt.Fprint(rw, `<!DOCTYPE html><title>x</title><h1></h1><p id="a" style="width: 2000px">x<p id="a">undefined
			<a href="#b">b</a><img src="/none.png"><img src="/hop"><script>1</script><script src="/bad.js"></script>
			<svg width="900" height="9"></svg>`)
	})
	mux.HandleFunc("/bad.js", func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "text/javascript")
		_, _ = fmt.Fprint(rw, "console.error('oops'); console.warn('ah'); nothing.there")
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	b := newTab(w.browser, t, server.URL)
	b.open("/")
	found := append(append(b.complaints(), lines(b.call(soundness))...), b.axe()...)
	b.resize(narrow)
	said := strings.Join(append(found, lines(b.call(fitting))...), "\n")
	for _, want := range []string{
		"console error: ", "oops", "console warning: ", "ah", "script error: ReferenceError", "request failed: 404", "Content Security Policy",
		"headings of the first level", "the title is", "no language", "a style attribute", "two elements have the id a", "leads to no element", "a value of the program",
		"axe: image-alt", "axe: html-has-lang", "scrolls sideways",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("not noticed: %s", want)
		}
	}
	if t.Failed() {
		t.Log(said)
	}
}

// countReferring counts to each record the records that refer to it.
func (w *site) countReferring(ctx context.Context) error {
	w.referring = map[models.Ref]int{}
	for _, k := range models.Registry {
		for page, err := range w.service.All(ctx, models.System(), k, service.Query{Sort: "ref"}) {
			if err != nil {
				return err
			}
			for _, m := range page.Models {
				for _, link := range k.Links(m) {
					w.referring[link.To]++
				}
			}
		}
	}
	return nil
}
