// Package mail hands messages to a mail server. It knows nothing of what they
// say.
package mail

import (
	"fmt"
	"time"

	smtp "github.com/wneessen/go-mail"
)

// Message is one mail to one person, as text and as HTML.
type Message struct {
	// ID stays the same however often the message is sent, so that a copy can
	// be known for one. It is what stands before the @ of the Message-ID.
	ID      string
	To      string
	ToName  string
	Subject string
	Text    string
	HTML    string
	Date    time.Time
}

// compose writes the message as the library takes it. An error is an address
// that is none, which no later attempt mends.
func (s *Server) compose(m Message) (*smtp.Msg, error) {
	msg := smtp.NewMsg()
	if err := msg.FromFormat(s.from.Name, s.from.Address); err != nil {
		return nil, fmt.Errorf("from: %w", err)
	}
	if err := msg.AddToFormat(m.ToName, m.To); err != nil {
		return nil, fmt.Errorf("to: %w", err)
	}
	msg.Subject(m.Subject)
	msg.SetMessageIDWithValue(m.ID + "@" + s.domain)
	msg.SetDateWithValue(m.Date)
	// RFC 3834: no machine is to answer.
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetUserAgent("Answerable")
	msg.SetBodyString(smtp.TypeTextPlain, m.Text)
	msg.AddAlternativeString(smtp.TypeTextHTML, m.HTML)
	return msg, nil
}
