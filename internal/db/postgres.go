package db

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

func openPostgres(url string, opts Options) (*gorm.DB, error) {
	conf, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	conf.RuntimeParams["timezone"] = "UTC"
	// What is asked for is spread unevenly: a plan that does not know whether a
	// value is rare can take twenty times as long as it takes to plan anew.
	conf.RuntimeParams["plan_cache_mode"] = "force_custom_plan"

	pool := stdlib.OpenDB(*conf, stdlib.OptionAfterConnect(scanTimesAsUTC))
	conns := opts.MaxConns
	if conns <= 0 {
		// Some wait for the disk while others compute. Several instances share
		// one server, whose own default is 100 connections.
		conns = max(8, 4*runtime.GOMAXPROCS(0))
	}
	conns = max(conns, 2) // Migrate holds one for its lock
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	pool.SetConnMaxIdleTime(5 * time.Minute)
	pool.SetConnMaxLifetime(time.Hour) // so that a failover is noticed

	gdb, err := gorm.Open(postgres.New(postgres.Config{Conn: pool}), opts.config())
	if err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("open database: %w", err)
	}
	return gdb, nil
}

// scanTimesAsUTC makes times read from the connection be in UTC; pgx would put
// them in the time zone of the machine.
func scanTimesAsUTC(_ context.Context, conn *pgx.Conn) error {
	types := conn.TypeMap()
	types.RegisterType(&pgtype.Type{
		Name: "timestamp", OID: pgtype.TimestampOID,
		Codec: &pgtype.TimestampCodec{ScanLocation: time.UTC},
	})
	types.RegisterType(&pgtype.Type{
		Name: "timestamptz", OID: pgtype.TimestamptzOID,
		Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	return nil
}
