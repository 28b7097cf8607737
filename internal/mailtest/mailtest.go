// Package mailtest is a mail server for tests, which takes messages or fails in
// the ways in which real ones do.
package mailtest

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
)

// Mood is how the server treats one connection.
type Mood int

// The moods.
const (
	// Willing takes the message.
	Willing Mood = iota
	// Refusing refuses the recipient for good (550).
	Refusing
	// Busy refuses the recipient for now (451).
	Busy
	// Silent takes the connection and never says anything.
	Silent
	// Dying drops the connection in the middle of the message.
	Dying
	// Forgetful takes the message and drops the connection without saying so.
	Forgetful
	// Abrupt takes the message, says so, and drops the connection at once.
	Abrupt
)

// Mail is a message that the server took.
type Mail struct {
	From string
	To   string
	Data string
}

// Server is a mail server on a port of this machine.
type Server struct {
	listener net.Listener
	tls      *tls.Config
	roots    *x509.CertPool
	offers   bool // STARTTLS

	mu    sync.Mutex
	moods []Mood
	taken []Mail
	auth  []string
	calls int
	// open are the connections, closed at the end of the test.
	open []net.Conn
}

// Start starts a server without encryption, which is willing unless told
// otherwise. It stops at the end of the test.
func Start(t testing.TB) *Server { return start(t, nil, false) }

// StartTLS starts a server that offers STARTTLS.
func StartTLS(t testing.TB) *Server { return start(t, certified(t), false) }

// StartImplicitTLS starts a server that speaks TLS from the first byte.
func StartImplicitTLS(t testing.TB) *Server { return start(t, certified(t), true) }

// certified borrows the certificate of the standard library's test server.
func certified(t testing.TB) *httptest.Server {
	lender := httptest.NewTLSServer(nil)
	t.Cleanup(lender.Close)
	return lender
}

func start(t testing.TB, lender *httptest.Server, implicit bool) *Server {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{listener: listener}
	if lender != nil {
		s.tls = &tls.Config{Certificates: lender.TLS.Certificates, MinVersion: tls.VersionTLS12}
		s.roots = x509.NewCertPool()
		s.roots.AddCert(lender.Certificate())
		s.offers = !implicit
	}
	if implicit {
		s.listener = tls.NewListener(listener, s.tls)
	}
	go s.serve()
	t.Cleanup(s.stop)
	return s
}

// Addr is where the server listens, as host:port.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Trusted is a configuration of TLS that trusts the server.
func (s *Server) Trusted() *tls.Config {
	return &tls.Config{RootCAs: s.roots, ServerName: "127.0.0.1", MinVersion: tls.VersionTLS12}
}

// Next sets the moods of the next connections; after them it is willing.
func (s *Server) Next(moods ...Mood) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.moods = moods
}

// Taken are the messages that the server took, in order.
func (s *Server) Taken() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.taken)
}

// Credentials are what clients proved themselves with, as they sent it.
func (s *Server) Credentials() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.auth)
}

// Calls is how many connections there were.
func (s *Server) Calls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

func (s *Server) serve() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		go s.talk(conn, s.admit(conn))
	}
}

func (s *Server) admit(conn net.Conn) Mood {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	s.open = append(s.open, conn)
	if len(s.moods) == 0 {
		return Willing
	}
	mood := s.moods[0]
	s.moods = s.moods[1:]
	return mood
}

func (s *Server) stop() {
	_ = s.listener.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, conn := range s.open {
		_ = conn.Close()
	}
}
