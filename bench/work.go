package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/internal/session"
	"answerable/service"
)

// openings is how often the page is opened, one after the other.
const openings = 60

// workAim is in which time it should open.
const workAim = 100 * time.Millisecond

// opened is how the page of what waits opened for one person on one database.
type opened struct {
	server  string
	waiting int64
	waits   []time.Duration
}

// openWork lets one person open the page of what waits for them, with nobody
// else on the machine.
func (b *bench) openWork(ctx context.Context) ([]opened, error) {
	var all []opened
	for _, c := range b.servers[:2] {
		page := get("/", "Cookie: "+session.Cookie+"="+b.doors[c.name].cookie, "Accept-Encoding: gzip")
		result := opened{server: c.name}
		err := with(ctx, b.databases[c.name], clock.System(), func(_ *gorm.DB, s *service.Service) (err error) {
			result.waiting, err = waiting(ctx, s)
			return err
		})
		for range openings {
			began := time.Now()
			status, _, asked := once(c.address, page)
			if asked == nil && status != http.StatusOK {
				asked = fmt.Errorf("%s answers %d for the page of what waits", c.name, status)
			}
			err = errors.Join(err, asked)
			result.waits = append(result.waits, time.Since(began))
		}
		if err != nil {
			return nil, err
		}
		slices.Sort(result.waits)
		all = append(all, result)
	}
	return all, nil
}

// waiting counts what waits for the plan manager.
func waiting(ctx context.Context, s *service.Service) (int64, error) {
	who, err := s.PersonByEmail(ctx, "plan@example.org")
	if err != nil {
		return 0, err
	}
	piles, err := s.Desks(ctx, who)
	n := int64(0)
	for _, pile := range piles {
		n += pile.Count
	}
	return n, err
}

func writeOpened(text *strings.Builder, all []opened) {
	fmt.Fprintf(text, "\n| My work on | waiting | p50 ms | p95 ms | Aim ms |\n|---|---:|---:|---:|---:|\n")
	for _, o := range all {
		fmt.Fprintf(text, "| %s | %d | %s | %s | %s |\n", o.server, o.waiting, milliseconds(percentile(o.waits, 50)), milliseconds(percentile(o.waits, 95)), milliseconds(workAim))
	}
}
