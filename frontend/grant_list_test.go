package frontend_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"answerable/models"
	"answerable/service"
)

// theatre is the organisation that gets the grants.
const theatre models.Ref = "BODY-3"

// funds is an office that has a fund, and an organisation that gets grants.
func (s *scene) funds() {
	s.Helper()
	s.add("fund", "add", fields{"title": "Safer Communities Fund", "code": "SCF"})
	if ref := s.add("body", "add", fields{"name": "A Theatre", "type": "charity", "charity_number": "1092728"}); ref != theatre {
		s.Fatalf("the theatre is %s", ref)
	}
}

// publishes is an office that has all that publishing takes.
func (s *scene) publishes() {
	s.Helper()
	s.funds()
	s.add("settings", "add", fields{"red_means": "overdue", "publisher": s.opcc, "giving_prefix": "360G-example", "licence": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"})
}

// publishable is a grant of February 2019 of which everything is recorded.
func (s *scene) publishable(of fields) models.Ref {
	s.Helper()
	whole := fields{
		"title": "Play on grooming", "fund": models.Ref("SCF"), "organisation": theatre, "amount": 4_500_50, "decided_on": "2019-02-21",
		"purpose": "A play that schools see", "reasons": "Children speak out sooner", "conditions": []string{"A report after six months"},
	}
	maps.Copy(whole, of)
	for name, value := range of {
		if value == nil {
			delete(whole, name)
		}
	}
	return s.add("award", "record", whole)
}

// listOf prepares a list of February 2019.
func (s *scene) listOf() (path string) {
	s.Helper()
	return "/grant-lists/" + string(s.add("grant-list", "prepare", fields{"month": "2019-02", "covers": "month"}))
}

// goesOut publishes a list from its preview, as it is shown.
func (s *scene) goesOut(path string) {
	s.Helper()
	form := formOf(s, s.wants(s.get(models.RoleGrants, path+"/preview"), http.StatusOK))
	s.goesTo(s.post(models.RoleGrants, path+"/publish", form), path+"?done=publish")
}

// TestAListIsPublishedInTheBrowser goes the whole way without JavaScript: from
// what keeps a list back to what anybody reads, corrects and takes down.
func TestAListIsPublishedInTheBrowser(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.publishes()
		grants, whole := models.RoleGrants, s.publishable(nil)
		lacking := s.publishable(fields{"title": "Lights", "reasons": nil, "amount": nil})
		path := s.listOf()
		s.has(s.wants(s.get(grants, "/"), http.StatusOK).body, path+"/preview")
		s.has(s.get(grants, path).text(), "2 grants, £4,500.50 in all. 1 amount is not recorded", "2 things keep it back", "Preview and publish")

		page := s.wants(s.get(grants, path+"/preview"), http.StatusOK)
		sound(s.T, path, page)
		s.has(page.text(), "What keeps it back", "Amount: is not recorded.", "Why it will reduce crime and disorder: is not recorded.", "It cannot go out before what keeps it back is mended", "No file in the 360Giving Data Standard goes out with it")
		s.has(page.body, `href="/awards/`+string(lacking)+`"`, "award="+string(lacking))
		s.hasNot(page.text(), "Publish exactly this", "£0")
		refused := s.wants(s.post(grants, path+"/publish", url.Values{"version": {"1"}, "digest": {"x"}, "reason": {"Because it is due"}}), http.StatusConflict)
		s.has(refused.text(), string(lacking)+": Amount: is not recorded", "There is a problem")

		s.leavesOut(lacking)
		page = s.wants(s.get(grants, path+"/preview"), http.StatusOK)
		s.has(page.text(), "1. Play on grooming", "A Theatre", "£4,500.50", "A report after six months", "Children speak out sooner", "2. A grant that is left out", "Its security marking does not allow it", "1 grant is left out")
		s.hasNot(page.text(), "Lights")
		for _, public := range []string{"/public/grants/2019-02", "/public/grants/2019-02/grants.csv"} {
			s.wants(s.nobody(public), http.StatusNotFound)
		}
		s.has(s.nobody("/public/grants").text(), "No list of grants has been published yet.")

		form := formOf(s, page)
		form.Set("reason", "Due today")
		s.move("award", whole, "agree", fields{"agreed_on": "2019-02-22", "agreement": "Signed"})
		s.move("award", whole, "correct", fields{"purpose": "A play in schools", "reason": "Clearer"})
		changed := s.wants(s.post(grants, path+"/publish", form), http.StatusConflict)
		s.has(changed.text(), "What would go out is not what you saw: read the preview again", "A play in schools", "Due today")
		s.goesTo(s.post(grants, path+"/publish", formOf(s, changed)), path+"?done=publish")
		s.has(s.get(grants, path).text(), "Published on 4 March 2019. Anybody can read it.")
		s.wants(s.get(grants, path+"/preview"), http.StatusConflict)

		s.readByAnybody()
		s.correctedAndTakenDown(path, whole)
	})
}

// leavesOut leaves a grant out of publication from its page, and sees it there.
func (s *scene) leavesOut(award models.Ref) {
	s.Helper()
	path := "/awards/" + string(award)
	s.has(s.get(models.RoleGrants, path).text(), "It goes out with the list of February 2019", "What keeps it from going out:", "Amount: is not recorded.", "Leave it out of publication")
	form := formOf(s, s.wants(s.get(models.RoleGrants, "/withholdings/new?start=add&left_out_of=both&award="+string(award)), http.StatusOK))
	form.Set("ground", "marking")
	form.Set("why", "The address of a refuge")
	s.wants(s.post(models.RoleGrants, "/withholdings/new", form), http.StatusSeeOther)
	page := s.get(models.RoleGrants, path)
	s.has(page.text(), "Ground, which readers see: its security marking does not allow it.", "The address of a refuge", "Lift")
	s.hasNot(page.text(), "What keeps it from going out")
	s.has(page.body, "/withholdings/"+string(award)+"-W1/moves/withdraw")
	s.hasNot(s.get(models.RolePanel, path).text(), "refuge", "left out", "Publication")
	s.hasNot(s.get(models.RolePlan, path).text(), "Lift", "Leave it out")
}

// readByAnybody reads the list of February 2019 as somebody who is not signed
// in: the page and the files say the same, to the penny.
func (s *scene) readByAnybody() {
	s.Helper()
	const path = "/public/grants/2019-02"
	page := s.wants(s.nobody(path), http.StatusOK)
	sound(s.T, path, page)
	s.has(page.text(), "Published on 4 March 2019.", "1 grant, £4,500.50 in all; 1 grant is left out.", "A play in schools", "2. A grant that is left out", "open-government-licence")
	s.hasNot(page.text(), "Lights", "refuge")
	s.has(s.nobody("/public/grants").text(), "Grants decided in February 2019 Published on 4 March 2019. 1 grant, £4,500.50 in all; 1 grant is left out.")
	if page.header.Get("Set-Cookie") != "" || page.header.Get("Cache-Control") != "public, no-cache" {
		s.Errorf("the page is not open to everybody: %v", page.header)
	}
	head := s.wants(s.send("", httptest.NewRequest(http.MethodHead, path, nil)), http.StatusOK)
	if head.body != "" || head.header.Get("ETag") != page.header.Get("ETag") {
		s.Errorf("the page’s head is %v", head.header)
	}
	again := httptest.NewRequest(http.MethodGet, path, nil)
	again.Header.Set("If-None-Match", page.header.Get("ETag"))
	s.wants(s.send("", again), http.StatusNotModified)
	s.has(s.get(models.RolePanel, path).header.Get("Cache-Control"), "no-store")

	for file, column := range map[string]string{service.GrantsCSV: "Amount in pounds", service.GivingCSV: "Amount Awarded"} {
		s.has(page.body, `href="`+path+"/"+file+`"`)
		if sum := s.sumOf(s.wants(s.nobody(path+"/"+file), http.StatusOK).body, column); sum != 4_500_50 {
			s.Errorf("%s comes to %s", file, sum)
		}
	}
	var out struct {
		Grants []struct{ AmountAwarded json.Number }
	}
	if err := json.Unmarshal([]byte(s.wants(s.nobody(path+"/"+service.GivingJSON), http.StatusOK).body), &out); err != nil || len(out.Grants) != 1 || out.Grants[0].AmountAwarded != "4500.50" {
		s.Errorf("%+v, %v", out, err)
	}
	s.wants(s.nobody(path+"/"+service.GrantsJSON), http.StatusOK)
	s.wants(s.nobody(path+"/secret.txt"), http.StatusNotFound)
	s.wants(s.nobody(path+"?page=2"), http.StatusNotFound)
}

// sumOf adds up a column of amounts in pounds.
func (s *scene) sumOf(file, column string) models.Pence {
	s.Helper()
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file, "\ufeff"))).ReadAll()
	if err != nil {
		s.Fatal(err)
	}
	var sum models.Pence
	for i, head := range rows[0] {
		for _, row := range rows[1:] {
			if head == column && row[i] != "" {
				amount, err := models.ParsePence(row[i])
				if err != nil {
					s.Fatal(err)
				}
				sum += amount
			}
		}
	}
	return sum
}

// correctedAndTakenDown lets a newer list take the place of one, and takes that
// down.
func (s *scene) correctedAndTakenDown(old string, award models.Ref) {
	s.Helper()
	kept := s.nobody("/public/grants/2019-02").body
	s.move("award", award, "correct", fields{"purpose": "A play about grooming", "reason": "Clearer still"})
	if s.nobody("/public/grants/2019-02").body != kept {
		s.Error("a later change reaches what went out")
	}
	page := s.get(models.RoleGrants, old)
	s.has(page.text(), "Read it as it went out", "The page that anybody can read", "This list as CSV, for a spreadsheet", "This list as JSON", "Prepare a list that takes its place")
	s.has(page.body, "/grant-lists/new?covers=month&amp;month=2019-02")
	newer := s.listOf()
	s.has(s.get(models.RoleGrants, newer+"/preview").text(), "It takes the place of GRANTS-2019-02, published on 4 March 2019.")
	s.goesOut(newer)
	s.has(s.nobody("/public/grants/2019-02").text(), "A play about grooming", "It takes the place of a list that was published on 4 March 2019.")
	s.has(s.get(models.RoleGrants, old).text(), "A newer list has taken its place.")
	s.has(s.get(models.RolePlan, old+"/published").text(), "A play in schools")
	s.wants(s.get(models.RolePanel, old+"/published"), http.StatusNotFound)
	s.has(s.get(models.RolePanel, newer+"/published").text(), "A play about grooming")

	form := formOf(s, s.wants(s.get(models.RoleGrants, newer+"/moves/take-down"), http.StatusOK))
	form.Set("reason", "A name should not have been in it")
	s.wants(s.post(models.RoleGrants, newer+"/moves/take-down", form), http.StatusSeeOther)
	mark := s.wants(s.nobody("/public/grants/2019-02"), http.StatusOK)
	s.has(mark.text(), "Taken down on 4 March 2019.", "A name should not have been in it")
	s.hasNot(mark.text(), "grooming", "£")
	s.has(s.nobody("/public/grants").text(), "Taken down on 4 March 2019.")
	s.wants(s.nobody("/public/grants/2019-02/"+service.GrantsCSV), http.StatusNotFound)
}

// TestWhoPublishesLists holds every page of a list against the roles.
func TestWhoPublishesLists(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.publishes()
		s.publishable(nil)
		path := s.listOf()
		form := formOf(s, s.get(models.RoleCommissioner, path+"/preview"))
		for _, role := range []models.Role{models.RolePanel, models.RoleChief, models.RoleDrafter} {
			s.wants(s.get(role, path), http.StatusNotFound)
			s.wants(s.get(role, path+"/preview"), http.StatusNotFound)
			s.wants(s.post(role, path+"/publish", form), http.StatusNotFound)
			s.wants(s.get(role, "/awards/360giving"), http.StatusForbidden)
			s.wants(s.get(role, "/awards/360giving.json"), http.StatusForbidden)
		}
		page := s.wants(s.get(models.RolePlan, path+"/preview"), http.StatusOK)
		s.has(page.text(), "You may look at it, but others publish it.", "Play on grooming")
		s.hasNot(page.text(), "Publish exactly this")
		s.wants(s.post(models.RolePlan, path+"/publish", form), http.StatusForbidden)
		s.wants(s.post(models.RoleCommissioner, path+"/publish", url.Values{"digest": {"x"}}), http.StatusConflict)
		form.Set("version", "7")
		s.has(s.wants(s.post(models.RoleCommissioner, path+"/publish", form), http.StatusConflict).text(), "Somebody changed the list meanwhile", "Publish exactly this")
		s.wants(s.get("", path+"/preview"), http.StatusSeeOther)

		march := "/grant-lists/" + string(s.add("grant-list", "prepare", fields{"month": "2019-03", "covers": "month"}))
		page = s.get(models.RoleGrants, march+"/preview")
		s.has(page.text(), "The month is not over yet. The list can be published from 1 April 2019.", "No grant was decided in this time.")
		s.hasNot(page.text(), "Publish exactly this")
	})
}

// TestADutyLeadsToItsList prepares the list of a month from what the duty waits
// for, and sees there that publishing met it.
func TestADutyLeadsToItsList(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.publishes()
		duty := s.add("duty", "add", fields{"title": "Monthly publication of grants", "owed_by": s.opcc})
		due := map[string]models.Ref{}
		for _, period := range []string{"January 2019", "2019-02"} {
			due[period] = s.add("occurrence", "add", fields{"duty": duty, "period": period, "due_on": "2019-03-31"})
		}
		february := "/occurrences/" + string(due["2019-02"])
		s.hasNot(s.get(models.RoleGrants, february).text(), "Prepare the list")
		s.goesOut("/grant-lists/" + string(s.add("grant-list", "prepare", fields{"month": "2019-01", "covers": "month", "duty": duty})))
		page := s.get(models.RoleGrants, february)
		s.has(page.text(), "Prepare the list of grants of February 2019")
		s.hasNot(s.get(models.RolePlan, february).text(), "Prepare the list")
		path := "/grant-lists/new?" + url.Values{"covers": {"month"}, "duty": {string(duty)}, "month": {"2019-02"}, "start": {"prepare"}}.Encode()
		s.has(page.body, strings.ReplaceAll(path, "&", "&amp;"))
		made := s.post(models.RoleGrants, "/grant-lists/new", formOf(s, s.wants(s.get(models.RoleGrants, path), http.StatusOK)))
		list, _, _ := strings.Cut(s.wants(made, http.StatusSeeOther).location, "?")
		s.has(s.get(models.RoleGrants, february).body, `href="`+list+`/preview"`)
		s.goesOut(list)
		s.has(s.get(models.RolePlan, february).text(), "Met", "Grants decided in February 2019")
		s.has(s.get(models.RolePlan, "/duties/"+string(duty)).text(), "Grants decided in January 2019", "Grants decided in February 2019")
	})
}

// TestALongListIsReadInParts shows a hundred grants a page, all of them counted.
func TestALongListIsReadInParts(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.publishes()
		for i := range 101 {
			s.publishable(fields{"title": fmt.Sprintf("Play %d", i), "amount": 100_01})
		}
		path := s.listOf()
		page := s.wants(s.get(models.RoleGrants, path+"/preview"), http.StatusOK)
		s.has(page.text(), "101 grants, £10,101.01 in all.", "Grants 1 to 100 of 101.")
		s.has(page.body, path+"/preview?page=2#grants")
		s.goesOut(path)
		page = s.wants(s.nobody("/public/grants/2019-02?page=2"), http.StatusOK)
		s.has(page.text(), "101. Play 100", "Grants 101 to 101 of 101.")
		if sum := s.sumOf(s.nobody("/public/grants/2019-02/grants.csv").body, "Amount in pounds"); sum != 10_101_01 {
			s.Errorf("the file comes to %s", sum)
		}
	})
}

// TestStatementsOfPublicationDoNotGrowWithGrants holds its pages to as many
// statements for many grants as for few.
func TestStatementsOfPublicationDoNotGrowWithGrants(t *testing.T) {
	eachScene(t, func(s *scene) {
		s.publishes()
		asked := statementsOf(t, s.db)
		s.publishable(fields{"decided_on": "2019-01-21"})
		s.goesOut("/grant-lists/" + string(s.add("grant-list", "prepare", fields{"month": "2019-01", "covers": "month"})))
		list := s.listOf()
		counts := func(grants int) map[string]int64 {
			for i := range grants {
				award := s.publishable(fields{"title": fmt.Sprint("Play ", i), "amount": nil})
				if i%2 == 0 {
					s.add("withholding", "add", fields{"award": award, "left_out_of": "both", "ground": "safety", "why": "So"})
				}
			}
			found := map[string]int64{}
			for _, path := range []string{list, list + "/preview", "/awards/360giving", "/public/grants", "/public/grants/2019-01", "/grant-lists", "/withholdings"} {
				asked.Store(0)
				s.wants(s.get(models.RoleGrants, path), http.StatusOK)
				found[path] = asked.Load()
			}
			return found
		}
		few, many := counts(2), counts(20)
		for path, n := range few {
			if many[path] != n || n == 0 {
				t.Errorf("%s takes %d statements with few grants, %d with many", path, n, many[path])
			}
		}
		t.Log(few)
	})
}
