package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	smtp "github.com/wneessen/go-mail"
)

// defaultTimeout bounds the connecting to a server, and again the talk with it.
const defaultTimeout = 15 * time.Second

// The ports for submission of mail (RFC 8314).
const (
	portSubmission = 587
	portImplicit   = 465
)

// Server is a mail server that takes messages for others.
type Server struct {
	host    string
	options []smtp.Option
	from    *mail.Address
	domain  string
}

// NewServer reads the address of a server, and from whom its mail is.
//
// smtps://user:password@host:465 speaks TLS from the first byte, and
// smtp://host:587 changes to it, or sends nothing; ?starttls=offered makes do
// without where the server has none, and ?starttls=never is for a server on
// the same machine. ?timeout=15s bounds the waiting. No error repeats the
// address, which may hold a password.
func NewServer(address, from string) (*Server, error) {
	sender, err := mail.ParseAddress(from)
	if err != nil {
		return nil, fmt.Errorf("the sender of mail must be an address such as “Answerable <answerable@example.org>”: %w", err)
	}
	at, err := url.Parse(address)
	if err != nil || at.Hostname() == "" {
		return nil, errors.New("the address of the mail server must be written as smtp://host:587 or smtps://user:password@host:465")
	}
	s := &Server{host: at.Hostname(), from: sender, domain: sender.Address[strings.LastIndex(sender.Address, "@")+1:]}
	for _, read := range []func(*url.URL) ([]smtp.Option, error){onlyKnown, encryption, port, timeout} {
		options, err := read(at)
		if err != nil {
			return nil, err
		}
		s.options = append(s.options, options...)
	}
	s.options = append(s.options, credentials(at)...)
	_, err = smtp.NewClient(s.host, s.options...)
	return s, err
}

// WithTLS trusts other certificates than those of the machine.
func (s *Server) WithTLS(config *tls.Config) *Server {
	s.options = append(s.options, smtp.WithTLSConfig(config))
	return s
}

// Host is the name of the server, for the log.
func (s *Server) Host() string { return s.host }

func onlyKnown(at *url.URL) ([]smtp.Option, error) {
	for name := range at.Query() {
		if name != "starttls" && name != "timeout" {
			return nil, fmt.Errorf("the address of the mail server takes starttls and timeout, not %s", name)
		}
	}
	return nil, nil
}

func encryption(at *url.URL) ([]smtp.Option, error) {
	wanted := at.Query().Get("starttls")
	switch {
	case at.Scheme == "smtps" && wanted == "":
		return []smtp.Option{smtp.WithSSL()}, nil
	case at.Scheme != "smtp":
		return nil, errors.New("the address of the mail server must begin with smtp://, or with smtps:// and no starttls")
	}
	policies := map[string]smtp.TLSPolicy{"": smtp.TLSMandatory, "required": smtp.TLSMandatory, "offered": smtp.TLSOpportunistic, "never": smtp.NoTLS}
	policy, known := policies[wanted]
	if !known {
		return nil, errors.New("starttls in the address of the mail server must be required, offered or never")
	}
	return []smtp.Option{smtp.WithTLSPolicy(policy)}, nil
}

func port(at *url.URL) ([]smtp.Option, error) {
	switch {
	case at.Port() == "" && at.Scheme == "smtps":
		return []smtp.Option{smtp.WithPort(portImplicit)}, nil
	case at.Port() == "":
		return []smtp.Option{smtp.WithPort(portSubmission)}, nil
	}
	number, err := strconv.ParseUint(at.Port(), 10, 16)
	if err != nil || number == 0 {
		return nil, errors.New("the port of the mail server must be a number up to 65535")
	}
	return []smtp.Option{smtp.WithPort(int(number))}, nil
}

func timeout(at *url.URL) ([]smtp.Option, error) {
	wanted := at.Query().Get("timeout")
	if wanted == "" {
		return []smtp.Option{smtp.WithTimeout(defaultTimeout)}, nil
	}
	wait, err := time.ParseDuration(wanted)
	if err != nil || wait <= 0 || wait > MaxTimeout {
		return nil, fmt.Errorf("timeout in the address of the mail server must be a time such as 15s, at most %s", MaxTimeout)
	}
	return []smtp.Option{smtp.WithTimeout(wait)}, nil
}

// MaxTimeout is the longest timeout that an address may ask for.
const MaxTimeout = time.Minute

// MaxSending is the longest that Send takes: connecting, and sending.
const MaxSending = 2 * MaxTimeout

func credentials(at *url.URL) []smtp.Option {
	if at.User == nil {
		return nil
	}
	password, _ := at.User.Password()
	return []smtp.Option{smtp.WithSMTPAuth(smtp.SMTPAuthAutoDiscover), smtp.WithUsername(at.User.Username()), smtp.WithPassword(password)}
}

// Send hands a message over. It returns nil as soon as the server has said
// that it took the message, whatever happens to the connection after that; any
// error is a *Failure.
func (s *Server) Send(ctx context.Context, m Message) error {
	msg, err := s.compose(m)
	if err != nil {
		return &Failure{Permanent: true, cause: err}
	}
	client, err := smtp.NewClient(s.host, s.options...)
	if err != nil {
		return &Failure{Unreachable: true, cause: err}
	}
	err = client.DialAndSendWithContext(ctx, msg)
	if err == nil || msg.IsDelivered() {
		return nil
	}
	return failureOf(err)
}
