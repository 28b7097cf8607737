package frontend

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// mountGrantLists adds the pages on which a list of grants is looked at before
// it goes out, and as it went out, and those that anybody may read.
func (s *site) mountGrantLists(r gin.IRouter) {
	r.GET("/grant-lists/:ref/preview", s.closed((*visit).grantListPreview))
	r.POST("/grant-lists/:ref/publish", s.closed((*visit).publishGrantList))
	r.GET("/grant-lists/:ref/published", s.closed((*visit).publishedGrantsPage))
	s.mountPublicGrants(r)
	s.mountGiving(r)
}

// grantListOwn says of a list that is prepared what would go out and what keeps
// it back, and leads to what went out.
func grantListOwn(v *visit, one *service.One) (own, error) {
	list := one.Model.(*models.GrantList)
	added := own{}
	if list.State != models.GrantListTakenDown {
		added.Fields = []string{"taken_down_on", "taken_down_why"}
	}
	if list.PublishedOn == "" {
		added.Fields = append(added.Fields, "published_on", "grants", "left_out", "total", "corrects")
	}
	if list.State == models.GrantListPrepared {
		preview, err := v.service.PreviewGrantList(v.ctx(), v.who, list.Ref)
		if err != nil {
			return own{}, err
		}
		added.Lead = v.grantListStanding(preview).lead()
		return added, nil
	}
	if list.PublishedOn == "" {
		return added, nil
	}
	out, err := v.service.PublishedGrants(v.ctx(), v.who, list)
	if err != nil {
		return own{}, err
	}
	added.Lead = publishedLead(list, v.publishedLinks(one, out != nil))
	return added, nil
}

// publishedLinks lead from a list that went out to what went out, and to
// preparing another in its place.
func (v *visit) publishedLinks(one *service.One, readable bool) []components.Link {
	list := one.Model.(*models.GrantList)
	var links []components.Link
	if readable {
		links = append(links, components.Link{Text: "Read it as it went out", Href: recordURL(one.Kind, list.Ref) + "/published"})
	}
	if slices.Contains(models.GrantListPublic, list.State) {
		links = append(links, components.Link{Text: "The page that anybody can read", Href: publicGrantsURL(list)})
	}
	if list.State == models.GrantListPublished {
		for _, file := range publicFiles[:2] { // the others may not have gone out
			links = append(links, components.Link{Text: file.about, Href: publicGrantsURL(list) + "/" + file.name})
		}
	}
	if list.State == models.GrantListCorrected {
		return links
	}
	return append(links, v.prepareLinks("Prepare a list that takes its place", list.Month, list.Covers, list.Duty, list.Note)...)
}

// prepareLinks lead those who may to preparing a list.
func (v *visit) prepareLinks(text string, month models.Date, covers models.GrantListCovers, duty models.Ref, note string) []components.Link {
	var links []components.Link
	for _, start := range models.GrantListKind.Starts(v.who) {
		filled := url.Values{"month": {string(month)}, "covers": {string(covers)}}
		for name, text := range map[string]string{"duty": string(duty), "note": note} {
			if text != "" {
				filled.Set(name, text)
			}
		}
		links = append(links, components.Link{Text: text, Href: newURL(models.GrantListKind, start, filled)})
	}
	return links
}

// grantListView is a list before it goes out.
type grantListView struct {
	*service.GrantListPreview
	shown grantsShown
	// gives is the list that is out and whose place it takes; nil for none.
	gives *models.GrantList
	// may says that the person may publish lists, and withholds that they may
	// leave grants out of them.
	may, withholds bool
	wait           string
	problems       models.Problems
	reason         string
}

// grantListStanding is how a list stands that is being prepared.
func (v *visit) grantListStanding(preview *service.GrantListPreview) grantListView {
	view := grantListView{
		GrantListPreview: preview, may: models.GrantListKind.MayDo(v.who, models.ActPublish, preview.List), withholds: v.withholds(),
		shown: grantsShown{GrantsOut: preview.Out, linked: true, faulty: map[fieldOf]bool{}},
	}
	for _, fault := range preview.Faults {
		view.shown.faulty[fieldOf{fault.Award, fault.Field}] = true
	}
	_, last := preview.List.Span()
	switch {
	case preview.List.Marking != models.Official:
		view.wait = "The list itself is marked OFFICIAL-SENSITIVE, and nothing that is goes out."
	case !preview.List.MonthOver(v.service.Today()):
		view.wait = "The month is not over yet. The list can be published from " + last.Add(1).String() + "."
	}
	return view
}

// withholds tells whether the person may leave grants out of what is published.
func (v *visit) withholds() bool { return len(models.WithholdingKind.Starts(v.who)) > 0 }

// ready tells whether the person can publish what they see.
func (g grantListView) ready() bool { return g.may && g.wait == "" && len(g.Faults) == 0 }

// previewURL is where a list is looked at before it goes out.
func previewURL(ref models.Ref) string { return recordURL(models.GrantListKind, ref) + "/preview" }

// grantListPreview shows exactly what would go out with a list, what keeps it
// back, and the button with which it goes out.
func (v *visit) grantListPreview() error { return v.showPreview(http.StatusOK, nil, "") }

// showPreview shows the preview as it is now, with why publishing was refused.
func (v *visit) showPreview(status int, problems models.Problems, reason string) error {
	preview, err := v.service.PreviewGrantList(v.ctx(), v.who, models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	view := v.grantListStanding(preview)
	view.problems, view.reason = problems, reason
	if view.shown.paging, err = v.paged(len(preview.Out.Grants), "grants"); err != nil {
		return err
	}
	view.shown.paging.path = previewURL(preview.List.Ref)
	if view.gives, err = v.publicGrantListAt(preview.List.Address()); err != nil {
		return err
	}
	return v.show(page{Status: status, Title: "What would go out", Errors: len(problems) > 0, Trail: grantListTrail(preview.List, "What would go out"), Body: view.view()})
}

// publicGrantListAt is the list that is out at an address; nil where none is.
func (v *visit) publicGrantListAt(address string) (*models.GrantList, error) {
	lists, err := v.service.PublicGrantLists(v.ctx())
	if err != nil {
		return nil, err
	}
	for _, list := range lists {
		if list.Address() == address && list.State == models.GrantListPublished {
			return list, nil
		}
	}
	return nil, nil
}

func grantListTrail(list *models.GrantList, page string) []components.Link {
	return append(trailTo(models.GrantListKind), components.Link{Text: string(list.Ref), Href: recordURL(models.GrantListKind, list.Ref)}, components.Link{Text: page})
}

// publishGrantList lets a list go out as it was seen. What has changed since is
// shown again first.
func (v *visit) publishGrantList() error {
	ref, k := models.Ref(v.Param("ref")), models.GrantListKind
	if err := v.service.Sees(v.ctx(), v.who, k, ref); err != nil {
		return err
	}
	typed, err := v.typed()
	if err != nil {
		return err
	}
	version, err := versionOf(typed)
	if err != nil {
		return err
	}
	_, err = v.service.PublishGrantList(v.ctx(), v.who, ref, version, typed.Get("digest"), typed.Get("reason"))
	switch models.FaultOf(err) {
	case models.Refused:
		return v.publishAgain(err, asNamed(err).Public, typed.Get("reason"))
	case models.Stale:
		return v.publishAgain(err, "Somebody changed the list meanwhile: read the preview again", typed.Get("reason"))
	}
	if err != nil {
		return err
	}
	return v.seeOther(recordURL(k, ref) + "?done=" + models.MovePublish)
}

// publishAgain shows the preview as it is now, with why the list did not go
// out. One that is out already has none.
func (v *visit) publishAgain(refused error, why, reason string) error {
	err := v.showPreview(http.StatusConflict, models.Problems{{Text: why}}, reason)
	if models.FaultOf(err) == models.Refused {
		return refused
	}
	return err
}

// publishedGrantsPage shows a list as it went out.
func (v *visit) publishedGrantsPage() error {
	one, err := v.service.Get(v.ctx(), v.who, models.GrantListKind, models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	list := one.Model.(*models.GrantList)
	out, err := v.service.PublishedGrants(v.ctx(), v.who, list)
	if err != nil {
		return err
	}
	if out == nil {
		return noPage
	}
	shown, err := v.grantsShown(out)
	if err != nil {
		return err
	}
	return v.show(page{Title: out.Title, Trail: grantListTrail(list, "As it went out"), Body: publishedGrants(shown, list)})
}
