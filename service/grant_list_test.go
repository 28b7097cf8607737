package service_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// list prepares a list of January 2019.
func (p *publishing) list(of map[string]any) models.Ref {
	p.t.Helper()
	whole := map[string]any{"month": "2019-01", "covers": "month"}
	for name, value := range of {
		whole[name] = value
	}
	return p.make(models.RoleGrants, "grant-list", "", whole)
}

func (p *publishing) preview(ref models.Ref) *service.GrantListPreview {
	p.t.Helper()
	preview, err := p.PreviewGrantList(context.Background(), p.people[models.RoleGrants], ref)
	if err != nil {
		p.t.Fatal(err)
	}
	return preview
}

// publish lets a list go out as it is previewed now.
func (p *publishing) publish(ref models.Ref) error {
	p.t.Helper()
	preview := p.preview(ref)
	_, err := p.PublishGrantList(context.Background(), p.people[models.RoleGrants], ref, preview.List.Version, preview.Digest, "")
	return err
}

func (p *publishing) public(address string) *service.PublicGrantList {
	p.t.Helper()
	public, err := p.PublicGrantList(context.Background(), address)
	if err != nil {
		p.t.Fatal(err)
	}
	return public
}

func (p *publishing) file(address, name string) []byte {
	p.t.Helper()
	file, err := p.PublicGrantFile(context.Background(), address, name)
	if err != nil {
		p.t.Fatal(err)
	}
	return file.Bytes
}

func TestAListGoesOutAsItWasSeenAndStaysSo(t *testing.T) {
	schema := givingSchema(t)
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		p := newPublishing(t, gdb)
		ctx, grants := context.Background(), p.people[models.RoleGrants]
		first := p.award("2019-01-21", nil)
		p.award("2019-01-22", map[string]any{"title": "Lights", "organisation": p.company, "amount": 1, "conditions": nil, "no_conditions": "none"})
		p.award("2019-02-01", map[string]any{"title": "Of another month"})
		p.award("2019", map[string]any{"title": "Of no month"})
		ref := p.list(map[string]any{"note": "As decided by the Commissioner"})
		preview := p.preview(ref)
		if len(preview.Faults) > 0 || len(preview.Out.Grants) != 2 || preview.Out.TotalPence != 4_500_51 || len(preview.Undated) != 1 {
			t.Fatalf("%+v, %v", preview.Out, preview.Faults)
		}
		if _, err := p.PublicGrantList(ctx, "2019-01"); models.FaultOf(err) != models.Missing {
			t.Error("what is prepared can be read without signing in")
		}
		if _, err := p.Edit(ctx, grants, models.AwardKind, first, p.version("award", first), fields(t, map[string]any{"amount": 4_000_00})); err != nil {
			t.Fatal(err)
		}
		if _, err := p.PublishGrantList(ctx, grants, ref, preview.List.Version, preview.Digest, ""); models.FaultOf(err) != models.Refused || !strings.Contains(err.Error(), "not what you saw") {
			t.Errorf("what nobody saw goes out: %v", err)
		}
		if _, err := p.PublishGrantList(ctx, p.people[models.RolePlan], ref, preview.List.Version, p.preview(ref).Digest, ""); models.FaultOf(err) != models.Denied {
			t.Errorf("a plan manager publishes: %v", err)
		}
		if _, err := p.Move(ctx, grants, models.GrantListKind, ref, 1, "publish", fields(t, nil)); models.FaultOf(err) != models.Denied {
			t.Errorf("it goes out unseen: %v", err)
		}
		if err := p.publish(ref); err != nil {
			t.Fatal(err)
		}
		public := p.public("2019-01")
		if public.Out.TotalPence != 4_000_01 || public.Out.Note != "As decided by the Commissioner" || public.Out.Grants[1].Spoken()[0] != "None" || len(public.Files) != 4 {
			t.Errorf("%+v, %v", public.Out, public.Files)
		}
		total := public.Out.TotalPence
		if *public.List.Total != total || sumOf(t, p.file("2019-01", service.GrantsCSV), "Amount in pounds") != total ||
			sumOf(t, p.file("2019-01", service.GivingCSV), "Amount Awarded") != total || sumOfJSON(t, p.file("2019-01", service.GivingJSON)) != total {
			t.Error("the sums do not agree to the penny")
		}
		if schema != nil {
			if err := fits(t, schema, p.file("2019-01", service.GivingJSON)); err != nil {
				t.Error(err)
			}
		}
		kept := p.file("2019-01", service.GrantsJSON)
		if _, err := p.Edit(ctx, grants, models.AwardKind, first, p.version("award", first), fields(t, map[string]any{"amount": 1_00, "purpose": "Rewritten"})); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(kept, p.file("2019-01", service.GrantsJSON)) {
			t.Error("a later change reaches what went out")
		}
		p.corrected(ref)
	})
}

// corrected publishes a newer list in place of one, and takes that down.
func (p *publishing) corrected(old models.Ref) {
	p.t.Helper()
	ctx := context.Background()
	newer := p.list(nil)
	if newer != "GRANTS-2019-01-2" {
		p.t.Errorf("the newer list is %s", newer)
	}
	if err := p.publish(newer); err != nil {
		p.t.Fatal(err)
	}
	public := p.public("2019-01")
	if public.Earlier == nil || public.Earlier.Ref != old || public.Earlier.State != models.GrantListCorrected || public.Out.TotalPence != 1_01 {
		p.t.Errorf("%+v, %+v", public.Earlier, public.Out)
	}
	p.must(models.RoleGrants, "grant-list", newer, "take-down", map[string]any{"reason": "A name should not have been in it"})
	public = p.public("2019-01")
	if public.Out != nil || public.List.TakenDownWhy != "A name should not have been in it" {
		p.t.Errorf("what was taken down can be read: %+v", public)
	}
	if _, err := p.PublicGrantFile(ctx, "2019-01", service.GrantsCSV); models.FaultOf(err) != models.Missing {
		p.t.Errorf("a file that was taken down can be read: %v", err)
	}
	for role, reads := range map[models.Role]bool{models.RolePlan: true, models.RolePanel: false} {
		if out, err := p.PublishedGrants(ctx, p.people[role], public.List); err != nil || (out != nil) != reads {
			p.t.Errorf("%s reads what was taken down: %v, %v", role, out, err)
		}
	}
}

// TestWhatTheLawWantsMustBeThere prepares a list of a grant of which one thing
// after the other is not recorded: it is named and does not go out, until it is
// mended or left out with a ground, which shows as a gap.
func TestWhatTheLawWantsMustBeThere(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		p := newPublishing(t, gdb)
		ref := p.list(nil)
		hidden := p.make(models.RoleAdmin, "body", "", map[string]any{"name": "Refuge", "type": "charity", "marking": "OFFICIAL-SENSITIVE"})
		for i, c := range []struct {
			of    map[string]any
			field string
		}{
			{map[string]any{"purpose": nil}, "purpose"}, {map[string]any{"reasons": nil}, "reasons"}, {map[string]any{"amount": nil}, "amount"},
			{map[string]any{"conditions": nil}, "conditions"}, {map[string]any{"organisation": hidden}, "organisation"},
			{map[string]any{"marking": "OFFICIAL-SENSITIVE"}, "marking"}, {map[string]any{"reasons": "Ask jo@example.org"}, "reasons"},
		} {
			award := p.award("2019-01-21", c.of)
			preview := p.preview(ref)
			if len(preview.Faults) != 1 || preview.Faults[0].Award != award || preview.Faults[0].Field != c.field {
				t.Errorf("%v: %v", c.of, preview.Faults)
			}
			if err := p.publish(ref); models.FaultOf(err) != models.Refused || !strings.Contains(err.Error(), string(award)) {
				t.Errorf("%v: %v", c.of, err)
			}
			p.make(models.RoleGrants, "withholding", "", map[string]any{"award": award, "left_out_of": "both", "ground": "safety", "why": "The address of a refuge"})
			if left := p.preview(ref).Out.LeftOut(); left != int64(i+1) {
				t.Errorf("%v: %d are left out", c.of, left)
			}
		}
		if err := p.publish(ref); err != nil {
			t.Fatal(err)
		}
		out := p.public("2019-01").Out
		text, err := json.Marshal(out)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"refuge", "Refuge", "SCF-15", "grooming", "jo@"} {
			if bytes.Contains(text, []byte(secret)) {
				t.Errorf("what is left out shows: %s in %s", secret, text)
			}
		}
		if out.Given() != 0 || out.LeftOut() != 7 || out.TotalPence != 0 || out.Grants[0].LeftOut != "Publishing it could put somebody at risk" {
			t.Errorf("%s", text)
		}
	})
}

// TestPublishingMeetsTheDuty publishes a list of the month for which a duty
// asks: what it asks for is met, by that list.
func TestPublishingMeetsTheDuty(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		p := newPublishing(t, gdb)
		duty := p.make(models.RolePlan, "duty", "", map[string]any{"title": "Monthly publication of grants", "owed_by": p.opcc})
		january := p.make(models.RoleGrants, "occurrence", "", map[string]any{"duty": duty, "period": "January 2019", "due_on": "2019-02-28"})
		february := p.make(models.RoleGrants, "occurrence", "", map[string]any{"duty": duty, "period": "February 2019", "due_on": "2019-03-31"})
		ref := p.list(map[string]any{"duty": duty})
		if err := p.publish(ref); err != nil {
			t.Fatal(err)
		}
		met, err := p.Get(context.Background(), p.people[models.RolePlan], models.OccurrenceKind, january)
		if err != nil {
			t.Fatal(err)
		}
		if o := met.Model.(*models.Occurrence); o.State != models.OccurrenceMet || !o.MetBy.Has(ref) || o.MetOn != "2019-03-04" {
			t.Errorf("%+v", o)
		}
		again := p.list(nil)
		if list := p.preview(again).List; list.Duty != duty {
			t.Errorf("the duty of the list before is not taken over: %q", list.Duty)
		}
		if err := p.publish(again); err != nil {
			t.Fatal(err)
		}
		for occurrence, by := range map[models.Ref]models.Refs{january: {ref, again}, february: nil} {
			one, err := p.Get(context.Background(), p.people[models.RolePlan], models.OccurrenceKind, occurrence)
			if err != nil {
				t.Fatal(err)
			}
			if got := one.Model.(*models.Occurrence).MetBy; len(got) != len(by) {
				t.Errorf("%s is met by %v", occurrence, got)
			}
		}
		if err := p.publish(p.list(map[string]any{"month": "2019-03"})); models.FaultOf(err) != models.Refused || !strings.Contains(err.Error(), "not over") {
			t.Errorf("a month is published before it is over: %v", err)
		}
	})
}

// TestAListOfEverything holds every grant until the end of a month, once it is
// known when each was decided.
func TestAListOfEverything(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		p := newPublishing(t, gdb)
		p.award("2015-08-07", nil)
		p.award("2019-01-31", nil)
		p.award("2019-02-01", nil)
		p.award("2020", nil)
		undated := p.award("2019-01-01", map[string]any{"decided_on": nil})
		preview := p.preview(p.list(map[string]any{"covers": "until"}))
		if preview.Out.Given() != 3 || len(preview.Faults) != 1 || preview.Faults[0].Award != undated || preview.Faults[0].Field != "decided_on" {
			t.Errorf("%d grants, %v", preview.Out.Given(), preview.Faults)
		}
	})
}

// TestNoConditionsIsSaidNotAssumed holds that conditions and the word that
// there are none exclude each other, through edits and moves.
func TestNoConditionsIsSaidNotAssumed(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		p := newPublishing(t, gdb)
		ctx, grants := context.Background(), p.people[models.RoleGrants]
		ref := p.award("2019-01-21", nil)
		_, err := p.Edit(ctx, grants, models.AwardKind, ref, p.version("award", ref), fields(t, map[string]any{"no_conditions": "none"}))
		if models.FaultOf(err) != models.Invalid || !strings.Contains(err.Error(), "No conditions") {
			t.Error(err)
		}
		p.must(models.RoleGrants, "award", ref, "agree", map[string]any{"agreed_on": "2019-02-01", "agreement": "Signed"})
		_, err = p.Move(ctx, grants, models.AwardKind, ref, p.version("award", ref), "correct", fields(t, map[string]any{"no_conditions": "none", "reason": "So it is"}))
		if models.FaultOf(err) != models.Refused {
			t.Error(err)
		}
		p.must(models.RoleGrants, "award", ref, "correct", map[string]any{"no_conditions": "none", "conditions": []string{}, "reason": "So it is"})
	})
}
