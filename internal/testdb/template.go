package testdb

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"sync"
)

// fingerprint names what the migrations in fsys contain: databases made from
// equal files may be copied from one another.
func fingerprint(fsys fs.FS) (string, error) {
	sum := sha256.New()
	if fsys == nil {
		return "empty", nil
	}
	err := fs.WalkDir(fsys, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(fsys, path)
		if err != nil {
			return err
		}
		sum.Write([]byte(path + "\x00"))
		sum.Write(content)
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil))[:16], err
}

// once makes a thing for each fingerprint the first time it is asked for, and
// returns the same one, or the same error, ever after.
type once[T any] struct {
	mu   sync.Mutex
	made map[string]func() (T, error)
}

func (o *once[T]) get(key string, create func() (T, error)) (T, error) {
	o.mu.Lock()
	if o.made == nil {
		o.made = map[string]func() (T, error){}
	}
	made, ok := o.made[key]
	if !ok {
		made = sync.OnceValues(create)
		o.made[key] = made
	}
	o.mu.Unlock()
	return made()
}
