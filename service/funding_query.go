package service

import (
	"cmp"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"answerable/models"
)

// FundingQuery asks for awards and commissions: several values of one filter
// widen it, several filters narrow it.
type FundingQuery struct {
	Filters map[string][]string
}

// FundingFilters are the filters by which funding is narrowed, in the order of
// forms.
var FundingFilters = []string{"fund", "round", "year", "priority", "district", "organisation", "given"}

// GivenOptions are the values of the filter by how money was given.
var GivenOptions = []models.Option{
	{Value: models.GivenAsGrant, Label: "Grants"},
	{Value: models.GivenByCommission, Label: "Commissioned services and posts"},
}

var fundingYear = regexp.MustCompile(`^\d{4}$`)

// ParseFunding reads what is asked from an address.
func ParseFunding(values url.Values) (FundingQuery, error) {
	q := FundingQuery{Filters: map[string][]string{}}
	var problems models.Problems
	for _, name := range slices.Sorted(maps.Keys(values)) {
		wanted := slices.DeleteFunc(slices.Clone(values[name]), func(v string) bool { return v == "" })
		switch {
		case !slices.Contains(FundingFilters, name):
			problems = append(problems, models.Problem{Field: name, Code: "unknown_filter", Text: name + ": is not a filter of what the money bought"})
		case name == "year" && slices.ContainsFunc(wanted, func(v string) bool { return v != models.YearUnknown && !fundingYear.MatchString(v) }):
			problems = append(problems, models.Problem{Field: name, Code: "pattern", Text: "Year: must be a year, for example 2019, or “" + models.YearUnknown + "”"})
		case name == "given" && slices.ContainsFunc(wanted, func(v string) bool { return !slices.Contains(models.GivenValues, v) }):
			problems = append(problems, models.Problem{Field: name, Code: "choice", Text: "Kind: must be " + strings.Join(models.GivenValues, " or ")})
		}
		if len(wanted) > 0 && slices.Contains(FundingFilters, name) {
			q.Filters[name] = wanted
		}
	}
	return q, problems.Or()
}

// With narrows the query to one value of a filter; the empty filter leaves it
// as it is.
func (q FundingQuery) With(filter, value string) FundingQuery {
	filters := maps.Clone(q.Filters)
	if filters == nil {
		filters = map[string][]string{}
	}
	if filter != "" {
		filters[filter] = []string{value}
	}
	return FundingQuery{filters}
}

// Given narrows the query to what was given, as a grant or by a commission.
func (q FundingQuery) Given() FundingQuery {
	given := q.With("", "")
	if len(given.Filters["given"]) == 0 {
		given.Filters["given"] = models.GivenValues
	}
	return given
}

// List is the list of the records of a kind that the query asks for: awards,
// commissions, or what is part of them. It is false where there can be none.
func (q FundingQuery) List(k *models.Kind) (Query, bool) {
	list := Query{Filters: map[string][]string{}}
	for name, wanted := range q.Filters {
		filter := name
		switch {
		case k.UnderNamed("under_"+name) != nil:
			filter = "under_" + name
		case k == models.CommissionKind && name == "organisation":
			filter = "provider"
		case k == models.CommissionKind && name == "round":
			// A commission has no round.
			if !slices.Contains(wanted, NotRecorded) {
				return list, false
			}
			continue
		case name == "given":
			as := givenAs[k]
			if !slices.Contains(wanted, as) {
				return list, false
			}
			wanted = []string{as}
		}
		list.Filters[filter] = wanted
	}
	return list, true
}

var givenAs = map[*models.Kind]string{models.AwardKind: models.GivenAsGrant, models.CommissionKind: models.GivenByCommission}

// Parts is the list of what is part of the records that the query asks for,
// narrowed by one more filter.
func (q FundingQuery) Parts(k *models.Kind, filter string, wanted ...string) Query {
	list, _ := q.List(k)
	if filter != "" {
		list.Filters[filter] = wanted
	}
	if k == models.AwardOutcomeKind {
		maps.Copy(list.Filters, currentOnly)
	}
	return list
}

func (t FundingTable) compare(a, b FundingRow) int {
	known := func(row FundingRow) int {
		if row.Label == "" {
			return 1
		}
		return 0
	}
	order := cmp.Compare(known(a), known(b))
	switch t.By {
	case "year":
		order = cmp.Or(order, strings.Compare(b.Label, a.Label))
	case "organisation":
		order = cmp.Or(order, cmp.Compare(b.Awarded().Sum, a.Awarded().Sum))
	}
	return cmp.Or(order, strings.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)), strings.Compare(a.Value, b.Value))
}
