package mail_test

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"answerable/internal/mail"
	"answerable/internal/mailtest"
)

const from = "Answerable <answerable@example.org>"

var message = mail.Message{
	ID: "digest-1", To: "chief@example.org", ToName: "Chief Constable", Subject: "2 overdue – “today”",
	Text: "Two things are overdue.\n.\nA line with a dot alone stands above.", HTML: "<p>Two things</p>",
	Date: time.Date(2019, 3, 4, 7, 0, 0, 0, time.UTC),
}

func server(t *testing.T, address string) *mail.Server {
	t.Helper()
	s, err := mail.NewServer(address, from)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAMessageArrivesWhole(t *testing.T) {
	box := mailtest.Start(t)
	if err := server(t, "smtp://"+box.Addr()+"?starttls=never").Send(t.Context(), message); err != nil {
		t.Fatal(err)
	}
	if len(box.Taken()) != 1 {
		t.Fatalf("the server took %d messages", len(box.Taken()))
	}
	got := box.Taken()[0]
	read, err := netmail.ReadMessage(strings.NewReader(got.Data))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject"))
	if err != nil || subject != message.Subject || got.From != "answerable@example.org" || got.To != message.To {
		t.Errorf("from %s to %s: %q (%v)", got.From, got.To, subject, err)
	}
	if id := read.Header.Get("Message-Id"); id != "<digest-1@example.org>" {
		t.Errorf("the Message-ID is %s", id)
	}
	if read.Header.Get("Auto-Submitted") != "auto-generated" {
		t.Error("it does not say that a machine wrote it")
	}
	parts := bodies(t, read)
	if strings.ReplaceAll(parts["text/plain"], "\r\n", "\n") != message.Text || parts["text/html"] != message.HTML {
		t.Errorf("the parts are %q", parts)
	}
}

// bodies are the parts of a message by their type.
func bodies(t *testing.T, read *netmail.Message) map[string]string {
	t.Helper()
	_, params, err := mime.ParseMediaType(read.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	reader := multipart.NewReader(read.Body, params["boundary"])
	for {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return parts
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		media, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		parts[media] = string(text)
	}
}

// TestWhatTheServerDoesDecidesWhatBecomesOfAMessage holds what a sender may
// make of each failure.
func TestWhatTheServerDoesDecidesWhatBecomesOfAMessage(t *testing.T) {
	tests := map[string]struct {
		mood                   mailtest.Mood
		sent                   bool
		permanent, unreachable bool
		taken                  int
	}{
		"takes it":                        {mood: mailtest.Willing, sent: true, taken: 1},
		"refuses the recipient":           {mood: mailtest.Refusing, permanent: true},
		"is busy":                         {mood: mailtest.Busy},
		"says nothing":                    {mood: mailtest.Silent, unreachable: true},
		"dies half-way":                   {mood: mailtest.Dying},
		"takes it and does not say so":    {mood: mailtest.Forgetful, taken: 1},
		"takes it, says so, and hangs up": {mood: mailtest.Abrupt, sent: true, taken: 1},
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			box := mailtest.Start(t)
			box.Next(want.mood)
			err := server(t, "smtp://"+box.Addr()+"?starttls=never&timeout=300ms").Send(t.Context(), message)
			var failure *mail.Failure
			if errors.As(err, &failure) == want.sent {
				t.Fatalf("got %v", err)
			}
			if failure != nil && (failure.Permanent != want.permanent || failure.Unreachable != want.unreachable) {
				t.Errorf("permanent %v, unreachable %v: %v", failure.Permanent, failure.Unreachable, err)
			}
			if got := len(box.Taken()); got != want.taken {
				t.Errorf("the server took %d", got)
			}
		})
	}
}

func TestNobodyListens(t *testing.T) {
	var failure *mail.Failure
	err := server(t, "smtp://127.0.0.1:1?timeout=1s").Send(t.Context(), message)
	if !errors.As(err, &failure) || !failure.Unreachable || failure.Permanent {
		t.Errorf("got %v", err)
	}
}

func TestEncryption(t *testing.T) {
	t.Run("required, and not offered", func(t *testing.T) {
		box := mailtest.Start(t)
		err := server(t, "smtp://user:secret@"+box.Addr()).Send(t.Context(), message)
		if err == nil || len(box.Taken()) > 0 || len(box.Credentials()) > 0 {
			t.Errorf("got %v; the server saw %v", err, box.Credentials())
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error holds the password: %v", err)
		}
	})
	t.Run("required, and offered", func(t *testing.T) {
		box := mailtest.StartTLS(t)
		if err := server(t, "smtp://user:secret@"+box.Addr()).WithTLS(box.Trusted()).Send(t.Context(), message); err != nil {
			t.Fatal(err)
		}
		if len(box.Taken()) != 1 || len(box.Credentials()) != 1 {
			t.Errorf("%d messages, %d credentials", len(box.Taken()), len(box.Credentials()))
		}
	})
	t.Run("not trusted", func(t *testing.T) {
		box := mailtest.StartTLS(t)
		if err := server(t, "smtp://"+box.Addr()).Send(t.Context(), message); err == nil {
			t.Error("a certificate that nobody vouches for was accepted")
		}
	})
	t.Run("from the first byte", func(t *testing.T) {
		box := mailtest.StartImplicitTLS(t)
		if err := server(t, "smtps://"+box.Addr()).WithTLS(box.Trusted()).Send(t.Context(), message); err != nil {
			t.Fatal(err)
		}
		if len(box.Taken()) != 1 {
			t.Error("it did not arrive")
		}
	})
}

func TestAddressesThatAreNone(t *testing.T) {
	for _, address := range []string{
		"", "mail.example.org", "http://user:hunter2@mail.example.org", "smtp://user:hunter2@", "smtp://user:hunter2@mail.example.org:0",
		"smtp://user:hunter2@mail.example.org?starttls=perhaps", "smtps://user:hunter2@mail.example.org?starttls=never",
		"smtp://user:hunter2@mail.example.org?timeout=forever", "smtp://user:hunter2@mail.example.org?timeout=1h",
		"smtp://user:hunter2@mail.example.org?password=x", "smtp://user:hunter2@mail.example.org:%zz",
	} {
		_, err := mail.NewServer(address, from)
		if err == nil {
			t.Errorf("%q is taken", address)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("the error repeats the password: %v", err)
		}
	}
	if _, err := mail.NewServer("smtp://mail.example.org", "nobody"); err == nil {
		t.Error("a sender without an address is taken")
	}
}
