package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"answerable/internal/mail"
	"answerable/service"
)

// mailing is how digests are made and sent.
type mailing struct {
	SMTPURL  string `name:"smtp-url" env:"ANSWERABLE_SMTP_URL" help:"Mail server, for example smtps://user:password@mail.example.org:465, or smtp://mail.example.org:587 with STARTTLS. Without one no mail is sent, and people read their digest on the home page. Best given in the environment: it may hold a password."`
	MailFrom string `env:"ANSWERABLE_MAIL_FROM" help:"From whom mail is, for example \"Answerable <answerable@example.org>\". Needed with a mail server."`
	DigestAt string `env:"ANSWERABLE_DIGEST_AT" default:"07:00" help:"Time of day in London from which the day's digests are made."`
}

// set tells the service how to remind people. link is the address under which
// they reach it.
func (m mailing) set(s *service.Service, link string) error {
	reminding := service.Reminding{At: m.DigestAt, Link: link}
	if m.SMTPURL != "" {
		if m.MailFrom == "" {
			return errors.New("ANSWERABLE_MAIL_FROM must say from whom mail is, since ANSWERABLE_SMTP_URL names a mail server")
		}
		server, err := mail.NewServer(m.SMTPURL, m.MailFrom)
		if err != nil {
			return err
		}
		slog.Info("sending mail", "server", server.Host())
		reminding.Mailer = server
	}
	return s.SetReminding(reminding)
}

// inBackground does several things until the context ends; what it returns
// waits until what each has in hand is done with.
func inBackground(ctx context.Context, tasks ...func(context.Context)) (wait func()) {
	var running sync.WaitGroup
	for _, task := range tasks {
		running.Go(func() { task(ctx) })
	}
	return running.Wait
}
