// Package password hashes passwords with argon2id and checks them.
//
// A hash is a PHC string, which names its own parameters:
//
//	$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>
//
// so they can be raised later without losing the accounts that exist.
package password

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"runtime"

	"golang.org/x/crypto/argon2"
)

// What OWASP's password storage cheat sheet asks of argon2id at the least.
var current = params{memory: 19456, passes: 2, threads: 1}

const (
	saltBytes = 16
	hashBytes = 32
)

// slots bounds how many hashes are computed at once: each takes 19 MiB, and
// more of them than processors would only wait for one another.
var slots = make(chan struct{}, runtime.GOMAXPROCS(0))

// Hash returns the PHC string of password under a new random salt. It waits
// for its turn when the machine is busy hashing; the only error is ctx's,
// when that ends first.
func Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltBytes)
	_, _ = rand.Read(salt) // never fails: the runtime stops the program instead
	sum, err := derive(ctx, password, salt, current, hashBytes)
	if err != nil {
		return "", err
	}
	return encode(current, salt, sum), nil
}

// Verify reports whether password is the one that hash was made from. The
// comparison takes the same time whatever differs. An error means that the
// hash cannot be read (ErrMalformed) or that ctx ended while waiting.
func Verify(ctx context.Context, hash, password string) (bool, error) {
	p, salt, want, err := decode(hash)
	if err != nil {
		return false, err
	}
	got, err := derive(ctx, password, salt, p, len(want))
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1, nil
}

// Dummy does the work of Verify and forgets the result. Call it when there is
// no account to verify against, so that the time an answer takes does not tell
// which accounts exist. The only error is ctx's.
func Dummy(ctx context.Context, password string) error {
	_, err := derive(ctx, password, make([]byte, saltBytes), current, hashBytes)
	return err
}

func derive(ctx context.Context, password string, salt []byte, p params, n int) ([]byte, error) {
	select {
	case slots <- struct{}{}:
		defer func() { <-slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return argon2.IDKey([]byte(password), salt, p.passes, p.memory, p.threads, uint32(n)), nil
}
