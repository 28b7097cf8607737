package frontend

import (
	"github.com/a-h/templ"

	"answerable/service"
)

// own is what a kind adds to the record page that all kinds share.
type own struct {
	// Lead stands between the heading and the fields; nil for nothing.
	Lead templ.Component
	// Blocks stand between the fields and the thread, in order.
	Blocks []block
	// Covers names the groups of the thread that Lead or Blocks show already,
	// as "limb.question": the kind and field of the records that refer here.
	// The thread leaves them out.
	Covers []string
	// Next names the steps that are the main thing to do here, the likeliest
	// first: the first that is open to the person is the main button.
	Next []string
	// Fields names the fields that Lead or Blocks show already; the list of
	// fields leaves them out.
	Fields []string
}

// block is one part of a record page under a heading of its own.
type block struct {
	ID    string // for links to it: "limbs"
	Title string // the h2
	Body  templ.Component
}

// ownPage prepares what a kind adds for one record that the person may see.
// It reads what else it needs through v.service as v.who, with v.ctx().
type ownPage func(v *visit, one *service.One) (own, error)

// ownPages are the kinds that add to the record page, by name.
var ownPages = map[string]ownPage{
	"priority":        priorityOwn,
	"meeting":         meetingOwn,
	"question":        questionOwn,
	"answer":          answerOwn,
	"assurance":       assuranceOwn,
	"commitment":      commitmentOwn,
	"report":          reportOwn,
	"public-comment":  commentOwn,
	"recommendation":  recommendationOwn,
	"cluster":         clusterOwn,
	"duty":            dutyOwn,
	"occurrence":      occurrenceOwn,
	"award":           awardOwn,
	"commission":      commissionOwn,
	"grant-list":      grantListOwn,
	"ledger-line":     ledgerLineOwn,
	"measure":         measureOwn,
	"definition":      definitionOwn,
	"document":        documentOwn,
	"person":          personOwn,
	"body":            bodyOwn,
	"view":            viewOwn,
	"import":          importOwn,
	"mapping":         mappingOwn,
	"paper":           paperOwn,
	"paper-template":  paperTemplateOwn,
	"plan":            planOwn,
	"fund":            fundOwn,
	"round":           roundOwn,
	"letter-template": letterTemplateOwn,
}
