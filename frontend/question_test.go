package frontend_test

import (
	"context"
	"testing"

	"answerable/models"
	"answerable/service"
)

func (s *scene) asked(title string, in fields) models.Ref {
	s.Helper()
	meeting := s.add("meeting", "record", fields{"title": "COM", "type": "com", "held_on": "2015"})
	all := fields{"meeting": meeting, "title": title, "text": title + "?"}
	for name, value := range in {
		all[name] = value
	}
	return s.add("question", "record", all)
}

func TestQuestionChainOnOnePage(t *testing.T) {
	eachScene(t, func(s *scene) {
		first := s.asked("Legacy cases", fields{"put_on": "2015-03"})
		question := s.asked("Legacy cases and costs", fields{"put_on": "2018-01-09", "follows_up": first})
		s.add("limb", "add", fields{"question": question, "text": "How many cases?"})
		cost := s.add("limb", "add", fields{"question": question, "text": "At what cost?"})
		answer := s.add("answer", "record", fields{"question": question, "text": "There are twelve.\n\nWork goes on.", "given_by": s.force, "given_on": "2018-02-01", "wording": "summary"})
		s.move("limb", cost, "judge-not", fields{"reason": "No cost is given."})
		s.add("assurance", "state", fields{"title": "All are reviewed", "statement": "All are.", "taken_from": answer, "relied_until": "2019-03-03"})

		page, markup := s.see(models.RolePlan, "question", question)
		s.has(page, "How many cases?", "Not judged yet", "At what cost?", "Not answered", "Judge as answered",
			"There are twelve.", "Work goes on.", "West Yorkshire Police", "1 February 2018", "A summary in our own words",
			"All are reviewed", "Lapsed", "It was asked twice since 2015.", "Legacy cases and costs (this question)", "Put on March 2015")
		s.has(markup, `href="/limbs/`+string(cost)+`/moves/judge-answered"`)

		page, _ = s.see(models.RolePanel, "question", question)
		s.has(page, "There are twelve.")
		s.hasNot(page, "Judge as answered")
	})
}

func TestQuestionHidesDraftAnswers(t *testing.T) {
	eachScene(t, func(s *scene) {
		question := s.asked("Demand", fields{"due_on": "2019-03-01"})
		chief := s.actor(models.RoleChief)
		_, err := s.service.Create(context.Background(), chief, models.AnswerKind, "draft", service.Form{"question": {string(question)}, "text": {"A first draft."}})
		if err != nil {
			t.Fatal(err)
		}
		page, _ := s.see(models.RoleChief, "question", question)
		s.has(page, "A first draft.", "Drafting", "It was due by 1 March 2019 and is 3 days (1 working day) late.")
		page, _ = s.see(models.RolePlan, "question", question)
		s.has(page, "No answer is recorded.")
		s.hasNot(page, "A first draft.", "Drafting")
	})
}

func TestQuestionTellsEveryDueDateAndHoldingReply(t *testing.T) {
	eachScene(t, func(s *scene) {
		question := s.asked("Demand", fields{"due_on": "2019-03-04"})
		page, _ := s.see(models.RolePlan, "question", question)
		s.has(page, "It is due today, 4 March 2019.", "The date has not been changed.")
		s.move("question", question, "hold", fields{"holding_reply": "The figures are being checked."})
		s.move("question", question, "extend", fields{"due_on": "2019-03-11", "reason": "Figures late."})
		page, _ = s.see(models.RolePlan, "question", question)
		s.has(page, "The figures are being checked.", "It is due by 11 March 2019, 7 days (5 working days) from today.", "4 March 2019 11 March 2019 4 March 2019", "Figures late.")
		s.move("question", question, "transfer", fields{"transferred_to": s.opcc, "reason": "Not ours."})
		page, _ = s.see(models.RolePlan, "question", question)
		s.has(page, "The question was transferred to Office of the Commissioner", "Nothing is waited for now.")
	})
}

func TestQuestionAnsweredLate(t *testing.T) {
	eachScene(t, func(s *scene) {
		question := s.asked("Demand", fields{"due_on": "2019-01-31"})
		s.add("answer", "record", fields{"question": question, "text": "It rose.", "given_on": "2019-02-01"})
		page, _ := s.see(models.RolePanel, "question", question)
		s.has(page, "It was due by 31 January 2019. It was answered on 1 February 2019, 1 day late.")
	})
}

func TestMeetingAgenda(t *testing.T) {
	eachScene(t, func(s *scene) {
		meeting := s.add("meeting", "record", fields{"title": "COM", "type": "com", "held_on": "2019-01-15"})
		concern := s.add("priority", "add", fields{"title": "CSE"})
		s.add("agenda-item", "add", fields{"meeting": meeting, "position": 2, "title": "Any other business"})
		s.add("agenda-item", "add", fields{"meeting": meeting, "position": 1, "title": "CSE report", "concerns": []models.Ref{concern}})
		s.add("question", "record", fields{"meeting": meeting, "title": "Legacy", "text": "Legacy?"})
		page, markup := s.see(models.RolePanel, "meeting", meeting)
		s.has(page, "Item 1: CSE report", "CSE "+string(concern), "Legacy", "Not recorded")
		s.has(markup, `href="/priorities/`+string(concern)+`"`)
		for range 10 {
			s.add("question", "record", fields{"meeting": meeting, "title": "More", "text": "More?"})
		}
		full, _ := s.see(models.RolePanel, "meeting", meeting)
		if before(full, "COM-2019-01-Q10", "COM-2019-01-Q9") {
			t.Error("the tenth question comes before the ninth")
		}
		if before(page, "Item 2: Any other business", "Item 1: CSE report") {
			t.Error("the agenda is out of order")
		}
	})
}
