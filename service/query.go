package service

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"answerable/models"
)

// PageSize is how many records a page of a list holds, and MaxPageSize how
// many a program may ask for at once.
const (
	PageSize    = 25
	MaxPageSize = 200
)

// Query is what a list is asked for. The zero value is the first page of
// everything, in the kind's own order.
type Query struct {
	// Filters holds the wanted values of fields, derived facts, "state",
	// "sample" and "marking", and of the bounds of dates ("due_before");
	// several values of one filter widen it, several filters narrow it.
	Filters map[string][]string
	// Text narrows the list to records that full-text search finds.
	Text string
	// Sort is a field's name, with a minus in front for descending.
	Sort string
	// After is the Next of the page before.
	After string
	// Limit is how many records; 0 means PageSize.
	Limit int
}

// baseFilters are the filters that every kind has beside its fields.
var baseFilters = []string{"state", "sample", "marking"}

// ParseQuery reads a query from an address. Names that are no filter of the
// kind are problems: a filter that is ignored shows too much.
func ParseQuery(k *models.Kind, values url.Values) (Query, error) {
	q := Query{Filters: map[string][]string{}, Text: strings.TrimSpace(values.Get("q")), Sort: values.Get("sort"), After: values.Get("after")}
	var problems models.Problems
	for name, wanted := range values {
		wanted = slices.DeleteFunc(slices.Clone(wanted), func(v string) bool { return v == "" })
		switch {
		case slices.Contains([]string{"q", "sort", "after"}, name):
		case name == "limit":
			problems = append(problems, q.readLimit(wanted)...)
		case filterable(k, name):
			problems = append(problems, badBounds(k, name, wanted)...)
			if len(wanted) > 0 {
				q.Filters[name] = wanted
			}
		default:
			problems = append(problems, models.Problem{Field: name, Code: "unknown_filter", Text: name + ": is not a filter of " + lowerFirst(k.Many)})
		}
	}
	if q.Sort != "" && !sortable(k, strings.TrimPrefix(q.Sort, "-")) {
		problems = append(problems, models.Problem{Field: "sort", Code: "unknown_sort", Text: "sort: " + lowerFirst(k.Many) + " cannot be sorted by " + q.Sort})
	}
	slices.SortFunc(problems, func(a, b models.Problem) int { return strings.Compare(a.Field, b.Field) })
	return q, problems.Or()
}

// Values writes the query as it stands in an address, without the page.
func (q Query) Values() url.Values {
	values := url.Values{}
	for name, wanted := range q.Filters {
		values[name] = slices.Clone(wanted)
	}
	if q.Text != "" {
		values.Set("q", q.Text)
	}
	if q.Sort != "" {
		values.Set("sort", q.Sort)
	}
	return values
}

func (q *Query) readLimit(wanted []string) models.Problems {
	limit, err := strconv.Atoi(strings.Join(wanted, ","))
	if err != nil || limit < 1 || limit > MaxPageSize {
		return models.Problems{{Field: "limit", Code: "out_of_range", Text: fmt.Sprintf("limit: must be a number from 1 to %d", MaxPageSize)}}
	}
	q.Limit = limit
	return nil
}

func badBounds(k *models.Kind, name string, wanted []string) models.Problems {
	if _, isBound := boundNamed(k, name); isBound && (len(wanted) > 1 || len(wanted) == 1 && !models.Date(wanted[0]).Valid()) {
		return models.Problems{{Field: name, Code: "date", Text: name + ": must be one date, for example 2019-01-21"}}
	}
	return nil
}

func filterable(k *models.Kind, name string) bool {
	derived := k.DerivedNamed(name)
	_, isBound := boundNamed(k, name)
	return isBound || slices.Contains(baseFilters, name) || k.FilterField(name) != nil || k.BehindNamed(name) != nil || k.UnderNamed(name) != nil || k.Said.Takes(name) || k.OwnWorkNamed(name) != nil || derived != nil && derived.SQL != ""
}

// Bound is a filter that keeps what lies before or after a date.
type Bound struct {
	// Name is that of the filter: "due_before" for the field due_on.
	Name  string
	Field *models.Field
	// Sign compares the field with the date; Label says the filter in words.
	Sign  string
	Label string
}

// Bounds are the filters by date that lists of a kind have: those by which
// they can be sorted.
func Bounds(k *models.Kind) []Bound {
	var bounds []Bound
	for _, field := range k.Fields {
		if field.Type == models.DateField && field.Sort {
			base := strings.TrimSuffix(field.Name, "_on")
			bounds = append(bounds, Bound{base + "_before", field, "<", field.Label + ": before"}, Bound{base + "_after", field, ">", field.Label + ": after"})
		}
	}
	return bounds
}

func boundNamed(k *models.Kind, name string) (Bound, bool) {
	bounds := Bounds(k)
	at := slices.IndexFunc(bounds, func(b Bound) bool { return b.Name == name })
	if at < 0 {
		return Bound{}, false
	}
	return bounds[at], true
}

func sortable(k *models.Kind, name string) bool {
	field := k.Field(name)
	return name == "ref" || name == "updated_at" || field != nil && field.Sort || name == strings.TrimPrefix(k.Order, "-")
}

// narrow applies the query's filters to a statement on the kind's table, as
// far as what they speak of is there for the person.
func (q Query) narrow(tx *gorm.DB, k *models.Kind, who *models.Actor, today models.Date) (*gorm.DB, error) {
	for _, name := range slices.Sorted(maps.Keys(q.Filters)) {
		wanted := q.Filters[name]
		field, derived := k.FilterField(name), k.DerivedNamed(name)
		bound, isBound := boundNamed(k, name)
		switch {
		case !filterable(k, name):
			return nil, models.Fail(models.Invalid, "%s is not a filter of %s", name, lowerFirst(k.Many))
		case isBound:
			tx = tx.Where(bound.Field.Name+" <> '' AND "+bound.Field.Name+" "+bound.Sign+" ?", wanted[0])
		case derived != nil:
			tx = derivedIs(tx, derived, wanted, today)
		case k.BehindNamed(name) != nil:
			body, args := bodyBehind(k, k.BehindNamed(name).Field, who)
			tx = tx.Where(body+" IN ?", append(args, unknownAsEmpty(wanted))...)
		case k.OwnWorkNamed(name) != nil:
			condition, args := k.OwnWork.For(who.Person, wanted)
			tx = tx.Where(condition, args...)
		case k.UnderNamed(name) != nil:
			var err error
			if tx, err = partsUnder(tx, k, k.UnderNamed(name), who, wanted, today); err != nil {
				return nil, err
			}
		case k.Said.Takes(name):
			if _, both := q.Filters[k.Said.Name]; name == k.Said.Name || !both {
				tx = said(tx, k, who, q.Filters[k.Said.Name], q.Filters[k.Said.By])
			}
		case field != nil:
			var err error
			if tx, err = fieldIs(tx, k, field, who, name, wanted, today); err != nil {
				return nil, err
			}
		default:
			tx = tx.Where(name+" IN ?", unknownAsEmpty(wanted))
		}
	}
	switch {
	case q.Text == "":
	case len(words(q.Text)) == 0: // nothing but words that are too common
		tx = tx.Where("1=0")
	default:
		matching, args := matches(tx, q.Text)
		tx = tx.Where("ref IN ("+matching+")", args...)
	}
	return tx, nil
}

// fieldIs narrows a statement to records of which a field is one of the wanted
// values, as far as what it points at is there for the person.
func fieldIs(tx *gorm.DB, k *models.Kind, field *models.Field, who *models.Actor, name string, wanted []string, today models.Date) (*gorm.DB, error) {
	switch carried := models.CarriedOverBy(k, field.Name); {
	case field.Type == models.RefsField:
		return pointing(tx, k, field, who, wanted), nil
	case carried != nil:
		tx, err := orCarried(tx, carried, who, wanted, today)
		return tx, unavailable(err)
	case field.Type == models.RefField && slices.Contains(wanted, NotRecorded) && !seesAll(who, kindsOf(field)):
		return pointingAtNothing(tx, k, field, who, wanted), nil
	default:
		return tx.Where(name+" IN ?", unknownAsEmpty(wanted)), nil
	}
}

// derivedIs narrows a statement to records of which a derived fact is one of
// the wanted values on a day.
func derivedIs(tx *gorm.DB, derived *models.Derived, wanted []string, today models.Date) *gorm.DB {
	if holds := derived.HoldsOn(wanted[0], today); holds != "" && len(wanted) == 1 {
		return tx.Where(holds)
	}
	return tx.Where("("+derived.On(today)+") IN ?", wanted)
}

// pointing narrows a statement to records that point at one of the wanted ones.
// For one, which is the usual case, it is a join, so that the database can
// begin with whichever side has fewer rows.
func pointing(tx *gorm.DB, k *models.Kind, field *models.Field, who *models.Actor, wanted []string) *gorm.DB {
	if slices.Contains(wanted, NotRecorded) {
		return pointingAtNothing(tx, k, field, who, wanted)
	}
	by := "by_" + field.Name
	linked := fmt.Sprintf("%[1]s.from_ref = %[2]s.ref AND %[1]s.field = ? AND %[1]s.to_ref", by, k.Table())
	if len(wanted) == 1 {
		return tx.Joins("JOIN links "+by+" ON "+linked+" = ?", field.Name, wanted[0])
	}
	return tx.Where("EXISTS (SELECT 1 FROM links "+by+" WHERE "+linked+" IN ?)", field.Name, wanted)
}

// pointingAtNothing keeps the records that point at none that the person may
// see, and those that point at one of the wanted ones.
func pointingAtNothing(tx *gorm.DB, k *models.Kind, field *models.Field, who *models.Actor, wanted []string) *gorm.DB {
	seen, args := pointedAt(field, who)
	own := k.Table() + ".ref"
	return tx.Where("("+own+" NOT IN (SELECT from_ref FROM ("+seen+") seen) OR "+own+" IN (SELECT from_ref FROM ("+seen+") seen WHERE to_ref IN ?))",
		slices.Concat(args, args, []any{wanted})...)
}

// pointedAt is a statement that gives what is pointed at by a field, from_ref
// and to_ref, as far as the person may see what is pointed at.
func pointedAt(field *models.Field, who *models.Actor) (string, []any) {
	filter, args := visibleRecords(who, registerAs("pointed"), kindsOf(field)...)
	return "SELECT links.from_ref, links.to_ref FROM links JOIN records pointed ON pointed.ref = links.to_ref WHERE links.field = ? AND " + filter,
		append([]any{field.Name}, args...)
}

// NotRecorded is the filter value for "nothing is recorded".
const NotRecorded = "unknown"

func unknownAsEmpty(wanted []string) []string {
	values := slices.Clone(wanted)
	for i, value := range values {
		if value == NotRecorded {
			values[i] = ""
		}
	}
	return values
}

// order is by which column a list is sorted, the reference deciding ties.
type order struct {
	column     string
	descending bool
}

func (q Query) order(k *models.Kind) order {
	sort := q.Sort
	if sort == "" {
		sort = k.Order
	}
	column, descending := strings.CutPrefix(sort, "-")
	return order{column, descending}
}

func (o order) clause(k *models.Kind) string {
	direction := " ASC"
	if o.descending {
		direction = " DESC"
	}
	if o.column == "ref" {
		return "ref" + direction
	}
	return o.expression(k) + direction + ", ref" + direction
}

// expression is the sorted value; a number that is not recorded comes first.
func (o order) expression(k *models.Kind) string {
	if f := k.Field(o.column); f != nil && (f.Type == models.NumberField || f.Type == models.MoneyField) && f.Name != "version" {
		return "COALESCE(" + o.column + ", -1)"
	}
	return o.column
}

// cursor is where a page ended: the sorted value and the reference.
type cursor struct {
	Value any        `json:"v"`
	Ref   models.Ref `json:"r"`
}

func (o order) after(tx *gorm.DB, k *models.Kind, text string) (*gorm.DB, error) {
	if text == "" {
		return tx, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(text)
	var at cursor
	if err == nil {
		err = json.Unmarshal(raw, &at)
	}
	value, fits := o.read(k, at.Value)
	if err != nil || !fits || strings.ContainsRune(string(at.Ref), 0) {
		return nil, models.Problems{{Field: "after", Text: "after: must be the “next” of a page of the same list"}}.Or()
	}
	sign := ">"
	if o.descending {
		sign = "<"
	}
	if o.column == "ref" {
		return tx.Where("ref "+sign+" ?", at.Ref), nil
	}
	return tx.Where("("+o.expression(k)+", ref) "+sign+" (?, ?)", value, at.Ref), nil
}

// read gives the value of a cursor the type of the sorted column; what does
// not fit was not written by next.
func (o order) read(k *models.Kind, value any) (any, bool) {
	field := k.Field(o.column)
	switch value := value.(type) {
	case nil:
		return nil, o.column == "ref"
	case float64:
		whole := int64(value)
		return whole, field != nil && (field.Type == models.NumberField || field.Type == models.MoneyField) && math.Abs(value) < 1<<53 && float64(whole) == value
	case string:
		if field != nil && field.Type == models.InstantField {
			at, err := time.Parse(time.RFC3339Nano, value)
			return at.UTC(), err == nil
		}
		return value, field != nil && field.Type != models.NumberField && field.Type != models.MoneyField && !strings.ContainsRune(value, 0)
	default:
		return nil, false
	}
}

// next is the cursor behind a record.
func (o order) next(k *models.Kind, m models.Model) string {
	at := cursor{Ref: m.Base().Ref}
	if field := k.Field(o.column); field != nil && o.column != "ref" {
		switch value := field.Value(m).(type) {
		case *int64:
			at.Value = orMinusOne(value)
		case *models.Pence:
			at.Value = orMinusOne((*int64)(value))
		case time.Time:
			at.Value = value.UTC()
		default:
			at.Value = field.Plain(m)
		}
	}
	text, err := json.Marshal(at)
	if err != nil {
		panic(fmt.Sprintf("service: a cursor of plain values cannot fail to be written: %v", err))
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

func orMinusOne(n *int64) int64 {
	if n == nil {
		return -1
	}
	return *n
}
