// Package clock tells the time, so that a test or a demonstration can choose it.
//
// Every instant is in UTC and cut to the microsecond: that is what PostgreSQL
// keeps, so a value reads back from either database as it was written.
package clock

import "time"

// Clock tells the time.
type Clock interface {
	// Now returns the current instant, in UTC, cut to the microsecond.
	Now() time.Time
}

// System returns the clock of the machine.
func System() Clock { return system{} }

// From returns a clock that reads instant now and runs on from there at the
// machine's pace. Setting the machine's clock does not move it.
func From(instant time.Time) Clock {
	return running{origin: instant, started: time.Now()}
}

type system struct{}

func (system) Now() time.Time { return cut(time.Now()) }

type running struct {
	origin  time.Time
	started time.Time
}

// Now relies on started carrying a monotonic reading, which time.Since uses.
func (r running) Now() time.Time { return cut(r.origin.Add(time.Since(r.started))) }

func cut(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
