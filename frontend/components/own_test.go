package components

import (
	"strings"
	"testing"

	"github.com/a-h/templ"
)

// TestOwnMarkup holds the components that have no fixtures to their markup.
func TestOwnMarkup(t *testing.T) {
	cases := map[string]struct {
		component templ.Component
		want      string
	}{
		"filter": {
			Filter{
				Action: "/questions", Clear: "/questions?sort=due", Keep: []Hidden{{Name: "sort", Value: "due"}},
				Selected: []FilterCategory{{Heading: "State", Tags: []FilterTag{{Text: "Put", Href: "/questions"}}}},
				HTML:     templ.Raw("<p>Controls</p>"),
			},
			`<form class="moj-filter app-filter" method="get" action="/questions" role="search" aria-label="Filter">
			<details class="app-filter__fold" open>
			<summary class="moj-filter__header app-filter__header"><h2 class="govuk-heading-s">Filter</h2>
			<span class="app-filter__applied">1 applied</span></summary>
			<div class="moj-filter__content">
			<div class="moj-filter__selected"><div class="moj-filter__selected-heading">
			<div class="moj-filter__heading-title"><h2 class="govuk-heading-s">Selected filters</h2></div>
			<div class="moj-filter__heading-action"><p>
			<a class="govuk-link govuk-link--no-visited-state" href="/questions?sort=due">Clear filters</a></p></div></div>
			<h3 class="govuk-heading-s govuk-!-margin-bottom-0">State</h3>
			<ul class="moj-filter-tags"><li><a class="moj-filter__tag" href="/questions">
			<span class="govuk-visually-hidden">Remove this filter</span> Put</a></li></ul></div>
			<div class="moj-filter__options">
			<button type="submit" class="govuk-button" data-module="govuk-button">Apply filters</button>` +
				`<input type="hidden" name="sort" value="due"><p>Controls</p></div></div></details></form>`,
		},
		"timeline": {
			Timeline{Items: []TimelineItem{
				{Title: "Put", By: "Nadia", Date: "12 March 2019", DateTime: "2019-03-12", Text: "At the meeting"},
				{Title: "Returned", Date: "in May 2019"},
			}},
			`<div class="moj-timeline">
			<div class="moj-timeline__item"><div class="moj-timeline__header">
			<h3 class="moj-timeline__title">Put</h3> <p class="moj-timeline__byline">by Nadia</p></div>
			<p class="moj-timeline__date"><time datetime="2019-03-12">12 March 2019</time></p>
			<div class="moj-timeline__description">At the meeting</div></div>
			<div class="moj-timeline__item"><div class="moj-timeline__header">
			<h3 class="moj-timeline__title">Returned</h3></div>
			<p class="moj-timeline__date">in May 2019</p></div></div>`,
		},
		"sub-navigation": {
			SubNavigation{Items: []NavItem{{Text: "Answers", Href: "/a", Current: true}, {Text: "History", Href: "/h"}}},
			`<nav class="moj-sub-navigation" aria-label="Secondary navigation"><ul class="moj-sub-navigation__list">
			<li class="moj-sub-navigation__item">
			<a class="moj-sub-navigation__link" href="/a" aria-current="page">Answers</a></li>
			<li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="/h">History</a></li></ul></nav>`,
		},
		"badge": {
			Badge{Text: "Official", Colour: BadgePurple},
			`<span class="moj-badge moj-badge--purple">Official</span>`,
		},
		"scroll region": {
			ScrollRegion{Label: "Questions", HTML: templ.Raw("<p>wide</p>")},
			`<div class="app-scroll" role="region" tabindex="0" aria-label="Questions"><p>wide</p></div>`,
		},
		"standings": {
			Standings{Label: "By state", Items: []Standing{{Tag: Tag{Text: "Put", Colour: Blue}, Count: "2", Href: "/q"}}},
			`<ul class="app-standings" aria-label="By state"><li class="app-standings__item">
			<a class="app-standings__link" href="/q"><span class="app-standings__count">2</span>
			<strong class="govuk-tag govuk-tag--blue">Put</strong></a></li></ul>`,
		},
	}
	for name, c := range cases {
		got, want := normalise(t, printed(t, c.component)), normalise(t, c.want)
		if got != want {
			t.Errorf("%s\n got:\n%s\nwant:\n%s", name, got, want)
		}
	}
}

func TestSortedHeader(t *testing.T) {
	header := func(sort Sort) string {
		return printed(t, Table{Head: []HeadCell{{Text: "Due", SortHref: "?sort=due", Sort: sort}}})
	}
	for sort, want := range map[Sort]string{Unsorted: "none", Ascending: "ascending", Descending: "descending"} {
		if !strings.Contains(header(sort), `aria-sort="`+want+`"`) {
			t.Errorf("a header that is sorted %q does not say %s", sort, want)
		}
	}
	if plain := printed(t, Table{Head: []HeadCell{{Text: "Due"}}}); strings.Contains(plain, "aria-sort") {
		t.Error("a header that cannot be sorted has aria-sort")
	}
}
