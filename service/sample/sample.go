// Package sample fills an empty database with the sample: what the paper on
// child sexual exploitation says ("paper"), the sign-ins to look at it with,
// and records made up to show the workflow ("illustrative"). The records are
// data, in the YAML files of this folder; this package only reads them in,
// through the service, by the rules that hold for everybody.
package sample

import (
	"context"
	"crypto/rand"
	"embed"
	"fmt"
	"slices"
	"strings"

	"answerable/models"
	"answerable/service"
)

//go:embed paper/*.yaml signins/*.yaml illustrative/*.yaml
var files embed.FS

// The sets of the sample, which are the folders of its files. The first and
// the last are also the mark that their records carry.
const (
	Paper        = models.SamplePaper
	signIns      = "signins"
	Illustrative = models.SampleIllustrative
)

// Earliest is the first day on which the sample can be loaded: the last one
// that the paper tells of.
const Earliest models.Date = "2019-01-21"

// Options says what of the sample is wanted.
type Options struct {
	// PaperOnly leaves the illustrative set out.
	PaperOnly bool
	// Password is that of every sign-in; one is made up where it is empty.
	Password string
}

// SignIn is a way to look at the sample: one for each role, and a second
// drafter and chief officer, since nobody clears what they drafted.
type SignIn struct {
	Email string
	Name  string
	Roles []models.Role
}

// Result is what Load did.
type Result struct {
	// Loaded is false where the sample was there already.
	Loaded bool
	// Records is how many records were added.
	Records int
	SignIns []SignIn
	// Password is that of all the sign-ins. It is empty where nothing was
	// loaded: nobody can read it then, but SetPassword sets another.
	Password string
}

// Load fills a database with the sample, once: where the sample is there it
// does nothing. A database that holds anything else is refused.
func Load(ctx context.Context, s *service.Service, opts Options) (*Result, error) {
	if present, err := present(ctx, s); err != nil || present {
		return result(ctx, s, err)
	}
	if s.Today() < Earliest {
		return nil, fmt.Errorf("sample: it is %s by the clock, but the sample tells of days up to %s: set the clock to a later day", s.Today(), Earliest)
	}
	l := newLoader(s.Today())
	sets := []string{Paper, signIns, Illustrative}
	if opts.PaperOnly {
		sets = sets[:2]
	}
	if err := l.load(ctx, s, sets); err != nil {
		return nil, err
	}
	password, err := SetPassword(ctx, s, opts.Password)
	if err != nil {
		return nil, err
	}
	loaded, err := result(ctx, s, nil)
	if err != nil {
		return nil, err
	}
	loaded.Loaded, loaded.Records, loaded.Password = true, l.added, password
	return loaded, nil
}

// SetPassword gives all the sign-ins of a loaded sample the password, or one
// made up where it is empty, and returns it.
func SetPassword(ctx context.Context, s *service.Service, password string) (string, error) {
	if password == "" {
		password = newPassword()
	}
	found, err := people(ctx, s)
	if err != nil {
		return "", err
	}
	for _, person := range found {
		if err := s.SetPassword(ctx, models.System(), person.Ref, password); err != nil {
			return "", fmt.Errorf("sample: the password of %s: %w", person.Email, err)
		}
	}
	return password, nil
}

// present tells whether the sample is in the database, and refuses one that
// holds other records: the sample must never be mixed with real ones.
func present(ctx context.Context, s *service.Service) (bool, error) {
	for _, k := range models.Registry {
		n, err := s.Count(ctx, models.System(), k, service.Query{Filters: map[string][]string{"sample": {Paper}}})
		if err != nil || n > 0 {
			return true, err
		}
	}
	for _, k := range models.Registry {
		n, err := s.Count(ctx, models.System(), k, service.Query{})
		if err != nil {
			return false, err
		}
		if n > 0 {
			return false, models.Fail(models.Refused, "The sample is only loaded into an empty database, and this one has %s of its own", strings.ToLower(k.Many))
		}
	}
	return false, nil
}

// result lists the sign-ins, unless something failed before.
func result(ctx context.Context, s *service.Service, failed error) (*Result, error) {
	if failed != nil {
		return nil, failed
	}
	found, err := people(ctx, s)
	if err != nil {
		return nil, err
	}
	r := &Result{}
	for _, person := range found {
		r.SignIns = append(r.SignIns, SignIn{person.Email, person.Name, person.Roles})
	}
	return r, nil
}

// people are the sample's people who may sign in, in the order of the roles.
func people(ctx context.Context, s *service.Service) ([]*models.Person, error) {
	var found []*models.Person
	for page, err := range s.All(ctx, models.System(), models.PersonKind, service.Query{Sort: "ref"}) {
		if err != nil {
			return nil, err
		}
		for _, m := range page.Models {
			person := m.(*models.Person)
			if isSampleAddress(person.Email) && person.State == models.PersonActive {
				found = append(found, person)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *models.Person) int { return rank(a) - rank(b) })
	return found, nil
}

// isSampleAddress knows an address of the sample: .example is kept free for
// such use, so that no real person has one.
func isSampleAddress(email string) bool { return strings.HasSuffix(email, ".example") }

func rank(p *models.Person) int {
	if len(p.Roles) == 0 {
		return len(models.Roles)
	}
	return slices.Index(models.Roles, p.Roles[0])
}

// newPassword makes up a password that can be read out: four groups of four
// letters and digits, without those that look alike.
func newPassword() string {
	const letters = "abcdefghijkmnpqrstuvwxyz23456789"
	random := make([]byte, 16)
	_, _ = rand.Read(random) // never fails: the runtime stops the program instead
	var text strings.Builder
	for i, b := range random {
		if i > 0 && i%4 == 0 {
			text.WriteByte('-')
		}
		text.WriteByte(letters[int(b)%len(letters)])
	}
	return text.String()
}
