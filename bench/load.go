package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// operation is what a client does in one go: one request, or several in turn.
type operation [][]byte

// round is what a number of clients got done in a while.
type round struct {
	done  int
	took  time.Duration
	waits []time.Duration
}

// rate is how many operations were done in a second.
func (r round) rate() float64 { return float64(r.done) / r.took.Seconds() }

// drive lets clients send operations, each the next as soon as the one before
// is answered. They take turns through the list, so that no two servers are
// asked for anything else.
func drive(address string, clients int, length time.Duration, operations []operation) (round, error) {
	var next atomic.Int64
	results, errs := make([]round, clients), make([]error, clients)
	start := time.Now()
	var wait sync.WaitGroup
	for i := range clients {
		wait.Go(func() { results[i], errs[i] = client(address, start.Add(length), operations, &next) })
	}
	wait.Wait()
	all := round{took: time.Since(start)}
	for _, result := range results {
		all.done += result.done
		all.waits = append(all.waits, result.waits...)
	}
	return all, errors.Join(errs...)
}

func client(address string, until time.Time, operations []operation, next *atomic.Int64) (round, error) {
	var done round
	c, err := dial(address)
	if err != nil {
		return done, err
	}
	defer func() { _ = c.Close() }()
	for {
		began := time.Now()
		if began.After(until) {
			return done, nil
		}
		for _, request := range operations[int(next.Add(1)-1)%len(operations)] {
			if _, err := c.send(request); err != nil {
				return done, err
			}
		}
		done.done++
		done.waits = append(done.waits, time.Since(began))
	}
}

// connection is one that is kept alive. It does as little as can be for an
// answer: the processors are shared with those who are measured.
type connection struct {
	net.Conn
	in *bufio.Reader
}

func dial(address string) (*connection, error) {
	conn, err := (&net.Dialer{Timeout: 5 * time.Second}).DialContext(context.Background(), "tcp", address)
	if err != nil {
		return nil, err
	}
	return &connection{conn, bufio.NewReaderSize(conn, 64<<10)}, nil
}

// send sends a request and reads its answer, whose body it drops.
func (c *connection) send(request []byte) (int, error) {
	answer, err := c.ask(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode >= http.StatusBadRequest {
		text, _ := io.ReadAll(answer.Body)
		return 0, fmt.Errorf("%s: %s", answer.Status, text)
	}
	n, err := io.Copy(io.Discard, answer.Body)
	return int(n), err
}

func (c *connection) ask(request []byte) (*http.Response, error) {
	if err := c.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		return nil, err
	}
	if _, err := c.Write(request); err != nil {
		return nil, err
	}
	return http.ReadResponse(c.in, nil)
}

// once sends one request on a connection of its own.
func once(address string, request []byte) (status int, body []byte, err error) {
	c, err := dial(address)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = c.Close() }()
	answer, err := c.ask(request)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	body, err = io.ReadAll(answer.Body)
	return answer.StatusCode, body, err
}

// percentile is the wait that so many of a hundred were not longer than. The
// waits must be sorted.
func percentile(waits []time.Duration, p int) time.Duration {
	if len(waits) == 0 {
		return 0
	}
	return waits[min(len(waits)-1, len(waits)*p/100)]
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 0 {
		return (sorted[middle-1] + sorted[middle]) / 2
	}
	return sorted[middle]
}
