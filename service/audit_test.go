package service_test

import (
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// audit is an audit of the force's own, after another where one is named.
func (o *office) audit(title, published string, follows models.Ref) models.Ref {
	o.t.Helper()
	of := map[string]any{"title": title, "type": "force audit", "code": "CSEAUDIT", "published_on": published}
	if follows != "" {
		of["follows"] = follows
	}
	return o.make(models.RolePlan, "report", "record", of)
}

// TestFindingsAreFollowedToTheNextAudit looks again at what an audit found:
// what is found again is reopened and stands out, what is put right is not
// closed by that, and what nobody looked at yet waits.
func TestFindingsAreFollowedToTheNextAudit(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		first := o.audit("Winter audit", "2018-01-15", "")
		finding := func(title, sort string) models.Ref {
			return o.make(models.RolePlan, "recommendation", "add", map[string]any{"report": first, "title": title, "type": sort, "owner_body": o.force})
		}
		plans, training, records := finding("Plans are generic", "compliance"), finding("The toolkit is not taught", "training"), finding("Records are late", "compliance")
		o.must(models.RoleChief, "recommendation", plans, "claim", map[string]any{"evidence": []models.Ref{first}})
		o.must(models.RoleCommissioner, "recommendation", plans, "close", map[string]any{"reason": "Seen"})
		second := o.audit("Summer audit", "2018-07-15", first)

		retest := func(finding, audit models.Ref, result models.RetestResult) (models.Ref, error) {
			m, err := o.Create(t.Context(), o.people[models.RoleDrafter], models.FindingRetestKind, "", fields(t, map[string]any{
				"finding": finding, "audit": audit, "result": result, "rationale": "What forty files show", "looked_on": "2018-07-01",
			}))
			if err != nil {
				return "", err
			}
			return m.Base().Ref, nil
		}
		again, err := retest(plans, second, models.RetestFound)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := retest(training, second, models.RetestPutRight); err != nil {
			t.Fatal(err)
		}
		for _, wrong := range []struct{ finding, audit models.Ref }{{plans, second}, {records, first}} {
			if _, err := retest(wrong.finding, wrong.audit, models.RetestPutRight); models.FaultOf(err) != models.Refused {
				t.Errorf("%s looked at by %s: %v", wrong.finding, wrong.audit, err)
			}
		}
		reopened := o.read("recommendation", plans).(*models.Recommendation)
		if reopened.State != models.RecommendationInProgress || len(reopened.FoundAgain) != 1 || reopened.FoundAgain[0] != second || reopened.ClosedBy != "" {
			t.Errorf("what was found again is %s, found again by %v", reopened.State, reopened.FoundAgain)
		}
		if state := o.state("recommendation", training); state != models.RecommendationNotStarted {
			t.Errorf("what was put right is %s, though nobody said that it is implemented", state)
		}
		found := o.followed(second)
		if len(found) != 3 || found[plans] != models.RetestFound || found[training] != models.RetestPutRight || found[records] != "" {
			t.Errorf("the second audit follows %v", found)
		}
		// What was found twice is followed on to the third, with the rest of
		// what the second found.
		own := o.make(models.RolePlan, "recommendation", "add", map[string]any{"report": second, "title": "Own", "owner_body": o.force})
		third := o.audit("Winter audit again", "2019-01-15", second)
		if found := o.followed(third); len(found) != 2 || !has(found, plans) || !has(found, own) {
			t.Errorf("the third audit follows %v", found)
		}
		// A re-test that was a mistake is withdrawn, and no longer counts.
		o.must(models.RolePlan, "finding-retest", again, "withdraw", map[string]any{"reason": "Another finding was meant"})
		if left := o.read("recommendation", plans).(*models.Recommendation); len(left.FoundAgain) != 0 {
			t.Errorf("it is still found again by %v", left.FoundAgain)
		}
		if _, err := retest(plans, second, models.RetestPartly); err != nil {
			t.Errorf("looked at again after that: %v", err)
		}
	})
}

func has(found map[models.Ref]models.RetestResult, ref models.Ref) bool {
	_, is := found[ref]
	return is
}

// followed is what an audit has to look at again, as the panel reads it.
func (o *office) followed(audit models.Ref) map[models.Ref]models.RetestResult {
	o.t.Helper()
	list, more, err := o.EarlierFindings(o.t.(*testing.T).Context(), o.people[models.RolePanel], audit)
	if err != nil || more {
		o.t.Fatalf("more: %v, %v", more, err)
	}
	found := map[models.Ref]models.RetestResult{}
	for _, one := range list {
		found[one.Finding.Ref] = ""
		if one.Retest != nil {
			found[one.Finding.Ref] = one.Retest.Result
		}
	}
	return found
}

// TestTheForceIsAskedForItsViews drafts one question about all recommendations
// of a report, and finds each limb and the question from what it asks about.
func TestTheForceIsAskedForItsViews(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		plan := o.people[models.RolePlan]
		report := o.make(models.RolePlan, "report", "record", map[string]any{"title": "Interim report", "type": "inquiry", "code": "IICSA", "published_on": "2018-04-25"})
		if _, err := o.ProposedViews(t.Context(), plan, models.ReportKind, report); models.FaultOf(err) != models.Refused {
			t.Errorf("a report without recommendations: %v", err)
		}
		var about []models.Ref
		for _, number := range []string{"1", "2"} {
			about = append(about, o.make(models.RolePlan, "recommendation", "record", map[string]any{"report": report, "number": number, "title": "Recommendation " + number}))
		}
		o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
		made, err := o.DraftViews(t.Context(), plan, models.ReportKind, report, fields(t, nil), nil)
		if err != nil {
			t.Fatal(err)
		}
		question := made.(*models.Question)
		limbs, err := o.List(t.Context(), plan, models.LimbKind, service.Query{Filters: map[string][]string{"question": {string(question.Ref)}}, Sort: "position"})
		if err != nil || len(limbs.Models) != 2 || question.State != models.QuestionDraft {
			t.Fatalf("the draft %s is %s with %d limbs (%v)", question.Ref, question.State, len(limbs.Models), err)
		}
		for i, ref := range about {
			if sources := limbs.Models[i].Shared().Sources; len(sources) != 1 || sources[0] != ref || !question.Sources.Has(ref) {
				t.Errorf("limb %d is about %v, the question about %v, want %s", i+1, sources, question.Sources, ref)
			}
			groups, err := o.Thread(t.Context(), plan, ref)
			if err != nil || !leadsTo(groups, "question", question.Ref) || !leadsTo(groups, "limb", limbs.Models[i].Base().Ref) {
				t.Errorf("from %s one comes to %v (%v)", ref, groups, err)
			}
			// The force learns of it when it is put, and not before.
			if groups, err := o.Thread(t.Context(), o.people[models.RoleChief], ref); err != nil || leadsTo(groups, "question", question.Ref) || leadsTo(groups, "limb", limbs.Models[i].Base().Ref) {
				t.Errorf("the force sees the draft from %s: %v (%v)", ref, groups, err)
			}
		}
		if _, err := o.DraftViews(t.Context(), o.people[models.RoleChief], models.ReportKind, report, fields(t, nil), nil); models.FaultOf(err) != models.Denied {
			t.Errorf("the force drafts a question: %v", err)
		}
	})
}

func leadsTo(groups []service.Group, kind string, ref models.Ref) bool {
	for _, group := range groups {
		for _, item := range group.Items {
			if group.Kind == kind && item.Ref == ref {
				return true
			}
		}
	}
	return false
}
