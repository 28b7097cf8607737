package sample

import (
	"log/slog"
	"testing"
	"time"

	"gorm.io/gorm"

	"answerable/internal/clock"
	"answerable/internal/testdb"
	"answerable/service"
)

func TestX(t *testing.T) {
	var gdb *gorm.DB = testdb.SQLite(t)
	s := service.New(gdb, clock.Fixed(time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)), slog.New(slog.DiscardHandler))
	start := time.Now()
	r, err := Load(t.Context(), s, Options{PaperOnly: true})
	t.Log(time.Since(start), r, err)
	if err != nil {
		t.Fatal(err)
	}
}
