package service_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/internal/db"
	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
	"answerable/service/sample"
)

var archivedOn = clock.Fixed(time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC))

func serviceOn(gdb *gorm.DB) *service.Service {
	return service.New(gdb, archivedOn, slog.New(slog.DiscardHandler))
}

// livedIn is an office with the whole sample, files, comments, keys, choices
// and news: something in every table that there is.
func livedIn(t *testing.T, gdb *gorm.DB) *service.Service {
	t.Helper()
	s, ctx := serviceOn(gdb), t.Context()
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	loaded, err := sample.Load(ctx, s, sample.Options{Password: "correct horse battery"})
	ok(err)
	who, err := s.PersonByEmail(ctx, loaded.SignIns[0].Email)
	ok(err)
	questions, err := s.List(ctx, who, models.QuestionKind, service.Query{})
	ok(err)
	about := questions.Models[0].Base().Ref
	for n := range 2 {
		document, err := s.Create(ctx, who, models.DocumentKind, "", fields(t, map[string]any{"about": about, "title": fmt.Sprint("Paper ", n)}))
		ok(err)
		_, err = s.Upload(ctx, who, document.Base().Ref, 1, "paper.txt", strings.NewReader(fmt.Sprint("What <was> said & done ", n)))
		ok(err)
	}
	_, err = s.Create(ctx, who, models.NoteKind, "", fields(t, map[string]any{"about": about, "text": "Line <one>\nline two & é\u2028"}))
	ok(err)
	_, _, err = s.IssueToken(ctx, who, "figures", 9)
	ok(err)
	_, _, err = s.IssueFeed(ctx, who, "phone")
	ok(err)
	ok(gdb.Exec("INSERT INTO reminder_settings (person, mail, working_days, sections) VALUES (?, ?, ?, '[]')", who.Person, true, false).Error)
	ok(gdb.Exec("INSERT INTO notices (id, person, ref, kind, action, side, at) VALUES ('n1', ?, ?, 'question', 'put', 'opcc', ?)", who.Person, about, s.Now()).Error)
	return s
}

func exported(t testing.TB, s *service.Service) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := s.ExportOffice(context.Background(), &out, service.OfficeOptions{Product: "test", Passwords: true}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func imported(t testing.TB, gdb *gorm.DB, file []byte) *service.Service {
	t.Helper()
	s := serviceOn(gdb)
	if _, err := s.ImportOffice(context.Background(), bytes.NewReader(file), int64(len(file))); err != nil {
		t.Fatal(err)
	}
	return s
}

// TestAnOfficeMovesFromOneDatabaseToTheOtherAndBack compares every table row by
// row: what the archive holds, and what follows from it.
func TestAnOfficeMovesFromOneDatabaseToTheOtherAndBack(t *testing.T) {
	first, second, third := testdb.SQLite(t), testdb.Postgres(t), testdb.SQLite(t)
	file := exported(t, livedIn(t, first))
	moved := exported(t, imported(t, second, file))
	back := exported(t, imported(t, third, moved))
	for table, what := range service.AccountedFor() {
		if what == "left" && !slices.Contains([]string{"records", "links", "trail", "contents"}, table) {
			continue
		}
		want := rowsOf(t, first, table)
		for name, other := range map[string]*gorm.DB{"PostgreSQL": second, "SQLite again": third} {
			if got := rowsOf(t, other, table); got != want {
				t.Errorf("%s is another on %s: %s", table, name, difference(want, got))
			}
		}
	}
	for name, content := range contentsOf(t, file) {
		if !bytes.Equal(content, contentsOf(t, back)[name]) {
			t.Errorf("%s is another after the way there and back", name)
		}
	}
	sameOffice(t, serviceOn(first), serviceOn(second))
	sameOffice(t, serviceOn(first), serviceOn(third))
	next := nextNumber(t, serviceOn(first))
	for _, gdb := range []*gorm.DB{second, third} {
		if got := nextNumber(t, serviceOn(gdb)); got != next {
			t.Errorf("the next number is %s, and would have been %s", got, next)
		}
	}
}

// sameOffice asks what no row shows by itself: search, the trail, signing in.
func sameOffice(t *testing.T, was, is *service.Service) {
	t.Helper()
	ctx := t.Context()
	who, err := is.PersonByEmail(ctx, "plan@opcc.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"exploitation", "grants", "licensing", "shapeshifter"} {
		want, err1 := was.Search(ctx, who, words, "", 1)
		got, err2 := is.Search(ctx, who, words, "", 1)
		if err1 != nil || err2 != nil || foundIn(t, want) != foundIn(t, got) {
			t.Errorf("searching %s finds something else: %v %v\n%s\n%s", words, err1, err2, foundIn(t, want), foundIn(t, got))
		}
	}
	before, err1 := was.VerifyTrail(ctx)
	after, err2 := is.VerifyTrail(ctx, before.Heads...)
	if err1 != nil || err2 != nil || asJSON(t, before) != asJSON(t, after) || len(after.Broken) > 0 {
		t.Errorf("the trail is another: %+v %+v", before, after)
	}
	if _, err := is.SignIn(ctx, "plan@opcc.example", "correct horse battery", "192.0.2.1"); err != nil {
		t.Errorf("nobody can sign in: %v", err)
	}
}

// foundIn is what a search found; in which order is each database's own.
func foundIn(t *testing.T, results *service.Results) string {
	t.Helper()
	if !results.More {
		slices.SortFunc(results.Found, func(a, b service.Found) int { return strings.Compare(string(a.Ref), string(b.Ref)) })
		return asJSON(t, results)
	}
	return asJSON(t, results.Kinds)
}

func nextNumber(t *testing.T, s *service.Service) models.Ref {
	t.Helper()
	m, err := s.Create(t.Context(), models.System(), models.PriorityKind, "", fields(t, map[string]any{"title": "One more"}))
	if err != nil {
		t.Fatal(err)
	}
	return m.Base().Ref
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// keys sort the tables whose key is not a reference.
var keys = map[string]string{
	"links": "from_ref, field, to_ref", "trail": "lane, seq", "trail_heads": "lane", "contents": "hash", "numbers": "prefix",
	"accounts": "person", "reminder_settings": "person", "notices": "id",
	"published_files": "list, name",
	"import_rows":     "import, position", "import_touched": "import, ref", "own_numbers": "side, kind, number", "known_headings": "side, register, heading",
}

// rowsOf are the rows of a table, without what only PostgreSQL has in it.
func rowsOf(t *testing.T, gdb *gorm.DB, table string) string {
	t.Helper()
	order := keys[table]
	if order == "" {
		order = "ref"
	}
	rows, err := service.Rows(gdb, table, order)
	if err != nil {
		t.Fatal(table, err)
	}
	if table == "accounts" {
		rows = regexp.MustCompile(`"(failures|locked_until)":[^,}]*`).ReplaceAllString(rows, "")
	}
	return regexp.MustCompile(`,"words":"(\\.|[^"\\])*"`).ReplaceAllString(rows, "")
}

func difference(want, got string) string {
	wanted, found := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range wanted {
		if i >= len(found) || wanted[i] != found[i] {
			return fmt.Sprintf("%d and %d rows, row %d is\n%s\nand not\n%s", len(found)-1, len(wanted)-1, i+1, found[min(i, len(found)-1)], wanted[i])
		}
	}
	return fmt.Sprintf("%d and %d rows", len(found)-1, len(wanted)-1)
}

func contentsOf(t testing.TB, file []byte) map[string][]byte {
	t.Helper()
	opened, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	contents := map[string][]byte{}
	for _, member := range opened.File {
		in, err := member.Open()
		if err != nil {
			t.Fatal(err)
		}
		if contents[member.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
		_ = in.Close()
	}
	return contents
}

// TestEveryTableIsExportedOrLeftOutByName walks the schema: whoever adds a table
// says what becomes of it when an office moves.
func TestEveryTableIsExportedOrLeftOutByName(t *testing.T) {
	known := service.AccountedFor()
	var tables []string
	err := testdb.SQLite(t).Raw("SELECT name FROM sqlite_schema WHERE type = 'table'").Scan(&tables).Error
	if err != nil || len(tables) < len(known) {
		t.Fatalf("%d tables: %v", len(tables), err)
	}
	machinery := regexp.MustCompile(`^(sqlite_|goose_|records_text|records_numbers)`)
	for _, table := range tables {
		if known[table] == "" && !machinery.MatchString(table) {
			t.Errorf("%s is neither exported nor left out by name: see carriedTables and leftTables", table)
		}
	}
	for table := range known {
		if !slices.Contains(tables, table) {
			t.Errorf("there is no table %s any more", table)
		}
	}
}

// TestTheTrailOfAnArchiveCanBeCheckedByAnybody computes the hashes as
// docs/archive.md tells those who do not have this program.
func TestTheTrailOfAnArchiveCanBeCheckedByAnybody(t *testing.T) {
	file := exported(t, livedIn(t, testdb.SQLite(t)))
	lines := strings.Split(strings.TrimSuffix(string(contentsOf(t, file)["trail.jsonl"]), "\n"), "\n")
	if len(lines) < 100 {
		t.Fatalf("%d entries", len(lines))
	}
	prev := ""
	for _, line := range lines {
		at := strings.LastIndex(line, `,"prev":"`)
		var end struct{ Prev, Hash string }
		if err := json.Unmarshal([]byte("{"+line[at+1:]), &end); err != nil {
			t.Fatal(err)
		}
		if got := sha256Of(prev + "\n" + line[:at] + "}"); end.Prev != prev || got != end.Hash {
			t.Fatalf("%s has the hash %s after %s", line, got, prev)
		}
		prev = end.Hash
	}
}

// TestSecretsStayBehind looks for what must not be in an archive.
func TestSecretsStayBehind(t *testing.T) {
	gdb := testdb.SQLite(t)
	s := livedIn(t, gdb)
	var out bytes.Buffer
	summary, err := s.ExportOffice(t.Context(), &out, service.OfficeOptions{})
	if err != nil || summary.Records < 100 || summary.Files != 2 || summary.Passwords {
		t.Fatalf("%+v %v", summary, err)
	}
	var secrets []string
	for _, query := range []string{"SELECT hash FROM tokens", "SELECT hash FROM feeds", "SELECT password FROM accounts"} {
		var found []string
		if err := gdb.Raw(query).Scan(&found).Error; err != nil || len(found) == 0 {
			t.Fatal(query, err)
		}
		secrets = append(secrets, found...)
	}
	for name, content := range contentsOf(t, out.Bytes()) {
		for _, secret := range secrets {
			if secret == "" || bytes.Contains(content, []byte(secret)) {
				t.Errorf("%s holds a secret", name)
			}
		}
	}
	other := testdb.SQLite(t)
	if _, err := imported(t, other, out.Bytes()).SignIn(t.Context(), "plan@opcc.example", "correct horse battery", "192.0.2.1"); err == nil {
		t.Error("somebody signs in without a password")
	}
}

// TestAnOfficeIsExportedAsOfOneMoment changes the office while it is written.
func TestAnOfficeIsExportedAsOfOneMoment(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		var file bytes.Buffer
		added := 0
		_, err := o.ExportOffice(t.Context(), writerFunc(func(p []byte) (int, error) {
			added++
			o.make(models.RolePlan, "priority", "", map[string]any{"title": "Added meanwhile"})
			return file.Write(p)
		}), service.OfficeOptions{})
		if err != nil || added == 0 {
			t.Fatal(added, err)
		}
		if _, err := service.CheckOffice(bytes.NewReader(file.Bytes()), int64(file.Len())); err != nil {
			t.Error(err)
		}
		if text := string(contentsOf(t, file.Bytes())["records/priorities.jsonl"]); strings.Contains(text, "meanwhile") {
			t.Error("what was added meanwhile is in the archive")
		}
	})
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// TestDamagedArchivesAreRefused holds the sentence for each kind of damage, and
// that nothing is left of what was refused.
func TestDamagedArchivesAreRefused(t *testing.T) {
	whole := exported(t, livedIn(t, testdb.SQLite(t)))
	damages := map[string]struct {
		file []byte
		says string
	}{
		"cut off":           {whole[:len(whole)/2], "cut off"},
		"empty":             {nil, "cut off"},
		"something else":    {rezipped(t, map[string][]byte{"a.txt": []byte("a")}), "has no manifest.json"},
		"no JSON":           {changed(t, whole, "manifest.json", func([]byte) []byte { return []byte("{") }), "not JSON"},
		"another format":    {inManifest(t, whole, `"answerable-office"`, `"answerable-dossier"`), "not the archive of an office"},
		"a newer format":    {inManifest(t, whole, `"version": 1`, `"version": 2`), "has format 2"},
		"another schema":    {inManifest(t, whole, `"schema": `, `"schema": 9`), "on schema 9"},
		"a record changed":  {changed(t, whole, "records/questions.jsonl", replaced("the", "teh")), "records/questions.jsonl is not what the manifest says"},
		"a member missing":  {changed(t, whole, "records/questions.jsonl", nil), "lacks records/questions.jsonl"},
		"a member too many": {changed(t, whole, "../../etc/passwd", func([]byte) []byte { return []byte("x") }), "does not list"},
		"a path":            {relisted(t, whole, "../evil", func([]byte) []byte { return []byte("x") }), "not one of ours"},
		"an unknown kind":   {relisted(t, whole, "records/spells.jsonl", func([]byte) []byte { return []byte("{}\n") }), "does not know"},
		"a kind missing":    {relisted(t, whole, "records/limbs.jsonl", nil), "lacks records/limbs.jsonl"},
		"an unknown field":  {relisted(t, whole, "records/limbs.jsonl", replaced(`"version"`, `"spell"`)), "line 1 is not a limb"},
		"a bad reference":   {relisted(t, whole, "records/limbs.jsonl", replaced(`{"ref":"`, `{"ref":"../`)), "line 1 has no reference"},
		"an entry edited":   {relisted(t, whole, "trail.jsonl", replaced(`"action":"`, `"action":"x`)), "was edited"},
		"the trail cut":     {relisted(t, whole, "trail.jsonl", lastLineOff), "does not end where the manifest says"},
		"a head moved":      {relisted(t, whole, "tables/trail_heads.jsonl", replaced(`"seq":0`, `"seq":5`)), "lane 1 ends at entry 0, its head says 5"},
		"a file missing":    {relisted(t, whole, firstFile(t, whole), nil), "lacks the file of DOC-"},
		"a file changed":    {relisted(t, whole, firstFile(t, whole), func([]byte) []byte { return []byte("other") }), "not the hash of the content"},
		"a bomb":            {relisted(t, whole, "records/questions.jsonl", func([]byte) []byte { return bytes.Repeat([]byte("0"), 40<<20) }), "would unpack to more than"},
		"a column missing":  {relisted(t, whole, "tables/numbers.jsonl", replaced(`"last"`, `"least"`)), "a row lacks last"},
		"a record twice":    {relisted(t, whole, "records/priorities.jsonl", func(text []byte) []byte { return append(text, text...) }), "could not do this"},
		"a version alone":   {relisted(t, whole, "records/priorities.jsonl", replaced(`"version":1`, `"version":7`)), "version does not agree"},
	}
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		for what, damage := range damages {
			_, err := serviceOn(gdb).ImportOffice(t.Context(), bytes.NewReader(damage.file), int64(len(damage.file)))
			if err == nil || !strings.Contains(err.Error(), damage.says) {
				t.Errorf("%s: %v", what, err)
			}
			for table, fate := range service.AccountedFor() {
				var n int64
				if err := gdb.Table(table).Count(&n).Error; err != nil {
					t.Fatal(err)
				}
				if n > 0 && table != "trail_heads" {
					t.Fatalf("%s leaves %d rows in %s (%s)", what, n, table, fate)
				}
			}
		}
		imported(t, gdb, whole)
		_, err := serviceOn(gdb).ImportOffice(t.Context(), bytes.NewReader(whole), int64(len(whole)))
		if models.FaultOf(err) != models.Refused || !strings.Contains(err.Error(), "not empty") {
			t.Errorf("a second office is let into the same database: %v", err)
		}
	})
}

func rezipped(t *testing.T, contents map[string][]byte) []byte {
	t.Helper()
	var out bytes.Buffer
	into := zip.NewWriter(&out)
	for name, content := range contents {
		member, err := into.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := member.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := into.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// changed is the archive with one member changed, added, or, without a change,
// left out; the manifest does not know.
func changed(t *testing.T, file []byte, name string, change func([]byte) []byte) []byte {
	t.Helper()
	contents := contentsOf(t, file)
	if change == nil {
		delete(contents, name)
	} else {
		contents[name] = change(contents[name])
	}
	return rezipped(t, contents)
}

// relisted is the same by somebody who puts the manifest right.
func relisted(t *testing.T, file []byte, name string, change func([]byte) []byte) []byte {
	t.Helper()
	return changed(t, changed(t, file, name, change), "manifest.json", func(text []byte) []byte {
		var manifest map[string]any
		if err := json.Unmarshal(text, &manifest); err != nil {
			t.Fatal(err)
		}
		members := slices.DeleteFunc(manifest["members"].([]any), func(m any) bool { return m.(map[string]any)["name"] == name })
		if change != nil {
			content := change(contentsOf(t, file)[name])
			member := map[string]any{"name": name, "bytes": len(content), "sha256": sha256Of(string(content))}
			if strings.HasSuffix(name, ".jsonl") {
				member["lines"] = bytes.Count(content, []byte("\n"))
			}
			members = append(members, member)
		}
		manifest["members"] = members
		return []byte(asJSON(t, manifest))
	})
}

func inManifest(t *testing.T, file []byte, from, to string) []byte {
	t.Helper()
	return changed(t, file, "manifest.json", replaced(from, to))
}

func replaced(from, to string) func([]byte) []byte {
	return func(text []byte) []byte { return bytes.Replace(text, []byte(from), []byte(to), 1) }
}

func lastLineOff(text []byte) []byte {
	return text[:bytes.LastIndexByte(text[:len(text)-1], '\n')+1]
}

func firstFile(t *testing.T, file []byte) string {
	t.Helper()
	for name := range contentsOf(t, file) {
		if strings.HasPrefix(name, "files/") {
			return name
		}
	}
	t.Fatal("the archive holds no file")
	return ""
}

// TestCheckOfficeNeedsNoDatabase reads a whole archive.
func TestCheckOfficeNeedsNoDatabase(t *testing.T) {
	gdb := testdb.SQLite(t)
	s := livedIn(t, gdb)
	file := exported(t, s)
	checked, err := service.CheckOffice(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	report, err := s.VerifyTrail(t.Context())
	if err != nil || checked.Entries != report.Entries || !slices.Equal(checked.Heads, report.Heads) || checked.Records < 100 || checked.Files != 2 {
		t.Errorf("%+v, and the trail: %+v %v", checked, report, err)
	}
	if db.Dialect(gdb) != db.SQLite {
		t.Error("this test is about one database")
	}
}

func sha256Of(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
