// Package secret makes random tokens and the hashes they are stored under.
//
// Only the hash of a token belongs in a database: whoever reads the database
// then holds nothing that opens a session or an API.
package secret

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
)

// New returns a token of n random bytes, written in the URL-safe base64
// alphabet without padding. Thirty-two bytes are enough for any use.
func New(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails: the runtime stops the program instead
	return base64.RawURLEncoding.EncodeToString(b)
}

// Hash returns the SHA-256 hash of a token, as 64 lower-case hexadecimal
// digits. A token is long and random, so a fast hash without salt is safe; a
// password is neither, and belongs to package password.
func Hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
