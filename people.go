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
	BodySort string        `default:"opcc" help:"What sort of body it is, if it is new."`
	Stdin    bool          `help:"Read the password from standard input instead of making one up."`
}

// Run adds the person.
func (p personAdd) Run(ctx context.Context) error {
	return p.with(ctx, func(s *service.Service) error {
		person, err := s.AddPerson(ctx, service.NewPerson{Name: p.Name, Email: p.Email, Roles: p.Role, Body: p.Body, BodySort: p.BodySort})
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
	Issue  tokenIssue  `cmd:"" help:"Issue a token for a person and print it once."`
	List   tokenList   `cmd:"" help:"List a person's tokens."`
	Revoke tokenRevoke `cmd:"" help:"Revoke a token."`
}

type tokenIssue struct {
	database
	Email string `arg:"" help:"Email address of the person whose token it is."`
	Name  string `arg:"" help:"What it is for."`
	Days  int    `default:"90" help:"For how many days it is good, at most 366."`
}

// Run issues the token.
func (t tokenIssue) Run(ctx context.Context) error {
	return t.with(ctx, func(s *service.Service) error {
		who, err := s.PersonByEmail(ctx, t.Email)
		if err != nil {
			return err
		}
		plain, token, err := s.IssueToken(ctx, who, t.Name, t.Days)
		if err == nil {
			fmt.Printf("%s\nGood until %s. It is not shown again.\n", plain, models.DateOf(token.ExpiresAt))
		}
		return err
	})
}

type tokenList struct {
	database
	Email string `arg:"" help:"Email address of the person."`
}

// Run lists the tokens.
func (t tokenList) Run(ctx context.Context) error {
	return t.with(ctx, func(s *service.Service) error {
		who, err := s.PersonByEmail(ctx, t.Email)
		if err != nil {
			return err
		}
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
	database
	Email string `arg:"" help:"Email address of the person."`
	ID    string `arg:"" help:"The token's id, as listed."`
}

// Run revokes the token.
func (t tokenRevoke) Run(ctx context.Context) error {
	return t.with(ctx, func(s *service.Service) error {
		who, err := s.PersonByEmail(ctx, t.Email)
		if err != nil {
			return err
		}
		return s.RevokeToken(ctx, who, t.ID)
	})
}
