package frontend_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"answerable/models"
)

// questionLog is an office's own log, with headings of its own.
const questionLog = "Session,Headline,Words put,Asked of,Colour\n" +
	"COM-2019-03,Legacy cases,How many remain?,West Yorkshire Police,red\n" +
	"COM-2019-03,Repeat missing children,How many went missing twice?,West Yorkshire Pollice,amber\n"

// ownColumns says what its columns are.
var ownColumns = url.Values{"column-A": {"meeting"}, "column-B": {"title"}, "column-C": {"text"}, "column-D": {"asked_of"}, "column-E": {""}}

// working does what waits in the background.
func (s *scene) working() {
	s.Helper()
	if err := s.service.RunImportsOnce(context.Background()); err != nil {
		s.Fatal(err)
	}
}

// version is the one that the form of a page is about.
func version(page answer) string {
	found := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(page.body)
	if found == nil {
		return ""
	}
	return found[1]
}

// sheet brings in a file of questions, and gives the address of the import.
func (s *scene) sheet(content string) string {
	s.Helper()
	sent := s.sendFile(models.RolePlan, "/questions/import", "our log.csv", content)
	if sent.status != http.StatusSeeOther || !strings.HasSuffix(sent.location, "/columns") {
		s.Fatalf("answered %d to %q: %s", sent.status, sent.location, sent.text())
	}
	return strings.TrimSuffix(sent.location, "/columns")
}

// checked says what the columns of an import are, and has it checked.
func (s *scene) checked(at string, columns url.Values) {
	s.Helper()
	form := url.Values{"version": {version(s.get(models.RolePlan, at+"/columns"))}}
	for name, value := range columns {
		form[name] = value
	}
	s.goesTo(s.post(models.RolePlan, at+"/columns", form), at+"/progress")
	s.working()
	s.goesTo(s.get(models.RolePlan, at+"/progress"), at+"/preview")
}

// step takes a step of an import for a reason, and has it done.
func (s *scene) step(at, step, reason string) {
	s.Helper()
	page := s.wants(s.get(models.RolePlan, at+"/"+step), http.StatusOK)
	sound(s.T, step, page)
	s.goesTo(s.post(models.RolePlan, at+"/"+step, url.Values{"version": {version(page)}, "reason": {reason}}), at+"/progress")
	s.working()
}

func TestImportingALogWithHeadingsOfItsOwn(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.meeting()
		s.has(s.get(models.RolePlan, "/questions").body, `href="/questions/import"`)
		page := s.wants(s.get(models.RolePlan, "/questions/import"), http.StatusOK)
		sound(t, "choosing the file", page)
		s.has(page.body, `href="/questions/template.xlsx"`, `enctype="multipart/form-data"`)
		s.wants(s.get(models.RolePlan, "/questions/template.xlsx"), http.StatusOK)

		at := s.sheet(questionLog)
		page = s.wants(s.get(models.RolePlan, at+"/columns"), http.StatusOK)
		sound(t, "columns", page)
		s.has(page.text(), "Session", "Legacy cases Repeat missing children", "Not recognised.", "“Colour”", "No column is taken for “Meeting”")
		form := url.Values{"version": {version(page)}, "keep_as": {"Our question log"}}
		for name, value := range ownColumns {
			form[name] = value
		}
		s.goesTo(s.post(models.RolePlan, at+"/columns", form), at+"/progress")
		page = s.wants(s.get(models.RolePlan, at+"/progress"), http.StatusOK)
		sound(t, "progress", page)
		s.has(page.text(), "The rows are being checked", "You may close this page")
		s.has(page.body, `<noscript><meta http-equiv="refresh" content="3"></noscript>`)
		s.has(s.get(models.RolePlan, at).text(), "See how far it has come")
		s.working()
		s.goesTo(s.get(models.RolePlan, at+"/progress"), at+"/preview")

		page = s.wants(s.get(models.RolePlan, at+"/preview"), http.StatusOK)
		sound(t, "preview", page)
		s.has(page.text(), "1 row is refused, so nothing can be imported", "D3 (Asked of):", "Legacy cases")
		s.has(page.body, at+"/corrected.xlsx", at+`/preview?outcome=refused`)
		s.hasNot(page.body, at+"/apply")
		refused := s.wants(s.get(models.RolePlan, at+"/preview?outcome=refused"), http.StatusOK)
		s.hasNot(refused.text(), "Legacy cases")
		file := s.wants(s.get(models.RolePlan, at+"/corrected.xlsx"), http.StatusOK)
		if !strings.HasPrefix(file.body, "PK") || file.header.Get("Content-Disposition") != `attachment; filename="our log-to-correct.xlsx"` {
			t.Errorf("the file to correct is %.20q, %v", file.body, file.header)
		}
		s.wants(s.post(models.RolePlan, at+"/apply", url.Values{"version": {"3"}, "reason": {"No"}}), http.StatusUnprocessableEntity)

		mended := s.sheet(strings.Replace(questionLog, "Pollice", "Police", 1))
		page = s.wants(s.get(models.RolePlan, mended+"/columns"), http.StatusOK)
		s.has(page.text(), "As it was last time.", "Columns kept before", "Our question log")
		s.checked(mended, nil)
		page = s.wants(s.get(models.RolePlan, mended+"/preview"), http.StatusOK)
		s.has(page.text(), "Nothing is imported yet", "2 New")
		page = s.wants(s.get(models.RolePlan, mended+"/apply"), http.StatusOK)
		s.has(page.text(), "Import 2 questions")
		again := s.wants(s.post(models.RolePlan, mended+"/apply", url.Values{"version": {version(page)}, "reason": {""}}), http.StatusUnprocessableEntity)
		s.has(again.text(), "There is a problem", "Reason")
		s.step(mended, "apply", "Brought over from our own log")
		s.goesTo(s.get(models.RolePlan, mended+"/progress"), mended+"?done=import")
		page = s.wants(s.get(models.RolePlan, mended), http.StatusOK)
		sound(t, "imported", page)
		s.has(page.text(), "2 questions added", "Undo this import")
		s.has(s.get(models.RolePlan, "/questions").text(), "2 questions", "Repeat missing children")
		page = s.wants(s.get(models.RolePlan, mended+"/preview?outcome=new"), http.StatusOK)
		s.has(page.body, `href="/questions/COM-2019-03-Q1"`)
		s.has(s.get(models.RolePlan, "/questions/COM-2019-03-Q1").text(), "Brought over from our own log")

		same := s.sheet(strings.Replace(questionLog, "Pollice", "Police", 1))
		s.checked(same, nil)
		s.has(s.get(models.RolePlan, same+"/preview").text(), "2 Same", "there is nothing to import")

		s.step(mended, "undo", "It was last year’s")
		s.goesTo(s.get(models.RolePlan, mended+"/progress"), mended+"?done=undo")
		s.has(s.get(models.RolePlan, mended).text(), "It was undone")
		s.has(s.get(models.RolePlan, "/questions/COM-2019-03-Q1").text(), "Withdrawn", "It was last year’s")
		s.wants(s.get(models.RolePlan, mended+"/undo"), http.StatusConflict)
	})
}

func TestImportKeepsWhatWasChosen(t *testing.T) {
	eachScene(t, func(s *scene) {
		at := s.sheet(questionLog)
		form := url.Values{"version": {"1"}, "keep_as": {"Our log"}, "column-A": {"title"}, "column-B": {"title"}, "column-C": {"text"}}
		page := s.wants(s.post(models.RolePlan, at+"/columns", form), http.StatusUnprocessableEntity)
		sound(t, "columns refused", page)
		s.has(page.text(), "There is a problem", "only one column can be “Short title”")
		s.has(page.body, `value="Our log"`)
		if chosen := strings.Count(page.body, `<option value="title" selected>`); chosen != 2 {
			t.Errorf("%d columns are still the title, not 2", chosen)
		}
	})
}

func TestImportRefusesFilesInWords(t *testing.T) {
	eachScene(t, func(s *scene) {
		for name, content := range map[string]string{"log.csv": "", "log.xlsx": "not a workbook", "log.exe": "MZ", "log.pdf": "%PDF-1.4"} {
			page := s.wants(s.sendFile(models.RolePlan, "/questions/import", name, content), http.StatusUnprocessableEntity)
			sound(t, name, page)
			s.has(page.text(), "There is a problem", "File:")
		}
		s.wants(s.post(models.RolePlan, "/questions/import", nil), http.StatusUnprocessableEntity)
		s.has(s.get(models.RolePlan, "/import").text(), "You have not imported anything yet.")
	})
}

func TestImportsAreOnesOwn(t *testing.T) {
	eachScene(t, func(s *scene) {
		at := s.sheet(questionLog)
		s.has(s.get(models.RolePlan, "/import").text(), "our log")
		for _, role := range []models.Role{models.RoleCommissioner, models.RoleAdmin, models.RoleChief, models.RolePanel} {
			s.hasNot(s.get(role, "/imports").text(), "our log")
			for _, step := range []string{"", "/columns", "/progress", "/preview", "/corrected.xlsx", "/apply", "/undo"} {
				s.wants(s.get(role, at+step), http.StatusNotFound)
			}
			for _, step := range []string{"/columns", "/apply", "/undo"} {
				s.wants(s.post(role, at+step, url.Values{"version": {"1"}, "reason": {"x"}}), http.StatusNotFound)
			}
		}
		for path, role := range map[string]models.Role{"/questions/import": models.RolePanel, "/funds/import": models.RolePlan, "/import": models.RolePanel} {
			s.wants(s.get(role, path), http.StatusForbidden)
		}
		s.wants(s.sendFile(models.RoleGrants, "/questions/import", "log.csv", questionLog), http.StatusForbidden)
		s.wants(s.get(models.RoleChief, "/commitments/import"), http.StatusOK)
		s.hasNot(s.get(models.RolePanel, "/questions").body, "/questions/import")
	})
}

func TestImportPreviewIsPaged(t *testing.T) {
	eachScene(t, func(s *scene) {
		rows := "Name,Type of body\n"
		for i := range 60 {
			rows += fmt.Sprintf("Body %02d,partner\n", i)
		}
		sent := s.sendFile(models.RolePlan, "/bodies/import", "bodies.csv", rows)
		at := strings.TrimSuffix(sent.location, "/columns")
		s.checked(at, nil)
		first := s.wants(s.get(models.RolePlan, at+"/preview?outcome=new"), http.StatusOK)
		s.has(first.text(), "Body 00", "Body 24", "60 New")
		s.hasNot(first.text(), "Body 25")
		next := regexp.MustCompile(`href="([^"]*after=[^"]*)"`).FindStringSubmatch(first.body)
		if next == nil {
			t.Fatal("there is no next page")
		}
		second := s.wants(s.get(models.RolePlan, strings.ReplaceAll(next[1], "&amp;", "&")), http.StatusOK)
		s.has(second.text(), "Body 25", "First page")
		s.wants(s.get(models.RolePlan, at+"/preview?outcome=other"), http.StatusNotFound)
	})
}

func TestStatementsOfAnImportDoNotGrowWithRows(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.actor(models.RolePlan)
		taken := map[string]int64{}
		asked := statementsOf(t, s.db)
		for _, rows := range []int{1, 20} {
			content := "Title,Body\n"
			for i := range rows {
				content += fmt.Sprintf("Post %d of %d,West Yorkshire Police\n", i, rows)
			}
			sent := s.sendFile(models.RolePlan, "/posts/import", "posts.csv", content)
			at := strings.TrimSuffix(sent.location, "/columns")
			s.checked(at, nil)
			for _, step := range []string{"", "/columns", "/preview", "/apply"} {
				asked.Store(0)
				s.wants(s.get(models.RolePlan, at+step), http.StatusOK)
				if much := asked.Load(); taken[step] != 0 && much != taken[step] || much == 0 {
					t.Errorf("%s takes %d statements with one row, %d with %d", step, taken[step], much, rows)
				}
				taken[step] = asked.Load()
			}
		}
	})
}
