// Package migrations holds the schema of the database, as numbered SQL files.
//
// Files in all run on both databases; those in sqlite and postgres hold what
// has to differ. One sequence of numbers runs through the three folders. A file
// that has been released is never edited: a change is a new file.
package migrations

import "embed"

// FS holds the folders all, sqlite and postgres; db.Migrate takes it.
//
//go:embed all sqlite postgres
var FS embed.FS
