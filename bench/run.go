package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/service"
)

// The names of the databases, as reports write them.
const (
	postgres = "postgres"
	sqlite   = "sqlite"
)

// bench is one run.
type bench struct {
	runCommand
	folder    string            // of everything that goes when the run ends
	databases map[string]string // addresses
	doors     map[string]keys
	scenarios []*scenario
	plan      map[string][]statement
	servers   []*child
	close     []func() error
}

// Run measures everything and prints the report.
func (r runCommand) Run(ctx context.Context) (err error) {
	b := &bench{runCommand: r, databases: map[string]string{}, doors: map[string]keys{}, plan: map[string][]statement{}}
	defer func() { err = errors.Join(err, b.end()) }()
	if err := b.makeFolder(); err != nil {
		return err
	}
	if err := b.prepare(ctx); err != nil {
		return err
	}
	if err := b.serve(ctx); err != nil {
		return err
	}
	figures, err := b.measure(ctx)
	if err != nil {
		return err
	}
	return figures.write(os.Stdout)
}

func (b *bench) makeFolder() (err error) {
	b.folder, err = os.MkdirTemp("", "answerable-bench")
	b.later(func() error { return os.RemoveAll(b.folder) })
	return err
}

// end takes away what the run made, the latest first.
func (b *bench) end() error {
	var failed []error
	for i := len(b.close) - 1; i >= 0; i-- {
		failed = append(failed, b.close[i]())
	}
	return errors.Join(failed...)
}

func (b *bench) later(fn func() error) { b.close = append(b.close, fn) }

func say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }

// prepare makes both databases and finds out what will be asked of them.
func (b *bench) prepare(ctx context.Context) error {
	if err := b.prepareSQLite(ctx); err != nil {
		return err
	}
	if err := b.preparePostgres(ctx); err != nil {
		return err
	}
	var m *material
	for name, address := range b.databases {
		err := with(ctx, address, clock.System(), func(_ *gorm.DB, s *service.Service) (err error) {
			if b.doors[name], err = issue(ctx, s); err != nil {
				return err
			}
			m, err = gather(ctx, s)
			return err
		})
		if err != nil {
			return err
		}
	}
	only, err := regexp.Compile(b.Only)
	if err != nil {
		return err
	}
	for _, s := range scenarios(m, b.doors) {
		if only.MatchString(s.name) {
			b.scenarios = append(b.scenarios, s)
		}
	}
	return b.watch(ctx)
}

// watch notes which statements the product sends for each request. The clock
// stands still, so that who asks is known after the first time.
func (b *bench) watch(ctx context.Context) error {
	return with(ctx, b.databases[postgres], clock.Fixed(time.Now()), func(gdb *gorm.DB, s *service.Service) error {
		sent := record(gdb)
		product, err := handler(s)
		if err != nil {
			return err
		}
		for _, scenario := range b.scenarios {
			if scenario.name == "create" {
				continue
			}
			for n, operation := range scenario.visits[postgres] {
				if err := b.note(product, sent, scenario, n, operation); err != nil {
					return fmt.Errorf("%s: %w", scenario.name, err)
				}
			}
		}
		return nil
	})
}

// note plays the requests of one operation, each twice, and keeps what was sent
// for the second.
func (b *bench) note(product http.Handler, sent *recorder, of *scenario, n int, requests operation) error {
	for step, text := range requests {
		for range 2 {
			sent.taken()
			if err := play(product, text); err != nil {
				return err
			}
		}
		at, err := url.PathUnescape(bareAt(of, step, n))
		if err != nil {
			return err
		}
		b.plan[at] = sent.taken()
	}
	return nil
}

func play(product http.Handler, text []byte) error {
	r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(text)))
	if err != nil {
		return err
	}
	answer := httptest.NewRecorder()
	product.ServeHTTP(answer, r)
	if answer.Code != http.StatusOK {
		return fmt.Errorf("%s: %d %s", r.URL, answer.Code, answer.Body)
	}
	return nil
}

// serve starts the three servers.
func (b *bench) serve(ctx context.Context) error {
	plan := filepath.Join(b.folder, "plan.json")
	text, err := json.Marshal(b.plan)
	if err != nil {
		return err
	}
	if err := os.WriteFile(plan, text, 0o600); err != nil {
		return err
	}
	binary := filepath.Join(b.folder, "answerable")
	if b.Profile == "" {
		build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", binary, "answerable")
		build.Stdout, build.Stderr, build.Env = os.Stderr, os.Stderr, append(os.Environ(), "CGO_ENABLED=0")
		if err := build.Run(); err != nil {
			return fmt.Errorf("build the product: %w", err)
		}
	}
	for _, name := range []string{postgres, sqlite} {
		first := get("/api/v1/questions?sort=due_on", bearer(b.doors[name].plan))
		if err := b.launch(ctx, name, first, func(address string) *exec.Cmd { return b.product(ctx, binary, name, address) }); err != nil {
			return err
		}
	}
	return b.launch(ctx, "bare", get("/ready"), func(address string) *exec.Cmd {
		return exec.CommandContext(ctx, os.Args[0], "bare", address, b.databases[postgres], plan)
	})
}

func (b *bench) product(ctx context.Context, binary, name, address string) *exec.Cmd {
	command := exec.CommandContext(ctx, binary, "serve")
	if b.Profile != "" {
		command = exec.CommandContext(ctx, os.Args[0], "product", filepath.Join(b.Profile, name+".pprof"))
	}
	command.Env = append(os.Environ(), "ANSWERABLE_ADDR="+address, "ANSWERABLE_DATABASE_URL="+b.databases[name])
	return command
}

func (b *bench) launch(ctx context.Context, name string, first []byte, command func(address string) *exec.Cmd) error {
	address, err := freeAddress(ctx)
	if err != nil {
		return err
	}
	log, err := os.Create(filepath.Join(b.folder, name+".log"))
	if err != nil {
		return err
	}
	c, err := start(ctx, name, first, command(address), address, log)
	if err = errors.Join(err, log.Close()); err != nil {
		text, _ := os.ReadFile(log.Name())
		return fmt.Errorf("%w\n%s", err, text)
	}
	b.servers = append(b.servers, c)
	b.later(c.stop)
	return nil
}

// compare holds the first answers of the product against those of the bare
// server: a server that does less is no measure.
func (b *bench) compare(s *scenario) error {
	if !s.same {
		return nil
	}
	for n := range 8 {
		for step := range s.bare[n] {
			var answers [2]any
			for i, from := range []struct {
				c    *child
				sent []byte
			}{{b.servers[0], s.visits[postgres][n][step]}, {b.servers[2], s.bare[n][step]}} {
				status, body, err := once(from.c.address, from.sent)
				if err != nil {
					return err
				}
				if err := json.Unmarshal(body, &answers[i]); err != nil || status != http.StatusOK {
					return fmt.Errorf("%s: %s answers %d %s", s.name, from.c.name, status, body)
				}
			}
			if !reflect.DeepEqual(answers[0], answers[1]) {
				return fmt.Errorf("%s: the answers differ:\n%s\n%s", s.name, dump(answers[0]), dump(answers[1]))
			}
		}
	}
	return nil
}

func dump(value any) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	if err := encoder.Encode(value); err != nil {
		return err.Error()
	}
	return out.String()
}

// round drives one scenario on each server in turn. The first is short and only
// warms up.
func (b *bench) round(ctx context.Context, result *measured, i int) error {
	length := b.Length
	if i == 0 {
		length /= 5
	}
	for _, c := range b.servers {
		if err := ctx.Err(); err != nil {
			return err
		}
		operations := result.bare
		if c.name != "bare" {
			operations = result.visits[c.name]
		}
		done, err := drive(c.address, b.Clients, length, operations)
		if err != nil {
			return fmt.Errorf("%s on %s: %w", result.name, c.name, err)
		}
		if i > 0 {
			result.rounds[c.name] = append(result.rounds[c.name], done)
		}
	}
	return nil
}

// measure drives every scenario in rounds, the servers in turn.
func (b *bench) measure(ctx context.Context) (*figures, error) {
	f := &figures{clients: b.Clients, rounds: b.Rounds, length: b.Length}
	time.Sleep(2 * time.Second)
	for _, c := range b.servers[:2] {
		resident, err := c.resident()
		if err != nil {
			return nil, err
		}
		f.starts = append(f.starts, started{c.name, c.began, resident})
	}
	var err error
	if f.work, err = b.openWork(ctx); err != nil {
		return nil, err
	}
	for _, s := range b.scenarios {
		if err := b.compare(s); err != nil {
			return nil, err
		}
		result := &measured{scenario: s, rounds: map[string][]round{}}
		f.results = append(f.results, result)
		for i := range b.Rounds + 1 {
			if err := b.round(ctx, result, i); err != nil {
				return nil, err
			}
		}
		say("%s", result.line())
	}
	return f, nil
}
