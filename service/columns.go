package service

import (
	"encoding/json"
	"strings"
	"time"

	"gorm.io/gorm"

	"answerable/internal/archive"
)

// column is a column of a table, with what it holds by the database's word.
type column struct{ name, holds string }

type rowColumns []column

func columnsIn(tx *gorm.DB, table string) (rowColumns, error) {
	rows, err := tx.Table(table).Limit(0).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	var found rowColumns
	for _, t := range types {
		found = append(found, column{t.Name(), strings.ToUpper(t.DatabaseTypeName())})
	}
	return found, rows.Err()
}

func (c rowColumns) names() []string {
	names := make([]string, len(c))
	for i, column := range c {
		names[i] = column.name
	}
	return names
}

// read gives the values of a row in the order of the rowColumns.
func (c rowColumns) read(member string, row map[string]json.RawMessage) ([]any, error) {
	if len(row) != len(c) {
		return nil, archive.Damaged("%s: a row has %d rowColumns, the table has %d", member, len(row), len(c))
	}
	values := make([]any, len(c))
	for i, column := range c {
		text, there := row[column.name]
		if !there {
			return nil, archive.Damaged("%s: a row lacks %s", member, column.name)
		}
		var err error
		if values[i], err = column.value(text); err != nil {
			return nil, archive.Damaged("%s: %s is not what the column holds: %v", member, column.name, err)
		}
	}
	return values, nil
}

func (c column) value(text json.RawMessage) (any, error) {
	switch {
	case string(text) == "null":
		return nil, nil //nolint:nilnil // NULL is what stands there
	case strings.HasPrefix(c.holds, "TIMESTAMP"):
		return decoded[time.Time](text)
	case c.boolean():
		return decoded[bool](text)
	case strings.Contains(c.holds, "INT"):
		return decoded[int64](text)
	case c.holds == "BYTEA" || c.holds == "BLOB":
		return decoded[[]byte](text)
	default:
		return decoded[string](text)
	}
}

// written is a value as the archive has it, which is the same whichever
// database it comes from.
func (c column) written(value any) any {
	switch value := value.(type) {
	case time.Time:
		return value.UTC()
	case int64:
		if c.boolean() {
			return value != 0
		}
	}
	return value
}

func (c column) boolean() bool { return strings.HasPrefix(c.holds, "BOOL") }

func decoded[T any](text json.RawMessage) (any, error) {
	var value T
	err := json.Unmarshal(text, &value)
	return value, err
}
