package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/service"
)

func TestZZ(t *testing.T) {
	ctx := context.Background()
	pg := os.Getenv("B")
	lite := os.Getenv("L")
	if os.Getenv("COPY") != "" {
		if err := with(ctx, pg, clock.System(), func(_ *gorm.DB, s *service.Service) error {
			return with(ctx, lite, clock.System(), func(from *gorm.DB, _ *service.Service) error {
				pool, _ := from.DB()
				return copyTo(ctx, pool, pg)
			})
		}); err != nil {
			t.Fatal(err)
		}
	}
	for _, a := range []string{pg, lite} {
		err := with(ctx, a, clock.Fixed(time.Now()), func(gdb *gorm.DB, s *service.Service) error {
			k, err := issue(ctx, s)
			if err != nil {
				return err
			}
			m, err := gather(ctx, s)
			if err != nil {
				return err
			}
			sent := record(gdb)
			h, _ := handler(s)
			for _, sc := range scenarios(m, map[string]keys{"x": k}) {
				if sc.name == "create" {
					continue
				}
				for _, text := range sc.visits["x"][3] {
					play(h, text)
					sent.taken()
					start := time.Now()
					if err := play(h, text); err != nil {
						return err
					}
					fmt.Println("=====", sc.name, time.Since(start))
					for _, s := range sent.taken() {
						args, _ := json.Marshal(s.Args)
						if len(args) > 600 {
							args = args[:600]
						}
						fmt.Println("--", s.SQL, "\n    ", string(args))
						start := time.Now()
						rows, err := sent.ConnPool.QueryContext(ctx, s.SQL, s.Args...)
						if err != nil {
							return err
						}
						n := 0
						for rows.Next() {
							n++
						}
						rows.Close()
						fmt.Println("   ", n, "rows", time.Since(start))
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
