package secret_test

import (
	"encoding/base64"
	"net/url"
	"testing"

	"answerable/internal/secret"
)

func TestNewHoldsTheBytesAskedForAndNeedsNoEscaping(t *testing.T) {
	for _, n := range []int{1, 16, 32, 33} {
		token := secret.New(n)
		b, err := base64.RawURLEncoding.DecodeString(token)
		if err != nil || len(b) != n {
			t.Errorf("New(%d) = %q: %d bytes, %v", n, token, len(b), err)
		}
		if url.QueryEscape(token) != token || url.PathEscape(token) != token {
			t.Errorf("New(%d) = %q needs escaping in an address", n, token)
		}
	}
}

func TestNewNeverRepeats(t *testing.T) {
	seen := map[string]bool{}
	for range 1000 {
		token := secret.New(16)
		if seen[token] {
			t.Fatalf("%q came twice", token)
		}
		seen[token] = true
	}
}

func TestHashIsSHA256InHex(t *testing.T) {
	// The one-block example of FIPS 180-2, appendix B.1.
	const want = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if got := secret.Hash("abc"); got != want {
		t.Errorf("Hash(abc) = %s, want %s", got, want)
	}
}
