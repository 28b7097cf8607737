package service_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// granting is a round with a pot, an award and an application that was declined.
type granting struct {
	fund, round, awarded, declined    models.Ref
	awardLetter, short, declineLetter models.Ref
}

func (o *office) granting() granting {
	o.t.Helper()
	grants := models.RoleGrants
	g := granting{fund: o.make(grants, "fund", "", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})}
	g.round = o.make(grants, "round", "plan", map[string]any{"fund": g.fund, "number": "15", "pot": 150_000_00})
	g.awarded, g.declined = o.applied(g.round, "Play on grooming"), o.applied(g.round, "New kit")
	o.must(grants, "award", g.awarded, "recommend", map[string]any{"board_recommendation": "Yes"})
	o.must(models.RoleCommissioner, "award", g.awarded, "award", nil)
	o.must(models.RoleCommissioner, "award", g.declined, "decline", map[string]any{"reason": "It would not reduce crime"})
	made, err := o.TakeLetterSet(context.Background(), o.people[grants])
	if err != nil || len(made) != 3 {
		o.t.Fatal(made, err)
	}
	g.awardLetter, g.short, g.declineLetter = made[0].Base().Ref, made[1].Base().Ref, made[2].Base().Ref
	return g
}

// applied is an application of which everything is recorded.
func (o *office) applied(round models.Ref, title string) models.Ref {
	o.t.Helper()
	return o.make(models.RoleGrants, "award", "apply", map[string]any{
		"title": title, "round": round, "organisation": o.opcc, "asked": 5_000_00, "amount": 4_500_50, "purpose": "Schools see it", "reasons": "Children speak out sooner",
		"conditions": []string{"A report after six months", "No money for vehicles"}, "owner": o.people[models.RoleGrants].Person,
	})
}

func TestALetterSaysWhatIsRecorded(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		g := o.granting()
		ctx, grants := context.Background(), o.people[models.RoleGrants]
		letter, err := o.AwardLetter(ctx, grants, g.awarded, service.LetterChoice{Template: g.awardLetter})
		if err != nil {
			t.Fatal(err)
		}
		if letter.Marking != models.Official || letter.Paper.Marking != "OFFICIAL" || !letter.Paper.Letter {
			t.Errorf("the letter is %s, %+v", letter.Marking, letter.Paper)
		}
		said := wordsOf(letter.Paper)
		for _, want := range []string{
			"Play on grooming: award of £4,500.50", "Dear OPCC", "on 4 March 2019 a grant of £4,500.50 was awarded for Play on grooming", "for this purpose: Schools see it",
			"- A report after six months\n- No money for vehicles", "Our reference: SCF-15-001", "Please quote SCF-15-001", "\n grants\n",
		} {
			if !strings.Contains(said, want) {
				t.Errorf("the letter does not say %q:\n%s", want, said)
			}
		}
		if strings.ContainsAny(said, "{}") {
			t.Errorf("a placeholder is left:\n%s", said)
		}
		declined, err := o.AwardLetter(ctx, grants, g.declined, service.LetterChoice{Template: g.declineLetter})
		if err != nil || !strings.Contains(wordsOf(declined.Paper), "The reason is this: It would not reduce crime") {
			t.Errorf("got %+v, %v", declined, err)
		}
		letters, err := o.AwardLetters(ctx, grants, g.awarded, false)
		if err != nil || len(letters) != 2 || len(letters[0].Missing)+len(letters[1].Missing) > 0 {
			t.Errorf("the letters there can be are %+v, %v", letters, err)
		}
	})
}

func TestALetterIsRefusedForWhatIsNotRecorded(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		g := o.granting()
		ctx, grants := context.Background(), o.people[models.RoleGrants]
		bare := o.make(models.RoleGrants, "award", "apply", map[string]any{"title": "Bare", "round": g.round, "organisation": o.opcc, "amount": 1_00, "purpose": "p", "reasons": "r"})
		says := func(award, template models.Ref, fault models.Fault, texts ...string) {
			t.Helper()
			_, err := o.AwardLetter(ctx, grants, award, service.LetterChoice{Template: template})
			o.refused(fault, err)
			for _, text := range texts {
				if !strings.Contains(err.Error(), text) {
					t.Errorf("the refusal does not say %q: %v", text, err)
				}
			}
		}
		says(bare, g.awardLetter, models.Denied, "while it is applied")
		o.must(models.RoleGrants, "award", bare, "recommend", map[string]any{"board_recommendation": "Yes"})
		o.must(models.RoleCommissioner, "award", bare, "award", nil)
		says(bare, g.awardLetter, models.Refused, "about "+string(bare), "Any condition of the award is not recorded: {conditions}", "The owner of the award, who looks after it, is not recorded: {officer}")
		says(bare, g.declineLetter, models.Refused, "“Decline letter” is not for an award that is awarded")
		says(bare, "LETTER-99", models.Missing)
		o.must(models.RoleGrants, "letter-template", g.short, "withdraw", map[string]any{"reason": "Not used"})
		says(g.awarded, g.short, models.Refused, "was withdrawn")
		letters, err := o.AwardLetters(ctx, grants, bare, false)
		if err != nil || len(letters) != 1 || letters[0].Paper != nil || len(letters[0].Missing) != 2 {
			t.Errorf("got %+v, %v", letters, err)
		}
		for _, role := range []models.Role{models.RolePlan, models.RoleAdmin, models.RoleChief, models.RoleDrafter, models.RolePanel} {
			_, err := o.AwardLetter(ctx, o.people[role], g.awarded, service.LetterChoice{Template: g.awardLetter})
			o.refused(models.Denied, err)
			_, err = o.RoundLetters(ctx, o.people[role], g.round, service.RoundChoice{})
			o.refused(models.Denied, err)
		}
		_, err = o.AwardLetter(ctx, o.people[models.RoleChief], g.declined, service.LetterChoice{Template: g.declineLetter})
		o.refused(models.Missing, err)
	})
}

func TestLettersKeepWhatIsSensitiveIn(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		g := o.granting()
		ctx, grants := context.Background(), o.people[models.RoleGrants]
		secret := o.make(models.RoleGrants, "body", "", map[string]any{"name": "A refuge", "type": "charity", "marking": models.OfficialSensitive})
		award := o.make(models.RoleGrants, "award", "record", map[string]any{"title": "Shelter", "round": g.round, "organisation": secret, "amount": 1_00, "purpose": "p", "reasons": "r",
			"decided_on": "2019-03-01", "conditions": []string{"c"}, "owner": grants.Person})
		o.must(models.RoleGrants, "award", award, "agree", map[string]any{"agreed_on": "2019-03-01", "agreement": "Signed"})
		choice := service.LetterChoice{Template: g.awardLetter}
		_, err := o.AwardLetter(ctx, grants, award, choice)
		if o.refused(models.Refused, err); strings.Contains(err.Error(), "refuge") || !strings.Contains(err.Error(), "{organisation}") {
			t.Errorf("got %v", err)
		}
		choice.Sensitive = true
		letter, err := o.AwardLetter(ctx, grants, award, choice)
		if err != nil || letter.Paper.Marking != "OFFICIAL-SENSITIVE" || !strings.Contains(wordsOf(letter.Paper), "Dear A refuge") {
			t.Errorf("got %+v, %v", letter, err)
		}
		if err := gdb.Exec("UPDATE awards SET marking = ? WHERE ref = ?", models.OfficialSensitive, award).Error; err != nil {
			t.Fatal(err)
		}
		_, err = o.AwardLetter(ctx, grants, award, service.LetterChoice{Template: g.awardLetter})
		o.tellsOf(err, "sensitive", "the award is OFFICIAL-SENSITIVE")
		for sensitive, want := range map[bool][]models.Ref{false: {g.awarded, g.declined}, true: {g.awarded, g.declined, award}} {
			round, err := o.RoundLetters(ctx, grants, g.round, service.RoundChoice{Sensitive: sensitive})
			if err != nil {
				t.Fatal(err)
			}
			var got []models.Ref
			for _, letter := range round.Letters {
				got = append(got, letter.Award.Ref)
			}
			if slices.Sort(got); !slices.Equal(got, want) {
				t.Errorf("sensitive %t: the round has letters about %q", sensitive, got)
			}
		}
	})
}

func TestARoundHasALetterForEachDecision(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		g := o.granting()
		ctx, grants := context.Background(), o.people[models.RoleGrants]
		o.applied(g.round, "Not decided")
		round, err := o.RoundLetters(ctx, grants, g.round, service.RoundChoice{Award: g.short})
		if err != nil || len(round.Templates) != 3 || len(round.Letters) != 2 {
			t.Fatalf("got %+v, %v", round, err)
		}
		for i, want := range []models.Ref{g.short, g.declineLetter} {
			if letter := round.Letters[i]; letter.Template.Ref != want || letter.Paper == nil {
				t.Errorf("the letter about %s is %+v", letter.Award.Ref, letter)
			}
		}
		_, err = o.RoundLetters(ctx, grants, g.round, service.RoundChoice{Award: g.declineLetter})
		o.tellsOf(err, "award", "there is no current letter template "+string(g.declineLetter))
		o.must(models.RoleGrants, "letter-template", g.declineLetter, "withdraw", map[string]any{"reason": "Not used"})
		round, err = o.RoundLetters(ctx, grants, g.round, service.RoundChoice{})
		if err != nil || round.Letters[1].Paper != nil || len(round.Letters[1].Missing) != 1 {
			t.Errorf("without a template: %+v, %v", round, err)
		}
	})
}

func TestTheStartSetIsTakenOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		ctx := context.Background()
		_, err := o.TakeLetterSet(ctx, o.people[models.RolePlan])
		o.refused(models.Denied, err)
		g := o.granting()
		_, err = o.TakeLetterSet(ctx, o.people[models.RoleGrants])
		o.refused(models.Refused, err)
		template := o.read("letter-template", g.awardLetter).(*models.LetterTemplate)
		if template.Marking != models.Official || template.Text != models.LetterStartSet[0].Text || len(o.events("letter-template", g.awardLetter)) != 1 {
			t.Errorf("the template is %+v", template)
		}
		_, err = o.Edit(ctx, o.people[models.RoleGrants], models.LetterTemplateKind, g.awardLetter, 1, fields(t, map[string]any{"text": "Dear {sir}"}))
		o.tellsOf(err, "text", "there is no placeholder {sir} for this use. There are: {organisation}, {project}")
	})
}
