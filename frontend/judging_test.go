package frontend_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"answerable/models"
	"answerable/service"
)

const said = "“Zoë” 🚓 asked.\n\nEach month a board reviews every case, e.g. those of 2015. We will train 40 officers by May.\n- all of them"

// at is where a text stands in what was said.
func at(text string) string {
	before, _, _ := strings.Cut(said, text)
	first := utf8.RuneCountInString(before) + 1
	return models.Passage{First: first, Last: first + utf8.RuneCountInString(text) - 1}.String()
}

// answered is a question of two limbs with an answer in the name of the force.
func (s *scene) answered() (question, first, second, answer models.Ref) {
	s.Helper()
	question = s.asked("Legacy cases", nil)
	first = s.add("limb", "add", fields{"question": question, "text": "How many?"})
	second = s.add("limb", "add", fields{"question": question, "text": "At what cost?"})
	s.add("answer", "record", fields{"question": question, "text": "Soon.", "given_on": "2019-02-01"})
	s.move("question", question, "return", fields{"reason": "No", "due_on": "2019-04-01"})
	answer = s.add("answer", "record", fields{"question": question, "text": said, "given_by": s.force, "given_on": "2019-03-01"})
	return question, first, second, answer
}

func TestJudgingAnAnswerOnOnePage(t *testing.T) {
	eachScene(t, func(s *scene) {
		question, first, second, answer := s.answered()
		path := "/questions/" + string(question) + "/judge"
		s.has(s.get(models.RolePlan, "/questions/"+string(question)).body, `href="`+path+`"`, "Judge this answer", `href="/answers/`+string(answer)+`/passages"`)
		s.has(s.get(models.RolePlan, "/").body, `href="`+path+`"`)
		page := s.wants(s.get(models.RolePlan, path), http.StatusOK)
		s.has(page.text(), "Limb 1: How many?", "Limb 2: At what cost?", "Now: not judged yet", "Each month a board reviews every case", "Earlier answer", "Soon.", "Record as assurance", "opens in a new tab")
		form := formOf(s, page)
		s.has(s.wants(s.post(models.RolePlan, path, form), http.StatusUnprocessableEntity).text(), "nothing was judged")

		form.Set(service.JudgementField(first, "outcome"), string(models.LimbAnswered))
		form.Set(service.JudgementField(second, "outcome"), string(models.LimbNotAnswered))
		form.Set("then", "return")
		form.Set("due_on-day", "31")
		form.Set("due_on-month", "2")
		form.Set("due_on-year", "2019")
		refused := s.wants(s.post(models.RolePlan, path, form), http.StatusUnprocessableEntity)
		s.has(refused.body, `href="#limbs.`+string(second)+`.reason"`, `id="limbs.`+string(second)+`.reason"`, `href="#reason"`, `href="#due_on-day"`, `value="31"`, "<title>Error: ")
		again := formOf(s, refused)
		if again.Get(service.JudgementField(second, "outcome")) != string(models.LimbNotAnswered) || again.Get("then") != "return" {
			t.Errorf("the form holds %q", again)
		}
		again.Set(service.JudgementField(second, "reason"), "No cost is given")
		again.Set("reason", "The cost is missing")
		again.Set("due_on-day", "18")
		again.Set("due_on-month", "3")
		s.goesTo(s.post(models.RolePlan, path, again), "/questions/"+string(question)+"?done=judged")
		s.has(s.get(models.RolePlan, "/questions/"+string(question)+"?done=judged").text(), "The judgement was saved.", "Returned", "18 March 2019", "Not answered")
		s.has(s.get(models.RolePlan, "/limbs/"+string(second)).text(), "No cost is given")
		s.wants(s.get(models.RolePlan, path), http.StatusForbidden)
	})
}

func TestJudgingKeepsWhatWasEnteredWhenSomebodyWasFaster(t *testing.T) {
	eachScene(t, func(s *scene) {
		question, first, second, _ := s.answered()
		path := "/questions/" + string(question) + "/judge"
		form := formOf(s, s.wants(s.get(models.RolePlan, path), http.StatusOK))
		s.move("limb", first, "judge-partly", fields{"reason": "Half"})
		s.move("limb", second, "judge-answered", nil)
		form.Set(service.JudgementField(first, "outcome"), string(models.LimbNotAnswered))
		form.Set(service.JudgementField(first, "reason"), "Not even half")
		page := s.wants(s.post(models.RolePlan, path, form), http.StatusConflict)
		s.has(page.text(), "Somebody changed the limb “How many?” since you opened it", "Now: partly answered", "Not even half")
		s.goesTo(s.post(models.RolePlan, path, formOf(s, page)), "/questions/"+string(question)+"?done=judged")
		s.has(s.get(models.RolePlan, "/limbs/"+string(first)).text(), "Not answered", "Not even half")
		s.has(s.get(models.RolePlan, "/limbs/"+string(second)).text(), "Answered")
	})
}

func TestClosingNamesTheLimbsThatNobodyJudged(t *testing.T) {
	eachScene(t, func(s *scene) {
		question, first, second, _ := s.answered()
		path := "/questions/" + string(question) + "/judge"
		form := formOf(s, s.wants(s.get(models.RoleCommissioner, path), http.StatusOK))
		form.Set(service.JudgementField(first, "outcome"), string(models.LimbAnswered))
		form.Set("then", "close")
		page := s.wants(s.post(models.RoleCommissioner, path, form), http.StatusConflict)
		s.has(page.body, `href="#limbs.`+string(second)+`.outcome"`, `id="limbs.`+string(second)+`.outcome"`)
		again := formOf(s, page)
		again.Set(service.JudgementField(second, "outcome"), string(models.LimbAnswered))
		s.goesTo(s.post(models.RoleCommissioner, path, again), "/questions/"+string(question)+"?done=judged")
		s.has(s.get(models.RolePanel, "/questions/"+string(question)).text(), "Closed")
	})
}

func TestJudgingIsForThoseWhoMay(t *testing.T) {
	eachScene(t, func(s *scene) {
		question, _, _, answer := s.answered()
		draft := string(s.add("question", "draft", fields{"meeting": s.meeting(), "title": "Secret", "text": "?"}))
		path := "/questions/" + string(question)
		for _, role := range []models.Role{models.RoleChief, models.RoleDrafter, models.RolePanel, models.RoleGrants} {
			s.hasNot(s.get(role, path).body, "Judge this answer", path+"/judge")
			s.wants(s.get(role, path+"/judge"), http.StatusForbidden)
			s.wants(s.post(role, path+"/judge", url.Values{"version": {"1"}, "then": {"close"}}), http.StatusForbidden)
		}
		s.wants(s.get(models.RoleChief, "/questions/"+draft+"/judge"), http.StatusNotFound)
		s.wants(s.post(models.RoleChief, "/questions/"+draft+"/judge", url.Values{"then": {"close"}}), http.StatusNotFound)
		take := "/answers/" + string(answer) + "/passages"
		s.wants(s.get(models.RolePanel, take), http.StatusForbidden)
		s.wants(s.post(models.RolePanel, take, url.Values{"sentence": {"1-5"}, "as": {"assurance"}}), http.StatusForbidden)
		s.hasNot(s.get(models.RolePanel, "/answers/"+string(answer)).body, take)
		chief := s.wants(s.get(models.RoleChief, take), http.StatusOK)
		s.has(chief.body, "Record as commitment")
		s.hasNot(chief.body, "Record as assurance")
		s.wants(s.post(models.RoleChief, take, url.Values{"sentence": {"1-5"}, "as": {"assurance"}}), http.StatusUnprocessableEntity)
	})
}

func TestTakingFromTheTextWithoutJavaScript(t *testing.T) {
	eachScene(t, func(s *scene) {
		_, _, _, answer := s.answered()
		path := "/answers/" + string(answer)
		page := s.wants(s.get(models.RolePlan, path+"/passages"), http.StatusOK)
		first, last := at("Each month a board reviews every case, e.g. those of 2015."), at("- all of them")
		s.has(page.body, `value="1-14"`, `value="17-74"`, `value="`+first+`"`, `value="`+at("We will train 40 officers by May.")+`"`, `value="`+last+`"`, `data-first="17"`)
		nothing := s.wants(s.post(models.RolePlan, path+"/passages", url.Values{"as": {"assurance"}, "passage": {""}}), http.StatusUnprocessableEntity)
		s.has(nothing.body, `href="#sentence"`, `id="sentence"`, "tick the sentence to take", "<title>Error: ")

		made := s.post(models.RolePlan, path+"/passages", url.Values{"sentence": {first, last}, "as": {"assurance"}})
		s.goesTo(made, "/assurances/new?passage="+at("Each month a board reviews every case, e.g. those of 2015. We will train 40 officers by May.\n- all of them")+"&start=state&taken_from="+string(answer))
		form := formOf(s, s.wants(s.get(models.RolePlan, made.location), http.StatusOK))
		if form.Get("statement") != "Each month a board reviews every case, e.g. those of 2015. We will train 40 officers by May.\n- all of them" ||
			form.Get("wording") != "verbatim" || form.Get("given_by") != string(s.force) || form.Get("given_on-day") != "1" || form.Get("title") != "" {
			t.Errorf("the form holds %q", form)
		}
		form.Set("title", "The board")
		kept := s.post(models.RolePlan, "/assurances/new", form)
		s.goesTo(kept, "/assurances/ASR-2019-0001?done=created")
		s.has(s.get(models.RolePanel, kept.location).text(), "Where it stands", "“Zoë” 🚓 asked.", "Read the whole of answer "+string(answer))

		exact := s.post(models.RolePlan, path+"/passages", url.Values{"sentence": {"1-14"}, "passage": {at(" train 40 officers ")}, "as": {"commitment"}})
		s.goesTo(exact, "/commitments/new?arises_from="+string(answer)+"&passage="+at("train 40 officers")+"&start=undertake")
		form = formOf(s, s.wants(s.get(models.RolePlan, exact.location), http.StatusOK))
		if form.Get("text") != "train 40 officers" || form.Get("body") != string(s.force) {
			t.Errorf("the form holds %q", form)
		}
		form.Set("title", "Train")
		form.Set("text", "train 50 officers")
		s.has(s.wants(s.post(models.RolePlan, "/commitments/new", form), http.StatusUnprocessableEntity).body, `href="#passage"`, "train 50 officers")
	})
}

func TestWhatWasTakenIsMarked(t *testing.T) {
	eachScene(t, func(s *scene) {
		question, _, _, answer := s.answered()
		take := func(title, text string) {
			s.add("assurance", "state", fields{"title": title, "statement": text, "taken_from": answer, "passage": at(text)})
		}
		take("The board", "Each month a board reviews every case, e.g. those of 2015.")
		take("Overlapping", "board reviews every case, e.g. those of 2015. We will train")
		s.add("commitment", "undertake", fields{"title": "Training", "text": "train 40 officers", "body": s.force, "arises_from": answer, "passage": at("train 40 officers")})
		s.add("assurance", "state", fields{"title": "Secretly", "statement": "asked", "taken_from": answer, "passage": at("asked"), "marking": models.OfficialSensitive})
		for _, path := range []string{"/questions/" + string(question), "/answers/" + string(answer)} {
			page := s.get(models.RolePanel, path)
			s.has(page.body, `<mark class="app-taken" data-first="17">`)
			s.has(page.text(), "Assurance: The board", "Stated, not tested", "Assurance: Overlapping", "Commitment: Training")
			s.hasNot(page.body, "Secretly", `<mark class="app-taken" data-first="9">`)
			s.has(s.get(models.RolePlan, path).body, "Secretly", `<mark class="app-taken" data-first="9">asked</mark>`)
		}
	})
}

func TestLimbsAreAddedAndOrderedOnTheQuestion(t *testing.T) {
	eachScene(t, func(s *scene) {
		question := s.add("question", "draft", fields{"meeting": s.meeting(), "title": "Legacy", "text": "?"})
		path := "/questions/" + string(question)
		for _, text := range []string{"First", "Second"} {
			added := s.post(models.RolePlan, "/limbs/new", url.Values{"start": {"add"}, "question": {string(question)}, "return": {"question"}, "text": {text}})
			s.goesTo(added, path+"?done=created&part=limb#limbs")
		}
		refused := s.wants(s.post(models.RolePlan, "/limbs/new", url.Values{"start": {"add"}, "question": {string(question)}, "return": {"question"}, "text": {""}}), http.StatusUnprocessableEntity)
		s.has(refused.body, `type="hidden" name="return" value="question"`)
		page := s.get(models.RolePlan, path+"?done=created&part=limb")
		s.has(page.text(), "The limb was added.", "Something more that it asks")
		s.has(page.body, `action="/limbs/`+string(question)+`-L2/moves/up"`, `action="/limbs/`+string(question)+`-L1/moves/down"`)
		s.hasNot(page.body, `-L1/moves/up"`, `-L2/moves/down"`)
		moved := s.post(models.RolePlan, "/limbs/"+string(question)+"-L2/moves/up", url.Values{"version": {"1"}, "return": {"question"}})
		s.goesTo(moved, path+"?done=up&part=limb#limbs")
		after := s.get(models.RolePlan, strings.TrimSuffix(moved.location, "#limbs"))
		if strings.Index(after.body, ">Second</a>") > strings.Index(after.body, ">First</a>") {
			t.Error("the second limb did not go before the first")
		}
		s.has(after.text(), "Done: move up.")
		s.hasNot(s.get(models.RoleGrants, path).body, "/moves/up", "Something more that it asks")
	})
}
