package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"

	"answerable/api"
	"answerable/frontend"
	"answerable/internal/clock"
	"answerable/service"
)

// web is how the service is reached.
type web struct {
	Addr    string   `env:"ANSWERABLE_ADDR" default:"127.0.0.1:8080" help:"Address to listen on."`
	URL     string   `env:"ANSWERABLE_URL" help:"Address under which people reach the service, for example https://answerable.example.org. With https, cookies are sent over https only."`
	Proxies []string `env:"ANSWERABLE_TRUSTED_PROXIES" help:"Addresses of proxies whose X-Forwarded-For is believed, for counting failed sign-ins."`
}

// serveCommand serves a real database.
type serveCommand struct {
	database
	web
	mailing
}

// Run serves until it is told to stop.
func (c serveCommand) Run(ctx context.Context) error {
	if err := noSettableClock(); err != nil {
		return err
	}
	logging()
	s, done, err := c.open(ctx, clock.System(), true)
	if err != nil {
		return err
	}
	defer done()
	if err := c.set(s, c.URL); err != nil {
		return err
	}
	return c.listen(ctx, s, nil)
}

// demonstration is what a demonstration tells people: on the sign-in page, and
// once connections are taken.
type demonstration struct {
	note  *frontend.DemoNote
	ready func(address string)
}

// listen serves until the context ends, then lets open requests finish.
func (w web) listen(ctx context.Context, s *service.Service, demo *demonstration) error {
	handler, err := w.handler(s, demo)
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", w.Addr)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler: handler, ErrorLog: slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute,
	}
	// Whatever ends the serving ends the reminding, before the database closes.
	ctx, stop := context.WithCancel(ctx)
	wait := reminding(ctx, s)
	defer func() { stop(); wait() }()
	slog.Info("serving", "address", listener.Addr().String(), "version", version)
	if demo != nil {
		demo.ready("http://" + listener.Addr().String())
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	slog.Info("stopping")
	finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	if err := server.Shutdown(finish); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// handler is the whole service behind the protections that hold for all of it.
func (w web) handler(s *service.Service, demo *demonstration) (http.Handler, error) {
	origin, protection, err := w.protection()
	if err != nil {
		return nil, err
	}
	options := frontend.Options{Secure: strings.HasPrefix(origin, "https:"), Origin: origin, Version: version}
	if demo != nil {
		options.Demo = demo.note
	}
	engine, err := w.engine(s, options)
	if err != nil {
		return nil, err
	}
	compress, err := gzhttp.NewWrapper(gzhttp.MinSize(1024))
	if err != nil {
		return nil, err
	}
	return logged(protection.Handler(compress(engine))), nil
}

// engine holds every route: pages, API and health.
func (w web) engine(s *service.Service, options frontend.Options) (*gin.Engine, error) {
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	if err := engine.SetTrustedProxies(w.Proxies); err != nil {
		return nil, fmt.Errorf("trusted proxies: %w", err)
	}
	engine.GET("/healthz", func(c *gin.Context) { c.String(http.StatusOK, "ok") })
	engine.GET("/readyz", func(c *gin.Context) { readiness(c, s) })
	options.OpenAPI = api.Mount(engine, s, slog.Default(), options.Origin)
	return engine, frontend.Mount(engine, s, slog.Default(), options)
}

func readiness(c *gin.Context, s *service.Service) {
	if err := s.Ready(c); err != nil {
		slog.Error("not ready", "error", err)
		c.String(http.StatusServiceUnavailable, "not ready")
		return
	}
	c.String(http.StatusOK, "ready")
}

// protection refuses what another site makes a browser send. The origin is that
// of the service, if it is known.
func (w web) protection() (origin string, protection *http.CrossOriginProtection, err error) {
	protection = http.NewCrossOriginProtection()
	if w.URL == "" {
		return "", protection, nil
	}
	public, err := url.Parse(w.URL)
	if err != nil || public.Host == "" || public.Scheme != "http" && public.Scheme != "https" {
		return "", nil, fmt.Errorf("ANSWERABLE_URL must be the address of the service, such as https://answerable.example.org, not %q", w.URL)
	}
	origin = public.Scheme + "://" + public.Host
	return origin, protection, protection.AddTrustedOrigin(origin)
}
