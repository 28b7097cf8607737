package frontend

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// mountPublicGrants adds what anybody may read of grants, without signing in.
func (s *site) mountPublicGrants(r gin.IRouter) {
	for path, page := range map[string]handler{
		publicGrantsPath: (*visit).publicGrantsPage, publicGrantsPath + "/:month": (*visit).publicGrantListPage, publicGrantsPath + "/:month/:file": (*visit).publicGrantFile,
	} {
		r.GET(path, s.open(page))
		r.HEAD(path, s.open(page))
	}
}

const publicGrantsPath = publicPath + "/grants"

var publicGrantsLink = components.Link{Text: "What anybody can read of them, without signing in", Href: publicGrantsPath}

func publicGrantsURL(list *models.GrantList) string { return publicGrantsPath + "/" + list.Address() }

// publicGrantsPage lists what was published of grants, the latest month first.
func (v *visit) publicGrantsPage() error {
	lists, err := v.service.PublicGrantLists(v.ctx())
	if err != nil {
		return err
	}
	return v.showPublic(page{Title: "Published grants", Body: publicGrantLists(lists)})
}

// publicGrantListPage shows a list as it went out, or that it was taken down.
func (v *visit) publicGrantListPage() error {
	public, err := v.service.PublicGrantList(v.ctx(), v.Param("month"))
	if err != nil {
		return err
	}
	view := publicGrantList{PublicGrantList: public}
	if public.Out != nil {
		if view.shown, err = v.grantsShown(public.Out); err != nil {
			return err
		}
	}
	return v.showPublic(page{Title: public.List.Heading(), Back: publicGrantsPath, Body: view.view()})
}

// publicGrantList is a list on the page that anybody may read.
type publicGrantList struct {
	*service.PublicGrantList
	shown grantsShown
}

// publicFiles are the files of a list, in the order in which they are offered.
var publicFiles = []struct{ name, about string }{
	{service.GrantsCSV, "This list as CSV, for a spreadsheet"},
	{service.GrantsJSON, "This list as JSON"},
	{service.GivingCSV, "The grants in the 360Giving standard, as CSV"},
	{service.GivingJSON, "The grants in the 360Giving standard, as JSON"},
}

// files lead to the files that went out with the list.
func (p publicGrantList) files() []components.Link {
	var links []components.Link
	for _, file := range publicFiles {
		for _, name := range p.Files {
			if name == file.name {
				links = append(links, components.Link{Text: file.about, Href: publicGrantsURL(p.List) + "/" + name})
			}
		}
	}
	return links
}

// publicGrantFile sends a file of a published list as it went out.
func (v *visit) publicGrantFile() error {
	file, err := v.service.PublicGrantFile(v.ctx(), v.Param("month"), v.Param("file"))
	if err != nil {
		return err
	}
	v.Header("Content-Disposition", attachment(file.Name))
	v.Header("Content-Security-Policy", "default-src 'none'; sandbox")
	v.sendPublic(file.Type, file.Bytes)
	return nil
}

// showPublic shows a page that is the same for everybody who is not signed in.
func (v *visit) showPublic(p page) error {
	if v.who != nil {
		return v.show(p)
	}
	drawn, err := v.drawn(v.frame(p))
	if err == nil {
		v.sendPublic("text/html; charset=utf-8", drawn)
	}
	return err
}

// sendPublic sends what anybody may read. It may be kept, but whoever keeps it
// asks every time whether it still stands: what is taken down is gone at once.
func (v *visit) sendPublic(media string, content []byte) {
	digest := sha256.Sum256(content)
	v.Header("Content-Type", media)
	v.Header("Cache-Control", "public, no-cache")
	v.Header("Vary", "Cookie")
	v.Header("ETag", `"`+hex.EncodeToString(digest[:16])+`"`)
	http.ServeContent(v.Writer, v.Request, "", time.Time{}, bytes.NewReader(content))
}
