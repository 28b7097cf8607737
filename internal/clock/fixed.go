package clock

import (
	"sync"
	"time"
)

// Settable is a clock that stands still until it is told to move. It is safe
// for concurrent use.
type Settable struct {
	mu  sync.RWMutex
	now time.Time
}

// Fixed returns a clock that stands at instant.
func Fixed(instant time.Time) *Settable { return &Settable{now: cut(instant)} }

// Now returns the instant the clock stands at.
func (s *Settable) Now() time.Time {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.now
}

// Set moves the clock to instant, forwards or back.
func (s *Settable) Set(instant time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = cut(instant)
}

// Advance moves the clock on by d; a negative d moves it back.
func (s *Settable) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now = cut(s.now.Add(d))
}
