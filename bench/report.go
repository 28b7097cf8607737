package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// figures are what a run found out.
type figures struct {
	clients, rounds int
	length          time.Duration
	starts          []started
	work            []opened
	results         []*measured
}

// started is how a server began.
type started struct {
	name     string
	began    time.Duration
	resident int64
}

// measured is what became of one scenario, by server.
type measured struct {
	*scenario
	rounds map[string][]round
}

// share is the median, over the rounds, of a server's rate as a share of the
// bare server's in the same round.
func (m *measured) share(name string) float64 {
	var shares []float64
	for i, done := range m.rounds[name] {
		shares = append(shares, done.rate()/m.rounds["bare"][i].rate())
	}
	return median(shares)
}

func (m *measured) rate(name string) float64 {
	var rates []float64
	for _, done := range m.rounds[name] {
		rates = append(rates, done.rate())
	}
	return median(rates)
}

// waits are all waits of a server, shortest first.
func (m *measured) waits(name string) []time.Duration {
	var waits []time.Duration
	for _, done := range m.rounds[name] {
		waits = append(waits, done.waits...)
	}
	slices.Sort(waits)
	return waits
}

func (m *measured) line() string {
	return fmt.Sprintf("%-14s postgres %.2f  sqlite %.2f  bare %.0f/s", m.name, m.share(postgres), m.share(sqlite), m.rate("bare"))
}

// write prints the report as Markdown.
func (f *figures) write(out io.Writer) error {
	var text strings.Builder
	fmt.Fprintf(&text, "%d clients, %d rounds of %s for each server and scenario. A share is the median, over the rounds, of the rate divided by the bare server's rate in the same round.\n\n", f.clients, f.rounds, f.length)
	text.WriteString("| Scenario | Share on PostgreSQL | Aim | Share on SQLite | Aim | PostgreSQL /s | SQLite /s | Bare /s |\n|---|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, m := range f.results {
		fmt.Fprintf(&text, "| %s | %.2f | %s | %.2f | %s | %.0f | %.0f | %.0f |\n", m.name, m.share(postgres), m.aim(postgres), m.share(sqlite), m.aim(sqlite), m.rate(postgres), m.rate(sqlite), m.rate("bare"))
	}
	text.WriteString("\n| Scenario | Server | p50 ms | p95 ms | p99 ms |\n|---|---|---:|---:|---:|\n")
	for _, m := range f.results {
		for _, name := range []string{postgres, sqlite, "bare"} {
			waits := m.waits(name)
			fmt.Fprintf(&text, "| %s | %s | %s | %s | %s |\n", m.name, name, milliseconds(percentile(waits, 50)), milliseconds(percentile(waits, 95)), milliseconds(percentile(waits, 99)))
		}
	}
	writeOpened(&text, f.work)
	text.WriteString("\n| Server | First answer ms | Resident, idle MB |\n|---|---:|---:|\n")
	for _, s := range f.starts {
		fmt.Fprintf(&text, "| %s | %s | %.0f |\n", s.name, milliseconds(s.began), float64(s.resident)/1e6)
	}
	text.WriteString("\n")
	for _, m := range f.results {
		fmt.Fprintf(&text, "- **%s**: %s.\n", m.name, m.about)
	}
	_, err := io.WriteString(out, text.String())
	return err
}

func (s *scenario) aim(database string) string {
	if aim, wanted := s.aims[database]; wanted {
		return fmt.Sprintf("%.2f", aim)
	}
	return "–"
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.1f", float64(d)/float64(time.Millisecond))
}
