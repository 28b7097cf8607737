package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"

	"answerable/internal/session"
	"answerable/models"
	"answerable/service"
)

// scenario is something that people do all day, as requests to the product and
// as requests to the bare server.
type scenario struct {
	name string
	// about says it in the report.
	about string
	// aims are the wanted shares of the bare server's rate, by the database of
	// the product; none where there is no aim.
	aims map[string]float64
	// visits are what is sent to the product, by database: each has keys of
	// its own.
	visits map[string][]operation
	// bare is what is sent to the bare server.
	bare []operation
	// same says that the answers can be held against each other.
	same bool
}

// variants is how many different requests a scenario has.
const variants = 48

// keys are what the clients show at the door of one database.
type keys struct {
	plan, drafter string // tokens
	cookie        string
	// cookies are those of everybody who signs in, by email address.
	cookies map[string]string
}

// issue makes the keys.
func issue(ctx context.Context, s *service.Service) (keys, error) {
	var k keys
	for email, token := range map[string]*string{"plan@example.org": &k.plan, "drafter@example.org": &k.drafter} {
		who, err := s.PersonByEmail(ctx, email)
		if err != nil {
			return k, err
		}
		if *token, _, err = s.IssueToken(ctx, who, "bench", 1); err != nil {
			return k, err
		}
	}
	k.cookies = map[string]string{}
	for _, email := range workers {
		var err error
		if k.cookies[email], err = s.SignIn(ctx, email, password, "127.0.0.1"); err != nil {
			return k, err
		}
	}
	k.cookie = k.cookies["plan@example.org"]
	return k, nil
}

func get(path string, headers ...string) []byte {
	return request(http.MethodGet, path, nil, headers...)
}

func request(method, path string, body []byte, headers ...string) []byte {
	text := method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n"
	for _, header := range headers {
		text += header + "\r\n"
	}
	if body != nil {
		text += fmt.Sprintf("Content-Type: application/json\r\nContent-Length: %d\r\n", len(body))
	}
	return append([]byte(text+"\r\n"), body...)
}

func bearer(token string) string { return "Authorization: Bearer " + token }

// material is what the requests are made of, read from the data.
type material struct {
	questions, meetings, priorities, staff, units []models.Ref
}

// gather reads references of records that a plan manager sees.
func gather(ctx context.Context, s *service.Service) (*material, error) {
	who, err := s.PersonByEmail(ctx, "plan@example.org")
	if err != nil {
		return nil, err
	}
	m := &material{}
	for _, wanted := range []struct {
		kind  *models.Kind
		query service.Query
		into  *[]models.Ref
	}{
		{models.QuestionKind, service.Query{Filters: map[string][]string{"state": {"closed"}}, Limit: service.MaxPageSize}, &m.questions},
		{models.MeetingKind, service.Query{Limit: service.MaxPageSize}, &m.meetings},
		{models.PriorityKind, service.Query{}, &m.priorities},
		{models.PersonKind, service.Query{}, &m.staff},
		{models.BodyKind, service.Query{}, &m.units},
	} {
		page, err := s.List(ctx, who, wanted.kind, wanted.query)
		if err != nil {
			return nil, err
		}
		for _, found := range page.Models {
			*wanted.into = append(*wanted.into, found.Base().Ref)
		}
	}
	return m, nil
}

// path is an address with a query.
func path(at string, values url.Values) string { return at + "?" + values.Encode() }

// listQuery is the n-th filter of a list: what waits for an answer or for a
// verdict on it, within a priority, by when the answer is due.
func (m *material) listQuery(n int) url.Values {
	all := len(m.priorities)
	return url.Values{
		"priority": {string(m.priorities[n%all])},
		"state":    {[]string{"put", "answered"}[n/all%2]},
		"sort":     {[]string{"due_on", "-due_on"}[n/all/2%2]},
	}
}

// scenarios are all that is measured. The keys are those of each database.
func scenarios(m *material, doors map[string]keys) []*scenario {
	a := author{rand.New(rand.NewPCG(7, 7))}
	api := func(path string) string { return "/api/v1" + path }
	list := &scenario{name: "list", about: "the filtered, sorted list of 25 questions with names, as a plan manager", aims: map[string]float64{"postgres": 0.65, "sqlite": 0.9}, same: true}
	drafter := &scenario{name: "list (force)", about: "the same list as a force drafter", aims: list.aims, same: true}
	record := &scenario{name: "record", about: "one question, and its thread: two requests", aims: map[string]float64{"postgres": 0.6, "sqlite": 1.1}, same: true}
	search := &scenario{name: "search", about: "a search for two words", aims: map[string]float64{"postgres": 0.6}, same: true}
	create := &scenario{name: "create", about: "a drafted question, checked, registered, linked and on the trail; the bare server only numbers and inserts it", aims: map[string]float64{"postgres": 0.3}}
	page := &scenario{name: "page", about: "the list as a page, compressed, for a browser; the bare server answers JSON", aims: map[string]float64{"postgres": 0.5}}
	// What writes comes last: it leaves the databases larger.
	all := []*scenario{list, drafter, record, search, page, create}
	for _, s := range all {
		s.visits = map[string][]operation{}
	}
	for n := range variants {
		query, ref := m.listQuery(n), "/questions/"+string(m.questions[n%len(m.questions)])
		words := url.Values{"q": {a.place() + " " + vocabulary[10+a.IntN(60)]}}
		for database, k := range doors {
			list.visit(database, get(api(path("/questions", query)), bearer(k.plan)))
			drafter.visit(database, get(api(path("/questions", query)), bearer(k.drafter)))
			record.visit(database, get(api(ref), bearer(k.plan)), get(api(ref+"/thread"), bearer(k.plan)))
			search.visit(database, get(api(path("/search", words)), bearer(k.plan)))
			page.visit(database, get(path("/questions", query), "Cookie: "+session.Cookie+"="+k.cookie, "Accept-Encoding: gzip"))
		}
		for _, s := range []*scenario{list, drafter, search, page} {
			s.bare = append(s.bare, operation{get(bareAt(s, 0, n))})
		}
		record.bare = append(record.bare, operation{get(bareAt(record, 0, n)), get(bareAt(record, 1, n))})
	}
	for range 20 * variants {
		body := m.draft(a)
		for database, k := range doors {
			create.visit(database, request(http.MethodPost, api("/questions"), body, bearer(k.plan)))
		}
		create.bare = append(create.bare, operation{request(http.MethodPost, "/questions", body)})
	}
	return all
}

func (s *scenario) visit(database string, requests ...[]byte) {
	s.visits[database] = append(s.visits[database], requests)
}

// bareAt is the path on the bare server of a request of a scenario.
func bareAt(s *scenario, step, n int) string {
	handler := map[string]string{"record": "record", "search": "search"}[s.name]
	switch {
	case s.name == "record" && step == 1:
		handler = "thread"
	case handler == "":
		handler = "list"
	}
	return fmt.Sprintf("/%s/%s/%d", handler, url.PathEscape(s.name), n)
}

// draft is what somebody enters to draft a question.
func (m *material) draft(a author) []byte {
	text, err := json.Marshal(fields{
		"meeting": one(a, m.meetings), "title": a.title(), "text": a.prose(20, 60), "wording": "summary", "why": a.prose(20, 40),
		"asked_of": one(a, m.units), "priorities": some(a, m.priorities, 2), "owner": one(a, m.staff),
	})
	if err != nil {
		panic(err)
	}
	return text
}
