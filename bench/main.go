// Command bench measures how many requests the product answers, as a share of
// what a bare server, written by hand for just these requests, answers in the
// same run. See docs/benchmark.md.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/alecthomas/kong"
)

// commands is the command line. The servers are this program too, each in a
// process of its own.
type commands struct {
	Run     runCommand     `cmd:"" default:"withargs" help:"Measure."`
	Rounds  roundsCommand  `cmd:"" help:"Measure how a round of 5,000 applications opens, filters and exports beside one of 50."`
	Bare    bareCommand    `cmd:"" hidden:""`
	Product productCommand `cmd:"" hidden:""`
}

// runCommand measures.
type runCommand struct {
	Postgres string        `env:"ANSWERABLE_TEST_POSTGRES" required:"" help:"PostgreSQL server on which databases may be created: scripts/postgres run --durable -- go run ./bench"`
	Data     string        `help:"SQLite file with the data set, made if it is not there. A temporary one if not said."`
	Only     string        `help:"Regular expression: the scenarios to measure."`
	Clients  int           `default:"16" help:"Clients at once."`
	Rounds   int           `default:"5" help:"Rounds of each scenario."`
	Length   time.Duration `default:"10s" help:"How long each server is driven in a round."`
	Profile  string        `help:"Folder for processor profiles of the product, which then runs as part of this program."`
}

type bareCommand struct {
	Listen   string `arg:""`
	Database string `arg:""`
	Plan     string `arg:""`
}

// Run serves.
func (b bareCommand) Run(ctx context.Context) error {
	return serveBare(ctx, b.Listen, b.Database, b.Plan)
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	var line commands
	parsed := kong.Parse(&line, kong.Description("Measures the product beside a bare server."), kong.BindTo(ctx, (*context.Context)(nil)))
	err := parsed.Run()
	stop()
	if err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
