package mail

import (
	"errors"

	smtp "github.com/wneessen/go-mail"
)

// Failure is a message that was not taken.
type Failure struct {
	// Permanent says that the server refused it for good (5xx, RFC 5321):
	// sending it again as it is comes to nothing.
	Permanent bool
	// Unreachable says that there was no server to talk to, or that it would
	// not talk to us: no other message fares better now.
	Unreachable bool
	cause       error
}

// Error is what went wrong, as the server or the network put it.
func (f *Failure) Error() string { return f.cause.Error() }

// Unwrap gives the cause.
func (f *Failure) Unwrap() error { return f.cause }

// failureOf tells what stands behind an error of the library. What the server
// did not say itself may be otherwise next time.
func failureOf(err error) *Failure {
	var failed *smtp.SendError
	if !errors.As(err, &failed) {
		return &Failure{Unreachable: true, cause: err}
	}
	return &Failure{Permanent: failed.ErrorCode() >= 500, cause: err}
}
