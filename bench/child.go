package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// child is a server in a process of its own.
type child struct {
	name    string
	address string
	command *exec.Cmd
	// began is how long it took from the start of the process to the first
	// answer.
	began time.Duration
}

// start runs a server and waits for its first answer to a request. What the
// server logs goes to the file.
func start(ctx context.Context, name string, first []byte, command *exec.Cmd, address string, log *os.File) (*child, error) {
	command.Stderr = log
	c := &child{name: name, address: address, command: command}
	began := time.Now()
	if err := command.Start(); err != nil {
		return nil, err
	}
	for {
		status, _, err := once(address, first)
		if err == nil && status < http.StatusInternalServerError {
			c.began = time.Since(began)
			if status != http.StatusOK {
				return nil, errors.Join(fmt.Errorf("%s answers %d", name, status), c.stop())
			}
			return c, nil
		}
		if time.Since(began) > 30*time.Second || ctx.Err() != nil {
			return nil, errors.Join(fmt.Errorf("%s does not answer: %w", name, err), c.stop())
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// stop ends the server.
func (c *child) stop() error {
	if err := c.command.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	err := c.command.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil // told to stop, it stopped
	}
	return err
}

// resident is the memory that the process holds, in bytes.
func (c *child) resident() (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.command.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if size, found := strings.CutPrefix(line, "VmRSS:"); found {
			kilobytes, err := strconv.ParseInt(strings.Fields(size)[0], 10, 64)
			return kilobytes << 10, err
		}
	}
	return 0, errors.New("the system does not say how much memory a process holds")
}

// freeAddress is one of this machine on which nobody listens.
func freeAddress(ctx context.Context) (string, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}
