package mailtest

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"net"
	"strings"
)

// talk is one conversation (RFC 5321).
type talk struct {
	*Server
	conn   net.Conn
	lines  *bufio.Reader
	mood   Mood
	secure bool
	mail   Mail
}

func (s *Server) talk(conn net.Conn, mood Mood) {
	defer func() { _ = conn.Close() }()
	if mood == Silent {
		_, _ = conn.Read(make([]byte, 1)) // until the other end has had enough
		return
	}
	_, secure := conn.(*tls.Conn)
	c := &talk{Server: s, conn: conn, lines: bufio.NewReader(conn), mood: mood, secure: secure}
	c.say("220 test")
	for {
		line, err := c.lines.ReadString('\n')
		if err != nil || !c.answer(strings.TrimRight(line, "\r\n")) {
			return
		}
	}
}

func (c *talk) say(line string) { _, _ = fmt.Fprintf(c.conn, "%s\r\n", line) }

// answer says whether the conversation goes on.
func (c *talk) answer(line string) bool {
	verb, rest, _ := strings.Cut(line, " ")
	switch strings.ToUpper(verb) {
	case "EHLO", "HELO":
		c.greet()
	case "STARTTLS":
		return c.encrypt()
	case "AUTH":
		c.mu.Lock()
		c.auth = append(c.auth, rest)
		c.mu.Unlock()
		c.say("235 welcome")
	case "MAIL":
		c.mail.From = address(rest)
		c.say("250 ok")
	case "RCPT":
		c.recipient(address(rest))
	case "DATA":
		return c.data()
	case "QUIT":
		c.say("221 bye")
		return false
	default:
		c.say("250 ok")
	}
	return true
}

func (c *talk) greet() {
	c.say("250-test")
	if c.offers && !c.secure {
		c.say("250-STARTTLS")
	}
	c.say("250-AUTH PLAIN")
	c.say("250 8BITMIME")
}

func (c *talk) encrypt() bool {
	c.say("220 go on")
	conn := tls.Server(c.conn, c.tls)
	c.conn, c.lines, c.secure = conn, bufio.NewReader(conn), true
	return true
}

func (c *talk) recipient(to string) {
	switch c.mood {
	case Refusing:
		c.say("550 5.1.1 no such mailbox")
	case Busy:
		c.say("451 4.3.0 try again later")
	default:
		c.mail.To = to
		c.say("250 ok")
	}
}

func (c *talk) data() bool {
	c.say("354 go on")
	var data strings.Builder
	for {
		line, err := c.lines.ReadString('\n')
		if err != nil || c.mood == Dying {
			return false
		}
		if line == ".\r\n" {
			break
		}
		data.WriteString(strings.TrimPrefix(line, ".")) // RFC 5321 4.5.2
	}
	c.mail.Data = data.String()
	c.mu.Lock()
	c.taken = append(c.taken, c.mail)
	c.mu.Unlock()
	if c.mood == Forgetful {
		return false
	}
	c.say("250 taken")
	return c.mood != Abrupt
}

// address takes the address out of FROM:<name@example.org> SIZE=1.
func address(text string) string {
	_, after, _ := strings.Cut(text, "<")
	inside, _, _ := strings.Cut(after, ">")
	return inside
}
