package api

import (
	"fmt"
	"slices"
	"strings"

	"answerable/models"
	"answerable/service"
)

// kindRoutes are the routes of one kind of record, with the names of its
// schemas: Question for the record as lists have it, QuestionDetail as it is
// read alone, QuestionNew, QuestionChange and QuestionMove for what is sent.
type kindRoutes struct {
	*api
	kind *models.Kind
	name string // Question
	tag  string // Questions
}

// mountKind mounts everything that a kind of record has because it is one.
func (a *api) mountKind(k *models.Kind) {
	r := kindRoutes{a, k, pascal(k.Name), k.Many}
	r.define()
	r.mountList()
	r.mountExport()
	r.mountCreate()
	r.mountOne()
	r.mountEdit()
	r.mountMoves()
	r.mountBulk()
	r.mountHistory()
	r.mountThread()
}

// pascal writes a name such as agenda-item as AgendaItem.
func pascal(name string) string {
	var joined strings.Builder
	for part := range strings.SplitSeq(name, "-") {
		joined.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return joined.String()
}

func (r kindRoutes) define() {
	d := r.document
	record := schema{"heading": schema{"type": "string", "description": "The name under which other records show it"}}
	for _, field := range r.kind.Fields {
		record[field.Name] = r.field(field, false)
	}
	for _, derived := range r.kind.Derived {
		if _, taken := record[derived.Name]; taken {
			panic(fmt.Sprintf("api: %s has two members called %s", r.kind.Name, derived.Name))
		}
		record[derived.Name] = derivedSchema(derived)
	}
	for _, ours := range []string{"names", "may"} {
		if _, taken := record[ours]; taken {
			panic(fmt.Sprintf("api: %s has a field called %s, which is taken", r.kind.Name, ours))
		}
	}
	d.define(r.name, schema{"type": "object", "title": r.kind.One, "description": r.kind.About, "properties": record, "required": keys(record)})
	d.define(r.name+"Detail", schema{
		"allOf":      []schema{named(r.name)},
		"properties": schema{"names": named("Names"), "may": named("May")}, "required": []string{"may", "names"},
		"unevaluatedProperties": false,
	})
	r.defineSent()
}

// defineSent describes what is sent to create, change and move a record.
func (r kindRoutes) defineSent() {
	fresh, change := r.sent(r.kind.Inputs()), r.sent(r.kind.Inputs())
	for _, start := range r.kind.Start {
		r.offer(fresh, &start)
	}
	var required []string
	for _, field := range r.kind.Inputs() {
		if field.Required && field.Name != "marking" {
			required = append(required, field.Name)
		}
	}
	move := schema{}
	for i := range r.kind.Moves {
		r.offer(move, &r.kind.Moves[i])
	}
	reason := schema{"type": "string", "description": "Why: it stands in the history"}
	for _, properties := range []schema{fresh, change, move} {
		if _, taken := properties["reason"]; !taken {
			properties["reason"] = reason
		}
	}
	object := func(properties schema, required []string) schema {
		return schema{"type": "object", "properties": properties, "required": append([]string{}, required...), "additionalProperties": false}
	}
	r.document.define(r.name+"New", object(fresh, required))
	r.document.define(r.name+"Change", object(change, nil))
	r.document.define(r.name+"Move", object(move, nil))
}

func (r kindRoutes) sent(fields []*models.Field) schema {
	properties := schema{}
	for _, field := range fields {
		properties[field.Name] = r.field(field, true)
	}
	return properties
}

// offer adds the fields that a move asks for or offers.
func (r kindRoutes) offer(properties schema, move *models.Move) {
	for _, field := range r.kind.Named(slices.Concat(move.Asks, move.Offers)) {
		properties[field.Name] = r.field(field, true)
	}
}

func (r kindRoutes) field(field *models.Field, sent bool) schema {
	s, err := fieldSchema(r.kind, field, sent)
	if err != nil {
		panic("api: " + err.Error())
	}
	return s
}

func derivedSchema(derived models.Derived) schema {
	s := textSchema()
	if len(derived.Options) > 0 {
		s = choiceSchema(derived.Options, true)
	}
	s["title"], s["readOnly"] = derived.Label, true
	s["description"] = "Follows from the record and the day; nobody types it"
	return s
}

// shared describes what the records of all kinds have in common.
func (d *document) shared() {
	d.define("Revision", d.reflect(models.Revision{}))
	d.define("Name", closed(schema{"kind": textSchema(), "title": textSchema(), "state": textSchema()}))
	names := d.reflect(service.Names{})
	names["additionalProperties"] = named("Name")
	names["description"] = "The records that are referred to, by reference. One that is not here is not there for you."
	d.define("Names", names)
	d.define("Named", d.reflect(service.Name{}))
	may := closed(schema{"edit": schema{"type": "boolean"}, "moves": listOf(textSchema())})
	may["description"] = "What you may do with the record now. What else a move needs is said when it is made."
	d.define("May", may)
	d.define("Event", d.reflect(service.Event{}))
	d.define("Group", d.reflect(service.Group{}))
	d.define("BulkRecord", d.reflect(service.BulkRecord{}))
}

func (r kindRoutes) refParam() param {
	return param{"ref", "path", "The reference of the " + strings.ToLower(r.kind.One), schema{"type": "string"}}
}

func (r kindRoutes) detail(status int, about string, headers ...string) answer {
	return answer{status, about, &content{jsonType, named(r.name + "Detail")}, append([]string{"ETag"}, headers...)}
}

func (r kindRoutes) path(rest string) string { return "/" + r.kind.Plural + rest }

func (r kindRoutes) seers() []models.Role { return rolesIn(r.kind.See) }
