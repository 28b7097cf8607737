package main

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"answerable/internal/mail"
	"answerable/models"
	"answerable/service"
)

// buryEverything buries what somebody must not see; with ANSWERABLE_LONG also
// everything else.
func (f *field) buryEverything() {
	for _, k := range models.Registry {
		for _, state := range k.States {
			for _, side := range []models.Side{models.SideOPCC, models.SideForce} {
				for _, marking := range []models.Marking{models.Official, models.OfficialSensitive} {
					for _, above := range f.parents(k) {
						b := f.prepared(k, models.State(state.Value), side, marking, above)
						if os.Getenv("ANSWERABLE_LONG") != "" || b.out() || b.hiddenFromSomebody() && (marking == models.Official || state == k.States[0] && side == models.SideOPCC) {
							f.bury(b)
						}
					}
				}
			}
		}
	}
	if len(f.buried) < 80 {
		f.t.Fatalf("only %d records are buried: the walk does not reach the kinds", len(f.buried))
	}
	f.pointAtAll()
	f.tellEverybody()
}

// tellEverybody puts news of what is hidden from somebody into their digest, as
// if it had not been hidden when it happened, and makes all dates overdue.
func (f *field) tellEverybody() {
	for _, b := range f.buried {
		for _, news := range models.Newsworthy {
			if news.Kind != b.kind.Name {
				continue
			}
			for role, person := range f.people {
				if !b.seenBy(role) {
					f.told++
					f.ok(f.gdb.Exec("INSERT INTO notices (id, person, ref, kind, action, side, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
						fmt.Sprint("notice-", f.told), person, b.model.Base().Ref, news.Kind, news.Action, models.SideOf(role), f.s.Now()).Error)
				}
			}
		}
	}
	for _, wait := range models.Waits {
		f.ok(f.gdb.Exec("UPDATE " + models.KindNamed(wait.Kind).Table() + " SET " + wait.Field + " = '2019-03-01'").Error)
	}
	if f.told < 80 {
		f.t.Fatalf("only %d notices are there: the walk does not reach the digests", f.told)
	}
}

// letterBox is a mail server that keeps what it is given.
type letterBox struct{ texts []string }

func (m *letterBox) Send(_ context.Context, sent mail.Message) error {
	m.texts = append(m.texts, sent.Subject, sent.Text, sent.HTML)
	return nil
}

// mailed is the digest that is sent to a role, as if it were an address.
func (f *field) mailed(role models.Role) string {
	box := &letterBox{}
	f.ok(f.s.SetReminding(service.Reminding{Mailer: box}))
	f.ok(f.s.RemindOnce(context.Background()))
	if len(box.texts) > 3 {
		f.t.Fatalf("%s is not the only one to get mail", role)
	}
	return strings.Join(box.texts, "\n")
}

// pointAtAll adds a record that everybody sees and that refers to every buried
// one: the references too must be gone for whom the records are hidden.
func (f *field) pointAtAll() {
	f.t.Helper()
	err := f.s.Load(context.Background(), models.System(), "", func(l *service.Loader) error {
		m, err := l.Add(models.KindNamed("library"), "", map[string]any{"title": "Pointer", "type": "other"})
		if err == nil {
			f.pointer = m.Base().Ref
		}
		return err
	})
	f.ok(err)
	var refs models.Refs
	for _, b := range f.buried {
		refs = append(refs, b.model.Base().Ref)
		f.ok(f.gdb.Exec("INSERT INTO links (from_ref, field, to_ref) VALUES (?, 'sources', ?)", f.pointer, b.model.Base().Ref).Error)
	}
	f.ok(f.gdb.Exec("UPDATE library SET sources = ?, same_as = ? WHERE ref = ?", refs, refs, f.pointer).Error)
}

// parents are records to be part of: one that all see, and one that is hidden
// from some, if the parent's kind has such a state.
func (f *field) parents(k *models.Kind) []*buried {
	kinds := k.ParentKinds()
	if len(kinds) == 0 {
		return []*buried{nil}
	}
	parent := kinds[0]
	if k.Field(k.Parent).Any() {
		parent = models.QuestionKind
	}
	var shared, hidden *buried
	for _, above := range f.parents(parent) {
		for _, state := range parent.States {
			b := f.prepared(parent, models.State(state.Value), models.SideOPCC, models.Official, above)
			if b.hiddenFromSomebody() && hidden == nil {
				hidden = b
			}
			if !b.hiddenFromSomebody() && shared == nil {
				shared = b
			}
		}
	}
	var found []*buried
	for _, b := range []*buried{shared, hidden} {
		if b != nil {
			found = append(found, f.once(b))
		}
	}
	return found
}

// once buries a parent unless one like it is there.
func (f *field) once(b *buried) *buried {
	for _, there := range f.buried {
		if there.kind == b.kind && there.model.Base().State == b.model.Base().State && there.parent == b.parent && there.model.Base().Side == models.SideOPCC && there.model.Shared().Marking == models.Official {
			return there
		}
	}
	return f.bury(b)
}

func (f *field) prepared(k *models.Kind, state models.State, side models.Side, marking models.Marking, parent *buried) *buried {
	m := k.New()
	base := m.Base()
	base.State, base.Side, base.Version = state, side, 1
	base.CreatedBy, base.UpdatedBy = "PER-999", "PER-999"
	m.Shared().Marking = marking
	return &buried{k, m, parent}
}

// bury writes the record, its row in the register, its trail entry and, from a
// record that everybody sees, a link to it.
func (f *field) bury(b *buried) *buried {
	f.t.Helper()
	n := len(f.buried) + 1
	base := b.model.Base()
	base.Ref = models.Ref(fmt.Sprintf("HID-%dZ", n))
	base.CreatedAt, base.UpdatedAt = f.s.Now(), f.s.Now()
	mark := fmt.Sprintf("zqx%dz buriedword", n)
	f.date(b)
	for _, field := range b.kind.Inputs() {
		if field.Type == models.TextField || field.Type == models.LongField || field.Type == models.LinesField {
			f.ok(field.Parse(b.model, []string{mark}))
		}
	}
	f.yearly(b)
	f.publish(b, mark)
	parent := models.Ref("")
	if b.parent != nil {
		parent = b.parent.model.Base().Ref
		f.ok(b.kind.Field(b.kind.Parent).Parse(b.model, []string{string(parent)}))
	}
	f.ok(f.gdb.Table(b.kind.Table()).Create(b.model).Error)
	f.ok(f.gdb.Exec(`INSERT INTO records (ref, kind, title, extract, head_terms, body_terms, state, side, marking, created_by, parent, updated_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		base.Ref, b.kind.Name, mark, mark, mark, mark, base.State, base.Side, b.model.Shared().Marking, base.CreatedBy, parent, base.UpdatedAt).Error)
	for _, link := range b.kind.Links(b.model) {
		f.ok(f.gdb.Exec("INSERT INTO links (from_ref, field, to_ref) VALUES (?, ?, ?)", base.Ref, link.Field, link.To).Error)
	}
	f.ok(f.gdb.Exec(`INSERT INTO trail (lane, seq, at, person, action, kind, ref, version, state, seen_state, marking, changes, reason, prev, hash)
		VALUES (7, ?, ?, ?, 'add', ?, ?, 1, ?, ?, ?, ?, ?, '', '')`,
		1_000_000+n, base.CreatedAt, base.CreatedBy, b.kind.Name, base.Ref, base.State, b.ancestry(), b.model.Shared().Marking, `{"title":{"from":"","to":"`+mark+`"}}`, mark).Error)
	f.buried = append(f.buried, b)
	return b
}

// date lets a record stand in the calendar on buriedOn, by all of its dates
// that do.
func (f *field) date(b *buried) {
	for _, dated := range models.DatedFields {
		if dated.Kind != b.kind.Name {
			continue
		}
		if !dated.Yearly {
			f.ok(b.kind.Field(dated.Field).Parse(b.model, []string{buriedOn}))
		}
		if len(dated.Types) > 0 {
			f.ok(b.kind.Field("type").Parse(b.model, dated.Types[:1]))
		}
	}
}

// publish gives a public comment the words that went out and a list of grants
// its files, whatever the state: only what is published may be read.
func (f *field) publish(b *buried, mark string) {
	switch m := b.model.(type) {
	case *models.PublicComment:
		m.PublishedOn, m.PublishedText = buriedOn, models.Published{{Style: models.PublishedTitle, Text: mark}}.String()
	case *models.GrantList:
		months := len(f.buried)
		m.Month, m.Covers = models.Date(fmt.Sprintf("%04d-%02d", 1900+months/12, months%12+1)), models.CoversMonth
		m.PublishedOn, m.TakenDownWhy = buriedOn, mark
		for name, content := range map[string]string{service.GrantsCSV: mark, service.GrantsJSON: `{"title": "` + mark + `", "grants": [{"title": "` + mark + `"}]}`} {
			f.ok(f.gdb.Exec("INSERT INTO published_files (list, name, media, content) VALUES (?, ?, 'text/plain', ?)", m.Ref, name, content).Error)
		}
	}
}

// yearly does the same for days that come round.
func (f *field) yearly(b *buried) {
	for _, dated := range models.DatedFields {
		if dated.Kind == b.kind.Name && dated.Yearly {
			f.ok(b.kind.Field(dated.Field).Parse(b.model, []string{models.Date(buriedOn).String()[:len("20 March")]}))
		}
	}
}

func (b *buried) ancestry() string {
	path := ""
	for up := b.parent; up != nil; up = up.parent {
		path += up.kind.Name + "=" + string(up.model.Base().State) + "/"
	}
	return path
}

// seenBy reads the permission table in the plainest way there is.
func (b *buried) seenBy(role models.Role) bool {
	if b.parent != nil && !b.parent.seenBy(role) {
		return false
	}
	if b.model.Shared().Marking == models.OfficialSensitive && role == models.RolePanel {
		return false
	}
	return slices.ContainsFunc(b.kind.See, func(g models.Grant) bool {
		if slices.Contains(g.Scopes, models.Own) {
			return false // nobody who asks made it
		}
		own := !slices.Contains(g.Scopes, models.OwnSide) || b.model.Base().Side == models.SideOf(role)
		state := len(g.States) == 0 || slices.Contains(g.States, b.model.Base().State)
		return slices.Contains(g.Roles, role) && state && own
	})
}

func (b *buried) hiddenFromSomebody() bool {
	return slices.ContainsFunc(models.Roles, func(role models.Role) bool { return !b.seenBy(role) })
}

var marks = regexp.MustCompile(`zqx(\d+)z|HID-(\d+)Z`)
