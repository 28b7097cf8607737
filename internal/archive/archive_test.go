package archive_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"answerable/internal/archive"
)

var at = time.Date(2019, 3, 4, 9, 0, 0, 0, time.UTC)

// whole is an archive with a member of lines and one that is stored as it is.
func whole(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	w := archive.NewWriter(&out, at)
	err := errors.Join(
		w.Add("a/lines.jsonl", func(out io.Writer) error {
			_, err := io.WriteString(out, "1\n"+strings.Repeat("22\n", 3))
			return err
		}),
		w.Store("b.txt", []byte("text\n")),
	)
	if err != nil {
		t.Fatal(err)
	}
	return closed(t, &out, w, w.Members())
}

func closed(t testing.TB, out *bytes.Buffer, w *archive.Writer, members []archive.Member) []byte {
	t.Helper()
	manifest, err := json.Marshal(map[string]any{"members": members})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(manifest); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(file []byte) (*archive.Reader, error) {
	return archive.Open(bytes.NewReader(file), int64(len(file)))
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	r, err := open(whole(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Members) != 2 || r.Members[0].Lines != 4 || r.Members[0].Bytes != 11 || r.Members[1].Lines != 0 {
		t.Fatalf("%+v", r.Members)
	}
	var lines []string
	if err := r.Lines(r.Members[0], func(line []byte) error { lines = append(lines, string(line)); return nil }); err != nil || len(lines) != 4 || lines[3] != "22" {
		t.Errorf("%q %v", lines, err)
	}
	if content, err := r.Content(r.Members[1], 5); err != nil || string(content) != "text\n" {
		t.Errorf("%q %v", content, err)
	}
	if _, err := r.Content(r.Members[1], 4); err == nil {
		t.Error("more is read than was allowed")
	}
	mine := errors.New("mine")
	if err := r.Lines(r.Members[0], func([]byte) error { return mine }); !errors.Is(err, mine) {
		t.Errorf("the caller's error became %v", err)
	}
}

// TestWhatHarmsIsRefused opens and reads what nobody of ours has written.
func TestWhatHarmsIsRefused(t *testing.T) {
	crafted := func(listed archive.Member, content []byte) []byte {
		var out bytes.Buffer
		w := archive.NewWriter(&out, at)
		if err := w.Add(listed.Name, func(out io.Writer) error { _, err := out.Write(content); return err }); err != nil {
			t.Fatal(err)
		}
		if listed.SHA256 == "" {
			listed = w.Members()[0]
		}
		return closed(t, &out, w, []archive.Member{listed})
	}
	many := whole(t)
	for what, c := range map[string]struct {
		file []byte
		says string
	}{
		"a path up":      {crafted(archive.Member{Name: "../a"}, nil), "not one of ours"},
		"a path down":    {crafted(archive.Member{Name: "/etc/a"}, nil), "not one of ours"},
		"a hidden file":  {crafted(archive.Member{Name: "a/.b"}, nil), "not one of ours"},
		"zeros":          {crafted(archive.Member{Name: "a"}, make([]byte, 8<<20)), "would unpack to more than"},
		"another size":   {crafted(archive.Member{Name: "a", Bytes: 9, SHA256: "x"}, []byte("a")), "not what the manifest says"},
		"another hash":   {crafted(archive.Member{Name: "a", Bytes: 1, SHA256: "x"}, []byte("a")), "not what the manifest says"},
		"no zip":         {[]byte("PK\x03\x04 and so on"), "not a whole zip file"},
		"cut off":        {many[:len(many)-5], "not a whole zip file"},
		"a lie of sizes": {lying(t, many), "more than fits into it"},
		"a long line":    {oneLine(t), "a line of more than 64 MB"},
	} {
		r, err := open(c.file)
		if err == nil {
			for _, member := range r.Members {
				err = errors.Join(err, r.Lines(member, func([]byte) error { return nil }))
			}
		}
		var damage *archive.Damage
		if !errors.As(err, &damage) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// oneLine is an archive with a member that never ends its line.
func oneLine(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	w := archive.NewWriter(&out, at)
	if err := w.Store("a.jsonl", make([]byte, archive.MaxLine+1)); err != nil {
		t.Fatal(err)
	}
	return closed(t, &out, w, w.Members())
}

// lying makes the directory say that the first member is packed into more bytes
// than the file has.
func lying(t *testing.T, file []byte) []byte {
	t.Helper()
	file = bytes.Clone(file)
	entry := bytes.Index(file, []byte("PK\x01\x02"))
	if entry < 0 {
		t.Fatal("no directory")
	}
	binary.LittleEndian.PutUint32(file[entry+20:], 1<<30)
	return file
}

// FuzzOpen holds that no file makes the reader fail in another way than by
// saying what is wrong with it.
func FuzzOpen(f *testing.F) {
	file := whole(f)
	f.Add(file)
	f.Add(file[:len(file)/2])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := open(file)
		if err == nil {
			for _, member := range r.Members {
				err = errors.Join(err, r.Lines(member, func([]byte) error { return nil }))
			}
		}
		var damage *archive.Damage
		if err != nil && !errors.As(err, &damage) && !errors.Is(err, zip.ErrFormat) {
			t.Errorf("%v", err)
		}
	})
}
