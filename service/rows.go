package service

import (
	"database/sql"
	"slices"
	"strings"

	"gorm.io/gorm"

	"answerable/models"
)

// each hands over every row that a statement finds.
func each(tx *gorm.DB, row func(*sql.Rows) error) error {
	rows, err := tx.Rows()
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := row(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// readAll reads the records that a statement on the kind's table finds. What
// goes where is known from the kind, so that nothing has to find it out for
// every row.
func readAll(tx *gorm.DB, k *models.Kind) ([]models.Model, error) {
	var list []models.Model
	err := each(tx.Select(columnsOf(k)), func(rows *sql.Rows) error {
		m := k.New()
		list = append(list, m)
		return rows.Scan(k.Pointers(m)...)
	})
	return list, err
}

// readOne reads the record that a statement on the kind's table finds;
// gorm.ErrRecordNotFound says that there is none.
func readOne(tx *gorm.DB, k *models.Kind) (models.Model, error) {
	list, err := readAll(tx.Limit(1), k)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, gorm.ErrRecordNotFound
	}
	return list[0], nil
}

// insertRow adds a record to the kind's table.
func insertRow(tx *gorm.DB, k *models.Kind, m models.Model) error {
	return insertInto(tx, k.Table(), k.Names())([][]any{k.Values(m)})
}

// insertInto gives a function that adds rows of values to a table.
func insertInto(tx *gorm.DB, table string, columns []string) func([][]any) error {
	marks := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ") + ")"
	return func(rows [][]any) error {
		statement := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES " + marks + strings.Repeat(", "+marks, len(rows)-1)
		return tx.Exec(statement, slices.Concat(rows...)...).Error
	}
}

var selections = func() map[*models.Kind]string {
	texts := make(map[*models.Kind]string, len(models.Registry))
	for _, k := range models.Registry {
		names := make([]string, len(k.Fields))
		for i, field := range k.Fields {
			names[i] = k.Table() + "." + field.Name
		}
		texts[k] = strings.Join(names, ", ")
	}
	return texts
}()

// columnsOf are the columns of a kind's table in the order of its fields.
func columnsOf(k *models.Kind) string { return selections[k] }
