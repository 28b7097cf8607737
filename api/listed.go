package api

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// splitList is a list as it was taken apart.
type splitList struct {
	Items []models.ListedItem `json:"items"`
	Lead  string              `json:"lead" description:"What stands before the first number, and belongs to no item"`
}

// mountListed mounts the recommendations of a report as a list: taken apart,
// and added all at once.
func (a *api) mountListed() {
	r := kindRoutes{a, models.ReportKind, pascal(models.ReportKind.Name), models.ReportKind.Many}
	adders := movesRoles(models.RecommendationKind.Start)
	added := kindRoutes{a, models.RecommendationKind, pascal(models.RecommendationKind.Name), models.RecommendationKind.Many}
	a.mount(route{
		id: "splitRecommendations", method: http.MethodPost, path: r.path("/{ref}/recommendations/split"), tag: r.tag,
		summary: "Take a list of recommendations apart at its numbers",
		about:   "Nothing is kept: put the items right, and send them to be added.",
		params:  []param{r.refParam()},
		body:    &content{jsonType, closed(schema{"text": textSchema()})},
		answers: []answer{{http.StatusOK, "The items", &content{jsonType, a.document.reflect(splitList{})}, nil}},
		handle:  r.split,
	})
	a.mount(route{
		id: "addRecommendations", method: http.MethodPost, path: r.path("/{ref}/recommendations"), tag: r.tag, roles: adders,
		summary: "Add the recommendations of a report, all or none",
		about:   "What is wrong with an item is told under the name of its member, such as items.2.title; items count from 1.",
		params:  []param{r.refParam(), added.startParam()},
		body:    &content{jsonType, added.listedSchema()},
		answers: []answer{{http.StatusCreated, "The recommendations", &content{jsonType, closed(schema{"recommendations": listOf(exactly(added.name))})}, nil}},
		handle:  added.addListed,
	})
}

// listedSchema is what is sent: the items, and what they have in common.
func (r kindRoutes) listedSchema() schema {
	item := closed(schema{"number": textSchema(), "title": textSchema(), "text": textSchema()})
	properties := r.sent(listedShared())
	properties["items"] = schema{"type": "array", "items": item, "minItems": 1, "maxItems": service.MaxListed}
	return schema{"type": "object", "properties": properties, "required": []string{"items"}, "additionalProperties": false}
}

// listedShared are the fields of recommendations that a list gives to all.
func listedShared() []*models.Field {
	k := models.RecommendationKind
	var shared []*models.Field
	for _, field := range append(k.Inputs(), k.Named(k.Start[0].Offers)...) {
		if !slices.Contains(service.ListedOwn, field.Name) {
			shared = append(shared, field)
		}
	}
	return shared
}

func (r kindRoutes) split(c *gin.Context, who *models.Actor) error {
	if err := r.service.Sees(c.Request.Context(), who, r.kind, refOf(c)); err != nil {
		return err
	}
	body, err := object(c)
	if err != nil {
		return err
	}
	var text string
	if err := all(body, "text"); err != nil {
		return err
	}
	if err := into(body, map[string]any{"text": &text}); err != nil {
		return err
	}
	items, lead := models.SplitList(text)
	writeValue(c, http.StatusOK, jsonType, splitList{append([]models.ListedItem{}, items...), lead})
	return nil
}

func (r kindRoutes) addListed(c *gin.Context, who *models.Actor) error {
	if err := r.service.Sees(c.Request.Context(), who, models.ReportKind, refOf(c)); err != nil {
		return err
	}
	body, err := object(c)
	if err != nil {
		return err
	}
	start, err := r.startIn(c)
	if err != nil {
		return err
	}
	items, err := listIn(body)
	if err != nil {
		return err
	}
	made, err := r.service.AddListed(c.Request.Context(), who, refOf(c), start, items, body)
	if err != nil {
		return err
	}
	write(c, http.StatusCreated, jsonType, func(dst []byte) []byte {
		dst = r.writers[r.kind].appendList(append(dst, `{"recommendations":`...), made, r.service.Today())
		return append(dst, '}')
	})
	return nil
}

// listIn takes the items out of a body; what is left is what they have in
// common.
func listIn(body service.JSON) ([]models.ListedItem, error) {
	if err := all(body, "items"); err != nil {
		return nil, err
	}
	var sent []service.JSON
	if err := into(service.JSON{"items": body["items"]}, map[string]any{"items": &sent}); err != nil {
		return nil, err
	}
	delete(body, "items")
	items := make([]models.ListedItem, len(sent))
	var problems models.Problems
	for i, members := range sent {
		item := &items[i]
		for _, wrong := range problemsIn(into(members, map[string]any{"number": &item.Number, "title": &item.Title, "text": &item.Text})) {
			at := service.ListedField(i+1, "")
			problems = append(problems, models.Problem{Field: at + wrong.Field, Code: wrong.Code, Text: at + wrong.Text})
		}
	}
	return items, problems.Or()
}
