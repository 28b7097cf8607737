package db

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// merged shows several folders as one. A name may stand in one of them only.
// A folder that does not exist counts as empty.
type merged []fs.FS

// Open opens the named file in whichever folder holds it.
func (m merged) Open(name string) (fs.File, error) {
	if name == "." {
		return m.openRoot()
	}
	for _, fsys := range m {
		f, err := fsys.Open(name)
		if !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (m merged) openRoot() (fs.File, error) {
	entries, err := m.entries()
	if err != nil {
		return nil, err
	}
	for _, fsys := range m {
		if f, err := fsys.Open("."); err == nil {
			return &mergedRoot{File: f, entries: entries}, nil
		}
	}
	return nil, &fs.PathError{Op: "open", Path: ".", Err: fs.ErrNotExist}
}

// entries lists the files of all folders, sorted by name.
func (m merged) entries() ([]fs.DirEntry, error) {
	var all []fs.DirEntry
	for _, fsys := range m {
		entries, err := fs.ReadDir(fsys, ".")
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		all = append(all, entries...)
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	for i := 1; i < len(all); i++ {
		if name := all[i].Name(); name == all[i-1].Name() {
			return nil, fmt.Errorf("%s stands in two of the merged folders", name)
		}
	}
	return all, nil
}

// mergedRoot is the folder itself: one of the merged folders, with the entries
// of all.
type mergedRoot struct {
	fs.File
	entries []fs.DirEntry
}

// ReadDir implements fs.ReadDirFile.
func (r *mergedRoot) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n > len(r.entries) {
		if n > 0 && len(r.entries) == 0 {
			return nil, io.EOF
		}
		n = len(r.entries)
	}
	out := r.entries[:n]
	r.entries = r.entries[n:]
	return out, nil
}
