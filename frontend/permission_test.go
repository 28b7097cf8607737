package frontend_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"answerable/models"
)

func TestNobodyIsOfferedWhatTheyMayNotDo(t *testing.T) {
	eachScene(t, func(s *scene) {
		question := s.asked("Legacy investigations", nil)
		path := "/questions/" + string(question)
		s.has(s.get(models.RolePlan, "/questions").text(), "Draft a question")
		s.hasNot(s.get(models.RoleDrafter, "/questions").text(), "Draft a question", "Record a question already put")
		s.hasNot(s.get(models.RoleDrafter, path).body, "/limbs/new", path+"/edit", path+"/moves/", "/assurances/new")
		s.has(s.get(models.RoleDrafter, path).body, "/answers/new")
		s.hasNot(s.get(models.RolePanel, path).body, "/new?", "/moves/", "/edit")
	})
}

func TestWhatIsNotOfferedIsRefused(t *testing.T) {
	eachScene(t, func(s *scene) {
		question := s.asked("Legacy investigations", nil)
		path := "/questions/" + string(question)
		s.wants(s.get(models.RoleDrafter, "/questions/new?start=draft"), http.StatusForbidden)
		s.wants(s.post(models.RoleDrafter, "/questions/new", url.Values{"start": {"draft"}, "title": {"No"}}), http.StatusForbidden)
		s.wants(s.get(models.RoleDrafter, path+"/edit"), http.StatusForbidden)
		s.wants(s.post(models.RoleDrafter, path+"/edit", url.Values{"version": {"1"}, "title": {"No"}}), http.StatusForbidden)
		s.wants(s.get(models.RoleDrafter, path+"/moves/withdraw"), http.StatusForbidden)
		s.wants(s.post(models.RoleDrafter, path+"/moves/withdraw", url.Values{"version": {"1"}, "reason": {"No"}}), http.StatusForbidden)
		s.hasNot(s.get(models.RolePlan, path+"/history").text(), "Withdraw")
	})
}

func TestHiddenIsAsIfItDidNotExist(t *testing.T) {
	eachScene(t, func(s *scene) {
		draft := string(s.add("question", "draft", fields{"meeting": s.meeting(), "title": "A secret draft", "text": "What?"}))
		s.wants(s.get(models.RolePlan, "/questions/"+draft), http.StatusOK)
		for _, rest := range []string{"", "/history", "/edit", "/moves/approve", "/moves/hold"} {
			hidden := s.wants(s.get(models.RoleChief, "/questions/"+draft+rest), http.StatusNotFound)
			absent := s.wants(s.get(models.RoleChief, "/questions/NOTHING-1"+rest), http.StatusNotFound)
			if hidden.body != absent.body {
				t.Errorf("%s: a hidden question does not look like one that is not there", rest)
			}
		}
		hidden := s.wants(s.post(models.RoleChief, "/questions/"+draft+"/moves/hold", url.Values{"version": {"1"}}), http.StatusNotFound)
		nowhere := s.wants(s.get(models.RoleChief, "/no/such/page"), http.StatusNotFound)
		if strings.Replace(hidden.body, "/questions", "", 1) == "" || hidden.text() != nowhere.text() {
			t.Errorf("the pages differ: %s\n%s", hidden.text(), nowhere.text())
		}
	})
}
