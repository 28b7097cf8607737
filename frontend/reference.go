package frontend

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"answerable/frontend/components"
	"answerable/models"
)

// reference is the OpenAPI document as far as its readable page shows it.
type reference struct {
	Info struct {
		Description string `json:"description"`
	} `json:"info"`
	Servers []struct {
		URL string `json:"url"`
	} `json:"servers"`
	Paths      map[string]map[string]operation `json:"paths"`
	Components struct {
		Schemas map[string]property `json:"schemas"`
	} `json:"components"`
}

// operation is one method of one path.
type operation struct {
	Tags        []string              `json:"tags"`
	Summary     string                `json:"summary"`
	Description string                `json:"description"`
	Roles       []models.Role         `json:"x-roles"`
	Security    []map[string][]string `json:"security"`
	Parameters  []struct {
		Name        string   `json:"name"`
		In          string   `json:"in"`
		Description string   `json:"description"`
		Required    bool     `json:"required"`
		Schema      property `json:"schema"`
	} `json:"parameters"`
	RequestBody struct {
		Content map[string]struct {
			Schema property `json:"schema"`
		} `json:"content"`
	} `json:"requestBody"`
	Responses map[string]struct {
		Description string `json:"description"`
	} `json:"responses"`

	method string
	path   string
}

// property is a schema, or the pointer to one.
type property struct {
	Ref         string              `json:"$ref"`
	Type        any                 `json:"type"`
	Title       string              `json:"title"`
	Description string              `json:"description"`
	Enum        []any               `json:"enum"`
	Items       *property           `json:"items"`
	Properties  map[string]property `json:"properties"`
	Required    []string            `json:"required"`
}

// readReference reads the document that the API serves to programs.
func readReference(document []byte) (*reference, error) {
	var read reference
	if err := json.Unmarshal(document, &read); err != nil {
		return nil, fmt.Errorf("reading the OpenAPI document: %w", err)
	}
	return &read, nil
}

// tags are the groups of operations, in order of name.
func (r *reference) tags() []string {
	var tags []string
	for _, methods := range r.Paths {
		for _, operation := range methods {
			tags = append(tags, operation.Tags...)
		}
	}
	slices.Sort(tags)
	return slices.Compact(tags)
}

// operations are those of one tag, shortest path first, reading before writing.
func (r *reference) operations(tag string) []operation {
	var found []operation
	for path, methods := range r.Paths {
		for method, operation := range methods {
			if slices.Contains(operation.Tags, tag) {
				operation.method, operation.path = strings.ToUpper(method), r.base()+path
				found = append(found, operation)
			}
		}
	}
	slices.SortFunc(found, func(a, b operation) int {
		return cmp.Or(len(a.path)-len(b.path), strings.Compare(a.path, b.path), methodOrder(a.method)-methodOrder(b.method))
	})
	return found
}

func (r *reference) base() string {
	if len(r.Servers) == 0 {
		return ""
	}
	return r.Servers[0].URL
}

func methodOrder(method string) int {
	return slices.Index([]string{http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodPut, http.MethodDelete}, method)
}

// who says who may call an operation.
func (o operation) who() string {
	if len(o.Security) == 0 {
		return "Anybody"
	}
	if len(o.Roles) == len(models.Roles) || len(o.Roles) == 0 {
		return "Everybody signed in"
	}
	labels := make([]string, len(o.Roles))
	for i, role := range o.Roles {
		labels[i] = models.LabelOf(models.Role("").Options(), string(role))
	}
	return strings.Join(labels, ", ")
}

func (o operation) parameterTable() components.Table {
	table := components.Table{Caption: "Parameters", CaptionClass: components.CaptionSmall, FirstCellHeader: true,
		Head: []components.HeadCell{{Text: "Name"}, {Text: "Where"}, {Text: "Holds"}, {Text: "What it is"}}}
	for _, parameter := range o.Parameters {
		table.Rows = append(table.Rows, []components.Cell{
			{Text: parameter.Name}, {Text: parameter.In + when(parameter.Required, ", required", "")}, {Text: parameter.Schema.holds()}, {Text: parameter.Description},
		})
	}
	return table
}

// body is what an operation is sent, its pointer followed.
func (r *reference) body(o operation) property {
	for _, content := range o.RequestBody.Content {
		body := content.Schema
		if body.Ref != "" {
			body = r.Components.Schemas[strings.TrimPrefix(body.Ref, "#/components/schemas/")]
		}
		return body
	}
	return property{}
}

func (p property) table() components.Table {
	table := components.Table{Caption: "What is sent", CaptionClass: components.CaptionSmall, FirstCellHeader: true,
		Head: []components.HeadCell{{Text: "Member"}, {Text: "Holds"}, {Text: "What it is"}}}
	names := make([]string, 0, len(p.Properties))
	for name := range p.Properties {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		member := p.Properties[name]
		about := strings.TrimPrefix(strings.Join([]string{member.Title, member.Description}, ". "), ". ")
		table.Rows = append(table.Rows, []components.Cell{
			{Text: name + when(slices.Contains(p.Required, name), " (required)", "")}, {Text: member.holds()}, {Text: strings.TrimSuffix(about, ". ")},
		})
	}
	return table
}

// holds says in words what a value may be.
func (p property) holds() string {
	if len(p.Enum) > 0 {
		var values []string
		for _, value := range p.Enum {
			if text := fmt.Sprint(value); text != "" {
				values = append(values, text)
			}
		}
		return "one of: " + strings.Join(values, ", ")
	}
	if p.Items != nil {
		return "list of " + p.Items.holds()
	}
	if types, several := p.Type.([]any); several {
		names := make([]string, len(types))
		for i, name := range types {
			names[i] = fmt.Sprint(name)
		}
		return strings.Join(names, " or ")
	}
	return fmt.Sprint(cmp.Or(p.Type, any("anything")))
}

func (o operation) answers() []components.SummaryRow {
	codes := make([]string, 0, len(o.Responses))
	for code := range o.Responses {
		if strings.HasPrefix(code, "2") || strings.HasPrefix(code, "3") {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	var rows []components.SummaryRow
	for _, code := range codes {
		rows = append(rows, components.SummaryRow{Key: "Answers " + code, Text: o.Responses[code].Description})
	}
	return rows
}

// referencePage lists the groups of operations, or the operations of one.
func (v *visit) referencePage() error {
	tag := v.Query("of")
	if tag == "" {
		return v.show(page{Title: "API reference", Body: referenceIndex(v.reference)})
	}
	if !slices.Contains(v.reference.tags(), tag) {
		return noPage
	}
	return v.show(page{
		Title: tag + " – API reference", Wide: true, Trail: []components.Link{{Text: "API reference", Href: "/reference"}, {Text: tag}},
		Body: referenceOf(v.reference, tag),
	})
}
