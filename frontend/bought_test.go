package frontend_test

import (
	"encoding/csv"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"answerable/models"
)

// given makes a round with n awards for a charity, of two priorities, and an
// application.
func (s *scene) given(n int) (round, charity models.Ref) {
	s.Helper()
	fund := s.add("fund", "add", fields{"title": "Safer Communities Fund", "code": "SCF"})
	round = s.add("round", "record", fields{"fund": fund, "number": "5", "pot": 1000000, "applications_received": 177, "selected": 38})
	charity = s.add("body", "add", fields{"name": "Helpline", "type": "charity"})
	one, two := s.add("priority", "add", fields{"title": "CSA/E"}), s.add("priority", "add", fields{"title": "Knives"})
	leeds := s.add("district", "add", fields{"name": "Leeds"})
	for range n {
		award := s.add("award", "record", fields{"title": "Play", "round": round, "organisation": charity, "amount": 123456, "priorities": []models.Ref{one, two}, "districts": []models.Ref{leeds}, "decided_on": "2018-12"})
		s.move("award", award, "agree", fields{"agreed_on": "2018-12-03", "agreement": "Signed"})
		payment := s.add("payment", "plan", fields{"award": award, "amount": 100001, "planned_on": "2019-01-02"})
		s.move("payment", payment, "pay", fields{"paid_on": "2019-01-02"})
		s.add("award-outcome", "add", fields{"award": award, "title": "Schools visited", "type": "output", "unit": "schools", "promised": "20", "delivered": "12"})
	}
	s.add("award", "record", fields{"title": "Game", "round": round, "organisation": charity, "decided_on": "2018", "priorities": []models.Ref{two}, "districts": []models.Ref{leeds}})
	s.add("award", "apply", fields{"title": "Film", "round": round, "organisation": charity, "asked": 700000})
	s.add("commission", "record", fields{"title": "Advisor", "type": "post", "provider": charity, "priorities": []models.Ref{two}})
	return round, charity
}

func TestBoughtShowsWhatWasGivenAndWhatCameOfIt(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.given(2)
		s.actor(models.RolePanel)
		text := words(s.wants(s.get(models.RolePanel, "/bought"), http.StatusOK).body)
		s.has(text, "Projects 3 grants in all 1 commission in all", "Awarded £2,469.12", "1 grant not recorded", "1 commission not recorded", "Paid £2,000.02", "None recorded",
			"What serves several is counted in the row of each", "Schools visited", "20 schools", "12 schools", "Delivered in part", "No district recorded", "Year not recorded")
		s.hasNot(text, "Film", "£7,000")
		s.has(words(s.wants(s.get(models.RolePanel, "/bought?year=1871"), http.StatusOK).body), "Nothing was given, as far as is recorded, with these filters.")
		bad := s.wants(s.get(models.RolePanel, "/bought?year=last"), http.StatusUnprocessableEntity)
		s.has(words(bad.body), "Year: must be a year, for example 2019")
		if !strings.Contains(bad.body, `value="last"`) {
			t.Error("what was typed is not kept")
		}
		paper := s.wants(s.get(models.RolePanel, "/bought/paper?given=grant"), http.StatusOK)
		s.has(words(paper.body), "£2,469.12 without 1 not recorded", "Only given: Grants")
		s.wants(s.get(models.RolePanel, "/bought/paper.odt"), http.StatusOK)
	})
}

// TestEveryFigureOfFundingLeadsToItsList follows every link of the tables and
// holds the number of its text against what the list says that it found.
func TestEveryFigureOfFundingLeadsToItsList(t *testing.T) {
	eachScene(t, func(s *scene) {
		round, charity := s.given(2)
		followed := 0
		for _, role := range []models.Role{models.RoleGrants, models.RolePanel} {
			s.actor(role)
			for _, path := range []string{"/bought", "/rounds/" + string(round), "/funds/SCF", "/bodies/" + string(charity)} {
				page := s.wants(s.get(role, path), http.StatusOK).body
				for _, link := range figures.FindAllStringSubmatch(page, -1) {
					list := words(s.wants(s.get(role, strings.ReplaceAll(link[1], "&amp;", "&")), http.StatusOK).body)
					if !strings.Contains(list, link[2]+" ") {
						t.Errorf("%s as %s: %s says %s, the list says %.200s", path, role, link[1], link[2], list)
					}
					followed++
				}
			}
		}
		if followed < 60 {
			t.Errorf("only %d figures were followed", followed)
		}
	})
}

var figures = regexp.MustCompile(`href="(/(?:awards|commissions|award-outcomes)\?[^"]*)">([0-9,]+)(?: [a-z ]+)?<span`)

func TestPagesOfFundsRoundsAndBodies(t *testing.T) {
	eachScene(t, func(s *scene) {
		round, charity := s.given(2)
		page, markup := s.see(models.RoleGrants, "round", round)
		s.has(page, "Pot £10,000", "Applied for 4", "£7,000", "Awarded 3 grants", "£2,469.12", "Left of the pot £7,530.88", "177 received, as announced; 4 entered here", "38 selected, as announced; 3 entered here")
		if !strings.Contains(markup, `role="img"`) {
			t.Error("nothing is drawn")
		}
		page, _ = s.see(models.RolePanel, "round", round)
		s.has(page, "177 received, as announced", "38 selected, as announced; 3 entered here")
		s.hasNot(page, "Applied for", "£7,000", "entered here; ", "4 entered here")
		page, _ = s.see(models.RolePanel, "fund", "SCF")
		s.has(page, "Rounds over time", "Round 5", "£10,000", "Leeds", "£2,469.12")
		page, _ = s.see(models.RolePanel, "body", charity)
		s.has(page, "Funding over the years", "2018", "3 grants", "1 commission")
		page, _ = s.see(models.RolePanel, "body", s.force)
		s.hasNot(page, "Funding over the years")
		empty := s.add("round", "record", fields{"fund": "SCF", "number": "6", "applications_received": 9})
		page, _ = s.see(models.RoleGrants, "round", empty)
		s.has(page, "Pot Not recorded", "9 received, as announced; 0 entered here", "No application of this round is entered here")
		file := s.wants(s.get(models.RoleGrants, "/rounds/"+string(round)+"/funding.csv"), http.StatusOK)
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.body, "\ufeff"))).ReadAll()
		if err != nil || len(rows) < 4 || !strings.Contains(strings.Join(rows[1], "|"), "|2469.12|2000.02|") {
			t.Errorf("the file: %v %v", rows, err)
		}
		s.wants(s.get(models.RoleGrants, "/rounds/NONE/funding.csv"), http.StatusNotFound)
	})
}

func TestStatementsOfFundingDoNotGrow(t *testing.T) {
	eachScene(t, func(s *scene) {
		round, charity := s.given(1)
		s.actor(models.RolePanel)
		asked := statementsOf(t, s.db)
		paths := []string{"/bought", "/rounds/" + string(round), "/funds/SCF", "/bodies/" + string(charity)}
		ask := func() map[string]int64 {
			n := map[string]int64{}
			for _, path := range paths {
				asked.Store(0)
				s.wants(s.get(models.RolePanel, path), http.StatusOK)
				n[path] = asked.Load()
			}
			return n
		}
		few := ask()
		for range 9 {
			award := s.add("award", "record", fields{"title": "Play", "round": round, "organisation": charity, "amount": 5, "decided_on": "2017"})
			s.add("award-outcome", "add", fields{"award": award, "title": "Evenings", "type": "output"})
		}
		for path, many := range ask() {
			if many != few[path] || many == 0 {
				t.Errorf("%s takes %d statements with few records, %d with many", path, few[path], many)
			}
		}
	})
}
