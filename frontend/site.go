// Package frontend serves the pages. Each page is a handler that asks the
// service and a templ component that shows what it said; who may see or do
// what is never decided here.
package frontend

import (
	"log/slog"

	"github.com/gin-gonic/gin"

	"answerable/frontend/assets"
	"answerable/models"
	"answerable/service"
)

// Options are what differs between installations.
type Options struct {
	// Secure says that people reach the service over HTTPS, so that cookies
	// travel over nothing else.
	Secure bool
	// Origin is the scheme and host under which people reach the service, for
	// addresses that leave it; empty if that is not known.
	Origin string
	// OpenAPI is the description of the API, for its readable page.
	OpenAPI []byte
	// Version is shown on the page about the service.
	Version string
	// Demo, when set, says on the sign-in page that this is a demonstration.
	Demo *DemoNote
}

// DemoNote is what the sign-in page of a demonstration says.
type DemoNote struct {
	Password string
	Accounts []DemoAccount
}

// DemoAccount is one of the people as whom a demonstration can be tried.
type DemoAccount struct {
	Email string
	Role  string
}

// site is everything that the pages share.
type site struct {
	service *service.Service
	log     *slog.Logger
	options Options
	// reference is the description of the API.
	reference *reference
}

// Mount adds every page, the assets and the answer to unknown addresses. It
// fails when the description of the API cannot be read.
func Mount(engine *gin.Engine, s *service.Service, log *slog.Logger, options Options) error {
	reference, err := readReference(options.OpenAPI)
	if err != nil {
		return err
	}
	site := &site{s, log, options, reference}
	engine.GET(assets.Prefix+"*path", gin.WrapH(assets.Handler()))
	engine.HEAD(assets.Prefix+"*path", gin.WrapH(assets.Handler()))
	pages := engine.Group("", site.headers)
	site.mountPeople(pages)
	site.mountPages(pages)
	site.mountMeetings(pages)
	site.mountBriefings(pages)
	site.mountComments(pages)
	site.mountDossiers(pages)
	site.mountImports(pages)
	site.mountLetters(pages)
	site.mountReports(pages)
	site.mountFunding(pages)
	site.mountGrantLists(pages)
	site.mountReconciliation(pages)
	for _, k := range models.Registry {
		site.mountKind(pages, k)
	}
	engine.NoRoute(site.headers, site.closed(func(*visit) error { return noPage }))
	return nil
}

// mountPeople adds the pages about who somebody is.
func (s *site) mountPeople(r gin.IRouter) {
	r.GET("/sign-in", s.open((*visit).signInPage))
	r.POST("/sign-in", s.open((*visit).signIn))
	r.POST("/sign-out", s.open((*visit).signOut))
	r.GET("/account", s.closed((*visit).accountPage))
	r.POST("/account/password", s.closed((*visit).changePassword))
	r.POST("/account/tokens", s.closed((*visit).issueToken))
	r.POST("/account/tokens/:id/revoke", s.closed((*visit).revokeToken))
	r.GET("/account/feeds", s.closed((*visit).feedsPage))
	r.POST("/account/feeds", s.closed((*visit).issueFeed))
	r.POST("/account/feeds/:id/revoke", s.closed((*visit).revokeFeed))
	r.GET("/account/reminders", s.closed((*visit).remindersPage))
	r.POST("/account/reminders", s.closed((*visit).setReminders))
	r.GET("/people/:ref/password", s.closed((*visit).passwordPage))
	r.POST("/people/:ref/password", s.closed((*visit).setPassword))
}

// mountPages adds the pages that belong to no single kind.
func (s *site) mountPages(r gin.IRouter) {
	r.GET("/", s.closed((*visit).home))
	r.GET("/digest", s.closed((*visit).digestPage))
	r.GET("/outbox", s.closed((*visit).outboxPage))
	r.POST("/outbox/:id/retry", s.closed((*visit).retryMail))
	r.GET("/leaving", s.closed((*visit).leavingPage))
	r.GET("/plan", s.closed((*visit).planPage))
	r.GET(firstDayPath, s.closed((*visit).firstDayPage))
	r.GET("/browse/:family", s.closed((*visit).familyPage))
	r.GET("/calendar", s.closed((*visit).calendarPage))
	r.GET(service.FeedPrefix+":file", s.open((*visit).feed))
	r.HEAD(service.FeedPrefix+":file", s.open((*visit).feed))
	r.GET("/deadline", s.closed((*visit).calculatorPage))
	r.GET("/export", s.closed((*visit).exportPage))
	r.GET("/export/file", s.closed((*visit).exportEverything))
	r.GET("/search", s.closed((*visit).searchPage))
	r.GET("/about", s.open((*visit).aboutPage))
	r.GET("/reference", s.open((*visit).referencePage))
	r.GET("/accessibility", s.open((*visit).accessibilityPage))
	r.POST("/questions/similar", s.closed((*visit).similarList))
	r.GET(duplicatesPath, s.closed((*visit).duplicatesPage))
	r.POST(duplicatesPath, s.closed((*visit).sameBodies))
	r.GET(dutyYearPath, s.closed((*visit).dutyYearPage))
	r.GET("/assurances/ledger", s.closed((*visit).ledgerPage))
	r.GET("/assurances/:ref/test", s.closed((*visit).testPage))
	r.POST("/assurances/:ref/test", s.closed((*visit).test))
	r.GET("/assurances/:ref/retest", s.closed((*visit).retestPage))
	r.POST("/assurances/:ref/retest", s.closed((*visit).draftRetest))
	s.mountBodyRecord(r)
	s.mountViews(r)
	r.GET("/answers/:ref/passages", s.closed((*visit).passagesPage))
	r.POST("/answers/:ref/passages", s.closed((*visit).take))
	r.GET("/questions/:ref/judge", s.closed((*visit).judgePage))
	r.POST("/questions/:ref/judge", s.closed((*visit).judge))
	r.GET("/reports/:ref/list", s.closed((*visit).listPage))
	r.POST("/reports/:ref/list", s.closed((*visit).addList))
	for _, k := range commented {
		r.POST("/"+k.Plural+"/:ref/comments", s.closed(func(v *visit) error { return v.comment(k) }))
	}
	r.GET("/documents/:ref/upload", s.closed((*visit).uploadPage))
	r.GET("/documents/:ref/file", s.closed((*visit).download))
	r.POST("/documents/:ref/file", s.closed((*visit).upload))
}

// mountKind adds the pages that every kind of record has.
func (s *site) mountKind(r gin.IRouter, k *models.Kind) {
	on := func(page func(*visit, *models.Kind) error) gin.HandlerFunc {
		return s.closed(func(v *visit) error { return page(v, k) })
	}
	list, one := "/"+k.Plural, "/"+k.Plural+"/:ref"
	r.GET(list, on((*visit).registerPage))
	r.GET(list+"/export.csv", on((*visit).exportCSV))
	r.GET(list+"/export.xlsx", on((*visit).exportXLSX))
	r.GET(list+"/template.xlsx", on((*visit).template))
	r.GET(list+"/new", on((*visit).newPage))
	r.POST(list+"/new", on((*visit).create))
	r.GET(list+"/bulk", on((*visit).bulkPage))
	r.POST(list+"/bulk", on((*visit).bulkChange))
	r.GET(one, on((*visit).recordPage))
	r.GET(one+"/history", on((*visit).historyPage))
	r.GET(one+"/edit", on((*visit).editPage))
	r.POST(one+"/edit", on((*visit).edit))
	r.GET(one+"/moves/:move", on((*visit).movePage))
	r.POST(one+"/moves/:move", on((*visit).move))
}
