package service

import (
	"database/sql"
	"encoding/json"
	"math"
	"slices"
	"strings"

	"gorm.io/gorm"

	"answerable/internal/db"
	"answerable/models"
)

const (
	// maxDraft is how many different words of a text are looked at, from its
	// beginning, and maxTelling by how many of them, the most telling, questions
	// are found.
	maxDraft   = 100
	maxTelling = 24
	// many is as far as the questions with a word are counted. A word that so
	// many have tells little, and would take long to follow up.
	many = 1000
	// fewTelling is up to how many words are gone by even if many have them.
	fewTelling = 3
	// unit is what a weight counts in, so that weights are whole numbers and
	// both databases add them up to the same.
	unit = 1000
	// leastScore is how like a text a question must be. It was chosen on half
	// of the drafts of the test's questions: the others measure it.
	leastScore = 18
)

// draftWord is a word of a text with the number of questions that have it.
type draftWord struct {
	text  string
	times int
	// weight says how telling the word is: the rarer, the more.
	weight int
}

type draftWords []draftWord

// draftOf are the different words of a text that are worth looking for. Years
// are not: they stand in references, and say nothing of what is asked.
func draftOf(text string) draftWords {
	var draft draftWords
	seen := map[string]bool{}
	for _, word := range split(text) {
		if len(draft) == maxDraft {
			break
		}
		if !seen[word] && !common[word] && !isYear(word) {
			seen[word] = true
			draft = append(draft, draftWord{text: word})
		}
	}
	return draft
}

func isYear(word string) bool {
	return len(word) == 4 && (strings.HasPrefix(word, "19") || strings.HasPrefix(word, "20")) && strings.Trim(word, "0123456789") == ""
}

// sought is a word as a database is asked for it.
type sought struct {
	Place  int    `json:"place"`
	Query  string `json:"query"`
	Weight int    `json:"weight"`
}

// soughtIn is a table of what is sought, for the FROM of a statement whose
// parameter is a JSON list of it.
func soughtIn(tx *gorm.DB) string {
	if db.Dialect(tx) == db.Postgres {
		return "jsonb_to_recordset(?::jsonb) AS sought (place bigint, query text, weight bigint)"
	}
	return "(SELECT value ->> 'place' AS place, value ->> 'query' AS query, value ->> 'weight' AS weight FROM json_each(?)) AS sought"
}

// holding are the records that have the word of a row of sought, as the end of
// a FROM and the beginning of a WHERE.
func holding(tx *gorm.DB) string {
	if db.Dialect(tx) == db.Postgres {
		return "records WHERE records.words @@ to_tsquery('english', sought.query) AND "
	}
	// SQLite keeps the order of a CROSS JOIN.
	return `records_text CROSS JOIN records_numbers ON records_numbers.number = records_text.rowid
		CROSS JOIN records ON records.ref = records_numbers.ref WHERE records_text MATCH sought.query AND `
}

// wordQuery asks a database for a word in any of its forms; with inTitle, in the
// title alone.
func wordQuery(dialect, word string, inTitle bool) string {
	quote, head, or, behind := `"`, "head_terms : ", " OR ", ""
	if dialect == db.Postgres {
		quote, head, or, behind = "'", "", " | ", ":A"
	}
	if !inTitle {
		head, behind = "", ""
	}
	forms := variants(word)
	for i, form := range forms {
		// A word has nothing but letters and digits, see split.
		forms[i] = quote + form + quote + behind
	}
	return head + "(" + strings.Join(forms, or) + ")"
}

func listOf(words []sought) (string, error) {
	list, err := json.Marshal(words)
	return string(list), err
}

// count learns in how many of the questions that pass the filter each word
// stands, as far as many, and weighs it by that.
func (d draftWords) count(tx *gorm.DB, filter string, args []any) error {
	words := make([]sought, len(d))
	for i, word := range d {
		words[i] = sought{i, wordQuery(db.Dialect(tx), word.text, false), 0}
	}
	list, err := listOf(words)
	if err != nil {
		return err
	}
	of := 0
	counts := tx.Raw("SELECT place, (SELECT count(*) FROM (SELECT 1 FROM "+holding(tx)+filter+" LIMIT ?) AS few) FROM "+soughtIn(tx)+
		" UNION ALL SELECT -1, count(*) FROM records WHERE "+filter,
		slices.Concat(args, []any{many, list}, args)...)
	err = each(counts, func(rows *sql.Rows) error {
		var place, times int
		err := rows.Scan(&place, &times)
		if place < 0 {
			of = times
		} else {
			d[place].times = times
		}
		return err
	})
	for i := range d {
		d[i].weight = int(math.Round(unit * math.Log(1+float64(of)/float64(max(d[i].times, 1)))))
	}
	return err
}

// telling are the words by which to find questions, the most telling first, and
// the weight of all that the text is about. A word that no question has counts
// for a third: it is something else, or only another way to say it.
func (d draftWords) telling() (draftWords, int) {
	var kept draftWords
	all := 0
	for _, word := range d {
		switch {
		case word.times == 0:
			all += word.weight / 3
		case !slices.ContainsFunc(kept, word.alike):
			kept = append(kept, word)
		}
	}
	slices.SortStableFunc(kept, func(a, b draftWord) int { return b.weight - a.weight })
	for i, word := range kept {
		if i == maxTelling || i >= fewTelling && word.times == many {
			kept = kept[:i]
			break
		}
		all += word.weight
	}
	return kept, all
}

// alike tells whether two words are forms of one, as far as that can be told
// without the stemming of the databases: they begin alike and stand in as many
// questions.
func (w draftWord) alike(other draftWord) bool {
	const beginning = 4
	begins := len(w.text) >= beginning && len(other.text) >= beginning && w.text[:beginning] == other.text[:beginning]
	return w.times == other.times && (begins || slices.Contains(variants(w.text), other.text))
}

// rank finds the questions that pass the filter and are like a text of which
// these are the telling words and all is the weight. As with a cosine, what
// they have in common is set against the weight of the one and the length of
// the other. A word in the title counts half as much again. One word in common
// is chance, unless there is only one.
func (d draftWords) rank(tx *gorm.DB, all int, filter string, args []any) ([]likeness, error) {
	var words []sought
	for i, word := range d {
		words = append(words,
			sought{i, wordQuery(db.Dialect(tx), word.text, false), word.weight},
			sought{i, wordQuery(db.Dialect(tx), word.text, true), word.weight / 2})
	}
	list, err := listOf(words)
	if err != nil {
		return nil, err
	}
	const common = "CAST(sum(weight) AS BIGINT)"
	const squared = common + " * " + common
	ranked := tx.Raw(`SELECT records.ref, `+squared+` / max(length(records.body_terms)) AS closeness FROM `+soughtIn(tx)+` CROSS JOIN `+holding(tx)+filter+` GROUP BY records.ref
		HAVING count(DISTINCT place) >= ? AND `+squared+` >= ? * max(length(records.body_terms))
		ORDER BY closeness DESC, records.ref DESC LIMIT ?`,
		slices.Concat([]any{list}, args, []any{min(2, len(d)), closeness(leastScore, all), maxSimilar})...)
	var found []likeness
	err = each(ranked, func(rows *sql.Rows) error {
		var ref models.Ref
		var near int64
		err := rows.Scan(&ref, &near)
		found = append(found, likeness{ref, score(near, all)})
		return err
	})
	return found, err
}

// closeness is the square of the common weight by a letter of the question, of
// a question with this score.
func closeness(score, all int) int64 {
	return int64(score) * int64(score) * unit * int64(all) / (100 * 100)
}

// score is the inverse of closeness.
func score(closeness int64, all int) int {
	return int(math.Round(100 * math.Sqrt(float64(closeness)/(unit*float64(all)))))
}
