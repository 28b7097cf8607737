package service_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

// inspection is a report of an inspection on which comments are due in 56 days,
// with two recommendations.
func (o *office) inspection(of map[string]any) models.Ref {
	o.t.Helper()
	clock := o.make(models.RoleAdmin, "clock", "", map[string]any{"title": "Comments", "use": "report", "length": 56, "unit": "days", "counting": "beginning with"})
	all := map[string]any{"title": "Inspection", "type": "inspection", "code": "PEEL", "published_on": "2019-01-02", "clock": clock, "stated_recommendations": 2}
	for name, value := range of {
		all[name] = value
	}
	report := o.make(models.RolePlan, "report", "record", all)
	for _, number := range []string{"10", "2"} {
		o.make(models.RolePlan, "recommendation", "add", map[string]any{"report": report, "number": number, "title": "Plans " + number, "text": "That plans be read.", "wording": "verbatim"})
	}
	return report
}

func (o *office) comment(report models.Ref, of map[string]any) models.Ref {
	o.t.Helper()
	all := map[string]any{"report": report, "body": o.opcc, "title": "Our comments"}
	for name, value := range of {
		all[name] = value
	}
	return o.make(models.RolePlan, "public-comment", "", all)
}

func (o *office) remark(comment, recommendation models.Ref, stance, text string) models.Ref {
	o.t.Helper()
	return o.make(models.RolePlan, "comment-item", "", map[string]any{"comment": comment, "recommendation": recommendation, "stance": stance, "text": text})
}

// why is the sentence with which a step is refused.
func (o *office) why(err error) string {
	o.t.Helper()
	if err == nil {
		o.t.Fatal("it is not refused")
	}
	return err.Error()
}

func (o *office) publicly(comment models.Ref) string {
	o.t.Helper()
	found, err := o.PublicStatement(context.Background(), comment)
	if err != nil {
		o.t.Fatal(err)
	}
	return found.Text.String()
}

func TestACommentIsPublishedWhenItSaysSomethingToEachRecommendation(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		report := o.inspection(nil)
		comment := o.comment(report, map[string]any{"opening": "We thank the inspectors."})
		two, ten := report+"-R2", report+"-R10"

		if text := o.why(o.try(models.RoleCommissioner, "public-comment", comment, "approve", nil)); !strings.Contains(text, string(two)) || !strings.Contains(text, string(ten)) {
			t.Errorf("those that are missing are not named: %s", text)
		}
		first := o.remark(comment, two, "accepted", "All plans are read by June.")
		if text := o.why(o.try(models.RoleCommissioner, "public-comment", comment, "approve", nil)); strings.Contains(text, string(two)) || !strings.Contains(text, string(ten)) {
			t.Errorf("another is missing: %s", text)
		}
		o.remark(comment, ten, "not accepted", "The law forbids it.")
		o.refused(models.Denied, o.try(models.RolePlan, "public-comment", comment, "approve", nil))
		o.must(models.RoleCommissioner, "public-comment", comment, "approve", nil)
		o.frozen(first)
		o.refused(models.Denied, o.try(models.RolePlan, "public-comment", comment, "publish", nil))
		if _, err := o.PublicStatement(t.Context(), comment); models.FaultOf(err) != models.Missing {
			t.Errorf("an approved comment is public: %v", err)
		}
		shown, err := o.CommentText(t.Context(), o.people[models.RolePlan], comment)
		if err != nil {
			t.Fatal(err)
		}
		o.must(models.RoleCommissioner, "public-comment", comment, "publish", nil)
		out := o.publicly(comment)
		if out != shown.Text.String() {
			t.Errorf("what went out is not what the preview showed:\n%s\n\n%s", out, shown.Text)
		}
		// 2 January and 55 days is 26 February; 4 March is 6 days after it.
		for _, want := range []string{"Due by 26 February 2019 (56 days beginning with 2 January 2019). Published on 4 March 2019, 6 days late.",
			"We thank the inspectors.", "## Recommendation 2: Plans 2", "> That plans be read.", "Position: Accepted", "The law forbids it."} {
			if !strings.Contains(out, want) {
				t.Errorf("what went out lacks %q:\n%s", want, out)
			}
		}
		if strings.Index(out, "Recommendation 10") < strings.Index(out, "Recommendation 2") {
			t.Error("10 comes before 2")
		}
		if on := o.read("report", report).(*models.Report); on.ResponseOn != "2019-03-04" || on.Responded("2019-03-04") != models.ResponseLate {
			t.Errorf("the report was responded to on %s", on.ResponseOn)
		}
		o.copiesWait(comment)
		o.must(models.RolePlan, "report", report, "withdraw", map[string]any{"reason": "To be entered anew"})
		if o.publicly(comment) != out {
			t.Error("what went out changes with the records")
		}
	})
}

func (o *office) frozen(item models.Ref) {
	o.t.Helper()
	k := models.CommentItemKind
	_, err := o.Edit(context.Background(), o.people[models.RolePlan], k, item, o.read(k.Name, item).Base().Version, fields(o.t, map[string]any{"text": "Something else"}))
	o.refused(models.Refused, err)
	o.refused(models.Refused, o.try(models.RolePlan, k.Name, item, "withdraw", map[string]any{"reason": "x"}))
}

// copiesWait holds that the copies which the law asks for wait, and are sent on
// or after the day of publication.
func (o *office) copiesWait(comment models.Ref) {
	o.t.Helper()
	waiting := o.pile(models.RolePlan, "send-copies", o.Desks)
	if waiting.Count != 2 {
		o.t.Errorf("%d copies wait, not two", waiting.Count)
	}
	copied := comment + "-S1"
	sent := func(on string) map[string]any { return map[string]any{"sent_on": on, "sent_how": "By email"} }
	o.refused(models.Refused, o.try(models.RolePlan, "comment-copy", copied, "send", sent("2019-03-03")))
	o.refused(models.Refused, o.try(models.RolePlan, "comment-copy", copied, "send", sent("2019-03-05")))
	o.refused(models.Denied, o.try(models.RoleChief, "comment-copy", copied, "send", sent("2019-03-04")))
	o.must(models.RolePlan, "comment-copy", copied, "send", sent("2019-03-04"))
	if left := o.pile(models.RolePlan, "send-copies", o.Desks); left.Count != 1 {
		o.t.Errorf("%d copies wait, not one", left.Count)
	}
}

func TestWhoeverWroteACommentDoesNotApproveIt(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		report := o.inspection(nil)
		own := o.make(models.RoleCommissioner, "public-comment", "", map[string]any{"report": report, "body": o.opcc, "title": "Mine"})
		o.remark(own, report+"-R2", "accepted", "Yes.")
		o.remark(own, report+"-R10", "accepted", "Yes.")
		o.refused(models.Refused, o.try(models.RoleCommissioner, "public-comment", own, "approve", nil))

		shared := o.comment(report, nil)
		o.make(models.RoleCommissioner, "comment-item", "", map[string]any{"comment": shared, "recommendation": report + "-R2", "stance": "accepted", "text": "Yes."})
		o.remark(shared, report+"-R10", "accepted", "Yes.")
		o.refused(models.Refused, o.try(models.RoleCommissioner, "public-comment", shared, "approve", nil))
	})
}

func TestWhatIsSensitiveNeverGoesOut(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		report := o.inspection(map[string]any{"stated_recommendations": 3})
		comment := o.comment(report, nil)
		o.remark(comment, report+"-R2", "accepted", "Yes.")
		o.remark(comment, report+"-R10", "accepted", "Yes.")
		if text := o.why(o.try(models.RoleCommissioner, "public-comment", comment, "approve", nil)); !strings.Contains(text, "3 recommendations, of which 2 are entered") {
			t.Errorf("one is not entered: %s", text)
		}
		secret := o.make(models.RolePlan, "recommendation", "add", map[string]any{"report": report, "number": "3", "title": "Covert work", "text": "Covertly.", "marking": "OFFICIAL-SENSITIVE"})
		o.remark(comment, secret, "accepted", "Covertly done.")
		o.must(models.RoleCommissioner, "public-comment", comment, "approve", nil)
		o.must(models.RoleCommissioner, "public-comment", comment, "publish", nil)
		if out := o.publicly(comment); !strings.Contains(out, "Recommendation 10") {
			t.Errorf("it lacks a recommendation: %s", out)
		} else if strings.Contains(out, "overt") {
			t.Errorf("what is sensitive went out: %s", out)
		}

		hidden := o.comment(report, map[string]any{"marking": "OFFICIAL-SENSITIVE"})
		o.refused(models.Refused, o.try(models.RoleCommissioner, "public-comment", hidden, "approve", nil))
		if err := gdb.Exec("UPDATE reports SET marking = 'OFFICIAL-SENSITIVE'").Error; err != nil {
			t.Fatal(err)
		}
		if _, err := o.PublicStatement(t.Context(), comment); models.FaultOf(err) != models.Missing {
			t.Errorf("a comment on a sensitive report is public: %v", err)
		}
	})
}

func TestACommentIsCorrectedAndTakenDown(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		report := o.inspection(nil)
		first := o.comment(report, nil)
		o.remark(first, report+"-R2", "accepted", "By June.")
		o.remark(first, report+"-R10", "noted", "Seen.")
		o.must(models.RoleCommissioner, "public-comment", first, "approve", nil)
		o.must(models.RoleCommissioner, "public-comment", first, "publish", nil)

		o.day(time.March, 20)
		second := o.comment(report, map[string]any{"corrects": first})
		made, err := o.ProposeItems(t.Context(), o.people[models.RolePlan], second)
		if err != nil || len(made) != 2 || made[0].(*models.CommentItem).Text != "By June." {
			t.Fatalf("what the first said is not taken over: %v %v", made, err)
		}
		if made, err = o.ProposeItems(t.Context(), o.people[models.RolePlan], second); err != nil || len(made) != 0 {
			t.Errorf("it is drafted twice: %v %v", made, err)
		}
		o.must(models.RoleCommissioner, "public-comment", second, "approve", nil)
		o.must(models.RoleCommissioner, "public-comment", second, "publish", nil)
		if out := o.publicly(second); !strings.Contains(out, "Published on 4 March 2019, 6 days late.") || !strings.Contains(out, "These comments, published on 20 March 2019, correct earlier ones") {
			t.Errorf("the correction says %s", out)
		}
		if found, err := o.PublicStatement(t.Context(), first); err != nil || found.CorrectedBy != second || len(found.Text) > 0 {
			t.Errorf("the first says %+v, %v", found, err)
		}
		if on := o.read("report", report).(*models.Report).ResponseOn; on != "2019-03-04" {
			t.Errorf("the correction moves the response to %s", on)
		}
		o.must(models.RoleCommissioner, "public-comment", second, "take-down", map[string]any{"taken_down_why": "A name was in it."})
		found, err := o.PublicStatement(t.Context(), second)
		if err != nil || found.TakenDownOn != "2019-03-20" || found.TakenDownWhy != "A name was in it." || len(found.Text) > 0 || found.Title != "" {
			t.Errorf("what was taken down leaves %+v, %v", found, err)
		}
		if list, err := o.PublicStatements(t.Context()); err != nil || len(list) != 2 {
			t.Errorf("the list has %d, %v", len(list), err)
		}
	})
}

func TestTheForceSeesNoDraftOfAComment(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		comment := o.comment(o.inspection(nil), nil)
		for _, role := range []models.Role{models.RoleChief, models.RoleDrafter, models.RolePanel} {
			if _, err := o.CommentText(t.Context(), o.people[role], comment); models.FaultOf(err) != models.Missing {
				t.Errorf("%s sees a draft: %v", role, err)
			}
			if _, err := o.ProposeItems(t.Context(), o.people[role], comment); models.FaultOf(err) != models.Missing {
				t.Errorf("%s drafts: %v", role, err)
			}
		}
		if _, err := o.ProposeItems(t.Context(), o.people[models.RoleGrants], comment); models.FaultOf(err) != models.Denied {
			t.Errorf("a grant officer drafts: %v", err)
		}
	})
}

// TestADraftIsDrawnFromWhatIsOnRecord guesses nothing.
func TestADraftIsDrawnFromWhatIsOnRecord(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		report := o.inspection(nil)
		two := report + "-R2"
		o.make(models.RolePlan, "position", "state", map[string]any{"recommendation": two, "body": o.opcc, "stance": "accepted in part", "reason": "Only new plans."})
		o.make(models.RoleChief, "position", "state", map[string]any{"recommendation": two, "body": o.force, "stance": "accepted"})
		o.make(models.RolePlan, "commitment", "undertake", map[string]any{"title": "Read new plans", "text": "All", "body": o.force, "arises_from": two, "due_on": "2019-06-30"})
		o.make(models.RolePlan, "commitment", "undertake", map[string]any{"title": "Covert", "text": "x", "body": o.force, "arises_from": two, "marking": "OFFICIAL-SENSITIVE"})
		made, err := o.ProposeItems(t.Context(), o.people[models.RolePlan], o.comment(report, nil))
		if err != nil || len(made) != 2 {
			t.Fatal(made, err)
		}
		drawn, unknown := made[0].(*models.CommentItem), made[1].(*models.CommentItem)
		if drawn.Stance != models.AcceptedInPart || drawn.Text != "Only new plans.\n\nForce: Accepted\n\nRead new plans (open, due by 30 June 2019)" {
			t.Errorf("%s: %q", drawn.Stance, drawn.Text)
		}
		if unknown.Stance != "" || unknown.Text != "" {
			t.Errorf("it guesses %s: %q", unknown.Stance, unknown.Text)
		}
	})
}

// TestStepsOfAReportsClockTell holds that those are told whose step was reached,
// from the start and from the due date, until the response came.
func TestStepsOfAReportsClockTell(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		clock := o.make(models.RoleAdmin, "clock", "", map[string]any{"title": "Inquiry", "use": "report", "length": 6, "unit": "months", "counting": "after"})
		o.make(models.RoleAdmin, "escalation", "", map[string]any{"clock": clock, "after": 3, "unit": "months", "tell": "plan"})
		o.make(models.RoleAdmin, "escalation", "", map[string]any{"clock": clock, "after": 7, "unit": "months", "tell": "commissioner"})
		report := o.make(models.RolePlan, "report", "record", map[string]any{"title": "Inquiry", "type": "inquiry", "code": "INQ", "published_on": "2018-12-04", "clock": clock})
		tells := func(day models.Date, role models.Role, section models.DigestSection, want bool) {
			t.Helper()
			o.at(day)
			got := slices.ContainsFunc(o.part(role, section), func(line string) bool { return strings.Contains(line, string(report)) })
			if got != want {
				t.Errorf("on %s, %s is told: %t", day, role, got)
			}
		}
		tells("2019-03-03", models.RolePlan, models.DigestDue, false)
		tells("2019-03-04", models.RolePlan, models.DigestDue, true)
		tells("2019-03-04", models.RoleCommissioner, models.DigestDue, false)
		tells("2019-06-05", models.RolePlan, models.DigestOverdue, true)
		tells("2019-07-03", models.RoleCommissioner, models.DigestOverdue, false)
		tells("2019-07-04", models.RoleCommissioner, models.DigestOverdue, true)
		o.edit(models.RolePlan, "report", report, map[string]any{"response_on": "2019-07-04"})
		tells("2019-07-05", models.RoleCommissioner, models.DigestOverdue, false)
	})
}
