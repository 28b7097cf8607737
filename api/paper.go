package api

import (
	"bytes"
	"cmp"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	papers "answerable/internal/document"
	"answerable/models"
)

// paper is something that is composed as a document: the routes that give it.
type paper struct {
	id   string // MeetingPack
	path string // /meetings/{ref}/pack
	// tree is where the tree is, if the path is that of something else.
	tree    string
	tag     string
	roles   []models.Role
	summary string // Compose the pack of a meeting
	about   string
	params  []param
	// compose makes the document for its reader, and says what its files are
	// called, without marking and ending. The reader is the caller where they
	// ask for what is OFFICIAL-SENSITIVE, else the caller as somebody outside.
	compose func(c *gin.Context, reader *models.Actor) (d *papers.Document, name string, err error)
}

var sensitiveParam = param{
	"sensitive", "query", "Include what is OFFICIAL-SENSITIVE, as far as you may see it. Without it, all of that is left out.",
	schema{"type": "string", "enum": []string{"yes"}},
}

// mountPaper mounts a paper as a tree, and as files, each at its address with
// the ending of the format.
func (a *api) mountPaper(p paper) {
	tree := answer{http.StatusOK, "The paper as a tree: what is empty is left out", &content{jsonType, named("PaperTree")}, nil}
	a.mount(p.route(cmp.Or(p.tree, p.path), "", "", tree, func(c *gin.Context, d *papers.Document, _ string) error {
		writeValue(c, http.StatusOK, jsonType, d)
		return nil
	}))
	binary := schema{"type": "string", "contentMediaType": "application/octet-stream"}
	for _, format := range papers.Formats {
		file := answer{http.StatusOK, "The file, with its marking in its name", &content{format.Type, binary}, []string{"Content-Disposition"}}
		a.mount(p.route(p.path+"."+format.Ending, pascal(format.Ending), " as "+format.Label, file, func(c *gin.Context, d *papers.Document, name string) error {
			var written bytes.Buffer
			if err := format.Write(d, &written, papers.Setting{Origin: a.origin, At: a.service.Now()}); err != nil {
				return err
			}
			attach(c, d.FileName(name, format), format.Type)
			write(c, http.StatusOK, format.Type, func(dst []byte) []byte { return append(dst, written.Bytes()...) })
			return nil
		}))
	}
}

func (p paper) route(path, suffix, as string, found answer, give func(*gin.Context, *papers.Document, string) error) route {
	return route{
		id: "compose" + p.id + suffix, method: http.MethodGet, path: path, tag: p.tag, roles: p.roles, refuses: true,
		summary: p.summary + as, about: p.about, params: append(slices.Clone(p.params), sensitiveParam), answers: []answer{found},
		handle: func(c *gin.Context, who *models.Actor) error {
			d, name, err := p.composed(c, who)
			if err != nil {
				return err
			}
			return give(c, d, name)
		},
	}
}

// composed is the paper for its reader. It is not hidden from those who may see
// it that it is OFFICIAL-SENSITIVE as a whole.
func (p paper) composed(c *gin.Context, who *models.Actor) (*papers.Document, string, error) {
	switch c.Query(sensitiveParam.name) {
	case "yes":
		return p.compose(c, who)
	case "":
	default:
		return nil, "", models.Problems{{Field: sensitiveParam.name, Text: "Sensitive: must be yes, or left out"}}.Or()
	}
	d, name, err := p.compose(c, who.Outside())
	if models.FaultOf(err) == models.Missing && who.Cleared() {
		if _, _, whole := p.compose(c, who); whole == nil {
			err = models.Fail(models.Refused, "It is OFFICIAL-SENSITIVE as a whole: ask for it with sensitive=yes")
		}
	}
	return d, name, err
}

// definePaper describes the tree that papers are.
func (d *document) definePaper() {
	flag, runs := schema{"type": "boolean"}, listOf(named("PaperRun"))
	some := func(properties schema, required ...string) schema {
		return schema{"type": "object", "properties": properties, "required": append([]string{}, required...), "additionalProperties": false}
	}
	d.define("PaperRun", some(schema{
		"text": textSchema(), "strong": flag, "emphasis": flag,
		"unknown": schema{"type": "boolean", "description": "The text stands for something that nobody has recorded"},
		"link":    schema{"type": "string", "description": "A whole address, or the path of a page of the system"},
		"cites":   schema{"type": "boolean", "description": "The text is the reference of the record from which what stands before it comes"},
		"note":    schema{"type": "array", "items": named("PaperRun"), "description": "A footnote"},
	}, "text"))
	d.define("PaperItem", some(schema{"runs": runs, "items": listOf(named("PaperItem"))}))
	block := schema{
		"heading":   some(schema{"level": schema{"type": "integer"}, "text": textSchema()}, "level", "text"),
		"paragraph": some(schema{"number": textSchema(), "plain": flag, "runs": runs, "own": schema{"type": "string", "description": "The author whose own words these are, where they were not composed from records"}}),
		"quote":     some(schema{"runs": runs, "from": runs}),
		"list":      some(schema{"ordered": flag, "items": listOf(named("PaperItem"))}),
		"table": some(schema{
			"caption": textSchema(),
			"columns": listOf(some(schema{"title": textSchema(), "numeric": flag}, "title")),
			"rows":    listOf(listOf(runs)),
		}, "caption"),
		"picture": some(schema{
			"type": schema{"type": "string", "enum": []string{"image/png", "image/jpeg"}}, "content": schema{"type": "string", "contentEncoding": "base64"},
			"alt": textSchema(), "caption": textSchema(),
		}, "type", "content", "alt"),
	}
	d.define("PaperTree", some(schema{
		"title": textSchema(), "subtitle": textSchema(), "marking": choiceSchema(models.Marking("").Options(), false), "about": listOf(textSchema()),
		"letter": flag, "sheets": schema{"type": "boolean", "description": "Every section begins on a page of its own"},
		"sections": listOf(some(schema{"id": textSchema(), "title": textSchema(), "blocks": listOf(some(block))}, "id", "title")),
	}, "title", "marking"))
}
