package service

import (
	"strings"

	"gorm.io/gorm"

	"answerable/models"
)

// On is the service inside a transaction, for tests that undo what they did.
func (s *Service) On(tx *gorm.DB) *Service {
	return &Service{db: tx, clock: s.clock, log: s.log, actors: s.actors}
}

// AccountedFor are the tables that the archive of an office knows of, and what
// becomes of each.
func AccountedFor() map[string]string {
	tables := map[string]string{}
	for _, k := range models.Registry {
		tables[k.Table()] = "records"
	}
	for _, table := range carriedTables {
		tables[table.name] = "carried"
	}
	for table := range leftTables {
		tables[table] = "left"
	}
	return tables
}

// Rows are the rows of a table as the archive of an office writes them.
func Rows(gdb *gorm.DB, table, order string) (string, error) {
	var out strings.Builder
	err := writeTable(gdb, carried{name: table, order: order}, &out)
	return out.String(), err
}
