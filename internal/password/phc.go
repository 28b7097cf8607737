package password

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// ErrMalformed is returned for a hash that is not an argon2id PHC string, or
// one whose parameters no version of this package would have written.
var ErrMalformed = errors.New("password: malformed hash")

// The most a stored hash may ask for. A row that somebody tampered with must
// not be able to take the machine's memory or an hour of its time.
var limit = params{memory: 1 << 20, passes: 16, threads: 16}

const maxHashBytes = 64

// params are the costs of a hash: memory in KiB, passes over it, and threads.
type params struct {
	memory  uint32
	passes  uint32
	threads uint8
}

func (p params) String() string {
	return fmt.Sprintf("m=%d,t=%d,p=%d", p.memory, p.passes, p.threads)
}

func (p params) allowed() bool {
	return p.memory > 0 && p.memory <= limit.memory &&
		p.passes > 0 && p.passes <= limit.passes &&
		p.threads > 0 && p.threads <= limit.threads
}

var base64s = base64.RawStdEncoding.Strict()

func encode(p params, salt, sum []byte) string {
	return fmt.Sprintf("$argon2id$v=%d$%s$%s$%s",
		argon2.Version, p, base64s.EncodeToString(salt), base64s.EncodeToString(sum))
}

func decode(hash string) (p params, salt, sum []byte, err error) {
	fields := strings.Split(hash, "$")
	if len(fields) != 6 || fields[0] != "" || fields[1] != "argon2id" ||
		fields[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return p, nil, nil, ErrMalformed
	}
	if p, err = decodeParams(fields[3]); err != nil {
		return p, nil, nil, err
	}
	salt, saltErr := base64s.DecodeString(fields[4])
	sum, sumErr := base64s.DecodeString(fields[5])
	if saltErr != nil || sumErr != nil || len(sum) < 16 || len(sum) > maxHashBytes {
		return p, nil, nil, ErrMalformed
	}
	return p, salt, sum, nil
}

func decodeParams(s string) (params, error) {
	var p params
	// Scanning stops at the last verb and ignores what follows; writing the
	// parameters again and comparing finds that, and odd spellings with it.
	_, err := fmt.Sscanf(s, "m=%d,t=%d,p=%d", &p.memory, &p.passes, &p.threads)
	if err != nil || p.String() != s || !p.allowed() {
		return params{}, ErrMalformed
	}
	return p, nil
}
