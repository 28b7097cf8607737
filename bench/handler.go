package main

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"
	"gorm.io/gorm"

	"answerable/api"
	"answerable/frontend"
	"answerable/service"
)

// handler is the product in this process, for what cannot be seen from outside:
// the statements that it sends, and where its time goes.
func handler(s *service.Service) (http.Handler, error) {
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	description := api.Mount(engine, s, slog.Default(), "")
	if err := frontend.Mount(engine, s, slog.Default(), frontend.Options{OpenAPI: description}); err != nil {
		return nil, err
	}
	compress, err := gzhttp.NewWrapper(gzhttp.MinSize(1024))
	if err != nil {
		return nil, err
	}
	return compress(engine), nil
}

// statement is one that the product sent, with its parameters.
type statement struct {
	SQL  string
	Args []any
}

// recorder stands between the product and its pool of connections and notes
// what is asked.
type recorder struct {
	gorm.ConnPool
	mu   sync.Mutex
	sent []statement
}

// record puts a recorder before the pool of a database.
func record(gdb *gorm.DB) *recorder {
	r := &recorder{ConnPool: gdb.ConnPool}
	gdb.ConnPool, gdb.Statement.ConnPool = r, r
	return r
}

// QueryContext implements gorm.ConnPool.
func (r *recorder) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	r.mu.Lock()
	r.sent = append(r.sent, statement{query, args})
	r.mu.Unlock()
	return r.ConnPool.QueryContext(ctx, query, args...)
}

// GetDBConn lets gorm find the pool behind the recorder.
func (r *recorder) GetDBConn() (*sql.DB, error) { return r.ConnPool.(*sql.DB), nil } //nolint:unparam // gorm asks for an error

// taken gives what was sent since it was last called.
func (r *recorder) taken() []statement {
	r.mu.Lock()
	defer r.mu.Unlock()
	sent := r.sent
	r.sent = nil
	return sent
}
