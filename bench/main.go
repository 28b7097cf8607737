package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"answerable/internal/clock"
	"answerable/internal/db"
	"answerable/migrations"
	"answerable/service"
)

func main() {
	ctx := context.Background()
	gdb, err := db.Open(ctx, os.Args[1], db.Options{})
	must(err)
	pg, err := db.Open(ctx, os.Args[2], db.Options{})
	must(err)
	must(db.Migrate(ctx, pg, migrations.FS))
	pool, _ := gdb.DB()
	start := time.Now()
	must(copyTo(ctx, pool, os.Args[2]))
	fmt.Println("copied in", time.Since(start))
	start = time.Now()
	s := service.New(pg, clock.System(), slog.Default())
	r, err := s.VerifyTrail(ctx)
	must(err)
	fmt.Println(r.Entries, len(r.Broken), time.Since(start))
	must(db.Close(gdb))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
