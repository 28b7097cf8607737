package service_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"mime"
	"mime/quotedprintable"
	"strings"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/mail"
	"answerable/internal/mailtest"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// postOffice is an office with a mail server, where everybody has an account.
type postOffice struct {
	*office
	gdb *gorm.DB
	box *mailtest.Server
}

func eachPostOffice(t *testing.T, act func(t *testing.T, p *postOffice)) {
	t.Helper()
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		p := &postOffice{newOffice(t, gdb), gdb, mailtest.Start(t)}
		for _, who := range p.people {
			if err := gdb.Exec("INSERT INTO accounts (person, password) VALUES (?, 'set')", who.Person).Error; err != nil {
				t.Fatal(err)
			}
		}
		p.remindingOf(p.Service)
		act(t, p)
	})
}

// remindingOf gives a service the mail server.
func (p *postOffice) remindingOf(s *service.Service) {
	p.t.Helper()
	server, err := mail.NewServer("smtp://"+p.box.Addr()+"?starttls=never&timeout=500ms", "Answerable <answerable@example.org>")
	if err == nil {
		err = s.SetReminding(service.Reminding{Mailer: server, Link: "https://answerable.example.org"})
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *postOffice) remind() {
	p.t.Helper()
	if err := p.RemindOnce(context.Background()); err != nil {
		p.t.Fatal(err)
	}
}

// received are the mails that came for a role, as people read them.
func (p *postOffice) received(role models.Role) []string {
	var texts []string
	for _, taken := range p.box.Taken() {
		if taken.To == string(role)+"@example.org" {
			texts = append(texts, readable(p.t, taken.Data))
		}
	}
	return texts
}

// readable undoes what mail does to a text.
func readable(t testing.TB, data string) string {
	t.Helper()
	head, body, _ := strings.Cut(data, "\r\n\r\n")
	subject := head
	if decoded, err := new(mime.WordDecoder).DecodeHeader(strings.ReplaceAll(head, "\r\n ", "")); err == nil {
		subject = decoded
	}
	text, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(body)))
	if err != nil {
		t.Fatal(err)
	}
	return subject + "\n" + string(text)
}

// outbox is what the administrator sees of a role's mail.
func (p *postOffice) outbox(role models.Role) []service.OutMail {
	p.t.Helper()
	box, err := p.Outbox(context.Background(), p.people[models.RoleAdmin], "", "")
	if err != nil {
		p.t.Fatal(err)
	}
	var mails []service.OutMail
	for _, out := range box.Mails {
		if out.Person == p.people[role].Person {
			mails = append(mails, out)
		}
	}
	return mails
}

// asked puts a question with one limb, and gives both.
func (p *postOffice) asked(title string) (question, limb models.Ref) {
	p.t.Helper()
	meeting := p.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "COM", "type": "com", "held_on": "2019-03-20"})
	question = p.make(models.RolePlan, "question", "draft", map[string]any{"meeting": meeting, "title": title, "text": "How many?"})
	limb = p.make(models.RolePlan, "limb", "add", map[string]any{"question": question, "text": "How many?"})
	p.must(models.RoleCommissioner, "question", question, "approve", nil)
	p.must(models.RolePlan, "question", question, "put", map[string]any{"due_on": "2019-03-29"})
	return question, limb
}

// TestADigestIsSentOnce holds that what several changes are news of comes in
// one mail a person a day, however often it is looked.
func TestADigestIsSentOnce(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		first, _ := p.asked("Legacy investigations")
		second, _ := p.asked("Knife crime")
		for range 3 {
			p.remind()
			p.clock.Advance(time.Hour)
		}
		got := p.received(models.RoleChief)
		if len(got) != 1 {
			t.Fatalf("the chief got %d mails", len(got))
		}
		for _, want := range []string{"Answerable, 4 March 2019: 2 newly arrived", string(first) + ": Legacy investigations", string(second) + ": Knife crime", "Put to the Chief Constable", "https://answerable.example.org/questions/" + string(first), "https://answerable.example.org/account/reminders"} {
			if !strings.Contains(got[0], want) {
				t.Errorf("the mail does not say %q:\n%s", want, got[0])
			}
		}
		if got := p.outbox(models.RoleChief); len(got) != 1 || got[0].State != models.MailSent || got[0].Attempts != 1 || got[0].SentAt == nil {
			t.Errorf("the outbox has %+v", got)
		}
		// Whoever did it is not told; nor is the panel, to whom it is no news.
		if got := p.received(models.RolePanel); len(got) != 0 {
			t.Errorf("the panel got %v", got)
		}
		p.clock.Set(time.Date(2019, 3, 5, 9, 0, 0, 0, time.UTC))
		p.remind()
		if got := p.received(models.RoleChief); len(got) != 1 {
			t.Errorf("the next day told again what the first had told: %v", got)
		}
	})
}

func TestDigestsWaitForTheirTime(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		p.asked("Legacy investigations")
		// Summer time: seven o'clock in London is six by UTC.
		for instant, want := range map[time.Time]int{
			time.Date(2019, 4, 1, 5, 59, 0, 0, time.UTC): 0,
			time.Date(2019, 4, 1, 6, 0, 0, 0, time.UTC):  1,
		} {
			if want == 0 {
				p.clock.Set(instant)
				p.remind()
				if got := p.received(models.RoleChief); len(got) != 0 {
					t.Errorf("at %s there were %d mails", instant, len(got))
				}
			}
		}
		p.clock.Set(time.Date(2019, 4, 1, 6, 0, 0, 0, time.UTC))
		p.remind()
		if got := p.received(models.RoleChief); len(got) != 1 {
			t.Errorf("at seven there were %d mails", len(got))
		}
		if err := p.SetReminding(service.Reminding{At: "7 o'clock"}); err == nil {
			t.Error("a time that is none is taken")
		}
	})
}

// TestNoDigestOnADayOff holds that those who want working days only get
// nothing on Saturdays, Sundays and bank holidays, and lose nothing by it.
func TestNoDigestOnADayOff(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		p.asked("Legacy investigations")
		everyDay := models.UsualReminders()
		everyDay.WorkingDays = false
		if err := p.SetReminders(context.Background(), p.people[models.RoleDrafter], everyDay); err != nil {
			t.Fatal(err)
		}
		for _, day := range []int{19, 20, 21, 22} { // Good Friday to Easter Monday
			p.clock.Set(time.Date(2019, 4, day, 9, 0, 0, 0, time.UTC))
			p.remind()
		}
		if chief, drafter := len(p.received(models.RoleChief)), len(p.received(models.RoleDrafter)); chief != 0 || drafter == 0 {
			t.Errorf("over Easter the chief got %d mails, the drafter %d", chief, drafter)
		}
		p.clock.Set(time.Date(2019, 4, 23, 9, 0, 0, 0, time.UTC))
		p.remind()
		if got := p.received(models.RoleChief); len(got) != 1 || !strings.Contains(got[0], "Put to the Chief Constable") {
			t.Errorf("after Easter the chief got %v", got)
		}
	})
}

// TestWhatTheServerDoes walks what a mail server does to one mail, and what
// becomes of it.
func TestWhatTheServerDoes(t *testing.T) {
	tests := map[string]struct {
		moods    []mailtest.Mood
		first    models.MailState // after the first attempt
		last     models.MailState // an hour later
		attempts int
		arrived  int
	}{
		"takes it":                      {nil, models.MailSent, models.MailSent, 1, 1},
		"refuses the recipient":         {[]mailtest.Mood{mailtest.Refusing}, models.MailFailed, models.MailFailed, 1, 0},
		"is busy, then takes it":        {[]mailtest.Mood{mailtest.Busy}, models.MailWaiting, models.MailSent, 2, 1},
		"says nothing, then takes it":   {[]mailtest.Mood{mailtest.Silent}, models.MailWaiting, models.MailSent, 2, 1},
		"dies half-way, then takes it":  {[]mailtest.Mood{mailtest.Dying}, models.MailWaiting, models.MailSent, 2, 1},
		"takes it and hangs up at once": {[]mailtest.Mood{mailtest.Abrupt}, models.MailSent, models.MailSent, 1, 1},
		"takes it and does not say so":  {[]mailtest.Mood{mailtest.Forgetful}, models.MailWaiting, models.MailSent, 2, 2},
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			eachPostOffice(t, func(t *testing.T, p *postOffice) {
				p.only(models.RoleChief)
				p.asked("Legacy investigations")
				p.box.Next(want.moods...)
				p.remind()
				if got := p.outbox(models.RoleChief); len(got) != 1 || got[0].State != want.first || got[0].State == models.MailWaiting && (got[0].LastError == "" || !got[0].NextAt.After(p.Now())) {
					t.Fatalf("after the first attempt: %+v", got)
				}
				p.remind()
				if calls := p.box.Calls(); calls != 1 {
					t.Errorf("it was tried %d times at once", calls)
				}
				p.clock.Advance(time.Hour)
				p.remind()
				p.clock.Advance(time.Hour)
				p.remind()
				if got := p.outbox(models.RoleChief); got[0].State != want.last || got[0].Attempts != want.attempts {
					t.Errorf("in the end: %+v", got)
				}
				taken := p.box.Taken()
				if len(taken) != want.arrived {
					t.Fatalf("it arrived %d times", len(taken))
				}
				for _, copied := range taken {
					if messageID(copied.Data) == "" || messageID(copied.Data) != messageID(taken[0].Data) {
						t.Errorf("a copy has another Message-ID: %s, %s", messageID(copied.Data), messageID(taken[0].Data))
					}
				}
			})
		})
	}
}

func messageID(data string) string {
	_, after, _ := strings.Cut(data, "Message-ID: ")
	id, _, _ := strings.Cut(after, "\r\n")
	return id
}

// only leaves an account to one role, so that nobody else gets mail.
func (p *postOffice) only(role models.Role) {
	p.t.Helper()
	if err := p.gdb.Exec("UPDATE accounts SET password = '' WHERE person <> ?", p.people[role].Person).Error; err != nil {
		p.t.Fatal(err)
	}
}

// TestAMailThatFailsIsGivenUpAndCanBeTriedAgain follows a mail to a server that
// is never well, and the administrator who has it tried again.
func TestAMailThatFailsIsGivenUpAndCanBeTriedAgain(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		ctx, admin := context.Background(), p.people[models.RoleAdmin]
		p.only(models.RoleChief)
		p.asked("Legacy investigations")
		moods := make([]mailtest.Mood, 12)
		for i := range moods {
			moods[i] = mailtest.Busy
		}
		p.box.Next(moods...)
		var waits []time.Duration
		for range 12 {
			p.remind()
			if got := p.outbox(models.RoleChief)[0]; got.NextAt != nil {
				waits = append(waits, got.NextAt.Sub(p.Now()))
				p.clock.Set(*got.NextAt)
			}
		}
		for i, wait := range waits {
			least := min(time.Minute<<i, 2*time.Hour)
			if wait < least || wait > least+least/4 {
				t.Errorf("after attempt %d it waited %s", i+1, wait)
			}
		}
		failed := p.outbox(models.RoleChief)[0]
		if len(waits) != 11 || failed.State != models.MailFailed || failed.Attempts != 12 || !strings.Contains(failed.LastError, "451") {
			t.Fatalf("after %d waits: %+v", len(waits), failed)
		}
		for _, role := range models.Roles {
			if role != models.RoleAdmin {
				p.refused(models.Denied, p.RetryMail(ctx, p.people[role], failed.ID))
				_, err := p.Outbox(ctx, p.people[role], "", "")
				p.refused(models.Denied, err)
			}
		}
		p.refused(models.Missing, p.RetryMail(ctx, admin, "nothing"))
		if err := p.RetryMail(ctx, admin, failed.ID); err != nil {
			t.Fatal(err)
		}
		p.refused(models.Refused, p.RetryMail(ctx, admin, failed.ID))
		p.remind()
		if got := p.received(models.RoleChief); len(got) != 1 {
			t.Errorf("tried again, it arrived %d times", len(got))
		}
		events, _, err := p.History(ctx, admin, models.PersonKind, p.people[models.RoleChief].Person)
		if err != nil || events[0].Action != "mail tried again" || events[0].Person != admin.Person {
			t.Errorf("the history says %+v (%v)", events, err)
		}
	})
}

// TestTheNextDigestTakesUpWhatTheLastDidNotTell holds that nothing is lost and
// nothing told twice when the server is down overnight.
func TestTheNextDigestTakesUpWhatTheLastDidNotTell(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		p.only(models.RoleChief)
		p.asked("Legacy investigations")
		p.box.Next(mailtest.Silent)
		p.remind()
		p.asked("Knife crime")
		p.clock.Set(time.Date(2019, 3, 5, 9, 0, 0, 0, time.UTC))
		p.remind()
		got := p.received(models.RoleChief)
		if len(got) != 1 || !strings.Contains(got[0], "Legacy investigations") || !strings.Contains(got[0], "Knife crime") {
			t.Errorf("the chief got %v", got)
		}
		if box := p.outbox(models.RoleChief); len(box) != 2 || box[1].State != models.MailDropped || !strings.Contains(box[1].LastError, "5 March 2019") {
			t.Errorf("the outbox has %+v", box)
		}
	})
}

// TestSeveralInstancesSendOnce lets five instances work on one database at
// once, some of which die with mail in hand.
func TestSeveralInstancesSendOnce(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		p.asked("Legacy investigations")
		var instances []*service.Service
		for range 5 {
			another := service.New(p.gdb, p.clock, slog.New(slog.DiscardHandler))
			p.remindingOf(another)
			instances = append(instances, another)
		}
		var done sync.WaitGroup
		for _, instance := range instances {
			for range 3 {
				done.Go(func() {
					if err := instance.RemindOnce(context.Background()); err != nil {
						t.Error(err)
					}
				})
			}
		}
		done.Wait()
		to := map[string]int{}
		for _, taken := range p.box.Taken() {
			to[taken.To]++
		}
		if to["chief@example.org"] != 1 || to["drafter@example.org"] != 1 {
			t.Errorf("mails by recipient: %v", to)
		}
		for recipient, n := range to {
			if n != 1 {
				t.Errorf("%s got %d", recipient, n)
			}
		}
	})
}

// TestAnotherInstanceGoesOnForOneThatDied holds that mail which was being sent
// when its instance died is sent by another, once the lease has run out.
func TestAnotherInstanceGoesOnForOneThatDied(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		p.only(models.RoleChief)
		p.asked("Legacy investigations")
		dying := service.New(p.gdb, p.clock, slog.New(slog.DiscardHandler))
		if err := dying.SetReminding(service.Reminding{Mailer: deadly{p}}); err != nil {
			t.Fatal(err)
		}
		func() {
			defer func() { _ = recover() }()
			_ = dying.RemindOnce(context.Background())
		}()
		if got := p.outbox(models.RoleChief); len(got) != 1 || got[0].State != models.MailSending {
			t.Fatalf("the outbox has %+v", got)
		}
		p.remind()
		if got := p.received(models.RoleChief); len(got) != 0 {
			t.Fatal("another instance sent while the lease held")
		}
		p.clock.Advance(6 * time.Minute)
		p.remind()
		if got := p.received(models.RoleChief); len(got) != 1 {
			t.Errorf("it arrived %d times", len(got))
		}
	})
}

// deadly is a mailer in which the instance dies.
type deadly struct{ p *postOffice }

func (deadly) Send(context.Context, mail.Message) error { panic("the instance dies") }

// slow is a mailer that tells when it was called and waits.
type slow struct {
	called, gone chan struct{}
}

func (s slow) Send(context.Context, mail.Message) error {
	close(s.called)
	<-s.gone
	return nil
}

// TestStoppingFinishesTheMailInHand holds that a service that is told to stop
// knows what became of the mail that it was sending, and leaves the lease.
func TestStoppingFinishesTheMailInHand(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		p.only(models.RoleChief)
		p.asked("Legacy investigations")
		stopping := service.New(p.gdb, p.clock, slog.New(slog.DiscardHandler))
		mailer := slow{make(chan struct{}), make(chan struct{})}
		if err := stopping.SetReminding(service.Reminding{Mailer: mailer}); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(context.Background())
		ended := make(chan struct{})
		go func() { stopping.Remind(ctx); close(ended) }()
		<-mailer.called
		stop()
		close(mailer.gone)
		<-ended
		if got := p.outbox(models.RoleChief); got[0].State != models.MailSent {
			t.Errorf("the outbox has %+v", got)
		}
		p.asked("Knife crime")
		p.clock.Set(time.Date(2019, 3, 5, 9, 0, 0, 0, time.UTC))
		p.remind()
		if got := p.received(models.RoleChief); len(got) != 1 {
			t.Errorf("another instance did not go on at once: %v", got)
		}
	})
}

// TestWhatIsUndoneIsNoNews holds that news stands and falls with the change.
func TestWhatIsUndoneIsNoNews(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		question, _ := p.asked("Legacy investigations")
		before := p.notices()
		undone := errors.New("undone")
		err := p.gdb.Transaction(func(tx *gorm.DB) error {
			inside := p.On(tx)
			_, err := inside.Move(context.Background(), p.people[models.RoleChief], models.QuestionKind, question, 3, "hold", fields(t, map[string]any{"holding_reply": "Soon"}))
			if err != nil {
				t.Fatal(err)
			}
			var n int64
			if err := tx.Table("notices").Count(&n).Error; err != nil || n <= before {
				t.Fatalf("inside there are %d notices (%v)", n, err)
			}
			return undone
		})
		if !errors.Is(err, undone) || p.notices() != before {
			t.Errorf("%d notices, before %d (%v)", p.notices(), before, err)
		}
	})
}

func (p *postOffice) notices() int64 {
	p.t.Helper()
	var n int64
	if err := p.gdb.Table("notices").Count(&n).Error; err != nil {
		p.t.Fatal(err)
	}
	return n
}

// TestWhoHasLeftGetsNothing tries it before the digest is made and after.
func TestWhoHasLeftGetsNothing(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		p.asked("Legacy investigations")
		p.must(models.RoleAdmin, "person", p.people[models.RoleDrafter].Person, "leave", map[string]any{"reason": "Retired"})
		moods := []mailtest.Mood{mailtest.Busy, mailtest.Busy, mailtest.Busy, mailtest.Busy, mailtest.Busy, mailtest.Busy, mailtest.Busy}
		p.box.Next(moods...)
		p.remind()
		p.must(models.RoleAdmin, "person", p.people[models.RoleChief].Person, "leave", map[string]any{"reason": "Retired"})
		p.clock.Advance(time.Hour)
		p.box.Next()
		p.remind()
		if drafter, chief := len(p.received(models.RoleDrafter)), len(p.received(models.RoleChief)); drafter+chief != 0 {
			t.Errorf("the drafter got %d, the chief %d", drafter, chief)
		}
		if got := p.outbox(models.RoleChief); len(got) != 1 || got[0].State != models.MailDropped || !strings.Contains(got[0].LastError, "left") {
			t.Errorf("the outbox has %+v", got)
		}
	})
}

// TestWithoutAMailServer holds that the digest is there to read, and that the
// outbox says that nothing is sent.
func TestWithoutAMailServer(t *testing.T) {
	eachPostOffice(t, func(t *testing.T, p *postOffice) {
		if err := p.SetReminding(service.Reminding{}); err != nil {
			t.Fatal(err)
		}
		p.asked("Legacy investigations")
		p.remind()
		box, err := p.Outbox(context.Background(), p.people[models.RoleAdmin], "", "")
		if err != nil || box.Configured || box.Counts[models.MailUnset] == 0 {
			t.Errorf("the outbox is %+v (%v)", box, err)
		}
		digest, err := p.Digest(context.Background(), p.people[models.RoleChief])
		if err != nil || digest.Empty() {
			t.Errorf("the digest is %+v (%v)", digest, err)
		}
		// A server that is set later does not send what was read long ago.
		p.remindingOf(p.Service)
		p.clock.Set(time.Date(2019, 3, 5, 9, 0, 0, 0, time.UTC))
		p.remind()
		if got := len(p.box.Taken()); got != 0 {
			t.Errorf("%d mails were sent", got)
		}
	})
}
