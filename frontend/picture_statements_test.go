package frontend_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"gorm.io/gorm"

	"answerable/frontend"
	"answerable/internal/clock"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// statementsOf counts what is asked of the database from here on.
func statementsOf(t *testing.T, gdb *gorm.DB) *atomic.Int64 {
	t.Helper()
	var n atomic.Int64
	count := func(*gorm.DB) { n.Add(1) }
	callbacks := gdb.Callback()
	for _, err := range []error{
		callbacks.Query().Before("gorm:query").Register("count:query", count),
		callbacks.Row().Before("gorm:row").Register("count:row", count),
		callbacks.Raw().Before("gorm:raw").Register("count:raw", count),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return &n
}

// TestStatementsDoNotGrowWithRows holds that the pages of records with much
// around them ask as often as those of records with little.
func TestStatementsDoNotGrowWithRows(t *testing.T) {
	gin.SetMode(gin.TestMode)
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		log := slog.New(slog.DiscardHandler)
		s := &scene{T: t, service: service.New(gdb, clock.Fixed(time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC)), log), pages: gin.New(), cookies: map[models.Role]*http.Cookie{}}
		if err := frontend.Mount(s.pages, s.service, log, frontend.Options{OpenAPI: []byte("{}")}); err != nil {
			t.Fatal(err)
		}
		s.opcc = s.add("body", "add", fields{"name": "OPCC", "type": "opcc"})
		s.actor(models.RolePlan)
		few, many := s.crowd(1), s.crowd(6)
		asked := statementsOf(t, gdb)
		for kind, ref := range few {
			s.see(models.RolePlan, kind, ref)
			asked.Store(0)
			s.see(models.RolePlan, kind, ref)
			little := asked.Swap(0)
			s.see(models.RolePlan, kind, many[kind])
			if much := asked.Load(); much != little || much == 0 {
				t.Errorf("the page of a %s takes %d statements with little around it, %d with much", kind, little, much)
			}
		}
		test := func(crowd map[string]models.Ref) int64 {
			asked.Store(0)
			s.wants(s.get(models.RolePlan, "/assurances/"+string(crowd["assurance"])+"/test"), http.StatusOK)
			return asked.Load()
		}
		if little, much := test(few), test(many); much != little || much == 0 {
			t.Errorf("the test of an assurance takes %d statements with little around it, %d with much", little, much)
		}
	})
}

// crowd makes one record of each kind with an own page, with n of everything
// around it.
func (s *scene) crowd(n int) map[string]models.Ref {
	s.Helper()
	priority := s.add("priority", "add", fields{"title": "CSE"})
	serves := []models.Ref{priority}
	definition := s.add("definition", "add", fields{"term": "CSE", "text": "What it means"})
	measure := s.add("measure", "add", fields{"title": "Offences", "definition": definition, "priorities": serves})
	report := s.report(fields{"priorities": serves})
	recommendation := s.add("recommendation", "add", fields{"report": report, "number": fmt.Sprint(n), "title": "Do it"})
	fund := s.add("fund", "add", fields{"title": "Fund", "code": fmt.Sprintf("F%d", n)})
	award := s.add("award", "record", fields{"title": "Play", "fund": fund, "organisation": s.opcc, "amount": 100000, "priorities": serves})
	question := s.asked("Legacy", fields{"priorities": serves})
	assurance := s.add("assurance", "state", fields{"title": "Reviewed", "statement": "They are", "taken_from": question, "priorities": serves})
	for i := range n {
		s.add("caveat", "add", fields{"definition": definition, "text": "Not all", "applied_by": s.opcc})
		s.add("figure", "add", fields{"measure": measure, "period": fmt.Sprint(2010 + i), "value": "1", "definition": definition})
		s.add("recommendation", "add", fields{"report": report, "title": "Do more", "owner_body": s.opcc, "priorities": serves})
		s.add("position", "state", fields{"recommendation": recommendation, "body": s.opcc, "stance": "accepted"})
		s.add("award-outcome", "add", fields{"award": award, "title": "Schools", "type": "output"})
		s.add("payment", "plan", fields{"award": award, "amount": 100})
		s.add("limb", "add", fields{"question": question, "text": "How many?"})
		s.asked("Legacy again", fields{"follows_up": question, "priorities": serves})
		s.add("assurance", "state", fields{"title": "Reviewed", "statement": "They are", "given_by": s.opcc, "taken_from": question, "priorities": serves})
		s.add("review", "add", fields{"assurance": assurance, "verdict": "not assured", "rationale": "None was shown"})
	}
	return map[string]models.Ref{
		"priority": priority, "definition": definition, "measure": measure, "report": report, "recommendation": recommendation,
		"award": award, "question": question, "assurance": assurance, "answer": s.quoted(n),
	}
}

// quoted is an answer of which n passages were taken in each way, to a question
// of n limbs.
func (s *scene) quoted(n int) models.Ref {
	s.Helper()
	question := s.asked("Answered", nil)
	for range n {
		s.add("limb", "add", fields{"question": question, "text": "How many?"})
	}
	answer := s.add("answer", "record", fields{"question": question, "text": "They are. We will."})
	for range n {
		s.add("assurance", "state", fields{"title": "They are", "statement": "They are.", "taken_from": answer, "passage": "1-9"})
		s.add("commitment", "undertake", fields{"title": "Will", "text": "We will.", "body": s.opcc, "arises_from": answer, "passage": "11-18"})
	}
	return answer
}

// TestStatementsOfJudgingDoNotGrowWithRows holds the same of the pages on which
// an answer is judged and taken from.
func TestStatementsOfJudgingDoNotGrowWithRows(t *testing.T) {
	eachScene(t, func(s *scene) {
		few, many := s.quoted(1), s.quoted(8)
		s.actor(models.RolePlan)
		asked := statementsOf(t, s.db)
		pages := func(answer models.Ref) []string {
			return []string{"/answers/" + string(answer) + "/passages", "/questions/" + strings.TrimSuffix(string(answer), "-R1") + "/judge"}
		}
		for i, path := range pages(few) {
			s.wants(s.get(models.RolePlan, path), http.StatusOK)
			little := asked.Swap(0)
			s.wants(s.get(models.RolePlan, pages(many)[i]), http.StatusOK)
			if much := asked.Swap(0); much != little || much == 0 {
				t.Errorf("%s takes %d statements with little around it, %d with much", path, little, much)
			}
		}
	})
}
