// Command answerable is the system with which the office of a Police and Crime
// Commissioner holds its police force to account: one binary that serves the
// pages and the API, and the tools to look after it.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"answerable/models"
)

// version is set by the build.
var version = "development"

// commands is the command line: each field is a command, described by its tags.
type commands struct {
	Version kong.VersionFlag `help:"Print the version."`

	Serve    serveCommand    `cmd:"" default:"withargs" help:"Serve the pages and the API."`
	Demo     demoCommand     `cmd:"" help:"Serve the West Yorkshire sample on a database of its own, and print the sign-ins."`
	Migrate  migrateCommand  `cmd:"" help:"Bring the database up to date and stop."`
	Person   personCommand   `cmd:"" help:"Add people and set their passwords."`
	Token    tokenCommand    `cmd:"" help:"Issue and revoke API tokens."`
	Export   exportCommand   `cmd:"" help:"Write a register, or everything, to standard output."`
	Import   importCommand   `cmd:"" help:"Bring in a file of rows as records of one kind."`
	Briefing briefingCommand `cmd:"" help:"Compose a briefing about a priority, district, body, report or meeting into a file."`
	Trail    trailCommand    `cmd:"" help:"Check the trail of changes."`
	Dossier  dossierCommand  `cmd:"" help:"Hold a dossier that was handed out against the trail."`
	Office   officeCommand   `cmd:"" help:"Take the whole office out into one archive, and in again elsewhere."`
}

// explained is what an error tells the person at the terminal: of a refusal the
// public sentences, of a failure all there is.
func explained(err error) string {
	var refusal *models.Error
	if !errors.As(err, &refusal) || refusal.Fault == models.Unavailable {
		return err.Error()
	}
	lines := []string{refusal.Public}
	for _, problem := range refusal.Problems {
		lines = append(lines, "  "+problem.Text)
	}
	return strings.Join(lines, "\n")
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var line commands
	parsed := kong.Parse(&line,
		kong.Name("answerable"),
		kong.Description("Holding a police force to account: question, answer, promise, evidence, verdict, re-test."),
		kong.Vars{"version": version},
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err := parsed.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "answerable:", explained(err))
		stop()
		os.Exit(1)
	}
}
