package frontend

import (
	"net/url"
	"slices"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// threadGroup is the records of one kind that refer to a record in one way.
type threadGroup struct {
	ID    string
	Title string
	Items []service.Name
	Total int64
	// All is the register of them, if they are more than Items.
	All string
	// Among is what this group and many others are called, where they stand
	// together, folded up.
	Among string
	// Add are the ways in which this person may add another.
	Add []components.Link
}

// thread fills in what refers to the record: its parts, then the rest, and
// apart from them what is attached to it.
func (v *visit) thread(view *recordView) error {
	ref := view.Model.Base().Ref
	found, err := v.service.Thread(v.ctx(), v.who, ref)
	if err != nil {
		return err
	}
	found = slices.DeleteFunc(found, func(g service.Group) bool { return slices.Contains(view.Own.Covers, g.Kind+"."+g.Field) })
	for _, child := range view.Kind.Children() {
		if slices.Contains(view.Own.Covers, child.Name+"."+child.Parent) || len(child.Reading(v.who)) == 0 {
			continue
		}
		at := slices.IndexFunc(found, func(g service.Group) bool { return g.Kind == child.Name && g.Field == child.Parent })
		group := threadGroup{ID: child.Plural, Title: child.Field(child.Parent).Inverse, Add: v.addLinks(child, ref)}
		if at >= 0 {
			group.take(found[at], ref)
			found = slices.Delete(found, at, at+1)
		}
		if child.Field(child.Parent).Any() {
			view.Attached = append(view.Attached, group)
		} else {
			view.Groups = append(view.Groups, group)
		}
	}
	for _, other := range found {
		group := threadGroup{ID: other.Kind + "-" + other.Field, Title: groupTitle(other, found)}
		if alike(other, found) > fewGroups {
			group.Title, group.Among = models.KindNamed(other.Kind).Many, other.Label
		}
		group.take(other, ref)
		view.Groups = append(view.Groups, group)
	}
	return nil
}

// take fills the group with what the service found.
func (t *threadGroup) take(found service.Group, ref models.Ref) {
	t.Items, t.Total = found.Items, found.Total
	k := models.KindNamed(found.Kind)
	if field := k.Field(found.Field); field.Filter {
		t.All = withQuery("/"+k.Plural, url.Values{field.FilterName: {string(ref)}})
	}
}

// fewGroups is up to how many groups that are called the same stand open.
const fewGroups = 3

// groupTitle is what this end calls the group, with the kind where another
// group is called the same.
func groupTitle(group service.Group, all []service.Group) string {
	if alike(group, all) > 1 {
		return group.Label + ": " + lowerFirst(models.KindNamed(group.Kind).Many)
	}
	return group.Label
}

// alike counts the groups that are called the same as this one.
func alike(group service.Group, all []service.Group) int {
	same := 0
	for _, other := range all {
		if other.Label == group.Label {
			same++
		}
	}
	return same
}

// folded are the groups that stand together under one heading, by heading, in
// the order in which they come.
func folded(groups []threadGroup) (headings []string, under map[string][]threadGroup) {
	under = map[string][]threadGroup{}
	for _, group := range groups {
		if group.Among == "" {
			continue
		}
		if under[group.Among] == nil {
			headings = append(headings, group.Among)
		}
		under[group.Among] = append(under[group.Among], group)
	}
	return headings, under
}

// addLinks are the ways in which the person may add a record of a kind as part
// of another.
func (v *visit) addLinks(child *models.Kind, parent models.Ref) []components.Link {
	var links []components.Link
	for _, start := range child.Starts(v.who) {
		links = append(links, components.Link{Text: startTitle(child, start), Href: newURL(child, start, url.Values{child.Parent: {string(parent)}})})
	}
	return links
}
