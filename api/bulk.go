package api

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// mountBulk mounts the change of many records at once, where the kind has
// something that can be changed so.
func (r kindRoutes) mountBulk() {
	set := schema{}
	var grants [][]models.Grant
	for _, bulk := range r.kind.Bulks() {
		set[bulk.Name] = r.bulkSchema(bulk)
		grants = append(grants, r.kind.BulkGrants(bulk))
	}
	if len(set) == 0 {
		return
	}
	r.mount(route{
		id: "bulk" + r.name, method: http.MethodPost, path: r.path("/bulk"), tag: r.tag, roles: rolesIn(grants...),
		summary: "Change one thing in many " + lower(r.kind.Many),
		about: "A field is set, or a step made, in each record; what a step sets stands in an object under its name, and what is left out stays as it is. Steps are made in the order of the records. Each record is permitted by itself: those that may not be changed are left, with the reason why, and the others are changed all together or not at all. " +
			"A preview changes nothing and answers what would be; send back the versions that it gives, so that what changed in between is left alone. At most " + strconv.Itoa(service.MaxBulk) + " records at once.",
		body:    &content{jsonType, bulkBody(set)},
		answers: []answer{{http.StatusOK, "What became, or would become, of each record", &content{jsonType, bulkAnswer()}, nil}},
		handle:  r.bulk,
	})
}

func (r kindRoutes) bulkSchema(bulk models.Bulk) schema {
	refs := listOf(schema{"type": "string", "pattern": refPattern})
	s := schema{"type": "string", "pattern": refPattern}
	switch bulk.Name {
	case models.BulkDue:
		s["pattern"] = dayPattern
	case models.BulkPriorities:
		s = schema{"type": "object", "properties": schema{"add": refs, "remove": refs}, "minProperties": 1, "additionalProperties": false}
	}
	if bulk.Move != nil {
		s = schema{"type": "object", "properties": r.sent(bulk.Alike(r.kind)), "additionalProperties": false}
	}
	s["title"] = bulk.Label
	return s
}

func bulkBody(set schema) schema {
	return schema{
		"type": "object", "additionalProperties": false, "required": []string{"reason", "set"},
		"properties": schema{
			"refs":    chosenSchema("The records. A preview may leave out the versions"),
			"query":   schema{"type": "string", "description": "Instead of refs, in a preview: all that the list holds under this query, for example state=put"},
			"set":     schema{"type": "object", "properties": set, "minProperties": 1, "maxProperties": 1, "additionalProperties": false},
			"reason":  schema{"type": "string", "minLength": 1, "description": "Why: it stands in the history of each record"},
			"preview": schema{"type": "boolean", "default": false, "description": "Only say what would be"},
		},
	}
}

func chosenSchema(about string) schema {
	return schema{"type": "array", "maxItems": service.MaxBulk, "description": about, "items": schema{
		"type": "object", "additionalProperties": false, "required": []string{"ref"},
		"properties": schema{"ref": textSchema(), "version": schema{"type": "integer", "minimum": 1}},
	}}
}

func bulkAnswer() schema {
	return closed(schema{"preview": schema{"type": "boolean"}, "records": listOf(named("BulkRecord")), "names": named("Names")})
}

func (r kindRoutes) bulk(c *gin.Context, who *models.Actor) error {
	sent, err := object(c)
	if err != nil {
		return err
	}
	change, preview, err := r.bulkChange(sent)
	if err != nil {
		return err
	}
	outcome, err := r.service.Bulk(c.Request.Context(), who, r.kind, change, preview)
	if err != nil {
		return err
	}
	writeJSON(c, func(dst []byte) []byte {
		dst = strconv.AppendBool(append(dst, `{"preview":`...), preview)
		dst = appendValue(append(dst, `,"records":`...), outcome.Records)
		return append(appendNames(append(dst, `,"names":`...), outcome.Names), '}')
	})
	return nil
}

func (r kindRoutes) bulkChange(sent service.JSON) (change service.BulkChange, preview bool, err error) {
	var refs []service.JSON
	var query string
	var set service.JSON
	if err = into(sent, map[string]any{"refs": &refs, "query": &query, "set": &set, "reason": &change.Reason, "preview": &preview}); err != nil {
		return change, preview, err
	}
	if change.Chosen, err = chosenIn(refs); err != nil {
		return change, preview, err
	}
	if _, whole := sent["query"]; whole {
		if change.Query, err = r.bulkQuery(query); err != nil {
			return change, preview, err
		}
	}
	return change, preview, r.intoSet(set, &change)
}

// chosenIn reads records at the versions at which they were seen.
func chosenIn(sent []service.JSON) ([]service.Chosen, error) {
	chosen := make([]service.Chosen, len(sent))
	for i, one := range sent {
		if err := into(one, map[string]any{"ref": (*string)(&chosen[i].Ref), "version": &chosen[i].Version}); err != nil {
			return nil, err
		}
	}
	return chosen, nil
}

func (r kindRoutes) bulkQuery(text string) (*service.Query, error) {
	values, err := url.ParseQuery(text)
	if err != nil {
		return nil, models.Problems{{Field: "query", Text: "query: must be written as in an address, for example state=put"}}.Or()
	}
	query, err := service.ParseQuery(r.kind, values)
	return &query, err
}

// intoSet reads the one thing that is to be set, or the step.
func (r kindRoutes) intoSet(set service.JSON, change *service.BulkChange) error {
	if len(set) != 1 {
		return models.Problems{{Field: "set", Text: "set: must hold one of " + r.settable()}}.Or()
	}
	for change.What = range set {
	}
	if bulk := r.kind.BulkNamed(change.What); bulk != nil && bulk.Move != nil {
		said := service.JSON{}
		change.Said = &said
		return into(set, map[string]any{change.What: &said})
	}
	var priorities service.JSON
	if err := into(set, map[string]any{models.BulkOwner: (*string)(&change.Owner), models.BulkDue: (*string)(&change.DueOn), models.BulkPriorities: &priorities}); err != nil {
		return err
	}
	return into(priorities, map[string]any{"add": &change.Add, "remove": &change.Remove})
}

// settable names all that can be set in many records of the kind.
func (r kindRoutes) settable() string {
	var names []string
	for _, bulk := range r.kind.Bulks() {
		names = append(names, bulk.Name)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
