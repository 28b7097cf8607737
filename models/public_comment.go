package models

import "slices"

// PublicComment is what a body says publicly about a report. Section 55 of the
// Police Act 1996 asks the Commissioner to publish comments on every report of
// HMICFRS within 56 days that begin with its publication.
type PublicComment struct {
	Record
	PublicCommentInput
	ApprovedOn  Date `json:"approved_on" label:"Approved on" unknown:"Not approved"`
	ApprovedBy  Ref  `json:"approved_by" label:"Approved by" ref:"person" inverse:"Public comments approved" unknown:"Nobody"`
	PublishedOn Date `json:"published_on" label:"Published on" list:"column,sort" unknown:"Not published"`
	PublishedBy Ref  `json:"published_by" label:"Published by" ref:"person" inverse:"Public comments published" unknown:"Nobody"`
	// PublishedText is what went out, as it was when it did: see Published.
	PublishedText string `json:"published_text" label:"What was published" widget:"textarea" unknown:"Nothing"`
	TakenDownOn   Date   `json:"taken_down_on" label:"Taken down on" unknown:"Not taken down"`
	TakenDownWhy  string `json:"taken_down_why" label:"Why it is taken down" hint:"The public reads this in place of the comment" widget:"textarea" validate:"max=1000" unknown:"Not taken down"`
}

// PublicCommentInput is what people enter of a public comment.
type PublicCommentInput struct {
	Report   Ref    `json:"report" label:"Report" hint:"The report on which it comments" ref:"report" inverse:"Public comments" validate:"required" list:"column,filter"`
	Body     Ref    `json:"body" label:"Whose comments" hint:"The Commissioner, or another body" ref:"body" inverse:"Public comments" validate:"required" list:"column,filter"`
	Title    string `json:"title" label:"Title" validate:"required,max=200"`
	Opening  string `json:"opening" label:"Opening" hint:"Stands before the recommendations" widget:"textarea" validate:"max=8000" unknown:"None"`
	Closing  string `json:"closing" label:"Closing" hint:"Stands after the recommendations" widget:"textarea" validate:"max=8000" unknown:"None"`
	Corrects Ref    `json:"corrects" label:"Corrects" hint:"The published comment whose place it takes" ref:"public-comment" inverse:"Corrected by" unknown:"No earlier comment"`
	Common
}

// Heading is the title.
func (c *PublicComment) Heading() string { return c.Title }

// The states of a public comment.
const (
	CommentDraft     State = "draft"
	CommentApproved  State = "approved"
	CommentPublished State = "published"
	CommentCorrected State = "corrected"
	CommentTakenDown State = "taken down"
)

// CommentOut are the states in which the public knows of a comment: what it
// says, by what it was corrected, or that it was taken down.
var CommentOut = []State{CommentPublished, CommentCorrected, CommentTakenDown}

var (
	commentWriters   = to(RolePlan, RoleCommissioner)
	commentPublisher = to(RoleCommissioner)
)

// PublicCommentKind describes public comments.
var PublicCommentKind = define[PublicComment](Kind{
	Name: "public-comment", Plural: "public-comments", One: "Public comment", Many: "Public comments", Family: FamilyRecommendations,
	Key:    []string{"report", "body", "title"},
	About:  "What the Commissioner or another body says publicly about a report, recommendation by recommendation.",
	Parent: "report", Order: "ref",
	States: []Option{
		{string(CommentDraft), "Draft", "grey"},
		{string(CommentApproved), "Approved", "blue"},
		{string(CommentPublished), "Published", "green"},
		{string(CommentCorrected), "Corrected by a newer one", "grey"},
		{string(CommentTakenDown), "Taken down", "red"},
		{string(Withdrawn), "Withdrawn before it was published", "grey"},
	},
	Start: []Move{{Name: "draft", Label: "Draft a public comment", To: CommentDraft, Who: commentWriters}},
	Moves: []Move{
		{Name: "approve", Label: "Approve", From: []State{CommentDraft}, To: CommentApproved, Who: commentPublisher,
			Needs: []Need{notByAuthor},
			Do: func(m Model, f Facts) error {
				c := m.(*PublicComment)
				c.ApprovedOn, c.ApprovedBy = f.Today(), f.Actor().Person
				return c.complete(f)
			}},
		{Name: "rework", Label: "Send back to draft", From: []State{CommentApproved}, To: CommentDraft, Who: commentWriters, Reason: true,
			Do: func(m Model, _ Facts) error {
				c := m.(*PublicComment)
				c.ApprovedOn, c.ApprovedBy = "", ""
				return nil
			}},
		{Name: "publish", Label: "Publish", From: []State{CommentApproved}, To: CommentPublished, Who: commentPublisher, Final: true,
			Do: publishComment, Then: afterPublishing},
		{Name: "take-down", Label: "Take down", From: []State{CommentPublished}, To: CommentTakenDown, Who: commentWriters, Asks: []string{"taken_down_why"}, Final: true,
			Do: func(m Model, f Facts) error { m.(*PublicComment).TakenDownOn = f.Today(); return nil }},
		{Name: "supersede", Label: "Corrected", From: []State{CommentPublished}, To: CommentCorrected},
		withdraw(commentWriters, CommentDraft, CommentApproved),
	},
	See: []Grant{
		{Roles: opcc, Scopes: []Scope{WithParent}},
		{Roles: everyone, States: CommentOut, Scopes: []Scope{WithParent}},
	},
	Edit:    []Grant{{Roles: []Role{RolePlan, RoleCommissioner}, States: []State{CommentDraft}}},
	Prepare: prepareComment,
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*PublicComment).Report) + "-C"}, nil
	},
})

func prepareComment(m Model, f Facts) error {
	c := m.(*PublicComment)
	if c.Corrects == "" {
		return nil
	}
	earlier, err := f.Get(c.Corrects)
	if err != nil {
		return err
	}
	if was := earlier.(*PublicComment); was.Report != c.Report || was.State != CommentPublished {
		return Problems{{Field: "corrects", Text: "Corrects: must be a published comment on the same report"}}.Or()
	}
	return nil
}

// notByAuthor keeps whoever drafted a comment, or any part of it, from being the
// one who approves it.
var notByAuthor = Need{"Whoever drafted it, or what it says to a recommendation, may not be the one who approves it: somebody else must", func(m Model, f Facts) (bool, error) {
	me := f.Actor().Person
	items, err := m.(*PublicComment).items(f)
	if err != nil || me == "" {
		return me == "", err
	}
	for _, item := range items {
		if item.CreatedBy == me {
			return false, nil
		}
	}
	return m.Base().CreatedBy != me, nil
}}

// publishComment freezes what goes out.
func publishComment(m Model, f Facts) error {
	c := m.(*PublicComment)
	if err := c.complete(f); err != nil {
		return err
	}
	c.PublishedOn, c.PublishedBy = f.Today(), f.Actor().Person
	published, err := c.Compose(f)
	c.PublishedText = published.String()
	return err
}

// afterPublishing tells the report that it was responded to, takes the earlier
// comment's place, and lets the copies wait that section 55 asks for.
func afterPublishing(m Model, f Facts) ([]Effect, error) {
	c := m.(*PublicComment)
	about, err := f.Get(c.Report)
	if err != nil {
		return nil, err
	}
	report := about.(*Report)
	var effects []Effect
	if report.ResponseOn == "" {
		effects = append(effects, Effect{Kind: "report", Ref: c.Report, Move: "respond", Why: "The public comment was published: " + string(c.Ref),
			Set: func(m Model) { m.(*Report).ResponseOn = c.PublishedOn }})
	}
	if c.Corrects != "" {
		effects = append(effects, Effect{Kind: "public-comment", Ref: c.Corrects, Move: "supersede", Why: "A corrected one was published: " + string(c.Ref)})
	}
	if report.Type == "inspection" {
		for _, recipient := range copiesByLaw {
			made := &CommentCopy{CommentCopyInput: CommentCopyInput{Comment: c.Ref, Recipient: recipient}}
			made.Marking = Official
			effects = append(effects, Effect{Kind: "comment-copy", Make: made, Why: "Section 55 of the Police Act 1996 asks for a copy of " + string(c.Ref)})
		}
	}
	return effects, nil
}

// copiesByLaw are those to whom section 55 of the Police Act 1996 has the
// comments on an inspection report sent.
var copiesByLaw = []string{"His Majesty’s inspectors of constabulary", "The Secretary of State (Home Office)"}

// drafted tells whether a comment can still be written at.
func drafted(comment Ref, f Facts) (bool, error) {
	m, err := f.Get(comment)
	return err == nil && m.Base().State == CommentDraft, err
}

// CommentItem is what a public comment says to one recommendation.
type CommentItem struct {
	Record
	CommentItemInput
}

// CommentItemInput is what people enter of it.
type CommentItemInput struct {
	Comment        Ref    `json:"comment" label:"Public comment" ref:"public-comment" inverse:"Recommendation by recommendation" validate:"required" list:"column,filter"`
	Recommendation Ref    `json:"recommendation" label:"Recommendation" ref:"recommendation" inverse:"Publicly commented on" validate:"required" list:"column,filter"`
	Stance         Stance `json:"stance" label:"Position" list:"column,filter" unknown:"Not said yet"`
	Text           string `json:"text" label:"What is or will be done" hint:"Or why nothing is. It must be said before the comment is approved" widget:"textarea" validate:"max=8000" unknown:"Nothing said yet"`
	Common
}

// Heading is what it is about.
func (i *CommentItem) Heading() string { return "Comment on " + string(i.Recommendation) }

// CommentItemKind describes what public comments say to recommendations.
var CommentItemKind = define[CommentItem](Kind{
	Name: "comment-item", Plural: "comment-items", One: "Comment on a recommendation", Many: "Comments on recommendations", Family: FamilyRecommendations,
	Key:    []string{"comment", "recommendation"},
	About:  "What a public comment says to one recommendation: what is or will be done, or why nothing is.",
	Parent: "comment", Order: "recommendation", States: currentStates,
	Start: []Move{{Name: "write", Label: "Comment on a recommendation", To: Current, Who: commentWriters}},
	Moves: []Move{{Name: "withdraw", Label: "Withdraw", From: []State{Current}, To: Withdrawn, Who: commentWriters, Reason: true, Final: true, Needs: []Need{whileDrafted}}},
	See:   []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit:  []Grant{{Roles: []Role{RolePlan, RoleCommissioner}, States: []State{Current}}},
	Prepare: func(m Model, f Facts) error {
		item := m.(*CommentItem)
		open, err := drafted(item.Comment, f)
		switch {
		case err != nil:
			return err
		case !open:
			return Fail(Refused, "%s", whileDrafted.Text)
		default:
			return item.fits(f)
		}
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*CommentItem).Comment) + "-I"}, nil
	},
})

var whileDrafted = Need{"The public comment is no draft any more: send it back to draft, or draft one that corrects it", func(m Model, f Facts) (bool, error) {
	return drafted(m.(*CommentItem).Comment, f)
}}

// fits holds that an item is about a recommendation of the very report, and
// the only one about it.
func (i *CommentItem) fits(f Facts) error {
	comment, err := f.Get(i.Comment)
	if err != nil {
		return err
	}
	recommendation, err := f.Get(i.Recommendation)
	if err != nil {
		return err
	}
	if recommendation.(*Recommendation).Report != comment.(*PublicComment).Report {
		return Problems{{Field: "recommendation", Text: "Recommendation: must be one of the report that the comment is about"}}.Or()
	}
	others, err := f.Find("comment-item", "comment", i.Comment)
	if slices.ContainsFunc(others, func(m Model) bool {
		other := m.(*CommentItem)
		return other.Ref != i.Ref && other.State == Current && other.Recommendation == i.Recommendation
	}) {
		return Problems{{Field: "recommendation", Text: "Recommendation: the comment says something to it already. Change that"}}.Or()
	}
	return err
}

// CommentCopy is a copy of a public comment that somebody is to have.
type CommentCopy struct {
	Record
	CommentCopyInput
	SentOn  Date   `json:"sent_on" label:"Sent on" validate:"omitempty,day" list:"column,sort" unknown:"Not sent yet"`
	SentHow string `json:"sent_how" label:"How it was sent" hint:"For example by email to the private office" validate:"max=200" list:"column" unknown:"Not sent yet"`
}

// CommentCopyInput is what people enter of a copy.
type CommentCopyInput struct {
	Comment   Ref    `json:"comment" label:"Public comment" ref:"public-comment" inverse:"Copies" validate:"required" list:"column,filter"`
	Recipient string `json:"recipient" label:"To whom" validate:"required,max=200"`
	Common
}

// Heading is to whom it goes.
func (c *CommentCopy) Heading() string { return "Copy to " + c.Recipient }

// The states of a copy.
const (
	CopyWaiting State = "waiting"
	CopySent    State = "sent"
)

// CommentCopyKind describes copies of public comments.
var CommentCopyKind = define[CommentCopy](Kind{
	Name: "comment-copy", Plural: "comment-copies", One: "Copy of a public comment", Many: "Copies of public comments", Family: FamilyRecommendations,
	Key:    []string{"comment", "recipient"},
	About:  "A copy of a public comment: to whom it goes, and when and how it was sent.",
	Parent: "comment", Order: "ref",
	States: []Option{
		{string(CopyWaiting), "Not sent yet", "yellow"},
		{string(CopySent), "Sent", "green"},
		{string(Withdrawn), "Withdrawn", "grey"},
	},
	Start: []Move{{Name: "add", Label: "Add somebody who is to have a copy", To: CopyWaiting, Who: commentWriters}},
	Moves: []Move{
		{Name: "send", Label: "Record that it was sent", From: []State{CopyWaiting}, To: CopySent, Who: commentWriters, Asks: []string{"sent_on", "sent_how"}, Needs: []Need{sentSince}},
		withdraw(commentWriters, CopyWaiting, CopySent),
	},
	See:  []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit: []Grant{{Roles: []Role{RolePlan, RoleCommissioner}, States: []State{CopyWaiting}}},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*CommentCopy).Comment) + "-S"}, nil
	},
})

var sentSince = Need{"A copy is sent on or after the day of publication, and not in the future", func(m Model, f Facts) (bool, error) {
	copied := m.(*CommentCopy)
	comment, err := f.Get(copied.Comment)
	if err != nil {
		return false, err
	}
	out := comment.(*PublicComment).PublishedOn
	return out != "" && copied.SentOn >= out && copied.SentOn <= f.Today(), nil
}}
