package archive

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// The most that is taken of an archive that nobody has checked yet.
const (
	// maxManifest bounds the one member whose size no other says.
	maxManifest = 64 << 20
	// maxRatio is how often smaller than its content a packed member may be;
	// text of records stays far below, and what is far above is made to harm.
	maxRatio = 250
	// ratioFrom is from how many bytes on that is asked.
	ratioFrom = 1 << 20
	// MaxLine bounds one line of a member of JSON lines.
	MaxLine = 64 << 20
)

// Damage is why an archive is refused, as a sentence without its full stop.
type Damage struct{ Text string }

// Error is the sentence.
func (d *Damage) Error() string { return d.Text }

// Damaged makes a Damage.
func Damaged(format string, args ...any) error { return &Damage{fmt.Sprintf(format, args...)} }

// Reader reads an archive. Names of members are compared with the manifest and
// are never used as paths.
type Reader struct {
	// Manifest is the text of the manifest.
	Manifest []byte
	// Members are those that the manifest lists, in its order.
	Members []Member
	files   map[string]*zip.File
}

// Open reads the manifest and compares it with the directory of the zip file.
// A *Damage says what is wrong with it.
func Open(in io.ReaderAt, size int64) (*Reader, error) {
	opened, err := zip.NewReader(in, size)
	if err != nil {
		return nil, Damaged("This is not a whole zip file: it was cut off, or is something else")
	}
	r := &Reader{files: make(map[string]*zip.File, len(opened.File))}
	var packed uint64
	for _, file := range opened.File {
		if r.files[file.Name] != nil {
			return nil, Damaged("The archive holds %q twice", file.Name)
		}
		r.files[file.Name] = file
		packed += file.CompressedSize64
	}
	if packed > uint64(size) {
		return nil, Damaged("The archive says that it holds more than fits into it")
	}
	if err := r.readManifest(); err != nil {
		return nil, err
	}
	return r, r.compare()
}

func (r *Reader) readManifest() error {
	file := r.files[Manifest]
	if file == nil {
		return Damaged("The archive has no %s: it was cut off, or is something else", Manifest)
	}
	if file.UncompressedSize64 > maxManifest {
		return Damaged("The manifest is too large")
	}
	in, err := file.Open()
	if err != nil {
		return Damaged("The manifest cannot be read")
	}
	defer func() { _ = in.Close() }()
	if r.Manifest, err = io.ReadAll(io.LimitReader(in, maxManifest)); err != nil {
		return Damaged("The manifest cannot be read")
	}
	var listed struct {
		Members []Member `json:"members"`
	}
	if err := json.Unmarshal(r.Manifest, &listed); err != nil {
		return Damaged("The manifest is not JSON that can be read")
	}
	r.Members = listed.Members
	return nil
}

// plainName is what a member may be called.
var plainName = regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$`)

func (r *Reader) compare() error {
	listed := make(map[string]bool, len(r.Members))
	for _, member := range r.Members {
		file := r.files[member.Name]
		switch {
		case !plainName.MatchString(member.Name):
			return Damaged("The archive has a member whose name is not one of ours: %q", member.Name)
		case listed[member.Name]:
			return Damaged("The manifest lists %s twice", member.Name)
		case file == nil:
			return Damaged("The archive lacks %s, which its manifest lists", member.Name)
		case file.UncompressedSize64 != uint64(member.Bytes):
			return changed(member.Name)
		case file.UncompressedSize64 > ratioFrom && file.UncompressedSize64/maxRatio > file.CompressedSize64:
			return Damaged("%s would unpack to more than %d times its size: that is not what an archive of ours does", member.Name, maxRatio)
		}
		listed[member.Name] = true
	}
	for name := range r.files {
		if name != Manifest && !listed[name] {
			return Damaged("The archive holds %q, which its manifest does not list", name)
		}
	}
	return nil
}

func changed(name string) error {
	return Damaged("%s is not what the manifest says: it was changed or damaged", name)
}

// Read hands a member to a function and then compares all of it with the
// manifest, whether the function read it to the end or not.
func (r *Reader) Read(member Member, use func(io.Reader) error) error {
	in, err := r.files[member.Name].Open()
	if err != nil {
		return changed(member.Name)
	}
	defer func() { _ = in.Close() }()
	m := &measure{sum: sha256.New(), lines: strings.HasSuffix(member.Name, ".jsonl")}
	// One byte more than there should be is enough to know.
	through := io.TeeReader(io.LimitReader(in, member.Bytes+1), m)
	used := use(through)
	if _, err := io.Copy(io.Discard, through); err != nil || m.of(member.Name) != member {
		return changed(member.Name)
	}
	return used
}

// Lines hands over each line of a member of JSON lines, without its end. The
// line is overwritten by the next.
func (r *Reader) Lines(member Member, line func([]byte) error) error {
	return r.Read(member, func(in io.Reader) error {
		lines := bufio.NewScanner(in)
		lines.Buffer(make([]byte, 64<<10), MaxLine)
		for lines.Scan() {
			if err := line(lines.Bytes()); err != nil {
				return err
			}
		}
		if errors.Is(lines.Err(), bufio.ErrTooLong) {
			return Damaged("%s has a line of more than %d MB", member.Name, MaxLine>>20)
		}
		return lines.Err()
	})
}

// Content reads a whole member, of at most so many bytes.
func (r *Reader) Content(member Member, most int64) ([]byte, error) {
	if member.Bytes > most {
		return nil, Damaged("%s is larger than %d MB", member.Name, most>>20)
	}
	var content []byte
	err := r.Read(member, func(in io.Reader) (err error) {
		content, err = io.ReadAll(in)
		return err
	})
	return content, err
}
