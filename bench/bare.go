package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"answerable/models"
)

// bare is the server that the product is measured against: net/http and pgx,
// written by hand for these few requests. It sends the statements that the
// product was seen to send for each, row filter included, and answers the same
// JSON. It knows no sign-in, no validation, no trail.
type bare struct {
	pool *pgxpool.Pool
	// plan holds the statements by the path of the request.
	plan map[string][]statement
}

// serveBare runs the bare server until it is stopped.
func serveBare(ctx context.Context, listen, database, plan string) error {
	conf, err := pgxpool.ParseConfig(database)
	if err != nil {
		return err
	}
	// As the product has it.
	conf.MaxConns = 8
	conf.ConnConfig.RuntimeParams["plan_cache_mode"] = "force_custom_plan"
	pool, err := pgxpool.NewWithConfig(ctx, conf)
	if err != nil {
		return err
	}
	defer pool.Close()
	b := &bare{pool: pool}
	if b.plan, err = readPlan(plan); err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /list/{scenario}/{n}", b.answer(b.list))
	mux.HandleFunc("GET /record/{scenario}/{n}", b.answer(b.record))
	mux.HandleFunc("GET /thread/{scenario}/{n}", b.answer(b.thread))
	mux.HandleFunc("GET /search/{scenario}/{n}", b.answer(b.search))
	mux.HandleFunc("POST /questions", b.create)
	mux.HandleFunc("GET /ready", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	return (&http.Server{Addr: listen, Handler: mux, ReadHeaderTimeout: 10 * time.Second}).ListenAndServe()
}

func readPlan(path string) (map[string][]statement, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	plan := map[string][]statement{}
	decoder := json.NewDecoder(file)
	decoder.UseNumber()
	if err := decoder.Decode(&plan); err != nil {
		return nil, err
	}
	for _, statements := range plan {
		for _, s := range statements {
			for i, arg := range s.Args {
				if number, is := arg.(json.Number); is {
					if s.Args[i], err = number.Int64(); err != nil {
						return nil, err
					}
				}
			}
		}
	}
	return plan, nil
}

// answer looks up the statements of a request and writes what fn makes of them.
func (b *bare) answer(fn func(ctx context.Context, plan []statement) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		plan, known := b.plan[r.URL.Path]
		if !known {
			http.NotFound(w, r)
			return
		}
		value, err := fn(r.Context(), plan)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		writeJSON(w, http.StatusOK, value)
	}
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	_, _ = w.Write(text)
}

// question is one as the API writes it.
type question struct {
	Ref           string          `json:"ref"`
	Version       int             `json:"version"`
	State         string          `json:"state"`
	Side          string          `json:"side"`
	Sample        string          `json:"sample"`
	CreatedAt     time.Time       `json:"created_at"`
	CreatedBy     string          `json:"created_by"`
	UpdatedAt     time.Time       `json:"updated_at"`
	UpdatedBy     string          `json:"updated_by"`
	Meeting       string          `json:"meeting"`
	Title         string          `json:"title"`
	Text          string          `json:"text"`
	Wording       string          `json:"wording"`
	Why           string          `json:"why"`
	AskedOf       string          `json:"asked_of"`
	FollowsUp     string          `json:"follows_up"`
	PutOn         string          `json:"put_on"`
	DueOn         string          `json:"due_on"`
	DueRevisions  json.RawMessage `json:"due_revisions"`
	Clock         string          `json:"clock"`
	StartedOn     string          `json:"started_on"`
	DueHow        string          `json:"due_how"`
	StoppedOn     string          `json:"stopped_on"`
	Stops         json.RawMessage `json:"stops"`
	AskedUntil    string          `json:"asked_until"`
	AskedWhy      string          `json:"asked_why"`
	HoldingReply  string          `json:"holding_reply"`
	TransferredTo string          `json:"transferred_to"`
	Priorities    refs            `json:"priorities"`
	Districts     refs            `json:"districts"`
	Owner         string          `json:"owner"`
	CameFrom      string          `json:"came_from"`
	Sources       refs            `json:"sources"`
	SameAs        refs            `json:"same_as"`
	Remarks       string          `json:"remarks"`
	Marking       string          `json:"marking"`
	Overdue       string          `json:"overdue"`
	MoreTime      string          `json:"more_time"`
	Heading       string          `json:"heading"`
}

// refs is a list kept as JSON in a column of text.
type refs []string

func (r *refs) Scan(text any) error { return json.Unmarshal([]byte(text.(string)), r) }

type rawText json.RawMessage

func (r *rawText) Scan(text any) error { *r = rawText(text.(string)); return nil } //nolint:unparam // sql.Scanner has an error

// columns are those of the table, in the order of pointers.
var columns = []string{
	"ref", "version", "state", "side", "sample", "created_at", "created_by", "updated_at", "updated_by", "meeting", "title", "text", "wording", "why",
	"asked_of", "follows_up", "put_on", "due_on", "due_revisions", "clock", "started_on", "due_how", "stopped_on", "stops",
	"asked_until", "asked_why", "holding_reply", "transferred_to", "priorities", "districts", "owner", "came_from",
	"sources", "same_as", "remarks", "marking",
}

func (q *question) pointers() []any {
	return []any{
		&q.Ref, &q.Version, &q.State, &q.Side, &q.Sample, &q.CreatedAt, &q.CreatedBy, &q.UpdatedAt, &q.UpdatedBy, &q.Meeting, &q.Title, &q.Text, &q.Wording, &q.Why,
		&q.AskedOf, &q.FollowsUp, &q.PutOn, &q.DueOn, (*rawText)(&q.DueRevisions), &q.Clock, &q.StartedOn, &q.DueHow, &q.StoppedOn, (*rawText)(&q.Stops),
		&q.AskedUntil, &q.AskedWhy, &q.HoldingReply, &q.TransferredTo, &q.Priorities, &q.Districts, &q.Owner, &q.CameFrom,
		&q.Sources, &q.SameAs, &q.Remarks, &q.Marking,
	}
}

// questions reads the records that a statement finds.
func (b *bare) questions(ctx context.Context, s statement) ([]question, error) {
	rows, err := b.pool.Query(ctx, s.SQL, s.Args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	today := string(models.DateOf(time.Now()))
	described := rows.FieldDescriptions()
	places, at := make([]int, len(described)), make([]any, len(described))
	for i, column := range described {
		if places[i] = slices.Index(columns, column.Name); places[i] < 0 {
			return nil, fmt.Errorf("%w: a column %s", errPlan, column.Name)
		}
	}
	var list []question
	for rows.Next() {
		var q question
		pointers := q.pointers()
		for i, place := range places {
			at[i] = pointers[place]
		}
		if err := rows.Scan(at...); err != nil {
			return nil, err
		}
		q.derive(today)
		list = append(list, q)
	}
	return list, rows.Err()
}

// derive says what follows from the question and the day.
func (q *question) derive(today string) {
	q.Heading, q.Overdue, q.MoreTime = q.Title, "no", "no"
	waits := q.State == "put" || q.State == "returned"
	if waits && q.StoppedOn == "" && q.DueOn != "" && q.DueOn < today {
		q.Overdue = "yes"
	}
	if waits && q.AskedUntil != "" {
		q.MoreTime = "asked"
	}
}

type name struct {
	Kind  string `json:"kind"`
	Title string `json:"title"`
	State string `json:"state"`
}

func (b *bare) names(ctx context.Context, s statement) (map[string]name, error) {
	rows, err := b.pool.Query(ctx, s.SQL, s.Args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	names := map[string]name{}
	for rows.Next() {
		var ref string
		var n name
		if err := rows.Scan(&ref, &n.Kind, &n.Title, &n.State); err != nil {
			return nil, err
		}
		names[ref] = n
	}
	return names, rows.Err()
}

// show takes out what the names do not know.
func (q *question) show(names map[string]name) {
	for _, ref := range []*string{&q.Meeting, &q.AskedOf, &q.FollowsUp, &q.Clock, &q.TransferredTo, &q.Owner, &q.CreatedBy, &q.UpdatedBy} {
		if _, seen := names[*ref]; !seen {
			*ref = ""
		}
	}
	for _, list := range []*refs{&q.Priorities, &q.Districts, &q.Sources, &q.SameAs} {
		*list = slices.DeleteFunc(*list, func(ref string) bool { _, seen := names[ref]; return !seen })
	}
}

// about finds the one statement of a plan whose text holds a part.
func about(plan []statement, part string) (statement, bool) {
	i := slices.IndexFunc(plan, func(s statement) bool { return strings.Contains(s.SQL, part) })
	if i < 0 {
		return statement{}, false
	}
	return plan[i], true
}

var errPlan = errors.New("the product sends statements that this server does not know")

// What the statements of the product are known by.
const (
	ofQuestions = "ORDER BY due_on"
	ofCount     = "count("
	ofNames     = "title, state FROM"
	ofThread    = "row_number()"
	ofFound     = "r.extract"
)

type list struct {
	Items []question      `json:"items"`
	Names map[string]name `json:"names"`
	Next  string          `json:"next"`
	Total *int64          `json:"total,omitempty"`
}

func (b *bare) list(ctx context.Context, plan []statement) (any, error) {
	rows, first := about(plan, ofQuestions)
	known, second := about(plan, ofNames)
	if !first || !second {
		return nil, errPlan
	}
	found, err := b.questions(ctx, rows)
	if err != nil {
		return nil, err
	}
	names, err := b.names(ctx, known)
	if err != nil {
		return nil, err
	}
	page := list{Items: found, Names: names}
	if len(found) > 25 {
		page.Items = found[:25]
		last := found[24]
		cursor, err := json.Marshal(struct {
			Value string `json:"v"`
			Ref   string `json:"r"`
		}{last.DueOn, last.Ref})
		if err != nil {
			return nil, err
		}
		page.Next = base64.RawURLEncoding.EncodeToString(cursor)
	}
	for i := range page.Items {
		page.Items[i].show(names)
	}
	count, counted := about(plan, ofCount)
	if counted {
		page.Total = new(int64)
		if err := b.pool.QueryRow(ctx, count.SQL, count.Args...).Scan(page.Total); err != nil {
			return nil, err
		}
	}
	return page, b.drain(ctx, plan, rows, known, count)
}

type detail struct {
	question
	Names map[string]name `json:"names"`
	May   struct {
		Edit  bool     `json:"edit"`
		Moves []string `json:"moves"`
	} `json:"may"`
}

// moves are those that are open to a plan manager in a state.
var moves = map[string][]string{
	"draft":    {"drop"},
	"put":      {"extend", "correct", "transfer", "withdraw"},
	"answered": {"return", "close", "correct", "withdraw"},
	"closed":   {"reopen", "correct"},
}

func (b *bare) record(ctx context.Context, plan []statement) (any, error) {
	known, found := about(plan, ofNames)
	if !found {
		return nil, errPlan
	}
	one, err := b.questions(ctx, plan[0])
	if err != nil || len(one) == 0 {
		return nil, errors.Join(err, errPlan)
	}
	names, err := b.names(ctx, known)
	if err != nil {
		return nil, err
	}
	d := detail{question: one[0], Names: names}
	d.show(names)
	d.May.Edit, d.May.Moves = d.State == "draft", append([]string{}, moves[d.State]...)
	return d, nil
}

type group struct {
	Kind  string  `json:"kind"`
	Field string  `json:"field"`
	Label string  `json:"label"`
	Total int64   `json:"total"`
	Items []named `json:"items"`
}

type named struct {
	Ref string `json:"ref"`
	name
}

// inverses are what the other end of a link is called.
var inverses = map[string]string{
	"answer.question": "Answers", "limb.question": "Limbs", "question.follows_up": "Followed up by", "assurance.taken_from": "Assurances taken from it",
}

func (b *bare) thread(ctx context.Context, plan []statement) (any, error) {
	linked, found := about(plan, ofThread)
	if !found {
		return nil, errPlan
	}
	if err := b.drain(ctx, plan, linked); err != nil {
		return nil, err
	}
	rows, err := b.pool.Query(ctx, linked.SQL, linked.Args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	groups := []group{}
	for rows.Next() {
		var field string
		var n named
		var total int64
		if err := rows.Scan(&field, &n.Kind, &n.Ref, &n.Title, &n.State, &total); err != nil {
			return nil, err
		}
		if last := len(groups) - 1; last < 0 || groups[last].Kind != n.Kind || groups[last].Field != field {
			groups = append(groups, group{Kind: n.Kind, Field: field, Label: inverses[n.Kind+"."+field], Total: total})
		}
		groups[len(groups)-1].Items = append(groups[len(groups)-1].Items, n)
	}
	return map[string]any{"groups": groups}, rows.Err()
}

// drain runs the statements of a plan that nothing was made of yet, and only
// reads their rows.
func (b *bare) drain(ctx context.Context, plan []statement, done ...statement) error {
	for _, s := range plan {
		if _, used := about(done, s.SQL); used {
			continue
		}
		rows, err := b.pool.Query(ctx, s.SQL, s.Args...)
		if err != nil {
			return err
		}
		for rows.Next() {
			if _, err := rows.Values(); err != nil {
				rows.Close()
				return err
			}
		}
		if err := rows.Err(); err != nil {
			return err
		}
	}
	return nil
}

type found struct {
	named
	Extract string `json:"extract"`
}

type results struct {
	Items []found          `json:"items"`
	Total int64            `json:"total"`
	Kinds map[string]int64 `json:"kinds"`
	More  bool             `json:"more"`
}

func (b *bare) search(ctx context.Context, plan []statement) (any, error) {
	r := results{Items: []found{}, Kinds: map[string]int64{}}
	for _, s := range plan {
		var err error
		switch {
		case strings.Contains(s.SQL, ofFound):
			err = b.found(ctx, s, &r)
		case strings.Contains(s.SQL, ofCount):
			err = b.kinds(ctx, s, &r)
		default:
			err = b.drain(ctx, []statement{s})
		}
		if err != nil {
			return nil, err
		}
	}
	r.More = r.Total > 25
	return r, nil
}

func (b *bare) kinds(ctx context.Context, s statement, r *results) error {
	rows, err := b.pool.Query(ctx, s.SQL, s.Args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var kind string
		var n int64
		if err := rows.Scan(&kind, &n); err != nil {
			return err
		}
		r.Kinds[kind] = n
		r.Total += n
	}
	return rows.Err()
}

func (b *bare) found(ctx context.Context, s statement, r *results) error {
	rows, err := b.pool.Query(ctx, s.SQL, s.Args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var f found
		if err := rows.Scan(&f.Ref, &f.Kind, &f.Title, &f.State, &f.Extract); err != nil {
			return err
		}
		r.Items = append(r.Items, f)
	}
	return rows.Err()
}

// create keeps a question and nothing beside it: the next number of its
// meeting and the row, in one transaction.
func (b *bare) create(w http.ResponseWriter, r *http.Request) {
	q := question{Version: 1, State: "draft", Side: "opcc", Marking: "OFFICIAL", DueRevisions: json.RawMessage("[]"), Stops: json.RawMessage("[]"), Overdue: "no", MoreTime: "no"}
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	now := time.Now().UTC().Truncate(time.Microsecond)
	q.CreatedAt, q.UpdatedAt, q.Heading = now, now, q.Title
	err := pgx.BeginFunc(r.Context(), b.pool, func(tx pgx.Tx) error {
		var last int64
		err := tx.QueryRow(r.Context(), "INSERT INTO numbers (prefix, last) VALUES ($1, 1) ON CONFLICT (prefix) DO UPDATE SET last = numbers.last + 1 RETURNING last", q.Meeting+"-Q").Scan(&last)
		if err != nil {
			return err
		}
		q.Ref = fmt.Sprintf("%s-Q%d", q.Meeting, last)
		return b.insert(r.Context(), tx, &q)
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	writeJSON(w, http.StatusCreated, q)
}

var insertQuestion = "INSERT INTO questions (" + strings.Join(columns, ", ") + `) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36)`

func (b *bare) insert(ctx context.Context, tx pgx.Tx, q *question) error {
	lists := make([]string, 4)
	for i, list := range []refs{q.Priorities, q.Districts, q.Sources, q.SameAs} {
		text, err := json.Marshal(append(refs{}, list...))
		if err != nil {
			return err
		}
		lists[i] = string(text)
	}
	_, err := tx.Exec(ctx, insertQuestion, q.Ref, q.Version, q.State, q.Side, q.Sample, q.CreatedAt, q.CreatedBy, q.UpdatedAt, q.UpdatedBy,
		q.Meeting, q.Title, q.Text, q.Wording, q.Why, q.AskedOf, q.FollowsUp, q.PutOn, q.DueOn, string(q.DueRevisions), q.Clock, q.StartedOn, q.DueHow, q.StoppedOn, string(q.Stops),
		q.AskedUntil, q.AskedWhy, q.HoldingReply, q.TransferredTo, lists[0], lists[1], q.Owner, q.CameFrom, lists[2], lists[3], q.Remarks, q.Marking)
	return err
}
