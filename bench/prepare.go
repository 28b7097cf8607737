package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/internal/db"
	"answerable/internal/secret"
	"answerable/migrations"
	"answerable/service"
)

// with opens a database for a task.
func with(ctx context.Context, address string, c clock.Clock, task func(*gorm.DB, *service.Service) error) error {
	gdb, err := db.Open(ctx, address, db.Options{SlowQuery: -1})
	if err != nil {
		return err
	}
	err = db.Migrate(ctx, gdb, migrations.FS)
	if err == nil {
		err = task(gdb, service.New(gdb, c, slog.Default()))
	}
	return errors.Join(err, db.Close(gdb))
}

// prepareSQLite fills a file, or takes the one that is there, and works on a
// copy of it.
func (b *bench) prepareSQLite(ctx context.Context) error {
	data := b.Data
	if data == "" {
		data = filepath.Join(b.folder, "data.db")
	}
	if _, err := os.Stat(data); errors.Is(err, os.ErrNotExist) {
		say("Making the data: %d questions, %d assurances…", questions, assurances)
		c, making := clock.Fixed(time.Now()), data+".making"
		err := with(ctx, making, c, func(_ *gorm.DB, s *service.Service) error {
			if err := fill(ctx, s, c, time.Now()); err != nil {
				return err
			}
			return verify(ctx, s)
		})
		if err != nil {
			return err
		}
		if err := os.Rename(making, data); err != nil {
			return err
		}
	}
	b.databases[sqlite] = filepath.Join(b.folder, "bench.db")
	return copyFile(data, b.databases[sqlite])
}

func verify(ctx context.Context, s *service.Service) error {
	report, err := s.VerifyTrail(ctx)
	if err == nil && len(report.Broken) > 0 {
		err = fmt.Errorf("the trail of the data does not hold: %v", report.Broken[0])
	}
	return err
}

func copyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }()
	target, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Sync(), target.Close())
}

// preparePostgres makes a database with the same content.
func (b *bench) preparePostgres(ctx context.Context) error {
	say("Copying it to PostgreSQL…")
	if err := b.createPostgres(ctx); err != nil {
		return err
	}
	return with(ctx, b.databases[postgres], clock.System(), func(_ *gorm.DB, s *service.Service) error {
		return with(ctx, b.databases[sqlite], clock.System(), func(from *gorm.DB, _ *service.Service) error {
			pool, err := from.DB()
			if err != nil {
				return err
			}
			if err := copyTo(ctx, pool, b.databases[postgres]); err != nil {
				return err
			}
			return verify(ctx, s)
		})
	})
}

// createPostgres makes an empty database, which goes when the run ends.
func (b *bench) createPostgres(ctx context.Context) error {
	name := "answerable_bench_" + secret.Hash(secret.New(16))[:12]
	if err := b.onServer(ctx, "CREATE DATABASE "+name+" TEMPLATE template0"); err != nil {
		return err
	}
	b.later(func() error {
		return b.onServer(context.WithoutCancel(ctx), "DROP DATABASE "+name+" WITH (FORCE)")
	})
	address, err := url.Parse(b.Postgres)
	if err != nil {
		return err
	}
	address.Path = "/" + name
	b.databases[postgres] = address.String()
	return nil
}

func (b *bench) onServer(ctx context.Context, sql string) error {
	conn, err := pgx.Connect(ctx, b.Postgres)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, sql)
	return errors.Join(err, conn.Close(ctx))
}
