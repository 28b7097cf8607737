package frontend_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"answerable/models"
)

var feedAddress = regexp.MustCompile(`http://example\.com(/calendar/feed/[A-Za-z0-9_-]{43}\.ics)`)

// feed makes a feed as somebody would and gives its path.
func (s *scene) feed(role models.Role) string {
	s.Helper()
	made := s.wants(s.post(role, "/account/feeds", url.Values{"name": {"My phone"}}), http.StatusOK)
	found := feedAddress.FindStringSubmatch(made.body)
	if found == nil {
		s.Fatalf("no address is shown: %s", made.text())
	}
	return found[1]
}

// events reads a calendar by the rules of RFC 5545 and nothing else: lines of
// at most 75 octets that end in CR LF, continued by a space; a property's name
// with its parameters, a colon, the value.
func events(t *testing.T, file string) []map[string]string {
	t.Helper()
	if !strings.HasSuffix(file, "\r\n") || strings.Count(file, "\n") != strings.Count(file, "\r\n") || strings.Count(file, "\r") != strings.Count(file, "\n") {
		t.Fatal("lines do not end in CR LF")
	}
	for _, line := range strings.Split(file, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	var found []map[string]string
	lines := strings.Split(strings.TrimSuffix(strings.ReplaceAll(file, "\r\n ", ""), "\r\n"), "\r\n")
	if lines[0] != "BEGIN:VCALENDAR" || lines[len(lines)-1] != "END:VCALENDAR" {
		t.Fatalf("it begins with %q and ends with %q", lines[0], lines[len(lines)-1])
	}
	for _, line := range lines {
		name, value, is := strings.Cut(line, ":")
		switch {
		case !is:
			t.Errorf("a line without a value: %q", line)
		case line == "BEGIN:VEVENT":
			found = append(found, map[string]string{})
		case len(found) > 0:
			found[len(found)-1][name] = value
		}
	}
	return found
}

func TestAFeedIsACalendarFile(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.actor(models.RolePlan)
		path := s.feed(models.RolePlan)
		title := "Größe, Kosten; und “Wörter” \\ über " + strings.Repeat("äußerst ", 8) + strings.Repeat("ß", 50)
		ref := s.add("commitment", "", fields{"title": title + "\nzweite Zeile", "text": "Do", "body": s.force, "due_on": "2019-03-31", "given_on": "2019-01-01"})
		s.add("library", "", fields{"title": "Awareness", "type": "awareness day", "day_of_year": "29 February"})
		s.add("activity", "plan", fields{"title": "Some time", "type": "event", "started": "2019-03"})
		got := s.wants(s.get("", path), http.StatusOK)
		if kind := got.header.Get("Content-Type"); kind != "text/calendar; charset=utf-8" {
			s.Errorf("it is %s", kind)
		}
		s.has(got.body, "\r\nVERSION:2.0\r\n", "\r\nPRODID:-//Answerable//Calendar//EN\r\n", "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n")
		found := events(s.T, got.body)
		if len(found) != 2 {
			s.Fatalf("%d events", len(found))
		}
		escaped := "Commitment due: Größe\\, Kosten\\; und “Wörter” \\\\ über " + strings.Repeat("äußerst ", 8) + strings.Repeat("ß", 50) + " zweite Zeile"
		for name, want := range map[string]string{
			"UID": string(ref) + "-due_on@example.com", "SEQUENCE": "1", "DTSTAMP": "20190304T090000Z", "LAST-MODIFIED": "20190304T090000Z",
			"DTSTART;VALUE=DATE": "20190331", "DTEND;VALUE=DATE": "20190401", "SUMMARY": escaped, "CATEGORIES": "Deadlines",
			"URL": "http://example.com/commitments/" + string(ref), "CLASS": "PRIVATE", "TRANSP": "TRANSPARENT",
			"DESCRIPTION": "Commitment " + string(ref) + "\\, open\\nhttp://example.com/commitments/" + string(ref),
		} {
			if found[0][name] != want {
				s.Errorf("%s is %q, want %q", name, found[0][name], want)
			}
		}
		if leap := found[1]; leap["DTSTART;VALUE=DATE"] != "20200229" || leap["DTEND;VALUE=DATE"] != "20200301" || leap["UID"] != "LIB-1-day_of_year-2020@example.com" {
			s.Errorf("the leap day is %v", leap)
		}
		s.move("commitment", ref, "revise", fields{"due_on": "2019-12-31", "reason": "Late"})
		moved := events(s.T, s.get("", path).body)[0]
		if moved["UID"] != found[0]["UID"] || moved["SEQUENCE"] != "2" || moved["DTSTART;VALUE=DATE"] != "20191231" || moved["DTEND;VALUE=DATE"] != "20200101" {
			s.Errorf("after it was moved: %v", moved)
		}
	})
}

func TestAFeedIsSentAgainOnlyWhenItChanged(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.actor(models.RolePlan)
		path := s.feed(models.RolePlan)
		first := s.wants(s.get("", path), http.StatusOK)
		tag := first.header.Get("ETag")
		if tag == "" || first.header.Get("Cache-Control") != "private, no-cache" || len(first.header.Values("Set-Cookie")) > 0 {
			s.Errorf("headers: %v", first.header)
		}
		ask := func(method string) answer {
			request := httptest.NewRequest(method, path, nil)
			request.Header.Set("If-None-Match", tag)
			return s.send("", request)
		}
		if same := s.wants(ask(http.MethodGet), http.StatusNotModified); same.body != "" {
			s.Error("the calendar is sent again")
		}
		s.add("meeting", "plan", fields{"title": "COM", "type": "com", "held_on": "2019-03-20"})
		if changed := s.wants(ask(http.MethodGet), http.StatusOK); changed.header.Get("ETag") == tag {
			s.Error("a changed calendar has the same tag")
		}
		if head := s.wants(ask(http.MethodHead), http.StatusOK); head.body != "" || head.header.Get("ETag") == "" {
			s.Errorf("HEAD answers %v %q", head.header, head.body)
		}
	})
}

// TestFeedsThatOpenNothingAreAlike asks for a feed that was revoked, one that
// never was, and addresses that are none.
func TestFeedsThatOpenNothingAreAlike(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.actor(models.RolePlan)
		path := s.feed(models.RolePlan)
		list := s.get(models.RolePlan, "/account/feeds")
		s.has(list.text(), "My phone", "4 March 2019", "Never", "Revoke My phone", "OFFICIAL-SENSITIVE records are never in it")
		s.hasNot(list.body, strings.TrimSuffix(strings.TrimPrefix(path, "/calendar/feed/"), ".ics"))
		_, after, _ := strings.Cut(list.body, `action="/account/feeds/`)
		id, _, _ := strings.Cut(after, `"`)
		s.goesTo(s.post(models.RolePlan, "/account/feeds/"+id, nil), "/account/feeds?done=revoked")
		s.has(s.get(models.RolePlan, "/account/feeds?done=revoked").text(), "The feed was revoked", "Revoked")
		s.wants(s.post(models.RolePlan, "/account/feeds/"+id, nil), http.StatusNotFound)
		revoked := s.wants(s.get("", path), http.StatusNotFound)
		for _, other := range []string{
			"/calendar/feed/" + strings.Repeat("A", 43) + ".ics", "/calendar/feed/x", "/calendar/feed/.ics", "/calendar/feed/%00.ics",
			strings.TrimSuffix(path, ".ics"), "/calendar/feed/" + strings.Repeat("a", 5000) + ".ics",
		} {
			got := s.wants(s.get("", other), http.StatusNotFound)
			delete(got.header, "X-Request-Id")
			if got.body != revoked.body || !slices.Equal(keysOf(got.header), keysOf(revoked.header)) {
				s.Errorf("%s is told from a revoked one", other)
			}
		}
	})
}

func keysOf(header http.Header) []string {
	var keys []string
	for key := range header {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func TestAFeedNeedsAName(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.actor(models.RolePlan)
		s.has(s.get(models.RolePlan, "/account").body, `href="/account/feeds"`)
		s.has(s.get(models.RolePlan, "/account/feeds").text(), "You have no feeds.")
		long := strings.Repeat("x", 101)
		wrong := s.wants(s.post(models.RolePlan, "/account/feeds", url.Values{"name": {long}}), http.StatusUnprocessableEntity)
		s.has(wrong.body, `href="#name"`, `value="`+long+`"`, "Name: must be given, in at most 100 characters")
	})
}
