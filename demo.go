package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"answerable/frontend"
	"answerable/service/sample"
)

// demoCommand serves the sample.
type demoCommand struct {
	DatabaseURL string `name:"database-url" env:"ANSWERABLE_DATABASE_URL" default:"./data/demo.db" help:"A database for the sample: never one with real records."`
	PaperOnly   bool   `help:"Load only what the paper says, without the illustrative records."`
	Password    string `env:"ANSWERABLE_SAMPLE_PASSWORD" help:"Password of the sample sign-ins; made up and printed if not set."`
	web
}

// Run loads the sample once, prints the sign-ins, and serves.
func (d demoCommand) Run(ctx context.Context) error {
	logging()
	c, err := demoClock()
	if err != nil {
		return err
	}
	s, done, err := database{d.DatabaseURL}.open(ctx, c, true)
	if err != nil {
		return err
	}
	defer done()
	loaded, err := sample.Load(ctx, s, sample.Options{PaperOnly: d.PaperOnly, Password: d.Password})
	if err != nil {
		return err
	}
	if !loaded.Loaded {
		if loaded.Password, err = sample.SetPassword(ctx, s, d.Password); err != nil {
			return err
		}
	}
	return d.listen(ctx, s, &demonstration{noteOf(loaded), func(address string) { printSignIns(address, loaded) }})
}

// noteOf is what the sign-in page tells of the sample.
func noteOf(loaded *sample.Result) *frontend.DemoNote {
	note := &frontend.DemoNote{Password: loaded.Password}
	for _, person := range loaded.SignIns {
		note.Accounts = append(note.Accounts, frontend.DemoAccount{Email: person.Email, Role: person.Name})
	}
	return note
}

func printSignIns(address string, loaded *sample.Result) {
	var lines strings.Builder
	table := tabwriter.NewWriter(&lines, 0, 0, 2, ' ', 0)
	for _, person := range loaded.SignIns {
		_, _ = fmt.Fprintf(table, "  %s\t%s\n", person.Email, person.Name)
	}
	_ = table.Flush()
	fmt.Printf("\nAnswerable with the West Yorkshire sample: %s\n\n%s\nPassword of each: %s\n\n", address, lines.String(), loaded.Password)
}
