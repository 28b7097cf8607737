package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"answerable/internal/clock"
	"answerable/internal/secret"
	"answerable/models"
	"answerable/service"
)

// personCommand looks after people from the command line, above all the first
// administrator.
type personCommand struct {
	Add      personAdd      `cmd:"" help:"Add a person who can sign in; a body of that name is added when there is none."`
	Password personPassword `cmd:"" help:"Set a person's password: read from standard input, or made up and printed."`
}

type personAdd struct {
	database
	Name     string        `arg:"" help:"The person's name."`
	Email    string        `arg:"" help:"Their email address, with which they sign in."`
	Role     []models.Role `required:"" help:"Roles: ${enum}." enum:"plan,commissioner,grants,admin,drafter,chief,panel"`
	Body     string        `required:"" help:"Name of the body they work for."`
	BodyType string        `default:"opcc" help:"What type of body it is, if it is new."`
	Stdin    bool          `help:"Read the password from standard input instead of making one up."`
}

// Run adds the person.
func (p personAdd) Run(ctx context.Context) error {
	return p.with(ctx, func(s *service.Service) error {
		person, err := s.AddPerson(ctx, service.NewPerson{Name: p.Name, Email: p.Email, Roles: p.Role, Body: p.Body, BodyType: p.BodyType})
		if err != nil {
			return err
		}
		return setPassword(ctx, s, person, p.Stdin)
	})
}

type personPassword struct {
	database
	Email string `arg:"" help:"Email address of the person."`
	Stdin bool   `help:"Read the password from standard input instead of making one up."`
}

// Run sets the password.
func (p personPassword) Run(ctx context.Context) error {
	return p.with(ctx, func(s *service.Service) error {
		person, err := s.PersonByEmail(ctx, p.Email)
		if err != nil {
			return err
		}
		return setPassword(ctx, s, person.Person, p.Stdin)
	})
}

func setPassword(ctx context.Context, s *service.Service, person models.Ref, stdin bool) error {
	wanted := secret.New(15)
	if stdin {
		line, err := bufio.NewReader(os.Stdin).ReadString('\n')
		if err != nil && line == "" {
			return errors.New("no password on standard input")
		}
		wanted = strings.TrimRight(line, "\r\n")
	}
	if err := s.SetPassword(ctx, models.System(), person, wanted); err != nil {
		return err
	}
	if stdin {
		fmt.Printf("%s can sign in.\n", person)
		return nil
	}
	fmt.Printf("%s can sign in with the password %s\n", person, wanted)
	return nil
}

// with opens the database for one task.
func (d database) with(ctx context.Context, task func(*service.Service) error) error {
	if err := noSettableClock(); err != nil {
		return err
	}
	s, done, err := d.open(ctx, clock.System(), true)
	if err != nil {
		return err
	}
	defer done()
	return task(s)
}

// tokenCommand looks after API tokens.
type tokenCommand struct {
	Create tokenCreate `cmd:"" help:"Make a token for a person and print it, once."`
	List   tokenList   `cmd:"" help:"List a person's tokens."`
	Revoke tokenRevoke `cmd:"" help:"Revoke a token."`
}

// holder is whose token it is.
type holder struct {
	database
	Person string `required:"" help:"Email address of the person whose token it is." placeholder:"EMAIL"`
}

// as opens the database and acts as the person.
func (h holder) as(ctx context.Context, task func(s *service.Service, who *models.Actor) error) error {
	return h.with(ctx, func(s *service.Service) error {
		who, err := s.PersonByEmail(ctx, h.Person)
		if err != nil {
			return err
		}
		return task(s, who)
	})
}

type tokenCreate struct {
	holder
	Name string `default:"made on the command line" help:"What it is for."`
	Days int    `default:"90" help:"For how many days it is good, at most 366."`
}

// Run makes the token.
func (t tokenCreate) Run(ctx context.Context) error {
	return t.as(ctx, func(s *service.Service, who *models.Actor) error {
		plain, token, err := s.IssueToken(ctx, who, t.Name, t.Days)
		if err != nil {
			return err
		}
		fmt.Println(plain)
		fmt.Fprintf(os.Stderr, "Good until %s. It is not shown again.\n", models.DateOf(token.ExpiresAt))
		return nil
	})
}

type tokenList struct{ holder }

// Run lists the tokens.
func (t tokenList) Run(ctx context.Context) error {
	return t.as(ctx, func(s *service.Service, who *models.Actor) error {
		tokens, err := s.Tokens(ctx, who)
		for _, token := range tokens {
			revoked := ""
			if token.RevokedAt != nil {
				revoked = ", revoked " + models.DateOf(*token.RevokedAt).String()
			}
			fmt.Printf("%s  %s, good until %s%s\n", token.ID, token.Name, models.DateOf(token.ExpiresAt), revoked)
		}
		return err
	})
}

type tokenRevoke struct {
	holder
	ID string `arg:"" help:"The token's id, as listed."`
}

// Run revokes the token.
func (t tokenRevoke) Run(ctx context.Context) error {
	return t.as(ctx, func(s *service.Service, who *models.Actor) error { return s.RevokeToken(ctx, who, t.ID) })
}
