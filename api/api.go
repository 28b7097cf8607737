// Package api is the JSON interface under /api/v1. Its handlers are thin: they
// read the request, ask the service, and write what it answers. Every route is
// mounted and described in the OpenAPI document by the same call, and the
// routes of records come from the registry of kinds.
//
// A browser that carries the session's cookie may call it too. That other
// sites cannot make it do so is the server's to see to, with
// http.CrossOriginProtection around everything.
package api

import (
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// Prefix is where the API is found.
const Prefix = "/api/v1"

// New makes the handler of everything under Prefix. It panics where the
// description of a kind cannot be put into the OpenAPI document.
func New(s *service.Service, log *slog.Logger) http.Handler { return build(s, log, "").engine }

// Mount puts that handler into a router, and returns the OpenAPI document. What
// is not found under Prefix is then answered here, not by the router. The origin
// is the scheme and host under which people reach the service, for addresses
// that leave it; empty if that is not known.
func Mount(router gin.IRouter, s *service.Service, log *slog.Logger, origin string) []byte {
	a := build(s, log, origin)
	router.Any(Prefix+"/*path", gin.WrapH(a.engine))
	return a.document.text
}

type api struct {
	service  *service.Service
	log      *slog.Logger
	origin   string
	engine   *gin.Engine
	document *document
	writers  map[*models.Kind]*recordWriter
}

func build(s *service.Service, log *slog.Logger, origin string) *api {
	gin.SetMode(gin.ReleaseMode)
	a := &api{service: s, log: log, origin: origin, engine: gin.New(), document: newDocument(), writers: newWriters()}
	a.engine.RedirectTrailingSlash = false
	a.engine.HandleMethodNotAllowed = true
	a.engine.Use(a.identify, a.recover, wellFormed)
	a.engine.NoRoute(a.noRoute)
	a.engine.NoMethod(a.noMethod)
	for _, k := range models.Registry {
		a.mountKind(k)
	}
	a.mountContent()
	a.mountPublic()
	a.mountDossiers()
	a.mountLetters()
	a.mountPublication()
	a.mountPicture()
	a.mountFunding()
	a.mountReconciliation()
	a.mountSimilar()
	a.mountDuplicates()
	a.mountRanking()
	a.mountAssurances()
	a.mountJudging()
	a.mountListed()
	a.mountRatings()
	a.mountViews()
	a.mountEarlierFindings()
	a.mountPassages()
	a.mountAgenda()
	a.mountDuties()
	a.mountSuccession()
	a.mountBodyRecord()
	a.mountImports()
	a.mountFirstDay()
	a.mountKinds()
	a.mountEverything()
	a.mountSearch()
	a.mountDeadline()
	a.mountBriefings()
	a.mountMe()
	a.mountReminders()
	a.mountOutbox()
	a.mountTokens()
	a.mountCalendar()
	a.mountFeeds()
	a.mountDocument()
	return a
}
