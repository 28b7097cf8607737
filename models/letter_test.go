package models

import (
	"slices"
	"strings"
	"testing"
)

func templateOf(use LetterUse, text string) *LetterTemplate {
	return &LetterTemplate{LetterTemplateInput: LetterTemplateInput{Title: "A letter", Use: use, Subject: "Your grant", Text: text}}
}

func TestLetterTemplatesTakeThePlaceholdersThereAre(t *testing.T) {
	for text, want := range map[string]string{
		"Dear {organisation}, you have { amount }": "",
		"No placeholder at all":                    "",
		"Dear {recipient}":                         "there is no placeholder {recipient} for this use. There are: {organisation}",
		"{recipient} {recipient} {sum}":            "{recipient}, {sum}",
		"Since {declined}":                         "there is no placeholder {declined}",
		"Dear {organisation":                       "is open that is not closed",
		"Dear organisation}":                       "is open that is not closed",
		"Dear {{organisation}}":                    "is open that is not closed",
		"{}":                                       "there is no placeholder {}",
	} {
		err := LetterTemplateKind.Prepare(templateOf(LetterAward, text), worldOf())
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), "Text: ") || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
	subject := templateOf(LetterDecline, "Dear {organisation}")
	subject.Subject = "{amount}"
	if err := LetterTemplateKind.Prepare(subject, worldOf()); err == nil || !strings.Contains(err.Error(), "Subject: there is no placeholder {amount}") {
		t.Errorf("the amount awarded in a letter that declines: got %v", err)
	}
}

func TestTheLettersToBeginWithAreGoodTemplates(t *testing.T) {
	uses := map[LetterUse]bool{}
	for _, input := range LetterStartSet {
		uses[input.Use] = true
		if err := LetterTemplateKind.Prepare(&LetterTemplate{LetterTemplateInput: input}, worldOf()); err != nil {
			t.Errorf("%s: %v", input.Title, err)
		}
	}
	if len(uses) != len(LetterUse("").Options()) {
		t.Errorf("there are letters for %v only", uses)
	}
}

func TestEveryPlaceholderReadsWhatIsRecordedAndNothingElse(t *testing.T) {
	award := awardOf("SCF-15-001", AwardAwarded, pounds(4_500))
	score := int64(78)
	award.Score, award.BoardRecommendation, award.BoardAdvice = &score, "Award it in\npart", "with changes"
	award.Asked, award.Conditions, award.Started, award.Ended, award.DecidedOn = pounds(5_000), Lines{"A report", "A photograph"}, "2019-02", "2019-12-31", "2019-01-21"
	full := LetterFacts{Award: award, Round: &Round{RoundInput: RoundInput{Number: "15", Theme: "Safety"}}, Fund: &Fund{FundInput: FundInput{Title: "Safer Communities Fund"}},
		Organisation: "A charity", Officer: "An officer", Declined: "Too  late\nto be told", Today: "2019-03-04"}
	want := map[string]string{
		"organisation": "A charity", "project": "A project", "reference": "SCF-15-001", "asked": "£5,000", "amount": "£4,500", "fund": "Safer Communities Fund",
		"round": "15", "theme": "Safety", "purpose": award.Purpose, "conditions": "A report|A photograph", "reasons": award.Reasons, "declined": "Too late to be told",
		"starts": "February 2019", "ends": "31 December 2019", "decided": "21 January 2019", "today": "4 March 2019", "officer": "An officer",
		"score": "78", "board": "Award it in part", "advice": "Award it with changes",
	}
	for _, placeholder := range placeholders {
		if got := strings.Join(placeholder.Of(full), "|"); got != want[placeholder.Name] {
			t.Errorf("{%s} is %q, want %q", placeholder.Name, got, want[placeholder.Name])
		}
		if got := placeholder.Of(LetterFacts{Award: &Award{}}); len(got) > 0 {
			t.Errorf("{%s} is %q where nothing is recorded", placeholder.Name, got)
		}
	}
	if got := PlaceholderNamed("conditions").Of(LetterFacts{Award: &Award{AwardInput: AwardInput{NoConditions: ThereAreNone}}}); !slices.Equal(got, []string{"There are none"}) {
		t.Errorf("that there are no conditions is %q", got)
	}
	full.Round = &Round{RoundInput: RoundInput{Opened: "2016-03-14"}}
	if got := PlaceholderNamed("round").Of(full); !slices.Equal(got, []string{"opened 14 March 2016"}) {
		t.Errorf("a round without a number is %q", got)
	}
}

func TestALetterFitsTheAwardAsItStands(t *testing.T) {
	for _, option := range AwardKind.States {
		award := awardOf("SCF-15-001", State(option.Value), nil)
		want := LetterUse("")
		switch award.State {
		case AwardAwarded, AwardAgreed, AwardActive, AwardComplete, AwardClosed, AwardEndedEarly:
			want = LetterAward
		case AwardDeclined:
			want = LetterDecline
		}
		if got := LetterUseOf(award); got != want {
			t.Errorf("an award that is %s has the letter %q, want %q", award.State, got, want)
		}
		for _, role := range Roles {
			may := want != "" && (role == RoleGrants || role == RoleCommissioner)
			if got := AwardKind.MayDo(&Actor{Roles: []Role{role}, Side: SideOf(role)}, ActWriteLetter, award); got != may {
				t.Errorf("%s may write a letter about an award that is %s: %t", role, award.State, got)
			}
		}
	}
}

func TestAParagraphIsALine(t *testing.T) {
	got := templateOf(LetterAward, "Dear all\r\n\r\n  Thank you.  \n\nYours").Paragraphs()
	if !slices.Equal(got, []string{"Dear all", "Thank you.", "Yours"}) {
		t.Errorf("got %q", got)
	}
}
