package clock_test

import (
	"testing"
	"time"

	"answerable/internal/clock"
)

var noon = time.Date(2019, 1, 21, 13, 0, 0, 123456789, time.FixedZone("CET", 3600))

func TestEveryClockIsUTCAndCutToTheMicrosecond(t *testing.T) {
	for name, c := range map[string]clock.Clock{
		"system": clock.System(),
		"from":   clock.From(noon),
		"fixed":  clock.Fixed(noon),
	} {
		now := c.Now()
		if now.Location() != time.UTC {
			t.Errorf("%s: location is %v, want UTC", name, now.Location())
		}
		if now.Nanosecond()%1000 != 0 {
			t.Errorf("%s: %v keeps more than microseconds", name, now)
		}
	}
}

func TestSystemIsTheMachinesTime(t *testing.T) {
	if d := time.Since(clock.System().Now()); d < 0 || d > time.Minute {
		t.Errorf("the system clock is %v away from the machine's", d)
	}
}

func TestFromStartsAtTheInstantAndRunsOn(t *testing.T) {
	c := clock.From(noon)
	first := c.Now()
	time.Sleep(2 * time.Millisecond)
	second := c.Now()
	if d := first.Sub(noon); d < -time.Microsecond || d > time.Minute {
		t.Errorf("the clock started %v after the instant", d)
	}
	if !second.After(first) {
		t.Errorf("the clock stood still at %v", first)
	}
}

func TestFixedMovesOnlyWhenTold(t *testing.T) {
	c := clock.Fixed(noon)
	want := time.Date(2019, 1, 21, 12, 0, 0, 123456000, time.UTC)
	if got := c.Now(); !got.Equal(want) {
		t.Errorf("Now() = %v, want %v", got, want)
	}
	c.Advance(24 * time.Hour)
	if got := c.Now(); !got.Equal(want.Add(24 * time.Hour)) {
		t.Errorf("after Advance: %v", got)
	}
	c.Set(noon)
	if got := c.Now(); !got.Equal(want) {
		t.Errorf("after Set: %v", got)
	}
}
