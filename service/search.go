package service

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"answerable/internal/db"
	"answerable/models"
)

// Found is one record that a search found.
type Found struct {
	Name
	// Extract is the beginning of what the record says.
	Extract string `json:"extract"`
}

// Results are what a search found, best first.
type Results struct {
	Found []Found
	// Total is how many there are in all, Kinds how many of each kind.
	Total int64
	Kinds map[string]int64
	// More says that there are further pages.
	More bool
}

// Search finds records of all kinds, or of one, that the person may see. A
// body's other names find it as its own does.
func (s *Service) Search(ctx context.Context, who *models.Actor, text, kind string, page int) (*Results, error) {
	results := &Results{Kinds: map[string]int64{}}
	if len(words(text)) == 0 {
		return results, nil
	}
	tx := s.db.WithContext(ctx)
	groups, err := expand(tx, text)
	if err != nil {
		return nil, unavailable(err)
	}
	filter, filterArgs := visibleRecords(who, registerAs("r"))
	matching, args := ranked(tx, groups)
	from := matching + " AND " + filter
	args = append(args, filterArgs...)
	if err := results.count(tx, from, args); err != nil {
		return nil, unavailable(err)
	}
	if kind != "" {
		from, args = from+" AND kind = ?", append(args, kind)
		results.Total = results.Kinds[kind]
	}
	page = max(page, 1)
	err = tx.Raw("SELECT r.ref, kind, r.title, state, r.extract "+from+" ORDER BY rank, r.ref LIMIT ? OFFSET ?",
		append(args, PageSize, (page-1)*PageSize)...).Scan(&results.Found).Error
	results.More = int64(page*PageSize) < results.Total
	return results, unavailable(err)
}

func (r *Results) count(tx *gorm.DB, from string, args []any) error {
	var rows []struct {
		Kind string
		N    int64
	}
	err := tx.Raw("SELECT kind, count(*) AS n "+from+" GROUP BY kind", args...).Scan(&rows).Error
	for _, row := range rows {
		r.Kinds[row.Kind] = row.N
		r.Total += row.N
	}
	return err
}

// ranked is the FROM and WHERE of a search on the register, with a column rank
// that is smaller the better.
func ranked(tx *gorm.DB, groups [][]string) (string, []any) {
	if db.Dialect(tx) == db.Postgres {
		query, args := tsquery(groups)
		return "FROM (SELECT *, -ts_rank(words, query) AS rank FROM records, (SELECT " + query + " AS query) q WHERE words @@ query) r WHERE 1=1", args
	}
	return `FROM (SELECT records.*, rank FROM records_text JOIN records_numbers n ON n.number = records_text.rowid JOIN records ON records.ref = n.ref
		WHERE records_text MATCH ? AND rank MATCH 'bm25(8, 1)') r WHERE 1=1`, []any{ftsQuery(groups)}
}

// matches is a statement that gives the references which a text finds, for use
// as a filter.
func matches(tx *gorm.DB, text string) (string, []any) {
	groups := [][]string{}
	for _, word := range words(text) {
		groups = append(groups, variants(word))
	}
	if db.Dialect(tx) == db.Postgres {
		query, args := tsquery(groups)
		return "SELECT ref FROM records WHERE words @@ (" + query + ")", args
	}
	return "SELECT ref FROM records_numbers WHERE number IN (SELECT rowid FROM records_text WHERE records_text MATCH ?)", []any{ftsQuery(groups)}
}

// tsquery wants every group, each by any of its phrases.
func tsquery(groups [][]string) (string, []any) {
	var all []string
	var args []any
	for _, group := range groups {
		var phrases []string
		for _, phrase := range group {
			phrases = append(phrases, "phraseto_tsquery('english', ?)")
			args = append(args, phrase)
		}
		all = append(all, "("+strings.Join(phrases, " || ")+")")
	}
	return strings.Join(all, " && "), args
}

// ftsQuery says the same to SQLite. Words reach it quoted, so that none is
// taken for an operator.
func ftsQuery(groups [][]string) string {
	var all []string
	for _, group := range groups {
		var phrases []string
		for _, phrase := range group {
			phrases = append(phrases, `"`+strings.ReplaceAll(phrase, `"`, `""`)+`"`)
		}
		all = append(all, "("+strings.Join(phrases, " OR ")+")")
	}
	return strings.Join(all, " AND ")
}

// expand turns a text into groups of phrases of which each must be found:
// every word with its irregular forms, and a body's name or alias with all the
// names of that body.
func expand(tx *gorm.DB, text string) ([][]string, error) {
	var bodies []models.Body
	if err := tx.Table("bodies").Select("name", "aliases").Where("aliases <> '[]'").Find(&bodies).Error; err != nil {
		return nil, err
	}
	rest := " " + strings.Join(words(text), " ") + " "
	var groups [][]string
	for _, body := range bodies {
		called := append([]string{body.Name}, body.Aliases...)
		for _, name := range called {
			phrase := " " + strings.Join(words(name), " ") + " "
			if strings.TrimSpace(phrase) != "" && strings.Contains(rest, phrase) {
				rest = strings.ReplaceAll(rest, phrase, " ")
				groups = append(groups, called)
				break
			}
		}
	}
	for _, word := range strings.Fields(rest) {
		groups = append(groups, variants(word))
	}
	return groups, nil
}
