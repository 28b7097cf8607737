package main

import (
	"context"
	"errors"
	"net/http"
	"os"
	"os/signal"
	"runtime/pprof"
	"syscall"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/service"
)

// productCommand is the product as part of this program, with a profile of its
// processor time.
type productCommand struct {
	Profile  string `arg:""`
	Addr     string `env:"ANSWERABLE_ADDR" required:""`
	Database string `env:"ANSWERABLE_DATABASE_URL" required:""`
}

// Run serves until it is told to stop, and writes the profile.
func (p productCommand) Run(ctx context.Context) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGTERM)
	defer stop()
	return with(ctx, p.Database, clock.System(), func(_ *gorm.DB, s *service.Service) (err error) {
		out, err := os.Create(p.Profile)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, out.Close()) }()
		product, err := handler(s)
		if err != nil {
			return err
		}
		server := &http.Server{Addr: p.Addr, Handler: product, ReadHeaderTimeout: 10 * time.Second}
		failed := make(chan error, 1)
		go func() { failed <- server.ListenAndServe() }()
		if err := pprof.StartCPUProfile(out); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
		select {
		case err := <-failed:
			return err
		case <-ctx.Done():
			return server.Close()
		}
	})
}
