package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/internal/session"
	"answerable/models"
	"answerable/service"
)

// roundsCommand measures a large round beside a small one. Nobody else asks
// meanwhile.
type roundsCommand struct {
	Postgres string `env:"ANSWERABLE_TEST_POSTGRES" required:"" help:"PostgreSQL server on which a database may be created."`
	Times    int    `default:"25" help:"How often each page is asked for."`
}

// The applications of the two rounds.
const (
	smallRound = 50
	largeRound = 5_000
)

// roundTask is something that people do with a round, as an address that is
// asked for in a browser.
type roundTask struct {
	name string
	path func(round models.Ref) string
	// each says that all applications are written, so that the time of one is
	// what can be held against another.
	each bool
}

// applied is the filter of a list of applications not yet decided on.
func applied(round models.Ref) url.Values {
	return url.Values{"round": {string(round)}, "state": {string(models.AwardApplied)}}
}

var roundTasks = []roundTask{
	{"open the round", func(round models.Ref) string { return "/rounds/" + string(round) }, false},
	{"filter its applications", func(round models.Ref) string { return path("/awards", applied(round)) }, false},
	{"export them as CSV", func(round models.Ref) string { return path("/awards/export.csv", applied(round)) }, true},
	{"export them as XLSX", func(round models.Ref) string { return path("/awards/export.xlsx", applied(round)) }, true},
}

// compared is how long one task took with either round: the median.
type compared struct {
	roundTask
	database     string
	small, large time.Duration
}

// ratio is how many times as long the large round takes; for a task that
// writes every application, how many times as long each takes.
func (c compared) ratio() float64 {
	ratio := float64(c.large) / float64(c.small)
	if c.each {
		ratio *= float64(smallRound) / largeRound
	}
	return ratio
}

// Run measures and prints the figures as Markdown.
func (r roundsCommand) Run(ctx context.Context) (err error) {
	b := &bench{runCommand: runCommand{Postgres: r.Postgres}, databases: map[string]string{}}
	defer func() { err = errors.Join(err, b.end()) }()
	if err := b.makeFolder(); err != nil {
		return err
	}
	if err := b.createPostgres(ctx); err != nil {
		return err
	}
	b.databases[sqlite] = filepath.Join(b.folder, "rounds.db")
	var all []compared
	for _, database := range []string{postgres, sqlite} {
		say("Making rounds of %d and %d applications on %s…", smallRound, largeRound, database)
		err := with(ctx, b.databases[database], clock.System(), func(gdb *gorm.DB, s *service.Service) error {
			found, err := r.measure(ctx, gdb, s)
			for i := range found {
				found[i].database = database
			}
			all = append(all, found...)
			return err
		})
		if err != nil {
			return err
		}
	}
	return writeCompared(os.Stdout, all)
}

func (r roundsCommand) measure(ctx context.Context, gdb *gorm.DB, s *service.Service) ([]compared, error) {
	small, large, err := fillRounds(ctx, s)
	if err != nil {
		return nil, err
	}
	// The scores are set as released assessments would set them.
	for _, statement := range []string{"UPDATE awards SET score = amount % 100 WHERE amount % 5 > 0", "ANALYZE"} {
		if err := gdb.WithContext(ctx).Exec(statement).Error; err != nil {
			return nil, err
		}
	}
	product, err := handler(s)
	if err != nil {
		return nil, err
	}
	cookie, err := s.SignIn(ctx, grantsEmail, password, "127.0.0.1")
	if err != nil {
		return nil, err
	}
	var all []compared
	for _, task := range roundTasks {
		var waits [2][]time.Duration
		for range r.Times {
			for i, round := range []models.Ref{small, large} {
				wait, err := asked(ctx, product, task.path(round), cookie)
				if err != nil {
					return nil, err
				}
				waits[i] = append(waits[i], wait)
			}
		}
		for i := range waits {
			slices.Sort(waits[i])
		}
		all = append(all, compared{roundTask: task, small: percentile(waits[0], 50), large: percentile(waits[1], 50)})
	}
	return all, nil
}

// asked is how long the answer to a request took.
func asked(ctx context.Context, product http.Handler, path, cookie string) (time.Duration, error) {
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, path, http.NoBody)
	r.AddCookie(&http.Cookie{Name: session.Cookie, Value: cookie})
	answer := httptest.NewRecorder()
	began := time.Now()
	product.ServeHTTP(answer, r)
	took := time.Since(began)
	if answer.Code != http.StatusOK {
		return 0, fmt.Errorf("%s: %d %s", path, answer.Code, answer.Body)
	}
	return took, nil
}

func writeCompared(out io.Writer, all []compared) error {
	var text strings.Builder
	fmt.Fprintf(&text, "| A round of applications | on | %d, ms | %d, ms | times as long |\n|---|---|---:|---:|---:|\n", smallRound, largeRound)
	for _, c := range all {
		each := ""
		if c.each {
			each = " each"
		}
		fmt.Fprintf(&text, "| %s | %s | %s | %s | %.2f%s |\n", c.name, c.database, milliseconds(c.small), milliseconds(c.large), c.ratio(), each)
	}
	_, err := io.WriteString(out, text.String())
	return err
}
