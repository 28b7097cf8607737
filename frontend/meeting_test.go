package frontend_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"answerable/models"
)

// planned is a meeting in March 2019 whose agenda is open.
func (s *scene) planned() (meeting models.Ref, at string) {
	s.Helper()
	meeting = s.add("meeting", "plan", fields{"title": "Spring COM", "type": "com", "held_on": "2019-03-20"})
	return meeting, "/meetings/" + string(meeting)
}

func (s *scene) agendaOf(meeting models.Ref) []*models.AgendaItem {
	s.Helper()
	page, err := s.service.Agenda(context.Background(), models.System(), meeting)
	if err != nil {
		s.Fatal(err)
	}
	var items []*models.AgendaItem
	for _, m := range page.Models {
		items = append(items, m.(*models.AgendaItem))
	}
	return items
}

func (s *scene) meetingOf(ref models.Ref) *models.Meeting {
	s.Helper()
	one, err := s.service.Get(context.Background(), models.System(), models.MeetingKind, ref)
	if err != nil {
		s.Fatal(err)
	}
	return one.Model.(*models.Meeting)
}

// hidden are the values of the hidden controls of the form that is sent to a
// path and speaks of an item, if one is named.
func (s *scene) hidden(body, action, item string) url.Values {
	s.Helper()
	for _, form := range strings.Split(body, "<form")[1:] {
		form, _, _ = strings.Cut(form, "</form>")
		if !strings.Contains(form, `action="`+action+`"`) || item != "" && !strings.Contains(form, `value="`+item+`"`) {
			continue
		}
		values := url.Values{}
		for _, part := range strings.Split(form, `<input type="hidden" name="`)[1:] {
			name, rest, _ := strings.Cut(part, `"`)
			_, rest, _ = strings.Cut(rest, `value="`)
			value, _, _ := strings.Cut(rest, `"`)
			values.Set(name, value)
		}
		return values
	}
	s.Fatalf("there is no form to %s about %q", action, item)
	return nil
}

func TestAgendaIsBuiltFromWhatIsDue(t *testing.T) {
	eachScene(t, func(s *scene) {
		meeting, at := s.planned()
		lapsed := s.add("assurance", "state", fields{"title": "Reviewed each month", "statement": "They are", "relied_until": "2019-02-01"})
		late := s.add("commitment", "undertake", fields{"title": "Report the cost", "text": "c", "body": s.force, "due_on": "2019-03-01"})

		page := s.wants(s.get(models.RolePlan, at+"/agenda"), http.StatusOK)
		sound(t, at+"/agenda", page)
		s.has(page.text(), "Nothing is on the agenda yet.", "Reviewed each month ("+string(lapsed)+")", "Lapsed. May be relied on until 1 February 2019",
			"Report the cost ("+string(late)+")", "West Yorkshire Police. Due by 1 March 2019", "Recommendations past their target: none", "No earlier meeting of this type is recorded.")
		s.has(page.body, `href="/assurances/`+string(lapsed)+`/retest"`)

		none := s.wants(s.post(models.RolePlan, at+"/agenda/proposals", url.Values{"others": {"nothing-1"}}), http.StatusUnprocessableEntity)
		s.has(none.text(), "There is a problem", "there is no record nothing-1")
		s.has(none.body, ">nothing-1</textarea>")
		s.goesTo(s.post(models.RolePlan, at+"/agenda/proposals", url.Values{"refs": {string(lapsed), string(late)}}), at+"/agenda?done=taken#agenda")
		s.goesTo(s.post(models.RolePlan, at+"/agenda/items", url.Values{"title": {"Any other business"}}), at+"/agenda?done=added#agenda")
		empty := s.wants(s.post(models.RolePlan, at+"/agenda/items", url.Values{"paper": {"A page"}}), http.StatusUnprocessableEntity)
		s.has(empty.text(), "Item: must be given")
		s.has(empty.body, ">A page</textarea>")

		page = s.wants(s.get(models.RolePlan, at+"/agenda?done=taken"), http.StatusOK)
		sound(t, at+"/agenda", page)
		s.has(page.text(), "What you ticked is on the agenda.", "On the agenda already, as "+string(meeting)+"-I1", "Publish the agenda")
		up := s.hidden(page.body, at+"/agenda/order", string(meeting)+"-I3")
		up.Set("to", "up")
		s.goesTo(s.post(models.RolePlan, at+"/agenda/order", up), at+"/agenda?done=moved#agenda")
		stale := s.wants(s.post(models.RolePlan, at+"/agenda/order", up), http.StatusConflict)
		s.has(stale.text(), "Somebody changed this agenda item since you opened the agenda")
		if items := s.agendaOf(meeting); items[1].Title != "Any other business" || items[2].Title != "Report the cost" {
			t.Errorf("in the order %s, %s, %s", items[0].Title, items[1].Title, items[2].Title)
		}

		page = s.get(models.RolePlan, at+"/agenda")
		off := s.hidden(page.body, at+"/agenda/removal", string(meeting)+"-I1")
		s.has(s.wants(s.post(models.RolePlan, at+"/agenda/removal", off), http.StatusUnprocessableEntity).text(), "Reason: must be given")
		off.Set("reason", "Not now")
		s.goesTo(s.post(models.RolePlan, at+"/agenda/removal", off), at+"/agenda?done=gone#agenda")
		if items := s.agendaOf(meeting); len(items) != 2 || *items[0].Position != 1 || *items[1].Position != 2 {
			t.Errorf("what is left: %+v", items)
		}

		text, markup := s.see(models.RolePlan, "meeting", meeting)
		s.has(text, "Item 1: Any other business", "Build the agenda", "Record the meeting", "Pack")
		s.has(markup, `href="`+at+`/pack"`)
		text, _ = s.see(models.RolePanel, "meeting", meeting)
		s.has(text, "Item 1: Any other business", "Pack")
		s.hasNot(text, "Build the agenda", "Record the meeting")
		for _, role := range []models.Role{models.RoleChief, models.RolePanel, models.RoleCommissioner} {
			s.wants(s.get(role, at+"/agenda"), http.StatusForbidden)
			s.wants(s.get(role, at+"/record"), http.StatusForbidden)
			s.wants(s.post(role, at+"/agenda/items", url.Values{"title": {"Ours"}}), http.StatusForbidden)
			s.wants(s.post(role, at+"/record/decisions", url.Values{"decision": {"Ours"}}), http.StatusForbidden)
		}
	})
}

func TestMeetingIsRecordedAsItHappens(t *testing.T) {
	eachScene(t, func(s *scene) {
		meeting, at := s.planned()
		item := s.add("agenda-item", "add", fields{"meeting": meeting, "title": "CSE report"})
		s.add("meeting", "record", fields{"title": "Last", "type": "com", "held_on": "2019-01-10", "attendance": []models.Ref{s.force}})
		page := s.wants(s.get(models.RolePlan, at+"/record"), http.StatusOK)
		sound(t, at+"/record", page)
		s.has(page.text(), "West Yorkshire Police", "Item 1: CSE report", "No decision is recorded.", "The meeting as a whole")

		there := s.hidden(page.body, at+"/record/attendance", "")
		there["attendance"], there["others"], there["apologies"] = []string{string(s.force)}, []string{string(s.opcc)}, []string{"The deputy"}
		s.goesTo(s.post(models.RolePlan, at+"/record/attendance", there), at+"/record?done=attendance#attendance")
		outcome := s.hidden(page.body, at+"/record/outcome", string(item))
		outcome.Set("outcome", "Noted")
		s.goesTo(s.post(models.RolePlan, at+"/record/outcome", outcome), at+"/record?done=outcome#outcome")
		for _, decision := range []string{"To meet in May", "To see the figures"} {
			s.goesTo(s.post(models.RolePlan, at+"/record/decisions", url.Values{"decision": {decision}}), at+"/record?done=decisions#decisions")
		}
		// The minutes were not touched since the page was opened, though the
		// meeting was.
		minutes := s.hidden(page.body, at+"/record/minutes", "")
		minutes.Set("minutes", "They met.")
		s.goesTo(s.post(models.RolePlan, at+"/record/minutes", minutes), at+"/record?done=minutes#minutes")
		action := url.Values{"text": {"Send the figures\nby district"}, "body": {string(s.force)}, "arises_from": {string(item)}, "due_on-day": {"1"}, "due_on-month": {"4"}, "due_on-year": {"2019"}}
		s.goesTo(s.post(models.RolePlan, at+"/record/actions", action), at+"/record?done=actions#actions")

		kept := s.meetingOf(meeting)
		if !kept.Attendance.Has(s.force) || !kept.Attendance.Has(s.opcc) || len(kept.Apologies) != 1 || len(kept.Decisions) != 2 || kept.Minutes != "They met." {
			t.Errorf("recorded: %+v", kept.MeetingInput)
		}
		page = s.get(models.RolePlan, at+"/record?done=actions")
		sound(t, at+"/record", page)
		s.has(page.text(), "The action was recorded as a commitment.", "Send the figures by district : West Yorkshire Police, due by 1 April 2019", "To meet in May")

		minutes.Set("minutes", "Another story")
		stale := s.wants(s.post(models.RolePlan, at+"/record/minutes", minutes), http.StatusConflict)
		sound(t, "stale minutes", stale)
		s.has(stale.text(), "as somebody else recorded it meanwhile: They met.", "Nothing of yours is lost")
		s.has(stale.body, ">Another story</textarea>")
		again := s.hidden(stale.body, at+"/record/minutes", "")
		again.Set("minutes", "Both stories")
		s.goesTo(s.post(models.RolePlan, at+"/record/minutes", again), at+"/record?done=minutes#minutes")

		wrong := s.wants(s.post(models.RolePlan, at+"/record/actions", url.Values{"due_on-day": {"99"}, "due_on-month": {"4"}, "due_on-year": {"2019"}}), http.StatusUnprocessableEntity)
		sound(t, "an action that says nothing", wrong)
		s.has(wrong.text(), "What was undertaken: must be given", "Body that undertook it: must be given", "Due by")
		s.hasNot(wrong.text(), "Short title")
		s.has(wrong.body, `value="99"`, `href="#due_on-day"`)
		s.has(s.wants(s.post(models.RolePlan, at+"/record/decisions", url.Values{"decision": {" "}}), http.StatusUnprocessableEntity).text(), "Decision: say what was decided")

		s.move("meeting", meeting, "publish-agenda", nil)
		text, _ := s.see(models.RolePanel, "meeting", meeting)
		s.has(text, "To meet in May", "Both stories", "Noted")
	})
}

func TestPackIsOnePage(t *testing.T) {
	eachScene(t, func(s *scene) {
		priority := s.add("priority", "add", fields{"title": "CSE"})
		meeting := s.add("meeting", "plan", fields{"title": "Spring COM", "type": "com", "held_on": "2019-03-20", "priorities": []models.Ref{priority}})
		at := "/meetings/" + string(meeting) + "/pack"
		bare := s.wants(s.get(models.RolePanel, at), http.StatusOK)
		sound(t, at, bare)
		s.has(bare.text(), "No agenda is recorded.", "No question belongs to this meeting.", "No open commitment is recorded", "No measure is recorded", "everything is recorded")

		first := s.asked("Legacy cases", fields{"put_on": "2015-03"})
		answer := s.add("answer", "record", fields{"question": first, "text": "There are twelve.", "given_by": s.force, "given_on": "2015-04-01"})
		assurance := s.add("assurance", "state", fields{"title": "All are reviewed", "statement": "All of them are.", "taken_from": answer})
		s.add("review", "add", fields{"assurance": assurance, "verdict": "partly assured", "rationale": "Two months of three"})
		question := s.add("question", "record", fields{"meeting": meeting, "title": "Legacy and cost", "text": "At what cost?", "put_on": "2019-01-09", "due_on": "2019-02-01", "follows_up": first})
		s.add("question", "draft", fields{"meeting": meeting, "title": "Yaks", "text": "Are there yaks?"})
		item := s.add("agenda-item", "add", fields{"meeting": meeting, "title": "Legacy", "concerns": []models.Ref{question}})
		s.add("document", "add-shared", fields{"about": item, "title": "A paper on legacy", "address": "https://example.org"})
		s.add("commitment", "undertake", fields{"title": "Count them", "text": "c", "body": s.force, "due_on": "2019-02-01", "arises_from": answer})
		measure := s.add("measure", "add", fields{"title": "Reports", "priorities": []models.Ref{priority}, "unit": "reports"})
		s.add("figure", "add", fields{"measure": measure, "period": "2017", "period_start": "2017", "value": "100"})
		s.add("figure", "add", fields{"measure": measure, "period": "2018", "period_start": "2018", "value": "1250"})
		s.add("measure", "add", fields{"title": "Nothing yet", "priorities": []models.Ref{priority}})

		page := s.wants(s.get(models.RoleChief, at), http.StatusOK)
		sound(t, at, page)
		s.has(page.text(), "OFFICIAL", "Contents", "A paper on legacy", "At what cost?", "Overdue", "It was asked twice since 2015.", "There are twelve.",
			"All of them are.", "Partly assured", "Two months of three", "Count them", "1,250 reports", "2017: 100 reports", "Up 1,150", "No figure is recorded.",
			"Questions to which no answer is recorded (1)", "Measures without a figure that was reported (1)")
		s.hasNot(page.text(), "Yaks", "yaks")
		s.hasNot(page.body, "app-paper--sensitive")
		s.has(page.body, `href="#question-`+string(question)+`"`, `id="question-`+string(question)+`"`)
		s.has(s.get(models.RolePlan, at).text(), "Are there yaks?")
	})
}

// TestPackLeavesWithWhatIsAskedFor holds that the files and the page of a pack
// have what is OFFICIAL-SENSITIVE only where somebody asks who may see it.
func TestPackLeavesWithWhatIsAskedFor(t *testing.T) {
	eachScene(t, func(s *scene) {
		meeting := s.add("meeting", "plan", fields{"title": "Spring COM", "type": "com", "held_on": "2019-03-20"})
		s.add("agenda-item", "add", fields{"meeting": meeting, "title": "Covert work", "marking": "OFFICIAL-SENSITIVE"})
		s.add("agenda-item", "add", fields{"meeting": meeting, "title": "Open work"})
		at := "/meetings/" + string(meeting) + "/pack"
		for _, test := range []struct {
			role   models.Role
			query  string
			covert bool
		}{{models.RolePlan, "", false}, {models.RolePlan, "?sensitive=yes", true}, {models.RolePanel, "?sensitive=yes", false}} {
			page := s.wants(s.get(test.role, at+test.query), http.StatusOK)
			sound(t, at, page)
			s.has(page.text(), "Open work")
			marking := "OFFICIAL"
			if test.covert {
				marking = "OFFICIAL-SENSITIVE"
			}
			if got := strings.Contains(page.text(), "Covert work"); got != test.covert || got != strings.Contains(page.body, "app-paper--sensitive") {
				t.Errorf("%s at %s: covert work is there: %v", test.role, test.query, got)
			}
			for _, ending := range []string{"docx", "odt"} {
				s.has(page.body, "href=\""+at+"."+ending+test.query+"\"")
				file := s.wants(s.get(test.role, at+"."+ending+test.query), http.StatusOK)
				if name := file.header.Get("Content-Disposition"); name != "attachment; filename=pack-"+string(meeting)+"-"+marking+"."+ending {
					t.Errorf("%s at %s: the file is %s", test.role, test.query, name)
				}
				if !strings.HasPrefix(file.body, "PK") {
					t.Error("the file is no zip")
				}
			}
		}
		whole := s.add("meeting", "plan", fields{"title": "Covert COM", "type": "com", "held_on": "2019-03-21", "marking": "OFFICIAL-SENSITIVE"})
		at = "/meetings/" + string(whole) + "/pack"
		s.has(s.wants(s.get(models.RolePlan, at), http.StatusOK).text(), "OFFICIAL-SENSITIVE as a whole")
		s.wants(s.get(models.RolePlan, at+".docx"), http.StatusConflict)
		s.has(s.wants(s.get(models.RolePlan, at+"?sensitive=yes"), http.StatusOK).text(), "Pack for Covert COM")
		s.wants(s.get(models.RolePanel, at+"?sensitive=yes"), http.StatusNotFound)
		s.wants(s.get(models.RolePanel, at+".odt"), http.StatusNotFound)
	})
}
