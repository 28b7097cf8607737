package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

// maxStatements is how many prepared statements a connection keeps. The product
// has few texts of statements, but that of a row filter can be long: for a
// short read, preparing it takes longer than carrying it out.
const maxStatements = 64

// openPrepared opens a pool of connections to SQLite that keep the statements
// they prepared.
func openPrepared(dsn string) (*sql.DB, error) {
	plain, err := sql.Open(modernc, dsn)
	if err != nil {
		return nil, err
	}
	pool := sql.OpenDB(preparing{plain.Driver(), dsn})
	return pool, plain.Close()
}

// preparing makes connections that keep their statements.
type preparing struct {
	driver driver.Driver
	dsn    string
}

// Driver implements driver.Connector.
func (p preparing) Driver() driver.Driver { return p.driver }

// Connect implements driver.Connector.
func (p preparing) Connect(context.Context) (driver.Conn, error) {
	opened, err := p.driver.Open(p.dsn)
	if err != nil {
		return nil, err
	}
	conn, ok := opened.(sqliteConn)
	if !ok {
		_ = opened.Close()
		return nil, fmt.Errorf("a connection of the SQLite driver is a %T, which lacks what database/sql needs", opened)
	}
	return &preparedConn{sqliteConn: conn, statements: map[string]*prepared{}}, nil
}

// sqliteConn is what a connection of the driver can do.
type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

type sqliteStatement interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// sqliteRows is what its rows can do.
type sqliteRows interface {
	driver.Rows
	driver.RowsColumnTypeDatabaseTypeName
	driver.RowsColumnTypeLength
	driver.RowsColumnTypeNullable
	driver.RowsColumnTypePrecisionScale
	driver.RowsColumnTypeScanType
}

// preparedConn is one connection; database/sql uses it from one goroutine at a
// time.
type preparedConn struct {
	sqliteConn
	statements map[string]*prepared
}

// prepared is a statement that is kept. It is busy while its rows are read.
type prepared struct {
	sqliteStatement
	busy bool
}

// QueryContext implements driver.QueryerContext.
func (c *preparedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	statement, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if statement == nil {
		return c.sqliteConn.QueryContext(ctx, query, args)
	}
	found, err := statement.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	rows, ok := found.(sqliteRows)
	if !ok {
		_ = found.Close()
		return nil, fmt.Errorf("rows of the SQLite driver are a %T, which does not tell the types of columns", found)
	}
	statement.busy = true
	return &preparedRows{rows, statement}, nil
}

// ExecContext implements driver.ExecerContext.
func (c *preparedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	// Without parameters it is a script of a migration, or as rare.
	if len(args) == 0 {
		return c.sqliteConn.ExecContext(ctx, query, args)
	}
	statement, err := c.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	if statement == nil {
		return c.sqliteConn.ExecContext(ctx, query, args)
	}
	return statement.ExecContext(ctx, args)
}

// statement finds the statement with that text, or prepares it; nil means that
// it is in use.
func (c *preparedConn) statement(ctx context.Context, query string) (*prepared, error) {
	if known, found := c.statements[query]; found {
		if known.busy {
			return nil, nil //nolint:nilnil // that there is none to be had is an answer here
		}
		return known, nil
	}
	made, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	statement, ok := made.(sqliteStatement)
	if !ok {
		return nil, made.Close()
	}
	if len(c.statements) >= maxStatements {
		if err := c.drop(); err != nil {
			return nil, err
		}
	}
	c.statements[query] = &prepared{sqliteStatement: statement}
	return c.statements[query], nil
}

// drop closes every statement that is not in use.
func (c *preparedConn) drop() error {
	for query, statement := range c.statements {
		if statement.busy {
			continue
		}
		delete(c.statements, query)
		if err := statement.Close(); err != nil {
			return err
		}
	}
	return nil
}

// Close implements driver.Conn.
func (c *preparedConn) Close() error {
	if err := c.drop(); err != nil {
		_ = c.sqliteConn.Close()
		return err
	}
	return c.sqliteConn.Close()
}

// preparedRows give their statement back when they are closed.
type preparedRows struct {
	sqliteRows
	statement *prepared
}

// Close implements driver.Rows.
func (r *preparedRows) Close() error {
	err := r.sqliteRows.Close()
	r.statement.busy = false
	return err
}
