package service_test

import (
	"bytes"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// taken is a dossier with the name that it has.
type taken struct {
	name string
	file []byte
}

func (d taken) reader() *bytes.Reader { return bytes.NewReader(d.file) }

func (o *office) dossier(role models.Role, kind string, ref models.Ref, sensitive bool) (taken, error) {
	var d taken
	var out bytes.Buffer
	err := o.Dossier(o.t.Context(), o.people[role], models.KindNamed(kind), ref, sensitive, func(name string) io.Writer {
		d.name = name
		return &out
	})
	d.file = out.Bytes()
	return d, err
}

func (o *office) takes(role models.Role, kind string, ref models.Ref, sensitive bool) taken {
	o.t.Helper()
	d, err := o.dossier(role, kind, ref, sensitive)
	if err != nil {
		o.t.Fatal(err)
	}
	return d
}

// themed is an office with a priority that something of everything serves.
type themed struct {
	*office
	priority, question, answer, document, sensitive, internal, elsewhere models.Ref
}

func newThemed(t *testing.T, gdb *gorm.DB) *themed {
	t.Helper()
	o := &themed{office: newOffice(t, gdb)}
	o.priority = o.make(models.RolePlan, "priority", "", map[string]any{"title": "Knives <& forks>", "summary": "One\n\nTwo"})
	serves := []models.Ref{o.priority}
	meeting := o.make(models.RolePlan, "meeting", "plan", map[string]any{"title": "The meeting above", "type": "com", "held_on": "2019-02-01"})
	o.question = o.make(models.RolePlan, "question", "record", map[string]any{"meeting": meeting, "title": "How many", "text": "How many?", "put_on": "2019-02-01", "asked_of": o.force, "priorities": serves})
	o.make(models.RolePlan, "limb", "add", map[string]any{"question": o.question, "text": "In which district?"})
	o.answer = o.make(models.RolePlan, "answer", "record", map[string]any{"question": o.question, "text": "Twelve"})
	o.document = o.make(models.RolePlan, "document", "add-shared", map[string]any{"about": o.answer, "title": "The count"})
	if _, err := o.Upload(t.Context(), o.people[models.RolePlan], o.document, 1, "../count.TXT", strings.NewReader("twelve knives")); err != nil {
		t.Fatal(err)
	}
	o.internal = o.make(models.RoleDrafter, "note", "add", map[string]any{"about": o.question, "text": "Say no more than asked"})
	o.sensitive = o.make(models.RolePlan, "activity", "record", map[string]any{"title": "A quiet operation", "type": "event", "priorities": serves, "marking": "OFFICIAL-SENSITIVE"})
	o.elsewhere = o.make(models.RolePlan, "priority", "", map[string]any{"title": "Burglary"})
	return o
}

// TestADossierHoldsWhatItsReaderMaySee compares what several people get.
func TestADossierHoldsWhatItsReaderMaySee(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newThemed(t, gdb)
		for _, c := range []struct {
			role      models.Role
			sensitive bool
			has, not  []models.Ref
		}{
			{models.RolePlan, false, []models.Ref{o.priority, o.question, o.answer, o.document}, []models.Ref{o.internal, o.sensitive, o.elsewhere}},
			{models.RolePlan, true, []models.Ref{o.priority, o.question, o.sensitive}, []models.Ref{o.internal, o.elsewhere}},
			{models.RoleDrafter, false, []models.Ref{o.priority, o.question, o.internal, o.document}, []models.Ref{o.sensitive, o.elsewhere}},
			{models.RolePanel, false, []models.Ref{o.priority, o.question, o.answer, o.document}, []models.Ref{o.internal, o.sensitive}},
		} {
			d := o.takes(c.role, "priority", o.priority, c.sensitive)
			contents := contentsOf(t, d.file)
			for _, ref := range c.has {
				if contents["records/"+string(ref)+".html"] == nil || contents["trail/"+string(ref)+".jsonl"] == nil {
					t.Errorf("%s: %s is not in the dossier", c.role, ref)
				}
			}
			for name, content := range contents {
				for _, ref := range c.not {
					if regexp.MustCompile(`\b` + string(ref) + `\b`).MatchString(name + string(content)) {
						t.Errorf("%s: %s names %s", c.role, name, ref)
					}
				}
			}
			marked := c.sensitive
			if strings.Contains(d.name, "OFFICIAL-SENSITIVE") != marked {
				t.Errorf("%s: the dossier is called %s", c.role, d.name)
			}
			for name, content := range contents {
				if strings.HasSuffix(name, ".html") && marked != strings.Contains(string(content), `<p class="marking">OFFICIAL-SENSITIVE</p>`) {
					t.Errorf("%s: %s does not bear the marking of the dossier", c.role, name)
				}
			}
			if found, err := o.CheckDossier(t.Context(), d.reader(), d.reader().Size()); err != nil || len(found.Broken) > 0 || found.Entries < len(c.has) {
				t.Errorf("%s: %+v %v", c.role, found, err)
			}
		}
		_, err := o.dossier(models.RolePanel, "priority", o.priority, true)
		o.refused(models.Denied, err)
		_, err = o.dossier(models.RolePlan, "priority", "PRI-999", false)
		o.refused(models.Missing, err)
		hidden := o.make(models.RolePlan, "priority", "", map[string]any{"title": "Hidden", "marking": "OFFICIAL-SENSITIVE"})
		_, err = o.dossier(models.RolePanel, "priority", hidden, false)
		o.refused(models.Missing, err)
		_, err = o.dossier(models.RolePlan, "priority", hidden, false)
		o.refused(models.Refused, err)
		if d := o.takes(models.RolePlan, "priority", hidden, true); !strings.Contains(d.name, "OFFICIAL-SENSITIVE") {
			t.Errorf("the dossier is called %s", d.name)
		}
	})
}

// TestADossierIsWholeByItself follows every link in it, and reads what it says.
func TestADossierIsWholeByItself(t *testing.T) {
	o := newThemed(t, testdb.SQLite(t))
	contents := contentsOf(t, o.takes(models.RolePlan, "priority", o.priority, false).file)
	address, links := regexp.MustCompile(`(?:href|src)="([^"]*)"`), 0
	for name, content := range contents {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		for _, found := range address.FindAllStringSubmatch(string(content), -1) {
			to, anchor, _ := strings.Cut(found[1], "#")
			links++
			if at := path.Join(path.Dir(name), to); to != "" && contents[at] == nil {
				t.Errorf("%s leads to %s, which is not there", name, at)
			}
			if anchor != "" && !strings.Contains(string(content), `id="`+anchor+`"`) {
				t.Errorf("%s leads to #%s, which is not there", name, anchor)
			}
		}
		if regexp.MustCompile(`<script|https?://|style="`).Match(content) {
			t.Errorf("%s needs more than the zip", name)
		}
	}
	if links < 40 {
		t.Errorf("only %d links", links)
	}
	if got := string(contents["files/"+string(o.document)+".txt"]); got != "twelve knives" {
		t.Errorf("the file is %q", got)
	}
	page := string(contents["records/"+string(o.priority)+".html"])
	for _, wanted := range []string{"Knives &lt;&amp; forks&gt;", "One<br><br>Two", "Linked records (questions)", `<a href="` + string(o.question) + `.html">How many</a>`, "Add a priority", "by plan"} {
		if wanted == "by plan" {
			wanted = ", plan</p>"
		}
		if !strings.Contains(page, wanted) {
			t.Errorf("the page of the priority does not say %s", wanted)
		}
	}
	if page := string(contents["records/"+string(o.question)+".html"]); !strings.Contains(page, "The meeting above</a>") || !strings.Contains(page, "1 February 2019") {
		t.Errorf("the page of the question does not lead to its meeting: %s", page)
	}
}

// TestThatADossierWasMadeStandsInTheHistory reads it there, as far as it is for
// everybody.
func TestThatADossierWasMadeStandsInTheHistory(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newThemed(t, gdb)
		o.takes(models.RolePanel, "priority", o.priority, false)
		o.takes(models.RolePlan, "priority", o.priority, true)
		made := func(role models.Role) []models.Ref {
			events, _, err := o.History(t.Context(), o.people[role], models.PriorityKind, o.priority)
			if err != nil {
				t.Fatal(err)
			}
			var by []models.Ref
			for _, event := range events {
				if service.ActionLabel(models.PriorityKind, event) == "Dossier made" {
					by = append(by, event.Person)
				}
			}
			slices.Sort(by)
			return by
		}
		panel, plan := o.people[models.RolePanel].Person, o.people[models.RolePlan].Person
		if got := made(models.RolePanel); !slices.Equal(got, []models.Ref{panel}) {
			t.Errorf("the panel reads of dossiers by %v", got)
		}
		if got := made(models.RoleChief); !slices.Equal(got, []models.Ref{plan, panel}) {
			t.Errorf("the chief officers read of dossiers by %v", got)
		}
		if report, err := o.VerifyTrail(t.Context()); err != nil || len(report.Broken) > 0 {
			t.Errorf("%+v %v", report, err)
		}
	})
}

// TestADossierThatDoesNotAgreeIsFound changes the dossier, then the system.
func TestADossierThatDoesNotAgreeIsFound(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newThemed(t, gdb)
		d := o.takes(models.RolePanel, "priority", o.priority, false)
		page := "records/" + string(o.answer) + ".html"
		check := func(file []byte) string {
			found, err := o.CheckDossier(t.Context(), bytes.NewReader(file), int64(len(file)))
			if err != nil {
				return err.Error()
			}
			return strings.Join(found.Broken, "\n")
		}
		thirteen := func(text []byte) []byte { return bytes.ReplaceAll(text, []byte("Twelve"), []byte("Elevn!")) }
		entries := "trail/" + string(o.answer) + ".jsonl"
		for what, c := range map[string]struct {
			file []byte
			says string
		}{
			"untouched":        {d.file, ""},
			"a page changed":   {changed(t, d.file, page, thirteen), page + " is not what the manifest says"},
			"the manifest too": {relisted(t, d.file, page, thirteen), "does not tell of a dossier with this manifest"},
			"an entry changed": {relisted(t, d.file, entries, thirteen), string(o.answer) + ": the trail has no such entry"},
			"an office":        {exported(t, o.Service), "not a dossier"},
			"cut off":          {d.file[:len(d.file)/2], "cut off"},
		} {
			if got := check(c.file); !strings.Contains(got, c.says) || c.says == "" && got != "" {
				t.Errorf("%s: %q", what, got)
			}
		}
		unguard(t, gdb)
		if err := gdb.Exec("UPDATE trail SET changes = replace(changes, 'Twelve', 'Eleven') WHERE ref = ?", o.answer).Error; err != nil {
			t.Fatal(err)
		}
		if got := check(d.file); !strings.Contains(got, "the trail has no such entry") || !strings.Contains(got, "was edited") {
			t.Errorf("the trail was edited, and the check says %q", got)
		}
	})
}

// TestEveryThemeHasADossier takes one of each kind of theme.
func TestEveryThemeHasADossier(t *testing.T) {
	gdb := testdb.Postgres(t)
	s := livedIn(t, gdb)
	who, err := s.PersonByEmail(t.Context(), "plan@opcc.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range models.Themes {
		page, err := s.List(t.Context(), who, k, service.Query{})
		if err != nil || len(page.Models) == 0 {
			t.Fatalf("no %s: %v", k.Name, err)
		}
		var out bytes.Buffer
		err = s.Dossier(t.Context(), who, k, page.Models[0].Base().Ref, true, func(string) io.Writer { return &out })
		if err != nil {
			t.Errorf("%s: %v", k.Name, err)
			continue
		}
		found, err := s.CheckDossier(t.Context(), bytes.NewReader(out.Bytes()), int64(out.Len()))
		if err != nil || len(found.Broken) > 0 || found.Entries == 0 {
			t.Errorf("%s: %+v %v", k.Name, found, err)
		}
	}
}
