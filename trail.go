package main

import (
	"context"
	"errors"
	"fmt"

	"answerable/internal/clock"
)

// trailCommand checks the trail.
type trailCommand struct {
	Verify trailVerify `cmd:"" help:"Walk the whole trail and say where it was edited, cut or bypassed. Works while the service is down."`
}

type trailVerify struct {
	database
	Head []string `help:"A head printed by an earlier check, to be found again: lane:entry:hash."`
}

// Run checks the trail; what is broken is printed, and makes it fail.
func (t trailVerify) Run(ctx context.Context) error {
	s, done, err := t.open(ctx, clock.System(), false)
	if err != nil {
		return err
	}
	defer done()
	report, err := s.VerifyTrail(ctx, t.Head...)
	if err != nil {
		return err
	}
	for _, broken := range report.Broken {
		fmt.Println(broken)
	}
	if len(report.Broken) > 0 {
		return errors.New("the trail does not hold")
	}
	fmt.Printf("The trail holds: %d entries. Keep these heads elsewhere, to compare with later:\n", report.Entries)
	for _, head := range report.Heads {
		fmt.Println("  --head", head)
	}
	return nil
}
