package models

import (
	"errors"
	"fmt"
	"strings"
)

// Fault is the kind of an error, which decides how it is answered.
type Fault string

// The faults. Denied is only said about what a person may see; what they may
// not see is Missing.
const (
	Invalid     Fault = "invalid"
	Denied      Fault = "denied"
	Missing     Fault = "not found"
	Stale       Fault = "changed meanwhile"
	Refused     Fault = "refused by a rule"
	Unsigned    Fault = "not signed in"
	TooMany     Fault = "too many attempts"
	Unavailable Fault = "unavailable"
)

// Error is a failure with a sentence that the person may read, apart from the
// cause, which only the log gets.
type Error struct {
	Fault    Fault
	Public   string
	Problems Problems
	Cause    error
}

// Error gives the whole of it, for the log.
func (e *Error) Error() string {
	text := string(e.Fault) + ": " + e.Public
	if len(e.Problems) > 0 {
		text += " (" + e.Problems.Error() + ")"
	}
	if e.Cause != nil {
		text += ": " + e.Cause.Error()
	}
	return text
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Fail makes an error with a public sentence.
func Fail(fault Fault, format string, args ...any) *Error {
	return &Error{Fault: fault, Public: fmt.Sprintf(format, args...)}
}

// FaultOf finds the fault of any error; one that nobody named is Unavailable.
func FaultOf(err error) Fault {
	var e *Error
	if errors.As(err, &e) {
		return e.Fault
	}
	return Unavailable
}

// CodeRule is the code of a problem that a kind's own rule found.
const CodeRule = "rule"

// Problem is one thing wrong with one field of an input, as a sentence that
// names the field and says what was expected.
type Problem struct {
	Field string `json:"field"`
	// Code is one word for programs: "required", "unknown_record"; what only a
	// kind's own rule found is CodeRule.
	Code string `json:"code"`
	Text string `json:"message"`
}

// Problems are all the things wrong with an input.
type Problems []Problem

// Error joins the sentences.
func (p Problems) Error() string {
	texts := make([]string, len(p))
	for i, problem := range p {
		texts[i] = problem.Text
	}
	return strings.Join(texts, "; ")
}

// Of gives the sentence about one field, or empty.
func (p Problems) Of(field string) string {
	for _, problem := range p {
		if problem.Field == field {
			return problem.Text
		}
	}
	return ""
}

// Or gives the problems as an error, nil when there are none.
func (p Problems) Or() error {
	if len(p) == 0 {
		return nil
	}
	for i := range p {
		if p[i].Code == "" {
			p[i].Code = CodeRule
		}
	}
	return &Error{Fault: Invalid, Public: "There is a problem with what was entered", Problems: p}
}
