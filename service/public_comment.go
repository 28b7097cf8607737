package service

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"answerable/internal/document"
	"answerable/models"
)

// CommentText is a public comment as the public reads it: what went out where
// it was published, else what would go out today.
type CommentText struct {
	Comment *models.PublicComment
	Text    models.Published
}

// CommentText gives the words of a public comment to whoever may see it.
func (s *Service) CommentText(ctx context.Context, who *models.Actor, ref models.Ref) (*CommentText, error) {
	m, err := s.find(ctx, who, models.PublicCommentKind, ref)
	if err != nil {
		return nil, err
	}
	c := m.(*models.PublicComment)
	if c.PublishedText != "" {
		return &CommentText{c, models.ReadPublished(c.PublishedText)}, nil
	}
	text, err := c.Compose(s.asks(ctx, who))
	return &CommentText{c, text}, unavailable(err)
}

// asks answers the rules' questions where nothing is being changed.
func (s *Service) asks(ctx context.Context, who *models.Actor) *work {
	return &work{s: s, tx: s.db.WithContext(ctx), who: who, now: s.clock.Now(), supposed: map[models.Ref]models.Model{}}
}

// Document is the comment as a paper.
func (c *CommentText) Document() *document.Document {
	d := &document.Document{Title: c.Comment.Title, Marking: string(c.Comment.Marking), About: []string{c.Standing()}}
	section := document.Section{ID: "comments", Title: "Comments"}
	for _, passage := range c.Text {
		switch passage.Style {
		case models.PublishedTitle:
			d.Title = passage.Text
		case models.PublishedHeading:
			d.Sections = append(d.Sections, section)
			section = document.Section{ID: fmt.Sprint("comment-", len(d.Sections)), Title: passage.Text}
		case models.PublishedQuote:
			section.Blocks = append(section.Blocks, document.Block{Quote: &document.Quote{Runs: []document.Run{document.Text(passage.Text)}}})
		default:
			section.Blocks = append(section.Blocks, document.Para(document.Text(passage.Text)))
		}
	}
	d.Sections = append(d.Sections, section)
	d.Number()
	return d
}

// Standing says whether this is out.
func (c *CommentText) Standing() string {
	switch c.Comment.State {
	case models.CommentPublished:
		return "Published on " + c.Comment.PublishedOn.String() + ". These are the words that went out."
	case models.CommentCorrected:
		return "Published on " + c.Comment.PublishedOn.String() + ", and corrected since by a newer comment."
	case models.CommentTakenDown:
		return "Published on " + c.Comment.PublishedOn.String() + ", and taken down on " + c.Comment.TakenDownOn.String() + "."
	default:
		return "Not published. This is exactly what would go out today."
	}
}

// ProposeItems drafts what a public comment says to each recommendation to which
// it says nothing yet: what the comment that it corrects said, else the
// positions and actions on record. The authors put it right.
func (s *Service) ProposeItems(ctx context.Context, who *models.Actor, ref models.Ref) ([]models.Model, error) {
	made := []models.Model{}
	err := s.change(ctx, who, "", func(w *work) error {
		made = made[:0]
		m, err := w.see(models.PublicCommentKind, ref)
		if err != nil {
			return err
		}
		if !models.PublicCommentKind.MayEdit(w.who, m) {
			return mayNotChange(models.PublicCommentKind, m)
		}
		items, err := m.(*models.PublicComment).Proposed(w)
		if err != nil {
			return err
		}
		for _, item := range items {
			kept, err := w.create(models.CommentItemKind, "write", brought{models.CommentItemKind, item}, blank)
			if err != nil {
				return err
			}
			made = append(made, kept)
		}
		return nil
	})
	return made, err
}

// PublicStatement is a comment as anybody may know of it.
type PublicStatement struct {
	Ref         models.Ref  `json:"ref"`
	Title       string      `json:"title" description:"Empty for what was taken down"`
	PublishedOn models.Date `json:"published_on"`
	// Text is empty for what was corrected or taken down.
	Text models.Published `json:"text"`
	// CorrectedBy is the comment that took its place.
	CorrectedBy  models.Ref  `json:"corrected_by" description:"The comment that took its place; empty while it stands"`
	TakenDownOn  models.Date `json:"taken_down_on"`
	TakenDownWhy string      `json:"taken_down_why"`
}

// PublicStatements are all comments that went out, the newest first. Nobody
// needs to be signed in to read them.
func (s *Service) PublicStatements(ctx context.Context) ([]PublicStatement, error) {
	found, err := published(s.db.WithContext(ctx).Order("published_on DESC, ref DESC"))
	return found, unavailable(err)
}

// PublicStatement is one of them. What did not go out does not exist.
func (s *Service) PublicStatement(ctx context.Context, ref models.Ref) (*PublicStatement, error) {
	found, err := published(s.db.WithContext(ctx).Where("ref = ?", ref))
	if err != nil {
		return nil, unavailable(err)
	}
	if len(found) == 0 {
		return nil, models.Fail(models.Missing, "There is no published comment %s", ref)
	}
	return &found[0], nil
}

// published reads what went out. It reads nothing but the frozen words, and
// nothing that is OFFICIAL-SENSITIVE, or about a report that was marked so since.
func published(tx *gorm.DB) ([]PublicStatement, error) {
	k := models.PublicCommentKind
	list, err := readAll(tx.Table(k.Table()).Where("state IN ? AND marking = ? AND published_on <> '' AND published_text <> ''", models.CommentOut, models.Official).
		Where("report IN (SELECT ref FROM reports WHERE marking = ?)", models.Official), k)
	if err != nil {
		return nil, err
	}
	newer, err := corrections(tx, list)
	statements := make([]PublicStatement, len(list))
	for i, m := range list {
		statements[i] = statement(m.(*models.PublicComment), newer)
	}
	return statements, err
}

func statement(c *models.PublicComment, newer map[models.Ref]models.Ref) PublicStatement {
	told := PublicStatement{Ref: c.Ref, PublishedOn: c.PublishedOn, Text: models.Published{}}
	switch c.State {
	case models.CommentPublished:
		told.Text = models.ReadPublished(c.PublishedText)
		told.Title = told.Text.Title()
	case models.CommentCorrected:
		told.Title, told.CorrectedBy = models.ReadPublished(c.PublishedText).Title(), newer[c.Ref]
	case models.CommentTakenDown:
		told.TakenDownOn, told.TakenDownWhy = c.TakenDownOn, c.TakenDownWhy
	}
	return told
}

// corrections are the comments that took the place of others and went out.
func corrections(tx *gorm.DB, list []models.Model) (map[models.Ref]models.Ref, error) {
	var refs []models.Ref
	for _, m := range list {
		refs = append(refs, m.Base().Ref)
	}
	var found []struct{ Ref, Corrects models.Ref }
	err := tx.Session(&gorm.Session{NewDB: true}).Table("public_comments").Select("ref, corrects").
		Where("corrects IN ? AND state IN ? AND marking = ?", refs, models.CommentOut, models.Official).Order("ref").Scan(&found).Error
	newer := map[models.Ref]models.Ref{}
	for _, one := range found {
		newer[one.Corrects] = one.Ref
	}
	return newer, err
}
