package frontend_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"answerable/models"
	"answerable/service"
)

// clocked puts a question with one limb on a date that a clock computes: 20
// working days after Monday 4 March 2019.
func (s *scene) clocked() (question, limb models.Ref) {
	s.Helper()
	s.add("clock", "add", fields{"title": "Twenty working days", "use": "answer", "length": 20, "unit": "working days", "counting": "after"})
	question = s.add("question", "draft", fields{"meeting": s.meeting(), "title": "Return interviews", "text": "How many?"})
	limb = s.add("limb", "add", fields{"question": question, "text": "How many were held"})
	s.move("question", question, "approve", fields{})
	s.move("question", question, "put", fields{})
	return question, limb
}

func (s *scene) drafted(question models.Ref, role models.Role) models.Ref {
	s.Helper()
	if s.cookies[role] == nil {
		s.actor(role)
	}
	m, err := s.service.Create(context.Background(), s.actorOf(role), models.AnswerKind, "draft", service.Form{"question": {string(question)}, "text": {"Ninety were held."}})
	if err != nil {
		s.Fatal(err)
	}
	return m.Base().Ref
}

func TestADeadlineShowsItsComputation(t *testing.T) {
	eachScene(t, func(s *scene) {
		question, limb := s.clocked()
		page, _ := s.see(models.RoleChief, "question", question)
		s.has(page, "It is due by 1 April 2019, 28 days (20 working days) from today.", "20 working days after 4 March 2019", "Twenty working days")
		s.hasNot(page, "Let the clock run again", "Refuse more time")

		// A holiday is proclaimed by the form.
		s.actor(models.RoleAdmin)
		s.wants(s.post(models.RoleAdmin, "/bank-holidays/new", url.Values{"start": {"add"}, "title": {"Royal wedding"}, "day-day": {"20"}, "day-month": {"3"}, "day-year": {"2019"}, "change": {"added"}, "marking": {"OFFICIAL"}}), http.StatusSeeOther)
		page, _ = s.see(models.RoleChief, "question", question)
		s.has(page, "The date moved from 1 April 2019 to 2 April 2019 on 4 March 2019", "Royal wedding", "The date set first 1 April 2019", "Changes of the date")

		s.move("question", question, "ask-time", fields{"asked_until": "2019-04-10", "reason": "The figures are late"})
		s.move("limb", limb, "disclaim", fields{"belongs_to": s.opcc, "reason": "They count them"})
		page, markup := s.see(models.RolePlan, "question", question)
		s.has(page, "More time is asked for", "Until 10 April 2019, 8 days (6 working days) more.", "The figures are late", "Said to belong to Office of the Commissioner", "because: They count them", "Insist on an answer")
		s.has(markup, `/moves/extend?due_on=2019-04-10`, `/moves/refuse-time`)
		form := s.get(models.RolePlan, "/questions/"+string(question)+"/moves/extend?due_on=2019-04-10")
		s.has(form.body, `name="due_on-day" type="text" value="10"`)
		page, _ = s.see(models.RolePanel, "question", question)
		s.hasNot(page, "Agree to more time", "Insist on an answer")

		s.move("question", question, "stop", fields{"reason": "Which years are meant?"})
		page, _ = s.see(models.RoleChief, "question", question)
		s.has(page, "The clock has stood still since 4 March 2019", "Which years are meant?")
		s.move("question", question, "restart", fields{"reason": "2015 to 2018"})
		page, _ = s.see(models.RoleChief, "question", question)
		s.has(page, "Times the clock stood still", "2015 to 2018")
	})
}

func TestADateSetByHandSaysByWhom(t *testing.T) {
	eachScene(t, func(s *scene) {
		question := s.asked("Demand", fields{"due_on": "2019-03-29"})
		page, _ := s.see(models.RoleChief, "question", question)
		s.has(page, "It was set by hand by Answerable on 4 March 2019")
		s.move("question", question, "extend", fields{"due_on": "2019-04-05", "reason": "Easter"})
		page, _ = s.see(models.RoleChief, "question", question)
		s.has(page, "It was set by hand by Answerable on 4 March 2019: Easter")
	})
}

func TestTheForceDraftsOnThePageOfTheQuestion(t *testing.T) {
	eachScene(t, func(s *scene) {
		earlier := s.asked("Return interviews in 2015", fields{"put_on": "2015-03"})
		was := s.add("answer", "record", fields{"question": earlier, "text": "Seventy were held.", "given_on": "2015-04-01"})
		s.add("assurance", "state", fields{"title": "All are interviewed", "statement": "All are.", "taken_from": was})
		question := s.asked("Return interviews", fields{"follows_up": earlier})
		drafter := s.actor(models.RoleDrafter)
		for _, role := range []models.Role{models.RoleChief, models.RolePlan, models.RolePanel} {
			s.actor(role)
		}
		form := s.get(models.RoleChief, "/allocations/new?question="+string(question))
		s.has(form.text(), "The drafter", "The chief")
		s.hasNot(form.body[strings.Index(form.body, `name="drafter"`):strings.Index(form.body, `name="wanted_on-day"`)], "The panel", "The plan")
		made := s.post(models.RoleChief, "/allocations/new", url.Values{"start": {"allocate"}, "question": {string(question)}, "drafter": {string(drafter.Person)}, "marking": {"OFFICIAL"}})
		s.wants(made, http.StatusSeeOther)
		answer := s.drafted(question, models.RoleDrafter)

		path := "/questions/" + string(question)
		s.goesTo(s.post(models.RoleDrafter, path+"/comments", url.Values{"text": {"The figures come on Monday"}}), path+"?done=comment#comments")
		page, markup := s.see(models.RoleDrafter, "question", question)
		s.has(page, "Drafting", "The drafter", "Waiting to be accepted", "Accept", "Hand back", "Draft "+string(answer), "The figures come on Monday", "What was answered before", "Seventy were held.", "All are interviewed", "Stated, not tested")
		s.has(markup, "/allocations/new?")
		page, _ = s.see(models.RoleChief, "question", question)
		s.has(page, "Take back", "The figures come on Monday")
		s.hasNot(page, "Hand back")
		for _, role := range []models.Role{models.RolePlan, models.RoleCommissioner, models.RolePanel} {
			page, _ = s.see(role, "question", question)
			s.hasNot(page, "Drafting", "Waiting to be accepted", "The figures come on Monday", string(answer))
		}

		empty := s.wants(s.post(models.RoleDrafter, path+"/comments", url.Values{"text": {""}}), http.StatusUnprocessableEntity)
		s.has(empty.text(), "Note: must be given")
		s.wants(s.post(models.RolePanel, path+"/comments", url.Values{"text": {"Read only"}}), http.StatusForbidden)
		s.wants(s.post(models.RolePlan, "/answers/"+string(answer)+"/comments", url.Values{"text": {"Guessing"}}), http.StatusNotFound)
	})
}

func TestTheAnswerStandsBesideTheQuestion(t *testing.T) {
	eachScene(t, func(s *scene) {
		question, _ := s.clocked()
		answer := s.drafted(question, models.RoleDrafter)
		path := "/answers/" + string(answer)
		s.actor(models.RoleChief)
		move := func(role models.Role, name string) {
			t.Helper()
			form := formOf(s, s.wants(s.get(role, path+"/moves/"+name), http.StatusOK))
			s.goesTo(s.post(role, path+"/moves/"+name, form), path+"?done="+name)
		}
		move(models.RoleDrafter, "send-for-clearance")
		s.goesTo(s.post(models.RoleChief, path+"/comments", url.Values{"text": {"Well put"}}), path+"?done=comment#comments")
		page, markup := s.see(models.RoleChief, "answer", answer)
		s.has(page, "What was asked", "How many were held", "What is answered", "Ninety were held.", "Drafted by The drafter", "Well put")
		s.has(markup, `<a href="`+path+`/moves/clear" role="button" draggable="false" class="govuk-button" `)
		move(models.RoleChief, "clear")

		s.wants(s.post(models.RoleChief, "/notes/new", url.Values{"start": {"add-shared"}, "about": {string(answer)}, "text": {"A figure to read with it"}, "marking": {"OFFICIAL"}}), http.StatusSeeOther)
		check := s.get(models.RoleChief, path+"/moves/submit").text()
		s.has(check, "Exactly this leaves the force", "Ninety were held.", "How many were held", "OFFICIAL", "It cannot be taken back", "A figure to read with it", "Today, the day on which it is submitted")
		s.hasNot(check, "Well put", "The drafter")
		move(models.RoleChief, "submit")

		page, _ = s.see(models.RolePlan, "answer", answer)
		s.has(page, "Ninety were held.", "Submitted on 4 March 2019")
		s.hasNot(page, "Well put", "The drafter", "Drafted by", "Cleared by", "Inside the force")
	})
}

func TestWhoWroteADraftIsNotOfferedToClearIt(t *testing.T) {
	eachScene(t, func(s *scene) {
		question, _ := s.clocked()
		answer := s.drafted(question, models.RoleChief)
		move := "/answers/" + string(answer) + "/moves/send-for-clearance"
		s.wants(s.post(models.RoleChief, move, formOf(s, s.get(models.RoleChief, move))), http.StatusSeeOther)
		page, markup := s.see(models.RoleChief, "answer", answer)
		s.has(page, "You wrote some of it. Another chief officer has to clear it.")
		s.hasNot(markup, "/moves/clear")
	})
}

func TestDeadlinesAreComputedOnAPage(t *testing.T) {
	eachScene(t, func(s *scene) {
		question := s.add("question", "draft", fields{"meeting": s.meeting(), "title": "Demand", "text": "How much?"})
		s.add("limb", "add", fields{"question": question, "text": "How much"})
		clock := s.add("clock", "add", fields{"title": "Twenty working days", "use": "answer", "length": 20, "unit": "working days", "counting": "after"})
		s.move("question", question, "approve", fields{})
		s.actor(models.RolePlan)
		s.has(s.get(models.RolePlan, "/clocks").body, `href="/deadline"`)
		put := s.get(models.RolePlan, "/questions/"+string(question)+"/moves/put")
		s.has(put.text(), "What the clocks give today", "Twenty working days", "1 April 2019")
		s.has(put.body, `href="/deadline"`)

		s.has(s.get(models.RolePlan, "/deadline").text(), "Compute a deadline", "Starts on")
		// 16 to 18 April are days 1 to 3; without Good Friday, Easter Monday and 6
		// May, 23 to 26 are 4 to 7, 29 April to 3 May 8 to 12, 7 to 10 May 13 to
		// 16, 13 to 16 May 17 to 20.
		page := s.wants(s.get(models.RolePlan, "/deadline?clock="+string(clock)+"&from=2019-04-15"), http.StatusOK)
		s.has(page.text(), "Due by Thursday 16 May 2019", "Good Friday", "Day by day", "Friday 19 April 2019 Good Friday", "Tuesday 16 April 2019 Day 1")
		stood := s.get(models.RolePlan, "/deadline?length=3&unit=days&counting=after&from=2019-03-04&stop_from=2019-03-05&stop_to=2019-03-06")
		s.has(stood.text(), "Due by Friday 8 March 2019", "The clock stood still")
		wrong := s.wants(s.get(models.RolePlan, "/deadline?length=many&from=2019-13-01"), http.StatusUnprocessableEntity)
		s.has(wrong.text(), "There is a problem", "How long: must be a whole number", "Counted in: must be given", "Starts on: must be a day")
		s.has(wrong.body, `value="many"`, `value="2019-13-01"`)
	})
}

func TestEvidenceCanBeTicked(t *testing.T) {
	eachScene(t, func(s *scene) {
		commitment := s.add("commitment", "undertake", fields{"title": "Train everyone", "text": "Train", "body": s.force})
		document := s.add("document", "add-shared", fields{"about": commitment, "title": "Certificates", "address": "https://example.org/certificates"})
		other := s.add("activity", "record", fields{"title": "A course", "type": "event"})
		s.actor(models.RoleChief)
		path := "/commitments/" + string(commitment) + "/moves/done"
		page := s.wants(s.get(models.RoleChief, path), http.StatusOK)
		s.has(page.text(), "Certificates", "References of other records", "Attach a document first")
		form := formOf(s, page)
		form["evidence"] = []string{""}
		again := s.wants(s.post(models.RoleChief, path, form), http.StatusUnprocessableEntity)
		s.has(again.text(), "Evidence that it was done: must be given")
		form["evidence"] = []string{string(document), "NOTHING-1"}
		again = s.wants(s.post(models.RoleChief, path, form), http.StatusUnprocessableEntity)
		s.has(again.body, `value="`+string(document)+`" checked`, "NOTHING-1</textarea>")
		form["evidence"] = []string{string(document), string(other)}
		s.goesTo(s.post(models.RoleChief, path, form), "/commitments/"+string(commitment)+"?done=done")
		done, _ := s.see(models.RolePlan, "commitment", commitment)
		s.has(done, "Certificates", "A course")
	})
}

// TestStatementsOfTheDeskDoNotGrow opens the pages of a question and an answer
// with few comments, allocations and earlier questions, and with many.
func TestStatementsOfTheDeskDoNotGrow(t *testing.T) {
	eachScene(t, func(s *scene) {
		first := s.asked("Legacy in 2015", fields{"put_on": "2015-03"})
		question := s.asked("Legacy", fields{"follows_up": first})
		answer := s.drafted(question, models.RoleDrafter)
		drafter := s.actorOf(models.RoleDrafter)
		more := func(n int) {
			for range n {
				s.wants(s.post(models.RoleDrafter, "/answers/"+string(answer)+"/comments", url.Values{"text": {"One more"}}), http.StatusSeeOther)
				s.wants(s.post(models.RoleDrafter, "/allocations/new", url.Values{"start": {"allocate"}, "question": {string(question)}, "drafter": {string(drafter.Person)}, "marking": {"OFFICIAL"}}), http.StatusSeeOther)
				again := s.asked("Legacy again", fields{"follows_up": first})
				s.add("answer", "record", fields{"question": again, "text": "So."})
			}
		}
		more(1)
		asked := statementsOf(t, s.db)
		paths := []string{"/questions/" + string(question), "/answers/" + string(answer), "/answers/" + string(answer) + "/edit"}
		few := map[string]int64{}
		for _, path := range paths {
			asked.Store(0)
			s.wants(s.get(models.RoleDrafter, path), http.StatusOK)
			few[path] = asked.Load()
		}
		more(8)
		for _, path := range paths {
			asked.Store(0)
			s.wants(s.get(models.RoleDrafter, path), http.StatusOK)
			if many := asked.Load(); many != few[path] || many == 0 {
				t.Errorf("%s takes %d statements with little, %d with much", path, few[path], many)
			}
			t.Logf("%s: %d statements", path, few[path])
		}
	})
}
