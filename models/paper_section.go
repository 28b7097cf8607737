package models

import (
	"slices"
	"strings"
)

// PaperSection names a section of a paper. How it is composed is the service's
// to know.
type PaperSection string

// The sections of papers.
const (
	SectionBackground      PaperSection = "background"
	SectionNational        PaperSection = "national"
	SectionOffice          PaperSection = "office"
	SectionForce           PaperSection = "force"
	SectionHolding         PaperSection = "holding"
	SectionRecommendations PaperSection = "recommendations"
	SectionMoney           PaperSection = "money"
	SectionMeasures        PaperSection = "measures"
	SectionOverdue         PaperSection = "overdue"
	SectionUnknown         PaperSection = "unknown"
	// The sections that only reports of a year or to the Panel have.
	SectionYear       PaperSection = "year"
	SectionFunctions  PaperSection = "functions"
	SectionProgress   PaperSection = "progress"
	SectionSpending   PaperSection = "spending"
	SectionPanel      PaperSection = "panel"
	SectionDecisions  PaperSection = "decisions"
	SectionQuestions  PaperSection = "questions"
	SectionPanelAsked PaperSection = "asked-by-panel"
	SectionInBrief    PaperSection = "in-brief"
	SectionUndated    PaperSection = "undated"
)

// PaperPart describes a section to those who choose among them.
type PaperPart struct {
	Name  PaperSection
	Title string
	About string
	// Types are the types of paper that have it unless others are chosen.
	Types []PaperType
}

// PaperParts are all sections there are, in the order that papers have unless
// another is chosen.
var PaperParts = []PaperPart{
	{SectionYear, "This report", "Under which law it is made, for which year and plan, and what the Panel does with it", []PaperType{AnnualReport}},
	{SectionFunctions, "The exercise of the functions in the year", "What was done in the year, counted: meetings, questions, assurances, commitments, recommendations, money", []PaperType{AnnualReport}},
	{SectionProgress, "Progress in meeting the objectives of the plan", "Priority by priority under each outcome: what was done, asked, promised, measured, paid and delivered in the year", []PaperType{AnnualReport}},
	{SectionSpending, "Money by priority", "What was awarded and paid in the year for each priority", []PaperType{AnnualReport}},
	{SectionPanel, "This report", "Under which law the Panel is told, and of which period", []PaperType{PanelReport}},
	{SectionDecisions, "Decisions", "What meetings decided in the period, and the money that was decided on", []PaperType{PanelReport}},
	{SectionQuestions, "Questions and answers", "What was asked of the Chief Constable in the period, and what became of it", []PaperType{PanelReport}},
	{SectionPanelAsked, "What the Panel asked for", "The meetings of the Panel in the period, with what was undertaken at them", []PaperType{PanelReport}},
	{SectionInBrief, "Progress by priority in brief", "Each priority of the plan in one row", []PaperType{PanelReport}},
	{SectionBackground, "Background", "What the paper is about, and what each edition of the plan says of it", []PaperType{Briefing}},
	{SectionNational, "The national picture", "Definitions, guidance, awareness days, the work of national bodies and national measures", []PaperType{Briefing}},
	{SectionOffice, "Work of the Commissioner and the office", "What the Commissioner and the office did and paid for", []PaperType{Briefing}},
	{SectionForce, "Work of the force and its partners", "What the force did, what it owes every so often, what it audited; what partners did", []PaperType{Briefing}},
	{SectionHolding, "Holding the Chief Constable to account", "Each question limb by limb, what was answered and how it was judged; assurances and commitments", []PaperType{Briefing}},
	{SectionRecommendations, "Recommendations", "What inquiries, inspections and audits recommended, what was said to it and how far it has come", []PaperType{Briefing}},
	{SectionMoney, "Money and outcomes", "Funds, grants and other spending, what was paid and what came of it", []PaperType{Briefing}},
	{SectionMeasures, "Measures", "Figures with their definitions, caveats and breaks; percentages worked out again", []PaperType{Briefing}},
	{SectionOverdue, "What is overdue", "Everything whose day has passed", []PaperType{Briefing, AnnualReport, PanelReport}},
	{SectionUnknown, "What is not known", "What nobody has recorded", []PaperType{Briefing, AnnualReport}},
	{SectionUndated, "What may belong to the period or not", "Records of which the date is not known well enough to tell", []PaperType{AnnualReport, PanelReport}},
}

// Fits tells whether a paper of a type can have the section. What a report says
// of its period is told by reports alone.
func (p PaperPart) Fits(of PaperType) bool {
	return of != Briefing || slices.Contains(p.Types, Briefing)
}

// Options lists the sections.
func (PaperSection) Options() []Option {
	options := make([]Option, len(PaperParts))
	for i, part := range PaperParts {
		options[i] = Option{Value: string(part.Name), Label: part.Title}
	}
	return options
}

// UsualSections are the names of the sections of a type of paper unless others
// are chosen.
func UsualSections(of PaperType) Lines {
	var names Lines
	for _, part := range PaperParts {
		if slices.Contains(part.Types, of) {
			names = append(names, string(part.Name))
		}
	}
	return names
}

// PaperPartNamed finds a section by its name; nil when there is none.
func PaperPartNamed(name PaperSection) *PaperPart {
	at := slices.IndexFunc(PaperParts, func(part PaperPart) bool { return part.Name == name })
	if at < 0 {
		return nil
	}
	return &PaperParts[at]
}

// SectionProblems finds names of sections that a paper of the type cannot have,
// or that stand twice.
func SectionProblems(of PaperType, names Lines) Problems {
	var problems Problems
	for i, name := range names {
		part := PaperPartNamed(PaperSection(name))
		switch {
		case part == nil:
			problems = append(problems, Problem{Field: "sections", Text: "Sections: there is no section “" + name + "”; there are " + sectionNames()})
		case !part.Fits(of):
			problems = append(problems, Problem{Field: "sections", Text: "Sections: “" + name + "” belongs to reports on a period, not to a briefing"})
		case slices.Contains(names[:i], name):
			problems = append(problems, Problem{Field: "sections", Text: "Sections: “" + name + "” stands there twice"})
		}
	}
	return problems
}

func sectionNames() string {
	names := make([]string, len(PaperParts))
	for i, part := range PaperParts {
		names[i] = string(part.Name)
	}
	return strings.Join(names, ", ")
}
