package main

import (
	"archive/zip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"

	"answerable/frontend"
	"answerable/internal/clock"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

const password = "a long enough password"

// buriedOn is the day on which buried records stand in the calendar.
const buriedOn = "2019-03-20"

// buried is a record put straight into the tables, with a mark in every text.
type buried struct {
	kind   *models.Kind
	model  models.Model
	parent *buried
}

// field is a fresh office with buried records and somebody in every role.
type field struct {
	t      *testing.T
	gdb    *gorm.DB
	engine *gin.Engine
	s      *service.Service
	buried []*buried
	bodies map[models.Side]models.Ref
	people map[models.Role]models.Ref
	// pointer is a record that everybody sees and that refers to all.
	pointer models.Ref
	told    int
}

// TestWhatARoleMayNotSeeDoesNotExistForIt buries a record of every kind in
// every state that is hidden from somebody, and then asks every address of the
// product as every role: what the permission table hides must not show through
// anywhere, in no list, count, search, history, link, export or error.
func TestWhatARoleMayNotSeeDoesNotExistForIt(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		f := newField(t, gdb)
		f.buryEverything()
		for _, role := range models.Roles {
			t.Run(string(role), func(t *testing.T) { f.walk(t, role) })
		}
	})
}

func newField(t *testing.T, gdb *gorm.DB) *field {
	t.Helper()
	f := &field{t: t, gdb: gdb, bodies: map[models.Side]models.Ref{}, people: map[models.Role]models.Ref{}}
	f.s = service.New(gdb, clock.Fixed(time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC)), slog.New(slog.DiscardHandler))
	for _, role := range models.Roles {
		side := models.SideOf(role)
		ref, err := f.s.AddPerson(context.Background(), service.NewPerson{
			Name: string(role), Email: string(role) + "@example.org", Roles: []models.Role{role}, Body: string(side), BodyType: "other",
		})
		f.ok(err)
		f.people[role] = ref
	}
	var err error
	f.engine, err = web{}.engine(f.s, frontend.Options{})
	f.ok(err)
	return f
}

func (f *field) ok(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

// walk asks every address as a role. What it may see must show somewhere, or
// the walk proves nothing.
func (f *field) walk(t *testing.T, role models.Role) {
	cookie := f.signIn(role)
	shown := map[int]bool{}
	asked := 0
	const byMail = "mail"
	mailed := f.mailed(role)
	for _, address := range append(f.addresses(), byMail) {
		code, body := http.StatusOK, mailed
		if address != byMail {
			code, body = f.get(cookie, address)
		}
		asked++
		if code >= http.StatusInternalServerError {
			t.Errorf("%s: %d %s", address, code, firstLine(body))
		}
		for _, found := range marks.FindAllStringSubmatch(withoutEcho(address, body), -1) {
			var n int
			_, err := fmt.Sscan(found[1]+found[2], &n)
			f.ok(err)
			shown[n] = true
			if b := f.buried[n-1]; !b.seenBy(role) {
				t.Errorf("%s shows %s, a %s that is %q, side %s, %s", address, found[0], b.kind.Name, b.model.Base().State, b.model.Base().Side, b.model.Shared().Marking)
				return
			}
		}
	}
	f.readFeed(t, role)
	f.takeDossiers(t, role, cookie)
	f.tryToChange(t, role, cookie)
	f.tryToChangeSeveral(t, role, cookie)
	for i, b := range f.buried {
		if b.seenBy(role) && !shown[i+1] {
			t.Errorf("a %s that is %q may be seen, but shows nowhere", b.kind.Name, b.model.Base().State)
		}
	}
	t.Logf("%d addresses asked, %d of %d records seen", asked, len(shown), len(f.buried))
}

// readFeed reads the calendar feed of a role: it shows what may be seen of what
// stands in the calendar, and nothing OFFICIAL-SENSITIVE.
func (f *field) readFeed(t *testing.T, role models.Role) {
	who, err := f.s.PersonByEmail(t.Context(), string(role)+"@example.org")
	f.ok(err)
	secret, _, err := f.s.IssueFeed(t.Context(), who, "Boundary")
	f.ok(err)
	answer := httptest.NewRecorder()
	f.engine.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, service.FeedPath(secret), nil))
	if answer.Code != http.StatusOK {
		t.Fatalf("the feed answers %d", answer.Code)
	}
	file := strings.ReplaceAll(answer.Body.String(), "\r\n ", "")
	shown := map[models.Ref]bool{}
	for _, ref := range regexp.MustCompile(`HID-\d+Z`).FindAllString(file, -1) {
		shown[models.Ref(ref)] = true
	}
	for _, b := range f.buried {
		ref := b.model.Base().Ref
		if may := b.seenBy(role) && !b.sensitive() && b.inCalendar(); shown[ref] != may {
			t.Errorf("the feed shows %s: %t, a %s that is %q, side %s, %s", ref, shown[ref], b.kind.Name, b.model.Base().State, b.model.Base().Side, b.model.Shared().Marking)
		}
	}
	t.Logf("%d records in the feed", len(shown))
}

// takeDossiers unpacks every dossier that a role can have, with what is
// OFFICIAL-SENSITIVE and without: in no member is anything that the role may not
// see, and without it is not asked for nothing OFFICIAL-SENSITIVE.
func (f *field) takeDossiers(t *testing.T, role models.Role, cookie *http.Cookie) {
	taken := 0
	for _, theme := range f.buried {
		if !theme.kind.IsTheme() {
			continue
		}
		at := "/" + theme.kind.Plural + "/" + string(theme.model.Base().Ref) + "/dossier.zip"
		for _, address := range []string{at + "?sensitive=yes", "/api/v1" + at} {
			code, body := f.get(cookie, address)
			if code != http.StatusOK {
				continue
			}
			taken++
			for _, found := range marks.FindAllStringSubmatch(body, -1) {
				var n int
				_, err := fmt.Sscan(found[1]+found[2], &n)
				f.ok(err)
				if b := f.buried[n-1]; !b.seenBy(role) || address != at+"?sensitive=yes" && b.sensitive() {
					t.Fatalf("%s holds %s, a %s that is %q, side %s, %s", address, found[0], b.kind.Name, b.model.Base().State, b.model.Base().Side, b.model.Shared().Marking)
				}
			}
		}
	}
	if taken == 0 {
		t.Error("no dossier could be taken: the walk does not reach them")
	}
	t.Logf("%d dossiers taken", taken)
}

// sensitive tells whether a record, or what it is part of, never leaves.
func (b *buried) sensitive() bool {
	return b.model.Shared().Marking == models.OfficialSensitive || b.parent != nil && b.parent.sensitive()
}

// inCalendar tells whether the dates of a record count.
func (b *buried) inCalendar() bool {
	return slices.ContainsFunc(models.DatedFields, func(d models.Dated) bool {
		return d.Kind == b.kind.Name && slices.Contains(d.States, b.model.Base().State)
	})
}

// routes are those of the pages and, from its own description, of the API.
func (f *field) routes() gin.RoutesInfo {
	f.t.Helper()
	routes := slices.DeleteFunc(f.engine.Routes(), func(r gin.RouteInfo) bool { return strings.HasPrefix(r.Path, "/api/") })
	answer := httptest.NewRecorder()
	f.engine.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/api/v1/openapi.json", nil))
	var description struct {
		Paths map[string]map[string]any
	}
	f.ok(json.Unmarshal(answer.Body.Bytes(), &description))
	for path, methods := range description.Paths {
		for method := range methods {
			at := "/api/v1" + strings.NewReplacer("{", ":", "}", "").Replace(path)
			routes = append(routes, gin.RouteInfo{Method: strings.ToUpper(method), Path: at})
		}
	}
	return routes
}

// tryToChange sends every change there is a route for to records that the role
// may not see: each answer is the one for a record that does not exist.
func (f *field) tryToChange(t *testing.T, role models.Role, cookie *http.Cookie) {
	for _, b := range f.buried {
		if b.seenBy(role) {
			continue
		}
		for _, route := range f.routes() {
			if route.Method == http.MethodGet || !strings.Contains(route.Path, ":ref") || kindIn(route.Path) != b.kind || strings.HasSuffix(route.Path, "/password") {
				continue
			}
			hidden, absent := f.send(cookie, route, b, b.model.Base().Ref), f.send(cookie, route, b, "HID-0Z")
			if hidden != absent || !strings.HasPrefix(hidden, "404") {
				t.Errorf("%s %s of a hidden %s answers %q, of one that does not exist %q", route.Method, route.Path, b.kind.Name, hidden, absent)
			}
		}
	}
}

// tryToChangeSeveral names records that the role may not see where many are
// changed at once, as what to change and as what to set: each answer is the one
// for a reference of nothing.
func (f *field) tryToChangeSeveral(t *testing.T, role models.Role, cookie *http.Cookie) {
	asked := 0
	for _, route := range f.routes() {
		if route.Method != http.MethodPost || !strings.HasSuffix(route.Path, "/bulk") {
			continue
		}
		for i, b := range f.buried {
			if b.seenBy(role) || kindIn(route.Path) != b.kind {
				continue
			}
			asked++
			for _, form := range severalForms(route.Path, f.people[role]) {
				hidden, absent := f.sendSeveral(cookie, route.Path, form, b.model.Base().Ref), f.sendSeveral(cookie, route.Path, form, "HID-0Z")
				if hidden != absent || strings.Contains(hidden, fmt.Sprintf("zqx%dz", i+1)) {
					t.Errorf("%s of a hidden %s answers %q, of one that does not exist %q", route.Path, b.kind.Name, hidden, absent)
				}
			}
		}
	}
	if asked < 20 {
		t.Errorf("only %d hidden records were tried: the walk does not reach them", asked)
	}
}

// severalForms are bodies that change many records at once, with REF where a
// record is named.
func severalForms(path string, owner models.Ref) []string {
	if strings.HasPrefix(path, "/api/") {
		const body = `{"refs": [{"ref": "REF", "version": 1}], "reason": "x", "preview": %t, "set": %s}`
		return []string{
			fmt.Sprintf(body, true, `{"owner": "`+owner+`"}`), fmt.Sprintf(body, false, `{"owner": "`+owner+`"}`),
			fmt.Sprintf(body, true, `{"owner": "REF"}`), fmt.Sprintf(body, true, `{"priorities": {"add": ["REF"]}}`), fmt.Sprintf(body, false, `{"due_on": "2019-04-01"}`),
		}
	}
	return []string{
		"ref=REF@1&what=owner&reason=x&owner=" + string(owner), "ref=REF@1&what=owner&reason=x&confirm=yes&owner=" + string(owner),
		"ref=REF&what=owner&reason=x&owner=REF", "ref=REF&what=priorities&reason=x&add=REF", "ref=REF@1&what=due_on&reason=x&confirm=yes&due_on=2019-04-01",
	}
}

func (f *field) sendSeveral(cookie *http.Cookie, path, form string, ref models.Ref) string {
	request := httptest.NewRequest(http.MethodPost, path, strings.NewReader(strings.ReplaceAll(form, "REF", string(ref))))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if strings.HasPrefix(path, "/api/") {
		request.Header.Set("Content-Type", "application/json")
	}
	request.AddCookie(cookie)
	answer := httptest.NewRecorder()
	f.engine.ServeHTTP(answer, request)
	text := requestNumber.ReplaceAllString(answer.Body.String(), "")
	return fmt.Sprint(answer.Code, " ", strings.ReplaceAll(text, string(ref), ""))
}

const (
	versionPart = "--b\r\nContent-Disposition: form-data; name=\"version\"\r\n\r\n1\r\n"
	filePart    = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\ntext\r\n--b--\r\n"
)

// send makes one change and gives the answer, without the reference that it
// echoes and the number of the request.
func (f *field) send(cookie *http.Cookie, route gin.RouteInfo, b *buried, ref models.Ref) string {
	move := "none"
	if len(b.kind.Moves) > 0 {
		move = b.kind.Moves[0].Name
	}
	address := strings.NewReplacer(":ref", string(ref), ":move", move).Replace(route.Path)
	content, body := "application/x-www-form-urlencoded", "version=1&reason=x"
	if strings.HasPrefix(route.Path, "/api/") {
		content, body = "application/json", fmt.Sprintf(`{"move": %q, "reason": "x"}`, move)
	}
	if strings.HasSuffix(route.Path, "/content") || strings.HasSuffix(route.Path, "/file") {
		content, body = "multipart/form-data; boundary=b", versionPart+filePart
		if strings.HasPrefix(route.Path, "/api/") {
			body = filePart
		}
	}
	request := httptest.NewRequest(route.Method, address, strings.NewReader(body))
	request.Header.Set("Content-Type", content)
	request.Header.Set("If-Match", `"1"`)
	request.AddCookie(cookie)
	answer := httptest.NewRecorder()
	f.engine.ServeHTTP(answer, request)
	text := requestNumber.ReplaceAllString(answer.Body.String(), "")
	return fmt.Sprint(answer.Code, " ", strings.ReplaceAll(text, string(ref), ""))
}

var requestNumber = regexp.MustCompile(`\b[A-Z2-7]{26}\b`)

// addresses are all GET routes of the product: those of records with every
// buried record, those of kinds as they are and filtered.
func (f *field) addresses() []string {
	var addresses []string
	for _, route := range f.routes() {
		switch {
		case route.Method != http.MethodGet || strings.HasPrefix(route.Path, "/assets"):
		case strings.Contains(route.Path, ":") || strings.Contains(route.Path, "*"):
			addresses = append(addresses, f.filled(route.Path)...)
		default:
			addresses = append(addresses, route.Path)
			if k := kindIn(route.Path); k != nil && strings.HasSuffix(route.Path, "/"+k.Plural) {
				addresses = append(addresses, route.Path+"?q=buriedword", route.Path+"?state="+url.QueryEscape(k.States[0].Value))
			}
		}
	}
	return append(addresses, "/search?q=buriedword", "/api/v1/search?q=buriedword", "/api/v1/questions/similar?text=buriedword",
		"/briefing?since=1900&sensitive=yes", "/api/v1/briefing?since=1900&sensitive=yes",
		"/calendar?month="+buriedOn[:7], "/calendar?view=list&from="+buriedOn, "/api/v1/calendar?from="+buriedOn,
		"/export/file?format=csv&sensitive=yes", "/export/file?format=xlsx&sensitive=yes", "/api/v1/export.json?sensitive=yes",
		"/questions/export.csv?sensitive=yes", "/api/v1/questions.xlsx?sensitive=yes")
}

// filled puts records into the places of a route that belong to their kind.
func (f *field) filled(path string) []string {
	k := kindIn(path)
	var addresses []string
	if k == models.KindNamed("library") {
		addresses = append(addresses, strings.NewReplacer(":ref", string(f.pointer), ":move", "withdraw").Replace(path))
	}
	for _, b := range f.buried {
		if k != nil && b.kind != k {
			continue
		}
		move := "none"
		if len(b.kind.Moves) > 0 {
			move = b.kind.Moves[0].Name
		}
		filled := strings.NewReplacer(":ref", string(b.model.Base().Ref), ":move", move, ":family", "Funding", ":id", "none", ":month", b.month(), ":file", service.GrantsCSV).Replace(path)
		addresses = append(addresses, filled)
	}
	slices.Sort(addresses)
	return slices.Compact(addresses)
}

// month is under which a list of grants stands in public, whether it is out or
// not.
func (b *buried) month() string {
	if list, is := b.model.(*models.GrantList); is {
		return list.Address()
	}
	return "none"
}

func kindIn(path string) *models.Kind {
	for _, part := range strings.Split(path, "/") {
		plural, _, _ := strings.Cut(part, ".")
		if k := models.KindAt(plural); k != nil {
			return k
		}
	}
	return nil
}

func (f *field) signIn(role models.Role) *http.Cookie {
	f.ok(f.s.SetPassword(context.Background(), models.System(), f.people[role], password))
	form := url.Values{"email": {string(role) + "@example.org"}, "password": {password}}
	request := httptest.NewRequest(http.MethodPost, "/sign-in", strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := httptest.NewRecorder()
	f.engine.ServeHTTP(answer, request)
	cookies := answer.Result().Cookies()
	if len(cookies) == 0 {
		f.t.Fatalf("%s cannot sign in: %d %s", role, answer.Code, firstLine(answer.Body.String()))
	}
	return cookies[0]
}

func (f *field) get(cookie *http.Cookie, address string) (int, string) {
	request := httptest.NewRequest(http.MethodGet, address, nil)
	request.AddCookie(cookie)
	answer := httptest.NewRecorder()
	f.engine.ServeHTTP(answer, request)
	return answer.Code, unpacked(answer.Body.String())
}

// unpacked is the text of an answer or, of a workbook or an archive, all that
// is packed in it.
func unpacked(body string) string {
	archive, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		return body
	}
	var all strings.Builder
	for _, entry := range archive.File {
		part, err := entry.Open()
		if err != nil {
			return body
		}
		all.WriteString(entry.Name + "\n")
		_, _ = io.Copy(&all, part) //nolint:gosec // the product itself packed it
	}
	return all.String()
}

// withoutEcho takes out the reference that the address itself names: a page
// that says “there is no question X” says nothing that was not known.
func withoutEcho(address, body string) string {
	if strings.Contains(body, "zqx") {
		return body
	}
	for _, named := range regexp.MustCompile(`HID-\d+Z`).FindAllString(address, -1) {
		body = strings.ReplaceAll(body, named, "")
	}
	return body
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}
