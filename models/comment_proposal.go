package models

import "strings"

// Title is the title of the text; empty where it has none.
func (p Published) Title() string {
	for _, passage := range p {
		if passage.Style == PublishedTitle {
			return passage.Text
		}
	}
	return ""
}

// Proposed drafts an item for each recommendation on which the comment says
// nothing yet. Nothing in it is guessed: a position is the body's own, and what
// is done is what is on record.
func (c *PublicComment) Proposed(f Facts) ([]*CommentItem, error) {
	recommendations, err := c.recommendations(f)
	if err != nil {
		return nil, err
	}
	there, err := c.items(f)
	if err != nil {
		return nil, err
	}
	earlier := map[Ref]*CommentItem{}
	if c.Corrects != "" {
		if earlier, err = (&PublicComment{Record: Record{Ref: c.Corrects}}).items(f); err != nil {
			return nil, err
		}
	}
	var items []*CommentItem
	for _, recommendation := range recommendations {
		if there[recommendation.Ref] != nil {
			continue
		}
		item := &CommentItem{CommentItemInput: CommentItemInput{Comment: c.Ref, Recommendation: recommendation.Ref}}
		item.Marking = Official
		if was := earlier[recommendation.Ref]; was != nil && was.Marking == Official {
			item.Stance, item.Text = was.Stance, was.Text
		} else if err := c.draw(item, recommendation, f); err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, nil
}

// draw takes a draft from the positions on a recommendation and the actions
// that serve it, but for those that are OFFICIAL-SENSITIVE.
func (c *PublicComment) draw(item *CommentItem, recommendation *Recommendation, f Facts) error {
	positions, err := f.Find("position", "recommendation", recommendation.Ref)
	if err != nil {
		return err
	}
	var said []string
	for _, m := range positions {
		position := m.(*Position)
		if position.State != Current || position.Marking == OfficialSensitive {
			continue
		}
		if position.Body == c.Body {
			item.Stance = position.Stance
			said = append(said, position.Reason)
			continue
		}
		body, err := f.Get(position.Body)
		if err != nil {
			return err
		}
		said = append(said, body.Heading()+": "+strings.TrimSuffix(LabelOf(position.Stance.Options(), string(position.Stance))+". "+position.Reason, ". "))
	}
	actions, err := f.Find("commitment", "arises_from", recommendation.Ref)
	if err != nil {
		return err
	}
	for _, m := range actions {
		if action := m.(*Commitment); action.State != Withdrawn && action.Marking != OfficialSensitive {
			said = append(said, actionWords(action))
		}
	}
	item.Text = strings.Join(paragraphsOf(strings.Join(said, "\n\n")), "\n\n")
	return nil
}

// actionWords says what is done, by when, and how far it has come.
func actionWords(action *Commitment) string {
	text := action.Title + " (" + strings.ToLower(LabelOf(CommitmentKind.States, string(action.State)))
	if action.DueOn != "" {
		text += ", due by " + action.DueOn.String()
	}
	return text + ")"
}
