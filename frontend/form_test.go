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

func TestFormKeepsEverythingTyped(t *testing.T) {
	eachScene(t, func(s *scene) {
		typed := url.Values{
			"start": {"undertake"}, "title": {"A title with <angles> & “quotes”"}, "text": {"Line one\r\n\r\nLine two"},
			"body": {string(s.force)}, "marking": {"OFFICIAL"}, "wording": {"summary"},
			"given_on-day": {"31"}, "given_on-month": {"2"}, "given_on-year": {"2019"},
			"due_on-day": {""}, "due_on-month": {"March"}, "due_on-year": {"2019"},
			"holder": {"NOBODY-1"}, "arises_from": {"NOTHING-1"}, "sources": {"FIRST-1\r\nSECOND-2"},
		}
		page := s.wants(s.post(models.RolePlan, "/commitments/new", typed), http.StatusUnprocessableEntity)
		s.has(page.body,
			"<title>Error: ", `href="#given_on-day"`, `href="#due_on-day"`, `href="#holder"`, `href="#arises_from"`, `href="#sources"`,
			`value="A title with &lt;angles&gt; &amp; “quotes”"`, "Line one\r\n\r\nLine two</textarea>", `value="31"`, `value="March"`,
			`value="NOBODY-1"`, `value="NOTHING-1"`, "FIRST-1", "SECOND-2", `value="`+string(s.force)+`" selected`)
		typed = url.Values{"start": {"undertake"}, "title": {"Train everyone"}, "text": {"Train"}, "body": {string(s.force)}, "marking": {"OFFICIAL"}, "given_on-year": {"2019"}, "given_on-month": {"1"}, "given_on-day": {""}}
		made := s.post(models.RolePlan, "/commitments/new", typed)
		s.goesTo(made, "/commitments/CMT-2019-0001?done=created")
		s.has(s.get(models.RolePlan, made.location).text(), "The commitment was added", "Train everyone", "January 2019", "No date given")
	})
}

func TestFormIsFilledInFromTheAddress(t *testing.T) {
	eachScene(t, func(s *scene) {
		question := s.asked("Legacy investigations", nil)
		record := s.get(models.RolePlan, "/questions/"+string(question))
		s.has(record.body, "/limbs/new?question="+string(question)+"&amp;start=add")
		page := s.wants(s.get(models.RolePlan, "/limbs/new?question="+string(question)+"&start=add"), http.StatusOK)
		s.has(page.text(), "Question: Legacy investigations")
		s.has(page.body, `type="hidden" name="question" value="`+string(question)+`"`)
		s.has(s.get(models.RolePlan, "/commitments/new?due_on=2019-04-09").body, `name="due_on-day" type="text" value="9"`)
	})
}

func TestEditChangesAndClears(t *testing.T) {
	eachScene(t, func(s *scene) {
		priority := s.add("priority", "add", fields{"title": "Child sexual exploitation"})
		other := s.add("priority", "add", fields{"title": "Knife crime"})
		plan := s.add("activity", "record", fields{"title": "Roadshow", "type": "roadshow", "priorities": []models.Ref{priority, other}})
		path := "/activities/" + string(plan)
		page := s.wants(s.get(models.RolePlan, path+"/edit"), http.StatusOK)
		form := formOf(s, page)
		if got := form["priorities"]; len(got) != 3 {
			t.Fatalf("the form has the priorities %q", got)
		}
		form["priorities"], form["title"] = []string{""}, []string{"Roadshows"}
		form.Set("reason", "There were several")
		s.goesTo(s.post(models.RolePlan, path+"/edit", form), path+"?done=edited")
		if got := formOf(s, s.get(models.RolePlan, path+"/edit"))["priorities"]; len(got) != 1 {
			t.Errorf("the priorities are still %q", got)
		}
		s.has(s.get(models.RolePlan, path+"/history").text(), "Changed by The plan", "Reason: There were several", "Title: Roadshow → became Roadshows", "4 March 2019 at 9:00am")
	})
}

func TestMoveAsksAndIsRefusedInWords(t *testing.T) {
	eachScene(t, func(s *scene) {
		question := s.add("question", "draft", fields{"meeting": s.meeting(), "title": "Legacy investigations", "text": "What?"})
		path := "/questions/" + string(question)
		s.has(s.get(models.RoleCommissioner, path).body, path+"/moves/approve", path+"/moves/drop")
		refused := s.wants(s.post(models.RoleCommissioner, path+"/moves/approve", url.Values{"version": {"1"}, "reason": {"It is time"}}), http.StatusConflict)
		s.has(refused.text(), "There is a problem", "the question needs at least one limb", "It is time")
		drop := s.wants(s.get(models.RoleCommissioner, path+"/moves/drop"), http.StatusOK)
		s.has(drop.text(), "Check before you go on", "This cannot be undone", "It goes from Draft to Withdrawn before it was put")
		s.has(s.wants(s.post(models.RoleCommissioner, path+"/moves/drop", url.Values{"version": {"1"}}), http.StatusUnprocessableEntity).body, `href="#reason"`)
		s.goesTo(s.post(models.RoleCommissioner, path+"/moves/drop", url.Values{"version": {"1"}, "reason": {"Asked twice"}}), path+"?done=drop")
		s.wants(s.get(models.RoleCommissioner, path+"/moves/drop"), http.StatusForbidden)
		s.wants(s.get(models.RoleCommissioner, path+"/moves/explode"), http.StatusNotFound)
	})
}

func TestConflictLosesNothing(t *testing.T) {
	eachScene(t, func(s *scene) {
		activity := s.add("activity", "record", fields{"title": "Roadshow", "type": "roadshow", "came_from": "§4.1"})
		path := "/activities/" + string(activity)
		form := formOf(s, s.wants(s.get(models.RolePlan, path+"/edit"), http.StatusOK))
		_, err := s.service.Edit(context.Background(), s.actorOf(models.RoleGrants), models.ActivityKind, activity, 1,
			service.Form{"title": {"Roadshows in five districts"}, "came_from": {"§4.2"}})
		if err != nil {
			t.Fatal(err)
		}
		form.Set("title", "Roadshows of 2018")
		page := s.wants(s.post(models.RolePlan, path+"/edit", form), http.StatusConflict)
		s.has(page.text(), "Somebody changed this activity since you opened it", "The newer version was saved by The grants",
			"What is there now", "Roadshows in five districts", "What you entered", "Roadshows of 2018", "Save mine over the newer version")
		again := formOf(s, page)
		if again.Get("title") != "Roadshows of 2018" || again.Get("came_from") != "§4.2" || again.Get("version") != "2" {
			t.Errorf("the form holds %q", again)
		}
		s.goesTo(s.post(models.RolePlan, path+"/edit", again), path+"?done=edited")
		s.has(s.get(models.RolePlan, path).text(), "Roadshows of 2018", "§4.2")
	})
}

func TestConflictOverAMoveKeepsTheReason(t *testing.T) {
	eachScene(t, func(s *scene) {
		question := s.asked("Legacy investigations", nil)
		path := "/questions/" + string(question) + "/moves/withdraw"
		form := formOf(s, s.wants(s.get(models.RolePlan, path), http.StatusOK))
		s.move("question", question, "correct", fields{"title": "Legacy cases", "text": "What?", "reason": "A slip"})
		form.Set("reason", "It was asked already")
		page := s.wants(s.post(models.RolePlan, path, form), http.StatusConflict)
		s.has(page.text(), "Somebody changed this question since you opened it", "It was asked already")
		s.goesTo(s.post(models.RolePlan, path, formOf(s, page)), "/questions/"+string(question)+"?done=withdraw")
	})
}

func TestDocumentsCarryTheirFiles(t *testing.T) {
	eachScene(t, func(s *scene) {
		body := string(s.opcc)
		made := s.post(models.RolePlan, "/documents/new", url.Values{"start": {"add-shared"}, "about": {body}, "title": {"Paper"}, "marking": {"OFFICIAL"}})
		s.goesTo(made, "/documents/DOC-00001/upload")
		s.has(s.wants(s.get(models.RolePlan, made.location), http.StatusOK).body, `enctype="multipart/form-data"`)
		s.has(s.wants(s.upload(models.RolePlan, "DOC-00001", "paper.exe", "MZ"), http.StatusUnprocessableEntity).body, `href="#file"`)
		s.goesTo(s.upload(models.RolePlan, "DOC-00001", "paper.txt", "What the paper says"), "/documents/DOC-00001?done=file")
		s.has(s.get(models.RolePanel, "/documents/DOC-00001").text(), "Download paper.txt (19 bytes)")
		file := s.wants(s.get(models.RolePanel, "/documents/DOC-00001/file"), http.StatusOK)
		if file.body != "What the paper says" || !strings.HasPrefix(file.header.Get("Content-Disposition"), "attachment") ||
			!strings.Contains(file.header.Get("Content-Security-Policy"), "sandbox") || file.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("the file came as %v", file.header)
		}
	})
}
