package password_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"answerable/internal/password"
)

func TestHashVerifiesOnlyItsOwnPassword(t *testing.T) {
	hash := mustHash(t, "correct horse")
	for given, want := range map[string]bool{
		"correct horse": true, "Correct horse": false, "correct horse ": false, "": false,
	} {
		got, err := password.Verify(t.Context(), hash, given)
		if err != nil || got != want {
			t.Errorf("Verify(%q) = %v, %v, want %v", given, got, err, want)
		}
	}
}

func TestHashNamesItsParametersAndIsSalted(t *testing.T) {
	first, second := mustHash(t, "same"), mustHash(t, "same")
	if !strings.HasPrefix(first, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hash %q does not carry the parameters", first)
	}
	if first == second {
		t.Error("two hashes of one password are equal: there is no salt")
	}
}

func TestVerifyReadsHashesOfOthers(t *testing.T) {
	// Made with the reference implementation: echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32
	const hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	ok, err := password.Verify(t.Context(), hash, "password")
	if err != nil || !ok {
		t.Errorf("Verify = %v, %v", ok, err)
	}
}

func TestVerifyRefusesWhatItCannotRead(t *testing.T) {
	const salt, sum = "c29tZXNhbHQ", "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	for name, hash := range map[string]string{
		"empty":           "",
		"plain text":      "password",
		"other algorithm": "$argon2i$v=19$m=65536,t=2,p=1$" + salt + "$" + sum,
		"other version":   "$argon2id$v=16$m=65536,t=2,p=1$" + salt + "$" + sum,
		"no memory":       "$argon2id$v=19$m=0,t=2,p=1$" + salt + "$" + sum,
		"huge memory":     "$argon2id$v=19$m=4294967295,t=2,p=1$" + salt + "$" + sum,
		"no passes":       "$argon2id$v=19$m=65536,t=0,p=1$" + salt + "$" + sum,
		"trailing params": "$argon2id$v=19$m=65536,t=2,p=1,x=1$" + salt + "$" + sum,
		"short sum":       "$argon2id$v=19$m=65536,t=2,p=1$" + salt + "$AAAA",
		"bad base64":      "$argon2id$v=19$m=65536,t=2,p=1$" + salt + "$" + sum + "!",
	} {
		ok, err := password.Verify(t.Context(), hash, "password")
		if ok || !errors.Is(err, password.ErrMalformed) {
			t.Errorf("%s: Verify = %v, %v, want ErrMalformed", name, ok, err)
		}
	}
}

func TestDummyCostsWhatVerifyCosts(t *testing.T) {
	hash := mustHash(t, "x")
	verify := fastest(func() { _, _ = password.Verify(t.Context(), hash, "y") })
	dummy := fastest(func() { _ = password.Dummy(t.Context(), "y") })
	if ratio := float64(dummy) / float64(verify); ratio < 0.5 || ratio > 2 {
		t.Errorf("Dummy takes %v and Verify %v: the difference tells which accounts exist", dummy, verify)
	}
}

// fastest returns the shortest of several runs, the one least disturbed by
// whatever else the machine does.
func fastest(run func()) time.Duration {
	best := time.Hour
	for range 7 {
		start := time.Now()
		run()
		best = min(best, time.Since(start))
	}
	return best
}

func mustHash(t *testing.T, s string) string {
	t.Helper()
	hash, err := password.Hash(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

func FuzzVerifyNeverPanics(f *testing.F) {
	f.Add("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
	f.Add("$argon2id$v=19$m=,t=,p=$$")
	f.Fuzz(func(t *testing.T, hash string) {
		if strings.Contains(hash, "m=") && !strings.Contains(hash, "m=8,t=1,p=1") {
			t.Skip("a valid hash with large parameters only costs time")
		}
		_, _ = password.Verify(t.Context(), hash, "password")
	})
}
