package api

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// grantListPreview is what would go out with a list, and what keeps it back.
type grantListPreview struct {
	Digest  string            `json:"digest" description:"Send it back to publish exactly this"`
	Version int               `json:"version"`
	Out     service.GrantsOut `json:"out"`
	Faults  []grantFault      `json:"faults" description:"What keeps the list from being published"`
	Undated []models.Ref      `json:"undated" description:"Grants of which nobody knows in which month they were decided: no list of a month holds them"`
	Giving  givingState       `json:"giving"`
}

// grantFault is what is wrong with one grant.
type grantFault struct {
	Award   models.Ref `json:"award"`
	Field   string     `json:"field"`
	Message string     `json:"message"`
}

// givingState is how grants stand in the 360Giving Data Standard.
type givingState struct {
	Grants     int           `json:"grants"`
	TotalPence models.Pence  `json:"total_pence"`
	Unset      []string      `json:"unset" description:"What the settings lack; nothing goes out without"`
	Faults     []grantFault  `json:"faults" description:"What is wrong with single grants; it too keeps all of it back"`
	LeftOut    []grantGround `json:"left_out"`
}

type grantGround struct {
	Award  models.Ref `json:"award"`
	Ground string     `json:"ground"`
}

// publicGrantList is a list of grants as everybody may read it.
type publicGrantList struct {
	Address      string             `json:"address" description:"2019-03, or until-2019-03 for every grant until then"`
	Title        string             `json:"title"`
	Month        models.Date        `json:"month"`
	PublishedOn  models.Date        `json:"published_on"`
	TakenDownOn  models.Date        `json:"taken_down_on" description:"Empty unless the list was taken down"`
	TakenDownWhy string             `json:"taken_down_why"`
	Files        []string           `json:"files,omitempty"`
	Out          *service.GrantsOut `json:"out,omitempty" description:"What went out; not there once it was taken down"`
}

// mountPublication mounts what is published of grants, and how it is.
func (a *api) mountPublication() {
	lists := kindRoutes{a, models.GrantListKind, pascal(models.GrantListKind.Name), models.GrantListKind.Many}
	a.mountGrantLists(lists)
	a.mountPublishedGrants(lists)
	a.mountGiving(kindRoutes{a, models.AwardKind, pascal(models.AwardKind.Name), models.AwardKind.Many})
	a.mountPublicGrants()
}

// preparers are the roles that see a list before it is out.
var preparers = rolesIn(models.GrantListKind.See[:1])

func (a *api) mountGrantLists(r kindRoutes) {
	a.mount(route{
		id: "previewGrantList", method: http.MethodGet, path: r.path("/{ref}/preview"), tag: r.tag, roles: preparers, denies: true, refuses: true,
		summary: "Read exactly what would go out if a list of grants were published now",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "What would go out, and what keeps it back", &content{jsonType, a.document.reflect(grantListPreview{})}, nil}},
		handle: func(c *gin.Context, who *models.Actor) error {
			preview, err := a.service.PreviewGrantList(c.Request.Context(), who, refOf(c))
			if err != nil {
				return err
			}
			writeValue(c, http.StatusOK, jsonType, previewOf(preview))
			return nil
		},
	})
	a.mount(route{
		id: "publishGrantList", method: http.MethodPost, path: r.path("/{ref}/publish"), tag: r.tag, roles: rolesIn(r.kind.Doers(models.ActPublish)), ifMatch: true,
		summary: "Publish a list of grants as it was previewed",
		about:   "From then on anybody may read it. It is kept as it goes out, and takes the place of the list of the same month before it. It is refused while anything is wrong with it, or if what would go out is not what the digest stands for.",
		params:  []param{r.refParam()},
		body: &content{jsonType, schema{"type": "object", "additionalProperties": false, "required": []string{"digest"}, "properties": schema{
			"digest": schema{"type": "string", "description": "That of the preview"}, "reason": textSchema(),
		}}},
		answers: []answer{r.detail(http.StatusOK, "The list as it is now")},
		handle: func(c *gin.Context, who *models.Actor) error {
			return r.alter(c, who, func(version int, body service.JSON) (models.Model, error) {
				if err := r.service.Sees(c.Request.Context(), who, r.kind, refOf(c)); err != nil {
					return nil, err
				}
				var digest, reason string
				if err := into(body, map[string]any{"digest": &digest, "reason": &reason}); err != nil {
					return nil, err
				}
				return r.service.PublishGrantList(c.Request.Context(), who, refOf(c), version, digest, reason)
			})
		},
	})
}

// mountPublishedGrants mounts what went out with a list, which those who prepare
// lists can read even once it gave way.
func (a *api) mountPublishedGrants(r kindRoutes) {
	a.mount(route{
		id: "readPublishedGrantList", method: http.MethodGet, path: r.path("/{ref}/published"), tag: r.tag,
		summary: "Read a list of grants as it went out",
		about:   "Once it gave way to a newer one or was taken down, those alone can who prepare lists.",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "What went out", &content{jsonType, a.document.reflect(service.GrantsOut{})}, nil}},
		handle: func(c *gin.Context, who *models.Actor) error {
			one, err := a.service.Get(c.Request.Context(), who, r.kind, refOf(c))
			if err != nil {
				return err
			}
			out, err := a.service.PublishedGrants(c.Request.Context(), who, one.Model.(*models.GrantList))
			if err != nil {
				return err
			}
			if out == nil {
				return models.Fail(models.Missing, "Nothing that went out with this list can be read")
			}
			writeValue(c, http.StatusOK, jsonType, out)
			return nil
		},
	})
}

func previewOf(preview *service.GrantListPreview) grantListPreview {
	body := grantListPreview{
		Digest: preview.Digest, Version: preview.List.Version, Out: *preview.Out, Faults: faultsOf(preview.Faults),
		Undated: []models.Ref{}, Giving: givingOf(preview.Giving),
	}
	for _, award := range preview.Undated {
		body.Undated = append(body.Undated, award.Ref)
	}
	return body
}

func faultsOf(faults []service.GrantFault) []grantFault {
	list := make([]grantFault, len(faults))
	for i, fault := range faults {
		list[i] = grantFault{fault.Award, fault.Field, fault.Text}
	}
	return list
}

func givingOf(giving *service.Giving) givingState {
	state := givingState{
		Grants: len(giving.Grants), TotalPence: giving.Total, Unset: append([]string{}, giving.Unset...), Faults: faultsOf(giving.Faults),
		LeftOut: make([]grantGround, len(giving.LeftOut)),
	}
	for i, gap := range giving.LeftOut {
		state.LeftOut[i] = grantGround{gap.Award.Ref, gap.Ground}
	}
	return state
}

// mountGiving mounts grants in the 360Giving Data Standard.
func (a *api) mountGiving(r kindRoutes) {
	params := []param{
		{"fund", "query", "Only grants of this fund", textSchema()},
		{"round", "query", "Only grants of this round", textSchema()},
		{"since", "query", "Only grants decided on this day or later", schema{"type": "string", "pattern": datePattern}},
		{"until", "query", "Only grants decided on this day or earlier", schema{"type": "string", "pattern": datePattern}},
	}
	read := func(c *gin.Context, who *models.Actor) (*service.Giving, error) {
		q, err := service.ParseGiving(c.Request.URL.Query())
		if err != nil {
			return nil, err
		}
		return a.service.Giving(c.Request.Context(), who, q)
	}
	a.mount(route{
		id: "checkGiving", method: http.MethodGet, path: r.path("/360giving"), tag: r.tag, roles: preparers, denies: true,
		summary: "Check grants against the 360Giving Data Standard",
		about:   "The checks go beyond the standard’s schema, which takes empty texts, amounts below nothing and codes that nobody knows.",
		params:  params,
		answers: []answer{{http.StatusOK, "How the grants stand", &content{jsonType, a.document.reflect(givingState{})}, nil}},
		handle: func(c *gin.Context, who *models.Actor) error {
			giving, err := read(c, who)
			if err != nil {
				return err
			}
			writeValue(c, http.StatusOK, jsonType, givingOf(giving))
			return nil
		},
	})
	for _, file := range []struct {
		ending string
		body   content
		write  func(*service.Giving) ([]byte, error)
	}{
		{"json", content{jsonType, schema{"type": "object", "description": "A package of the 360Giving Data Standard, " + service.GivingVersion}}, (*service.Giving).JSON},
		{"csv", content{csvType, textSchema()}, (*service.Giving).CSV},
	} {
		a.mount(route{
			id: "exportGiving" + pascal(file.ending), method: http.MethodGet, path: r.path("/360giving." + file.ending), tag: r.tag, roles: preparers, denies: true, refuses: true,
			summary: "Export grants in the 360Giving Data Standard as " + strings.ToUpper(file.ending),
			about:   "Refused, with what to mend, while the checks find anything wrong or the settings lack the publisher’s prefix.",
			params:  params,
			answers: []answer{{http.StatusOK, "The grants", &file.body, []string{"Content-Disposition"}}},
			handle: func(c *gin.Context, who *models.Actor) error {
				giving, err := read(c, who)
				if err != nil {
					return err
				}
				content, err := file.write(giving)
				if err != nil {
					return err
				}
				return a.sendBytes(c, &service.File{Name: "360giving-" + string(a.service.Today()) + "." + file.ending, Type: file.body.media, Bytes: content})
			},
		})
	}
}

// sendBytes sends a file that is whole already.
func (a *api) sendBytes(c *gin.Context, file *service.File) error {
	out := &attachment{c: c, name: file.Name, media: file.Type}
	if _, err := out.Write(file.Bytes); err != nil {
		return out.cutOff(a, err)
	}
	return nil
}

// mountPublicGrants mounts what anybody may read without signing in.
func (a *api) mountPublicGrants() {
	const tag = "Published to everybody"
	list := a.document.define("PublicGrantList", a.document.reflect(publicGrantList{}))
	month := param{"month", "path", "The month, such as 2019-03; until-2019-03 for every grant until then", textSchema()}
	a.mount(route{
		id: "listPublicGrants", method: http.MethodGet, path: "/public/grants", tag: tag, public: true,
		summary: "List the published lists of grants, the latest month first",
		answers: []answer{{http.StatusOK, "The lists, without their grants", &content{jsonType, closed(schema{"items": listOf(list)})}, nil}},
		handle: func(c *gin.Context, _ *models.Actor) error {
			lists, err := a.service.PublicGrantLists(c.Request.Context())
			if err != nil {
				return err
			}
			items := make([]publicGrantList, len(lists))
			for i, list := range lists {
				items[i] = publicListOf(&service.PublicGrantList{List: list})
			}
			writeValue(c, http.StatusOK, jsonType, map[string]any{"items": items})
			return nil
		},
	})
	a.mount(route{
		id: "readPublicGrants", method: http.MethodGet, path: "/public/grants/{month}", tag: tag, public: true,
		summary: "Read a published list of grants, or that it was taken down",
		params:  []param{month},
		answers: []answer{{http.StatusOK, "The list as it went out", &content{jsonType, list}, nil}},
		handle: func(c *gin.Context, _ *models.Actor) error {
			public, err := a.service.PublicGrantList(c.Request.Context(), c.Param("month"))
			if err != nil {
				return err
			}
			writeValue(c, http.StatusOK, jsonType, publicListOf(public))
			return nil
		},
	})
	a.mount(route{
		id: "readPublicGrantFile", method: http.MethodGet, path: "/public/grants/{month}/{file}", tag: tag, public: true,
		summary: "Read a file of a published list of grants",
		params: []param{month, {"file", "path", "Which file", schema{"type": "string", "enum": []string{
			service.GrantsCSV, service.GrantsJSON, service.GivingJSON, service.GivingCSV,
		}}}},
		answers: []answer{fileAnswer("The file as it went out", "*/*")},
		handle: func(c *gin.Context, _ *models.Actor) error {
			file, err := a.service.PublicGrantFile(c.Request.Context(), c.Param("month"), c.Param("file"))
			if err != nil {
				return err
			}
			return a.sendBytes(c, file)
		},
	})
}

func publicListOf(public *service.PublicGrantList) publicGrantList {
	list := public.List
	return publicGrantList{
		Address: list.Address(), Title: list.Heading(), Month: list.Month, PublishedOn: list.PublishedOn,
		TakenDownOn: list.TakenDownOn, TakenDownWhy: list.TakenDownWhy, Files: public.Files, Out: public.Out,
	}
}
