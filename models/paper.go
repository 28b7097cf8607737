package models

import (
	"slices"
	"strings"
)

// PaperType is what sort of paper it is.
type PaperType string

// The types of paper.
const (
	Briefing     PaperType = "briefing"
	AnnualReport PaperType = "annual report"
	PanelReport  PaperType = "panel report"
)

// Options lists the types of paper.
func (PaperType) Options() []Option {
	return []Option{
		{string(Briefing), "Briefing", ""},
		{string(AnnualReport), "Annual report", ""},
		{string(PanelReport), "Report to the Panel", ""},
	}
}

// PaperSubjects are the kinds of record that a paper can be about.
var PaperSubjects = []*Kind{PriorityKind, DistrictKind, BodyKind, ReportKind, MeetingKind, PlanKind}

// Paper is a paper that is composed from the records each time it is read: what
// it is about, its sections and their order. What authors write into it
// themselves are its paragraphs.
type Paper struct {
	Record
	PaperInput
}

// PaperInput is what people enter of a paper.
type PaperInput struct {
	Title    string    `json:"title" label:"Title" validate:"required,max=200"`
	Type     PaperType `json:"type" label:"Type of paper" validate:"required" list:"column,filter"`
	About    Ref       `json:"about" label:"About" hint:"The priority, district, body, report, meeting or plan; or leave it empty and give a period" ref:"priority,district,body,report,meeting,plan" inverse:"Papers" list:"column,filter" unknown:"A period alone"`
	Since    Date      `json:"since" label:"Period from" list:"sort" unknown:"No period"`
	Until    Date      `json:"until" label:"Period until" list:"sort" unknown:"No period"`
	AsAt     Date      `json:"as_at" label:"As at" hint:"The day for which it says how things stand; the day on which it is read, if left empty" validate:"omitempty,day" list:"column,sort" unknown:"The day on which it is read"`
	Sections Lines     `json:"sections" label:"Sections" hint:"Names of sections in their order, one a line; those that are usual for its type, if left empty" unknown:"Those that are usual for its type"`
	Template Ref       `json:"template" label:"Made from the template" ref:"paper-template" inverse:"Papers made from it" list:"filter" unknown:"No template"`
	Common
}

// Heading is the title.
func (p *Paper) Heading() string { return p.Title }

// PaperKind describes papers.
var PaperKind = define[Paper](Kind{
	Name: "paper", Plural: "papers", One: "Paper", Many: "Papers", Family: FamilyPapers,
	About: "A briefing or report that is composed from the records each time it is read, with its authors’ own paragraphs.",
	Order: "title", States: currentStates,
	Start:   []Move{{Name: "keep", Label: "Keep a paper", To: Current, Who: to(everyone...)}},
	Moves:   []Move{withdraw(ofOffice(), Current)},
	See:     ofOffice(),
	Edit:    ofOffice(Current),
	Prepare: preparePaper,
	Key:     []string{"title"},
	Number:  numberedByOffice("PAPER"),
})

// ofOffice are those who share what an office writes for itself. The Panel and
// auditors are no one office: each of them has their own.
func ofOffice(states ...State) []Grant {
	return []Grant{
		{Roles: slices.Concat(opcc, force), States: states, Scopes: []Scope{OwnSide}},
		{Roles: []Role{RolePanel}, States: states, Scopes: []Scope{Own}},
	}
}

// numberedByOffice counts each office's records apart, and those of each person
// who shares them with nobody, so that numbers do not tell how many others have.
func numberedByOffice(prefix string) func(Model, Facts) (Numbering, error) {
	return func(m Model, f Facts) (Numbering, error) {
		office := strings.ToUpper(string(m.Base().Side))
		if m.Base().Side == SideOther {
			office = string(f.Actor().Person)
		}
		return Numbering{Prefix: prefix + "-" + office + "-"}, nil
	}
}

func preparePaper(m Model, _ Facts) error {
	paper := m.(*Paper)
	problems := PeriodProblems(paper.Since, paper.Until)
	if len(problems) == 0 {
		problems = ReportPeriodProblems(paper.Type, paper.Since, paper.Until)
	}
	if paper.About == "" && paper.Since == "" && paper.Until == "" {
		problems = append(problems, Problem{Field: "about", Text: "About: choose what the paper is about, or give a period"})
	}
	return append(problems, SectionProblems(paper.Type, paper.Sections)...).Or()
}

// PeriodProblems finds what is wrong with the period of a paper.
func PeriodProblems(since, until Date) Problems {
	var problems Problems
	for _, end := range []struct {
		field, label string
		date         Date
	}{{"since", "Period from", since}, {"until", "Period until", until}} {
		if end.date != "" && !end.date.Valid() {
			problems = append(problems, Problem{Field: end.field, Text: end.label + ": must be a date, for example 2019-01-21"})
		}
	}
	return append(problems, endProblems("until", "Period until", since, until)...)
}

// Paragraph is what an author writes into a paper, beside what is composed from
// the records. It stays between composings.
type Paragraph struct {
	Record
	ParagraphInput
}

// ParagraphInput is what people enter of a paragraph.
type ParagraphInput struct {
	Paper   Ref            `json:"paper" label:"Paper" ref:"paper" inverse:"Own paragraphs" validate:"required" list:"column,filter"`
	Section PaperSection   `json:"section" label:"Section" validate:"required" list:"column,filter"`
	Place   ParagraphPlace `json:"place" label:"Place in the section" validate:"required"`
	After   Ref            `json:"after" label:"After what is said of" hint:"The reference of a record that the section cites: the paragraph follows it wherever it moves" ref:"*" inverse:"Own paragraphs after it" unknown:"No one record"`
	Text    string         `json:"text" label:"Paragraph" hint:"An empty line begins another paragraph" widget:"textarea" validate:"required,max=20000"`
	Common
}

// ParagraphPlace is where in its section an own paragraph stands.
type ParagraphPlace string

// The places of a paragraph.
const (
	PlaceFirst ParagraphPlace = "first"
	PlaceAfter ParagraphPlace = "after"
	PlaceLast  ParagraphPlace = "last"
)

// Options lists the places.
func (ParagraphPlace) Options() []Option {
	return []Option{
		{string(PlaceFirst), "At the beginning", ""},
		{string(PlaceAfter), "After what is said of a record", ""},
		{string(PlaceLast), "At the end", ""},
	}
}

// Heading is how the paragraph begins.
func (p *Paragraph) Heading() string {
	return shortened(strings.Join(strings.Fields(p.Text), " "), 80)
}

// ParagraphKind describes authors' own paragraphs.
var ParagraphKind = define[Paragraph](Kind{
	Name: "paragraph", Plural: "paragraphs", One: "Own paragraph", Many: "Own paragraphs", Family: FamilyPapers,
	About:  "What an author writes into a paper, beside what is composed from the records.",
	Parent: "paper", Order: "ref", States: currentStates,
	Start: []Move{{Name: "write", Label: "Write an own paragraph", To: Current, Who: to(everyone...)}},
	Moves: []Move{withdraw(ofOffice(), Current)},
	See:   withParent(ofOffice()),
	Edit:  ofOffice(Current),
	Prepare: func(m Model, _ Facts) error {
		if p := m.(*Paragraph); p.Place == PlaceAfter && p.After == "" {
			return Problems{{Field: "after", Text: "After what is said of: give the reference of a record that the section cites"}}.Or()
		}
		return nil
	},
	Key: []string{"paper", "section", "text"},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Paragraph).Paper) + "-P"}, nil
	},
})

func withParent(grants []Grant) []Grant {
	for i := range grants {
		grants[i].Scopes = append(grants[i].Scopes, WithParent)
	}
	return grants
}

// PaperTemplate is a choice of sections and their order, to make papers of.
type PaperTemplate struct {
	Record
	PaperTemplateInput
}

// PaperTemplateInput is what people enter of a template.
type PaperTemplateInput struct {
	Title    string    `json:"title" label:"Name of the template" validate:"required,max=200"`
	Type     PaperType `json:"type" label:"Type of paper" validate:"required" list:"column,filter"`
	Sections Lines     `json:"sections" label:"Sections" hint:"Names of sections in their order, one a line" validate:"required"`
	Common
}

// Heading is its name.
func (t *PaperTemplate) Heading() string { return t.Title }

// PaperTemplateKind describes templates of papers.
var PaperTemplateKind = define[PaperTemplate](Kind{
	Name: "paper-template", Plural: "paper-templates", One: "Template of papers", Many: "Templates of papers", Family: FamilyPapers,
	About: "A choice of sections in an order, kept to make papers of.",
	Order: "title", States: currentStates,
	Start: []Move{{Name: "keep", Label: "Keep a template", To: Current, Who: to(everyone...)}},
	Moves: []Move{withdraw(ofOffice(), Current)},
	See:   ofOffice(),
	Edit:  ofOffice(Current),
	Prepare: func(m Model, _ Facts) error {
		template := m.(*PaperTemplate)
		return SectionProblems(template.Type, template.Sections).Or()
	},
	Key:    []string{"title"},
	Number: numberedByOffice("TEMPLATE"),
})
