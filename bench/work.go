package main

import (
	"context"
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

// workers are those who open the page: a plan manager and a force drafter.
var workers = []string{"plan@example.org", "drafter@example.org"}

// opened is how the page of what waits opened for one person on one database.
type opened struct {
	server, email string
	waiting       int64
	waits         []time.Duration
}

// openWork lets each worker open the page of what waits for them, with nobody
// else on the machine.
func (b *bench) openWork(ctx context.Context) ([]opened, error) {
	var all []opened
	for _, c := range b.servers[:2] {
		for _, email := range workers {
			result := opened{server: c.name, email: email}
			err := with(ctx, b.databases[c.name], clock.System(), func(_ *gorm.DB, s *service.Service) (err error) {
				result.waiting, err = waiting(ctx, s, email)
				return err
			})
			if err == nil {
				err = result.open(c, b.doors[c.name].cookies[email])
			}
			if err != nil {
				return nil, err
			}
			all = append(all, result)
		}
	}
	return all, nil
}

func (o *opened) open(c *child, cookie string) error {
	page := get("/", "Cookie: "+session.Cookie+"="+cookie, "Accept-Encoding: gzip")
	for range openings {
		began := time.Now()
		status, _, err := once(c.address, page)
		if err != nil {
			return err
		}
		if status != http.StatusOK {
			return fmt.Errorf("%s answers %d for the page of what waits", c.name, status)
		}
		o.waits = append(o.waits, time.Since(began))
	}
	slices.Sort(o.waits)
	return nil
}

// waiting counts what waits for somebody.
func waiting(ctx context.Context, s *service.Service, email string) (int64, error) {
	who, err := s.PersonByEmail(ctx, email)
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
	fmt.Fprintf(text, "\n| My work on | of | waiting | p50 ms | p95 ms | Aim ms |\n|---|---|---:|---:|---:|---:|\n")
	for _, o := range all {
		fmt.Fprintf(text, "| %s | %s | %d | %s | %s | %s |\n", o.server, o.email, o.waiting, milliseconds(percentile(o.waits, 50)), milliseconds(percentile(o.waits, 95)), milliseconds(workAim))
	}
}
