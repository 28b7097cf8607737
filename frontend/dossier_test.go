package frontend_test

import (
	"archive/zip"
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

// TestDossier goes from a priority to its dossier and takes it, with and without
// what is OFFICIAL-SENSITIVE.
func TestDossier(t *testing.T) {
	eachScene(t, func(s *scene) {
		priority := s.add("priority", "add", fields{"title": "Knives"})
		at := "/priorities/" + string(priority)
		s.asked("Legacy", fields{"priorities": []models.Ref{priority}})
		quiet := "records/" + string(s.add("activity", "record", fields{"title": "Quiet", "type": "event", "priorities": []models.Ref{priority}, "marking": "OFFICIAL-SENSITIVE"})) + ".html"
		s.has(s.wants(s.get(models.RolePanel, at), http.StatusOK).body, `href="`+at+`/dossier"`)
		s.hasNot(s.wants(s.get(models.RolePlan, "/meetings/"+string(s.meeting())+"/pack"), http.StatusOK).text(), "Dossier for an auditor")

		page := s.wants(s.get(models.RolePlan, at+"/dossier"), http.StatusOK)
		sound(t, at+"/dossier", page)
		s.has(page.text(), "Include what is OFFICIAL-SENSITIVE", "Make the dossier")
		s.hasNot(s.wants(s.get(models.RolePanel, at+"/dossier"), http.StatusOK).text(), "OFFICIAL-SENSITIVE")

		without := s.wants(s.get(models.RolePlan, at+"/dossier.zip"), http.StatusOK)
		with := s.wants(s.get(models.RolePlan, at+"/dossier.zip?sensitive=yes"), http.StatusOK)
		s.hasNot(membersOf(s, without), quiet)
		s.has(membersOf(s, with), quiet, "index.html", "manifest.json")
		for answer, name := range map[*answer]string{&without: `-2019-03-04.zip"`, &with: `-2019-03-04-OFFICIAL-SENSITIVE.zip"`} {
			if got := answer.header.Get("Content-Disposition"); !strings.HasSuffix(got, name) || answer.header.Get("Content-Type") != "application/zip" {
				s.Errorf("%s, not %s; %s", got, name, answer.header.Get("Content-Type"))
			}
		}
		s.wants(s.get(models.RolePanel, at+"/dossier.zip?sensitive=yes"), http.StatusForbidden)
		s.wants(s.get(models.RolePlan, "/priorities/PRI-999/dossier.zip"), http.StatusNotFound)
		s.wants(s.get(models.RolePlan, "/priorities/PRI-999/dossier"), http.StatusNotFound)
		s.wants(s.get(models.RolePlan, "/questions/"+string(priority)+"/dossier"), http.StatusNotFound)
		s.has(s.wants(s.get(models.RoleChief, at+"/history"), http.StatusOK).text(), "Dossier made")
	})
}

// TestADossierOnWhatIsSensitiveIsMarked shows the warning in place of the choice.
func TestADossierOnWhatIsSensitiveIsMarked(t *testing.T) {
	eachScene(t, func(s *scene) {
		at := "/priorities/" + string(s.add("priority", "add", fields{"title": "Knives", "marking": "OFFICIAL-SENSITIVE"}))
		page := s.wants(s.get(models.RolePlan, at+"/dossier"), http.StatusOK)
		sound(t, at+"/dossier", page)
		s.has(page.text(), "This record is OFFICIAL-SENSITIVE, and so is a dossier on it.")
		s.has(page.body, `name="sensitive" value="yes"`)
		s.wants(s.get(models.RolePlan, at+"/dossier.zip?sensitive=yes"), http.StatusOK)
		refused := s.get(models.RolePlan, at+"/dossier.zip")
		s.has(refused.text(), "can only be made with what is OFFICIAL-SENSITIVE in it")
		if refused.header.Get("Content-Disposition") != "" {
			s.Error("the refusal is a download")
		}
	})
}

func membersOf(s *scene, got answer) string {
	s.Helper()
	opened, err := zip.NewReader(strings.NewReader(got.body), int64(len(got.body)))
	if err != nil {
		s.Fatal(err)
	}
	var names []string
	for _, member := range opened.File {
		names = append(names, member.Name)
	}
	return strings.Join(names, "\n")
}

// TestLeaving tells administrators with which commands an office is taken out.
func TestLeaving(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.has(s.get(models.RoleAdmin, "/account").body, `href="/leaving"`)
		s.hasNot(s.get(models.RolePlan, "/account").body, `href="/leaving"`)
		page := s.wants(s.get(models.RoleAdmin, "/leaving"), http.StatusOK)
		sound(t, "/leaving", page)
		s.has(page.text(), "answerable office export office.zip", "answerable office check office.zip", "answerable office import office.zip")
	})
}
