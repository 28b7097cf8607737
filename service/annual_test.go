package service_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/document"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
	"answerable/service/sample"
)

var (
	yearly    = service.Brief{Type: models.AnnualReport, Since: "2018-04-01", Until: "2019-03-31"}
	quarterly = service.Brief{Type: models.PanelReport, Since: "2018-12-01", Until: "2019-03-04"}
)

// composed is a paper for somebody in a role.
func (o *office) composed(role models.Role, brief service.Brief) *document.Document {
	o.t.Helper()
	paper, err := o.Briefing(context.Background(), o.people[role].Outside(), brief)
	if err != nil {
		o.t.Fatal(err)
	}
	return paper
}

// cellOf is a cell of a table of the paper, by the first cell of its row.
func cellOf(t *testing.T, paper *document.Document, caption, row string, column int) string {
	t.Helper()
	for _, section := range paper.Sections {
		for _, block := range section.Blocks {
			if block.Table == nil || block.Table.Caption != caption {
				continue
			}
			for _, cells := range block.Table.Rows {
				if document.Words(cells[0]) == row {
					return document.Words(cells[column])
				}
			}
		}
	}
	t.Fatalf("no table %q has a row %q", caption, row)
	return ""
}

// TestTheAnnualReportOfTheSample recomputes every number of the report from the
// rows, and holds that each thing that it lists cites its record.
func TestTheAnnualReportOfTheSample(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o, _ := ofTheSample(t, gdb, sample.Options{})
		report := o.composed(models.RolePlan, yearly)
		o.says(report, []string{"section 12(1)", "section 28(4)", "[PLAN-2016-E3]", "Child sexual abuse and exploitation", "The edition in force has it as"}, nil)
		day := func(field string) string {
			return field + " BETWEEN '2018-04-01' AND '2019-03-31' AND LENGTH(" + field + ") = 10"
		}
		for row, query := range map[string]string{
			"Meetings held":                        "SELECT COUNT(*) FROM meetings WHERE state IN ('held', 'minutes agreed') AND " + day("held_on"),
			"Questions put to the Chief Constable": "SELECT COUNT(*) FROM questions WHERE state NOT IN ('draft', 'approved', 'withdrawn', 'discarded') AND " + day("put_on"),
			"Assurances given":                     "SELECT COUNT(*) FROM assurances WHERE state <> 'withdrawn' AND marking = 'OFFICIAL' AND " + day("given_on"),
			"Commitments made":                     "SELECT COUNT(*) FROM commitments WHERE state <> 'withdrawn' AND " + day("given_on"),
			"Commitments said to be done, whenever they were made": "SELECT COUNT(*) FROM commitments WHERE " + day("done_on"),
			"Of these after the day on which they were due":        "SELECT COUNT(*) FROM commitments WHERE due_on <> '' AND done_on > due_on AND " + day("done_on"),
			"Commitments overdue on 4 March 2019":                  "SELECT COUNT(*) FROM commitments WHERE state = 'open' AND due_on <> '' AND due_on < '2019-03-04'",
			"Recommendations closed":                               "SELECT COUNT(*) FROM recommendations WHERE " + day("closed_on"),
			"Grants and commissions decided on": "SELECT (SELECT COUNT(*) FROM awards WHERE state NOT IN ('applied', 'recommended', 'declined', 'withdrawn') AND " + day("decided_on") +
				") + (SELECT COUNT(*) FROM commissions WHERE state NOT IN ('planned', 'withdrawn') AND " + day("agreed_on") + ")",
		} {
			if got, want := cellOf(t, report, "The period in figures", row, 1), fmt.Sprint(o.number(gdb, query)); got != want {
				t.Errorf("%s: %s, but the rows give %s", row, got, want)
			}
		}
		for row, query := range map[string]string{
			"What they come to, as far as amounts are recorded": "SELECT (SELECT COALESCE(SUM(amount), 0) FROM awards WHERE state NOT IN ('applied', 'recommended', 'declined', 'withdrawn') AND " + day("decided_on") +
				") + (SELECT COALESCE(SUM(amount), 0) FROM commissions WHERE state NOT IN ('planned', 'withdrawn') AND " + day("agreed_on") + ")",
			"Payments made, as far as amounts are recorded": "SELECT COALESCE(SUM(amount), 0) FROM payments WHERE state = 'paid' AND " + day("paid_on"),
		} {
			want := models.Pence(o.number(gdb, query))
			if got := cellOf(t, report, "The period in figures", row, 1); got != want.String() || want == 0 {
				t.Errorf("%s: %s, but the rows give %s", row, got, want)
			}
		}
		o.everyItemCites(report)
		o.everyItemCites(o.composed(models.RolePlan, quarterly))
	})
}

func (o *office) number(gdb *gorm.DB, query string) int64 {
	o.t.Helper()
	var n int64
	if err := gdb.Raw(query).Scan(&n).Error; err != nil {
		o.t.Fatal(err)
	}
	return n
}

// everyItemCites holds that each item of each list names the record from which
// it comes, and that there are lists.
func (o *office) everyItemCites(paper *document.Document) {
	o.t.Helper()
	items := 0
	for _, section := range paper.Sections {
		for _, block := range section.Blocks {
			if block.List == nil {
				continue
			}
			for _, item := range block.List.Items {
				items++
				cited := false
				for _, run := range item.Runs {
					cited = cited || run.Cites && run.Link != ""
				}
				if !cited {
					o.t.Errorf("%s cites nothing: %s", section.Title, document.Words(item.Runs))
				}
			}
		}
	}
	if items < 10 {
		o.t.Errorf("%s has %d items only", paper.Title, items)
	}
}

// year is a plan with two priorities under an outcome, and a year of work for
// them.
type year struct {
	plan, knives, fraud models.Ref
}

func (o *office) year() year {
	o.t.Helper()
	plan := models.RolePlan
	y := year{plan: o.make(plan, "plan", "", map[string]any{"title": "Plan", "period_start": "2016"})}
	edition := o.make(plan, "edition", "draft", map[string]any{"plan": y.plan, "title": "First", "published_on": "2016-04-01"})
	outcome := o.make(plan, "outcome", "", map[string]any{"edition": edition, "title": "Safer streets", "position": 1})
	y.knives = o.make(plan, "priority", "", map[string]any{"title": "Knives"})
	y.fraud = o.make(plan, "priority", "", map[string]any{"title": "Fraud"})
	o.make(plan, "placement", "", map[string]any{"edition": edition, "priority": y.fraud, "outcome": outcome, "title": "Fraud", "position": 2})
	o.make(plan, "placement", "", map[string]any{"edition": edition, "priority": y.knives, "outcome": outcome, "title": "Knives", "position": 1, "narrative": "Fewer knives", "wording": "verbatim"})
	o.must(plan, "edition", edition, "publish", nil)
	return y
}

// TestTheAnnualReportTellsPrioritiesApart holds sums that two priorities share,
// and a measure whose definition changed within the year.
func TestTheAnnualReportTellsPrioritiesApart(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		y := o.year()
		both, knives := []models.Ref{y.knives, y.fraud}, []models.Ref{y.knives}
		fund := o.make(models.RoleGrants, "fund", "", map[string]any{"title": "Fund", "code": "F"})
		award := func(title string, amount any, decided string, serves []models.Ref) models.Ref {
			t.Helper()
			ref := o.make(models.RoleGrants, "award", "record", map[string]any{"title": title, "fund": fund, "organisation": o.opcc, "amount": amount, "decided_on": decided, "priorities": serves})
			if amount != nil {
				o.must(models.RoleGrants, "award", ref, "agree", map[string]any{"agreed_on": "2018-06-01", "agreement": "Signed"})
			}
			return ref
		}
		shared := award("Shared", 100_00, "2018-05-01", both)
		award("Alone", 50_50, "2018-05-01", knives)
		award("Unknown", nil, "2018-05-01", knives)
		award("Elsewhere", 7_00, "2018-05-01", []models.Ref{})
		award("Before", 1_000_00, "2018-03-31", knives)
		payment := o.make(models.RoleGrants, "payment", "plan", map[string]any{"award": shared, "amount": 40_00})
		o.must(models.RoleGrants, "payment", payment, "pay", map[string]any{"paid_on": "2018-07-01"})
		old, fresh := o.make(models.RolePlan, "definition", "", map[string]any{"term": "Knife", "text": "t"}), o.make(models.RolePlan, "definition", "", map[string]any{"term": "Blade", "text": "t"})
		o.make(models.RolePlan, "caveat", "", map[string]any{"definition": fresh, "text": "Kitchen knives are left out"})
		measure := o.make(models.RolePlan, "measure", "", map[string]any{"title": "Knife crime", "priorities": knives, "definition": fresh, "counts": "Offences"})
		for period, of := range map[string]models.Ref{"2018-06": old, "2018-12": fresh} {
			o.make(models.RolePlan, "figure", "add", map[string]any{"measure": measure, "period": models.Date(period).String(), "period_start": period, "period_end": period, "value": "10", "definition": of})
		}
		report := o.composed(models.RolePlan, yearly)
		for row, want := range map[string][4]string{
			"Knives": {"3", "£150.50", "1", "£40"},
			"Fraud":  {"1", "£100", "0", "£40"},
			"Under no priority of the edition in force": {"1", "£7", "0", "£0"},
			"All together, each once":                   {"4", "£157.50", "1", "£40"},
		} {
			for i, text := range want {
				if got := cellOf(t, report, "Money by priority", row, i+1); got != text {
					t.Errorf("%s, column %d: %s, want %s", row, i+1, got, text)
				}
			}
		}
		o.says(report, []string{"Outcome: Safer streets", "“Fewer knives”", "no change can be worked out. The definition changed", "Kitchen knives are left out", "What the edition in force says of it is not recorded", "Under no priority of the edition in force"}, nil)
		words := wordsOf(report)
		if strings.Index(words, "## Knives") > strings.Index(words, "## Fraud") || strings.Contains(words, "Before") {
			t.Errorf("the order or the period is wrong:\n%s", words)
		}
	})
}

func TestTheReportToThePanel(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		y := o.year()
		plan, serves := models.RolePlan, []models.Ref{y.knives}
		panel := o.make(plan, "meeting", "record", map[string]any{"title": "Panel in February", "type": "panel", "held_on": "2019-02-01", "decisions": []string{"To see the costs"}})
		item := o.make(plan, "agenda-item", "", map[string]any{"meeting": panel, "title": "The precept"})
		o.make(plan, "commitment", "", map[string]any{"title": "Send the costs", "text": "c", "body": o.opcc, "due_on": "2019-02-20", "given_on": "2019-02-01", "arises_from": item, "priorities": serves})
		com := o.make(plan, "meeting", "record", map[string]any{"title": "COM", "type": "com", "held_on": "2018-12-10"})
		late := o.make(plan, "question", "record", map[string]any{"meeting": com, "title": "Long overdue", "text": "?", "put_on": "2018-01-10", "due_on": "2018-02-10", "priorities": serves})
		answered := o.make(plan, "question", "record", map[string]any{"meeting": com, "title": "Answered in the period", "text": "?", "put_on": "2018-01-10", "priorities": serves})
		o.make(plan, "answer", "record", map[string]any{"question": answered, "text": "Yes", "given_on": "2019-01-10"})
		o.make(plan, "assurance", "", map[string]any{"title": "All are safe", "statement": "s", "given_by": o.force, "given_on": "2017-01-01", "relied_until": "2018-01-01"})
		o.make(plan, "question", "draft", map[string]any{"meeting": com, "title": "A draft", "text": "?"})
		o.make(plan, "question", "record", map[string]any{"meeting": com, "title": "A secret", "text": "?", "put_on": "2019-01-10", "marking": models.OfficialSensitive})
		o.make(plan, "activity", "record", map[string]any{"title": "Perhaps", "type": "event", "started": "2018", "priorities": serves})
		report := o.composed(models.RolePlan, quarterly)
		o.says(report, []string{"section 28(6)", "To see the costs", "## Panel in February", "The precept [" + string(item) + "]", "“Send the costs”", "“Answered in the period” was answered on 10 January 2019", "[" + string(late) + "]", "All are safe, 1 January 2018", "Activity “Perhaps”: date, or first day 2018"}, nil)
		words := wordsOf(report)
		for _, not := range []string{"A draft", "A secret", "one question was put"} {
			if strings.Contains(words, not) {
				t.Errorf("the report says %q", not)
			}
		}
		for column, want := range []string{"Knives", "0", "0", "1", "1", "0", "1", "0", "1", "£0"} {
			if got := cellOf(t, report, "Progress by priority", "Knives", column); got != want {
				t.Errorf("column %d of the priority says %s, want %s", column, got, want)
			}
		}
		ctx := context.Background()
		with, err := o.Briefing(ctx, o.people[models.RolePlan], quarterly)
		if err != nil || with.Marking != "OFFICIAL-SENSITIVE" || report.Marking != "OFFICIAL" || !strings.Contains(wordsOf(with), "A secret") {
			t.Errorf("with what is sensitive it is %v, %v", with, err)
		}
		with, err = o.Briefing(ctx, o.people[models.RolePanel], quarterly)
		if err != nil || with.Marking != "OFFICIAL" || strings.Contains(wordsOf(with), "A secret") {
			t.Errorf("the Panel reads what is sensitive: %v, %v", with, err)
		}
	})
}

func TestReportsAreForPeriodsThatTheLawKnows(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		y := o.year()
		ctx, who := context.Background(), o.people[models.RolePlan]
		for _, wrong := range []struct {
			brief       service.Brief
			field, text string
		}{
			{service.Brief{Type: models.AnnualReport, Since: "2018-01-01", Until: "2018-12-31"}, "since", "from 1 April until 31 March"},
			{service.Brief{Type: models.AnnualReport, Since: "2018-04-01", Until: "2020-03-31"}, "since", "a financial year"},
			{service.Brief{Type: models.PanelReport, Since: "2018", Until: "2018-12-31"}, "since", "needs a day"},
			{service.Brief{Type: models.PanelReport, Since: "2018-01-01"}, "until", "needs a day"},
			{service.Brief{Type: models.AnnualReport, About: y.knives, Since: "2018-04-01", Until: "2019-03-31"}, "about", "about a plan"},
		} {
			_, err := o.Briefing(ctx, who, wrong.brief)
			o.tellsOf(err, wrong.field, wrong.text)
		}
		of := yearly
		of.About = y.plan
		o.says(o.composed(models.RolePlan, of), []string{"It belongs to the plan “Plan” [" + string(y.plan) + "]"}, nil)
		of.Since, of.Until = models.FinancialYear(2015)
		if report := o.composed(models.RolePlan, of); !strings.Contains(report.Subtitle, "As at 31 March 2016") || !strings.Contains(wordsOf(report), "Which edition of the Police and Crime Plan was in force at the end of the period is not recorded") {
			t.Errorf("the report of an earlier year says:\n%s", wordsOf(report))
		}
	})
}

func TestStatementsOfReportsDoNotGrow(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		y := o.year()
		panel := o.make(models.RolePlan, "meeting", "record", map[string]any{"title": "Panel", "type": "panel", "held_on": "2019-02-01"})
		n := counted(t, gdb)
		few := map[models.PaperType]int64{}
		o.busyYear(panel, y.knives, 2)
		for _, brief := range []service.Brief{yearly, quarterly} {
			few[brief.Type] = count(t, n, func() error { _, err := o.Briefing(context.Background(), o.people[models.RolePlan], brief); return err })
		}
		o.busyYear(panel, y.knives, 20)
		for _, brief := range []service.Brief{yearly, quarterly} {
			many := count(t, n, func() error { _, err := o.Briefing(context.Background(), o.people[models.RolePlan], brief); return err })
			if many > few[brief.Type] || many == 0 {
				t.Errorf("%s: %d statements over few records, %d over many", brief.Type, few[brief.Type], many)
			}
			t.Logf("%s: %d statements", brief.Type, many)
		}
	})
}

// busyYear adds n of what a report tells of.
func (o *office) busyYear(meeting, priority models.Ref, n int) {
	o.t.Helper()
	o.fill(meeting, priority, n)
	serves := []models.Ref{priority}
	for i := range n {
		question := o.make(models.RolePlan, "question", "record", map[string]any{"meeting": meeting, "title": fmt.Sprint("Put ", i), "text": "?", "put_on": "2019-01-10", "due_on": "2019-02-10", "priorities": serves})
		o.make(models.RolePlan, "answer", "record", map[string]any{"question": question, "text": "Yes", "given_on": "2019-02-01"})
		o.make(models.RolePlan, "commitment", "", map[string]any{"title": fmt.Sprint("Promise ", i), "text": "c", "body": o.opcc, "due_on": "2019-02-20", "given_on": "2019-02-01", "arises_from": meeting, "priorities": serves})
	}
}
