package service

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"strings"
	text "text/template"

	"gorm.io/gorm"

	"answerable/internal/mail"
	"answerable/models"
)

//go:embed digest.html.tmpl digest.txt.tmpl
var digestTemplates embed.FS

var (
	digestHTML = template.Must(template.ParseFS(digestTemplates, "digest.html.tmpl"))
	digestText = text.Must(text.ParseFS(digestTemplates, "digest.txt.tmpl"))
)

// letter is what the templates of the mail are filled with.
type letter struct {
	Name  string
	Day   models.Date
	Link  string
	Parts []letterPart
}

type letterPart struct {
	Label string
	Total int64
	// More is how many the mail leaves out.
	More  int64
	Items []letterItem
}

type letterItem struct {
	Heading string
	What    string
	Link    string
}

// write writes the mail from what the person may see and wants to be told now.
// Where nothing is to be sent any more, it says why.
func (s *Service) write(ctx context.Context, out *OutMail) (message *mail.Message, why string, err error) {
	tx := s.db.WithContext(ctx)
	var email string
	err = withAccount(tx).Where("people.ref = ?", out.Person).Select("people.email").Limit(1).Scan(&email).Error
	if err != nil {
		return nil, "", err
	}
	if email == "" {
		return nil, "The person has left, or has no account any more", nil
	}
	who, err := actorIn(tx, out.Person, s.Today())
	if err != nil {
		return nil, "", err
	}
	settings, err := remindersOf(tx, out.Person)
	if err != nil {
		return nil, "", err
	}
	if !settings.Mail {
		return nil, "The person wants no mail any more", nil
	}
	digest, err := s.digest(tx, who, settings, s.Today(), out.Day)
	if err != nil {
		return nil, "", err
	}
	if digest.Empty() {
		return nil, "Nothing of it is left to tell", nil
	}
	message, err = s.letter(who, digest).message(out, email)
	return message, "", err
}

func actorIn(tx *gorm.DB, ref models.Ref, today models.Date) (*models.Actor, error) {
	var person models.Person
	err := tx.Table("people").Where("ref = ?", ref).Take(&person).Error
	if err != nil {
		return nil, err
	}
	return actorOf(tx, &person, today)
}

func (s *Service) letter(who *models.Actor, digest *Digest) letter {
	l := letter{Name: who.Name, Day: digest.Day, Link: strings.TrimSuffix(s.reminding.Link, "/")}
	for _, part := range digest.Parts {
		if part.Total == 0 {
			continue
		}
		written := letterPart{Label: part.Label, Total: part.Total, More: part.Total - int64(len(part.Items))}
		for _, item := range part.Items {
			written.Items = append(written.Items, l.item(item))
		}
		l.Parts = append(l.Parts, written)
	}
	return l
}

// mailTitle is how much of a long heading a mail shows.
const mailTitle = 160

// item names a record. What is marked OFFICIAL-SENSITIVE does not travel by
// mail: there is its reference, and where to read it.
func (l letter) item(item DigestItem) letterItem {
	written := letterItem{Heading: string(item.Ref) + " (OFFICIAL-SENSITIVE: sign in to read it)", What: item.What}
	if !item.Sensitive {
		written.Heading = string(item.Ref) + ": " + shortened(item.Title)
	}
	if l.Link != "" {
		written.Link = l.Link + "/" + models.KindNamed(item.Kind).Plural + "/" + string(item.Ref)
	}
	return written
}

func shortened(title string) string {
	if letters := []rune(title); len(letters) > mailTitle {
		return string(letters[:mailTitle]) + "…"
	}
	return title
}

// subject says how much there is, and nothing of what it is.
func (l letter) subject() string {
	counts := make([]string, len(l.Parts))
	for i, part := range l.Parts {
		counts[i] = models.Number(part.Total) + " " + lowerFirst(part.Label)
	}
	return fmt.Sprintf("Answerable, %s: %s", l.Day, strings.Join(counts, ", "))
}

func (l letter) message(out *OutMail, email string) (*mail.Message, error) {
	var plain, page bytes.Buffer
	if err := errors.Join(digestText.Execute(&plain, l), digestHTML.Execute(&page, l)); err != nil {
		return nil, err
	}
	return &mail.Message{
		ID: "digest-" + out.ID, To: email, ToName: l.Name, Date: out.CreatedAt,
		Subject: l.subject(), Text: plain.String(), HTML: page.String(),
	}, nil
}
