package models

import (
	"reflect"
	"slices"
)

// Registry lists every kind of record. A new kind is a migration, a file in
// this package, and a line here.
var Registry = []*Kind{
	PlanKind, EditionKind, OutcomeKind, PriorityKind, PlacementKind,
	MeetingKind, AgendaItemKind, QuestionKind, LimbKind, AllocationKind, AnswerKind, AssuranceKind, ReviewKind, CommitmentKind,
	ClockKind, EscalationKind, BankHolidayKind,
	ReportKind, FocusAreaKind, RecommendationKind, FindingRetestKind, PositionKind, PublicCommentKind, CommentItemKind, CommentCopyKind, ClusterKind, DutyKind, ScheduleKind, OccurrenceKind,
	FundKind, RoundKind, CriterionKind, AwardKind, EligibilityKind, InterestKind, AssessmentKind, AwardOutcomeKind, PaymentKind, LedgerLineKind, WithholdingKind, GrantListKind, CommissionKind, LetterTemplateKind,
	MeasureKind, FigureKind, DefinitionKind, CaveatKind,
	ActivityKind, LibraryKind,
	NoteKind, DocumentKind, ImportKind, MappingKind,
	PaperKind, ParagraphKind, PaperTemplateKind,
	PersonKind, BodyKind, PostKind, TenureKind, DistrictKind, SettingsKind, ViewKind,
}

var (
	kindsByName   = make(map[string]*Kind)
	kindsByPlural = make(map[string]*Kind)
	kindsByRecord = make(map[reflect.Type]*Kind)
)

func init() {
	for _, k := range Registry {
		if kindsByName[k.Name] != nil || kindsByPlural[k.Plural] != nil {
			panic("models: two kinds are called " + k.Name)
		}
		kindsByName[k.Name], kindsByPlural[k.Plural], kindsByRecord[k.record] = k, k, k
	}
}

// KindOf is the kind of a record.
func KindOf(m Model) *Kind { return kindsByRecord[reflect.TypeOf(m).Elem()] }

// KindNamed finds a kind by its name ("question"); nil when there is none.
func KindNamed(name string) *Kind { return kindsByName[name] }

// KindAt finds a kind by its part of the address ("questions"); nil when there
// is none.
func KindAt(plural string) *Kind { return kindsByPlural[plural] }

// ParentKinds are the kinds that a record of this kind may be part of. A star
// in the field's tag stands for all that have no star there themselves.
func (k *Kind) ParentKinds() []*Kind {
	field := k.Field(k.Parent)
	if field == nil {
		return nil
	}
	if !field.Any() {
		return kindsNamed(field.Kinds)
	}
	var parents []*Kind
	for _, other := range Registry {
		if parent := other.Field(other.Parent); parent == nil || !parent.Any() {
			parents = append(parents, other)
		}
	}
	return parents
}

func kindsNamed(names []string) []*Kind {
	kinds := make([]*Kind, len(names))
	for i, name := range names {
		kinds[i] = kindsByName[name]
	}
	return kinds
}

// Children are the kinds whose records are part of records of this kind.
func (k *Kind) Children() []*Kind {
	var children []*Kind
	for _, other := range Registry {
		if slices.Contains(other.ParentKinds(), k) {
			children = append(children, other)
		}
	}
	return children
}
