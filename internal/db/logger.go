package db

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	gormlog "gorm.io/gorm/logger"
)

const defaultSlowQuery = 200 * time.Millisecond

// slowLogger passes gorm's messages on to slog, and of the statements only the
// slow ones. It implements gorm's logger and its ParamsFilter.
type slowLogger struct {
	out  *slog.Logger
	slow time.Duration
}

func newLogger(out *slog.Logger, slow time.Duration) gormlog.Interface {
	if out == nil {
		out = slog.Default()
	}
	if slow == 0 {
		slow = defaultSlowQuery
	}
	return slowLogger{out: out, slow: slow}
}

// LogMode returns the logger as it is: the level is slog's to decide.
func (l slowLogger) LogMode(gormlog.LogLevel) gormlog.Interface { return l }

func (l slowLogger) Info(ctx context.Context, msg string, args ...any) {
	l.out.InfoContext(ctx, fmt.Sprintf(msg, args...))
}

func (l slowLogger) Warn(ctx context.Context, msg string, args ...any) {
	l.out.WarnContext(ctx, fmt.Sprintf(msg, args...))
}

func (l slowLogger) Error(ctx context.Context, msg string, args ...any) {
	l.out.ErrorContext(ctx, fmt.Sprintf(msg, args...))
}

// Trace logs a statement that took longer than it should. The text of the
// statement is made only then.
func (l slowLogger) Trace(ctx context.Context, begin time.Time, statement func() (sql string, rows int64), _ error) {
	took := time.Since(begin)
	if l.slow < 0 || took < l.slow {
		return
	}
	sql, rows := statement()
	l.out.WarnContext(ctx, "slow query", "took", took, "rows", rows, "sql", sql)
}

// ParamsFilter drops every parameter: they are what people wrote, and a log is
// read by others than those they wrote for.
func (l slowLogger) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}
