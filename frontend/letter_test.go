package frontend_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"answerable/models"
)

// granted is an award of which everything is recorded, in a round.
func (s *scene) granted(round models.Ref, title string) models.Ref {
	s.Helper()
	award := s.add("award", "record", fields{
		"title": title, "round": round, "organisation": s.opcc, "asked": 500000, "amount": 450000, "purpose": "Schools see it", "reasons": "Children speak out",
		"conditions": []string{"A report", "No vehicles"}, "decided_on": "2019-01-21", "owner": s.actorOf(models.RoleGrants).Person,
	})
	s.move("award", award, "agree", fields{"agreed_on": "2019-02-01", "agreement": "Signed"})
	return award
}

func (s *scene) round() models.Ref {
	s.Helper()
	fund := s.add("fund", "add", fields{"title": "Safer Communities Fund", "code": "SCF"})
	return s.add("round", "plan", fields{"fund": fund, "number": "15", "pot": 15000000})
}

func TestALetterIsReadAndWrittenFromTheAward(t *testing.T) {
	eachScene(t, func(s *scene) {
		award := s.granted(s.round(), "A play")
		at := "/awards/" + string(award)
		page := s.wants(s.get(models.RoleGrants, at+"/letters"), http.StatusOK)
		s.has(page.text(), "There is no letter template for an award that stands as this one does.")

		s.wants(s.post(models.RolePlan, "/letter-templates/start-set", nil), http.StatusForbidden)
		s.hasNot(s.wants(s.get(models.RolePlan, "/letter-templates/start-set"), http.StatusOK).text(), "Take over these letters")
		s.has(s.wants(s.get(models.RoleGrants, "/letter-templates/start-set"), http.StatusOK).text(), "Take over these letters", "{declined}", "Why the application was declined")
		s.goesTo(s.post(models.RoleGrants, "/letter-templates/start-set", nil), "/letter-templates")
		s.hasNot(s.wants(s.get(models.RoleGrants, "/letter-templates/start-set"), http.StatusOK).text(), "Take over these letters")

		s.has(s.wants(s.get(models.RoleGrants, at), http.StatusOK).text(), "Write a letter about this award")
		s.hasNot(s.wants(s.get(models.RolePanel, at), http.StatusOK).text(), "Write a letter about this award")
		s.wants(s.get(models.RolePanel, at+"/letters"), http.StatusForbidden)
		s.has(s.wants(s.get(models.RoleGrants, at+"/letters"), http.StatusOK).text(), "A play: award of £4,500", "A report", "No vehicles", "Write it as Word", "Include what is OFFICIAL-SENSITIVE")
		s.hasNot(s.wants(s.get(models.RoleGrants, at+"/letters"), http.StatusOK).text(), "There is a problem")

		file := s.wants(s.post(models.RoleGrants, at+"/letters", url.Values{"template": {"LETTER-2"}, "format": {"odt"}}), http.StatusOK)
		if name := file.header.Get("Content-Disposition"); !strings.Contains(name, string(award)+"-award-letter-OFFICIAL.odt") {
			t.Errorf("the file is %q", name)
		}
		s.has(s.wants(s.get(models.RolePanel, at+"/history"), http.StatusOK).text(), "Letter written", "Award letter without conditions (LETTER-2, version 1), as OpenDocument")
		s.wants(s.post(models.RoleGrants, at+"/letters", url.Values{"template": {"LETTER-3"}}), http.StatusConflict)
		s.wants(s.post(models.RolePanel, at+"/letters", url.Values{"template": {"LETTER-1"}}), http.StatusForbidden)
	})
}

func TestLettersOfARoundSayWhatTheyLack(t *testing.T) {
	eachScene(t, func(s *scene) {
		round := s.round()
		s.granted(round, "A play")
		bare := s.add("award", "record", fields{"title": "A game", "round": round, "organisation": s.opcc, "amount": 100000, "purpose": "p", "reasons": "r", "decided_on": "2019-01-21"})
		s.move("award", bare, "agree", fields{"agreed_on": "2019-02-01", "agreement": "Signed"})
		s.goesTo(s.post(models.RoleGrants, "/letter-templates/start-set", nil), "/letter-templates")
		at := "/rounds/" + string(round) + "/letters"
		s.has(s.wants(s.get(models.RoleGrants, "/rounds/"+string(round)), http.StatusOK).text(), "Write the letters of this round")
		s.hasNot(s.wants(s.get(models.RolePanel, "/rounds/"+string(round)), http.StatusOK).text(), "Write the letters of this round")
		s.has(s.wants(s.get(models.RoleGrants, at), http.StatusOK).text(), "A play", "Yes: read it", "A game", "Any condition of the award is not recorded: {conditions}", "Write 1 letter as Word")
		wrong := s.wants(s.get(models.RoleGrants, at+"?award=LETTER-3"), http.StatusUnprocessableEntity)
		s.has(wrong.text(), "Award letter: there is no current letter template LETTER-3 for it")
		file := s.wants(s.post(models.RoleGrants, at, url.Values{"award": {"LETTER-1"}, "format": {"docx"}}), http.StatusOK)
		if file.header.Get("Content-Type") != "application/zip" {
			t.Errorf("the file is %v", file.header)
		}
		s.wants(s.post(models.RolePanel, at, url.Values{}), http.StatusForbidden)
	})
}

func TestStatementsOfLettersDoNotGrow(t *testing.T) {
	eachScene(t, func(s *scene) {
		round := s.round()
		s.goesTo(s.post(models.RoleGrants, "/letter-templates/start-set", nil), "/letter-templates")
		award := s.granted(round, "A play")
		paths := []string{"/rounds/" + string(round) + "/letters", "/awards/" + string(award) + "/letters"}
		asked := statementsOf(t, s.db)
		little := map[string]int64{}
		for _, path := range paths {
			s.wants(s.get(models.RoleGrants, path), http.StatusOK)
			asked.Store(0)
			s.wants(s.get(models.RoleGrants, path), http.StatusOK)
			little[path] = asked.Load()
		}
		for i := range 20 {
			s.granted(round, fmt.Sprint("Play ", i))
			s.add("letter-template", "add", fields{"title": fmt.Sprint("Letter ", i), "use": "award", "subject": "s", "text": "{project}"})
		}
		for _, path := range paths {
			asked.Store(0)
			s.wants(s.get(models.RoleGrants, path), http.StatusOK)
			if much := asked.Load(); much != little[path] || much == 0 {
				t.Errorf("%s takes %d statements with one letter, %d with many", path, little[path], much)
			}
		}
	})
}
