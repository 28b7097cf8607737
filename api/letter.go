package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	papers "answerable/internal/document"
	"answerable/models"
	"answerable/service"
)

// letterInfo is a letter as it would be written now, without its text.
type letterInfo struct {
	Award    models.Ref `json:"award"`
	Template models.Ref `json:"template" description:"Empty where there is none for an award that stands as this one does"`
	Name     string     `json:"name" description:"The name of the template"`
	Marking  string     `json:"marking"`
	Missing  []string   `json:"missing" description:"What the template asks for and nobody has recorded; while there is anything, the letter cannot be written"`
}

// letterPlaceholder is a placeholder of letter templates.
type letterPlaceholder struct {
	Name  string   `json:"name"`
	Means string   `json:"means"`
	Uses  []string `json:"uses" description:"The uses of letters that can have it"`
}

// mountLetters mounts the letters about grants, one award at a time and for a
// whole round.
func (a *api) mountLetters() {
	a.mountLetterTemplates(kindRoutes{a, models.LetterTemplateKind, pascal(models.LetterTemplateKind.Name), models.LetterTemplateKind.Many})
	a.mountAwardLetters(kindRoutes{a, models.AwardKind, pascal(models.AwardKind.Name), models.AwardKind.Many})
	a.mountRoundLetters(kindRoutes{a, models.RoundKind, pascal(models.RoundKind.Name), models.RoundKind.Many})
}

// mountLetterTemplates mounts what a template can hold and the templates to
// begin with. No template has such a reference: all begin with LETTER.
func (a *api) mountLetterTemplates(r kindRoutes) {
	a.mount(route{
		id: "listLetterPlaceholders", method: http.MethodGet, path: r.path("/placeholders"), tag: r.tag,
		summary: "List the placeholders that letter templates can hold",
		answers: []answer{{http.StatusOK, "The placeholders", &content{jsonType, closed(schema{"items": listOf(a.document.reflect(letterPlaceholder{}))})}, nil}},
		handle: func(c *gin.Context, _ *models.Actor) error {
			writeValue(c, http.StatusOK, jsonType, map[string]any{"items": letterPlaceholders()})
			return nil
		},
	})
	a.mount(route{
		id: "takeLetterStartSet", method: http.MethodPost, path: r.path("/start-set"), tag: r.tag, roles: movesRoles(r.kind.Start),
		summary: "Take over the letter templates with which an office can begin",
		about:   "Refused where there are letter templates already.",
		answers: []answer{{http.StatusCreated, "The new templates", &content{jsonType, closed(schema{"items": listOf(exactly(r.name))})}, nil}},
		handle: func(c *gin.Context, who *models.Actor) error {
			made, err := a.service.TakeLetterSet(c.Request.Context(), who)
			if err != nil {
				return err
			}
			writeValue(c, http.StatusCreated, jsonType, map[string]any{"items": raws(a, made)})
			return nil
		},
	})
}

func letterPlaceholders() []letterPlaceholder {
	var list []letterPlaceholder
	at := map[string]int{}
	for _, option := range models.LetterUse("").Options() {
		for _, placeholder := range models.LetterUse(option.Value).Placeholders() {
			i, known := at[placeholder.Name]
			if !known {
				i = len(list)
				at[placeholder.Name] = i
				list = append(list, letterPlaceholder{Name: placeholder.Name, Means: placeholder.Means})
			}
			list[i].Uses = append(list[i].Uses, option.Value)
		}
	}
	slices.SortFunc(list, func(x, y letterPlaceholder) int { return strings.Compare(x.Name, y.Name) })
	return list
}

func (a *api) mountAwardLetters(r kindRoutes) {
	letters := listOf(a.document.define("Letter", a.document.reflect(letterInfo{})))
	writers := rolesIn(r.kind.Doers(models.ActWriteLetter))
	a.mount(route{
		id: "listAwardLetters", method: http.MethodGet, path: r.path("/{ref}/letters"), tag: r.tag, roles: writers, denies: true,
		summary: "List the letters that can be written about an award as it stands, and what each lacks",
		params:  []param{r.refParam(), sensitiveParam},
		answers: []answer{{http.StatusOK, "The letters, one a template", &content{jsonType, closed(schema{"items": letters})}, nil}},
		handle: func(c *gin.Context, who *models.Actor) error {
			found, err := a.service.AwardLetters(c.Request.Context(), who, refOf(c), c.Query(sensitiveParam.name) == "yes")
			if err != nil {
				return err
			}
			writeValue(c, http.StatusOK, jsonType, map[string]any{"items": lettersOf(found)})
			return nil
		},
	})
	a.mount(route{
		id: "readAwardLetter", method: http.MethodGet, path: r.path("/{ref}/letters/{template}"), tag: r.tag, roles: writers, refuses: true,
		summary: "Read a letter about an award as it would be written now",
		about:   "Nothing is kept by it. It is refused with what is missing while the template asks for something that nobody has recorded.",
		params:  []param{r.refParam(), {"template", "path", "The reference of a letter template", textSchema()}, sensitiveParam},
		answers: []answer{{http.StatusOK, "The letter", &content{jsonType, named("PaperTree")}, nil}},
		handle: func(c *gin.Context, who *models.Actor) error {
			choice := service.LetterChoice{Template: models.Ref(c.Param("template")), Sensitive: c.Query(sensitiveParam.name) == "yes"}
			letter, err := a.service.AwardLetter(c.Request.Context(), who, refOf(c), choice)
			if err != nil {
				return err
			}
			writeValue(c, http.StatusOK, jsonType, letter.Paper)
			return nil
		},
	})
	a.mount(route{
		id: "writeAwardLetter", method: http.MethodPost, path: r.path("/{ref}/letters"), tag: r.tag, roles: writers,
		summary: "Write a letter about an award, as a file",
		about:   "That it was written stands in the history of the award.",
		params:  []param{r.refParam()},
		body:    &content{jsonType, letterOrder(schema{"template": textSchema()}, "template", "format")},
		answers: []answer{fileAnswer("The letter", "*/*")},
		handle:  a.writeAwardLetter,
	})
}

func (a *api) writeAwardLetter(c *gin.Context, who *models.Actor) error {
	if err := a.service.Sees(c.Request.Context(), who, models.AwardKind, refOf(c)); err != nil {
		return err
	}
	body, err := object(c)
	if err != nil {
		return err
	}
	var choice service.LetterChoice
	var ending string
	if err := into(body, map[string]any{"template": &choice.Template, "sensitive": &choice.Sensitive, "format": &ending}); err != nil {
		return err
	}
	if err := all(body, "template", "format"); err != nil {
		return err
	}
	format, err := formatNamed(ending)
	if err != nil {
		return err
	}
	file, err := a.service.WriteAwardLetter(c.Request.Context(), who, refOf(c), choice, format)
	return sendFile(c, file, err)
}

func (a *api) mountRoundLetters(r kindRoutes) {
	writers := rolesIn(r.kind.Doers(models.ActWriteLetter))
	a.mount(route{
		id: "listRoundLetters", method: http.MethodGet, path: r.path("/{ref}/letters"), tag: r.tag, roles: writers, denies: true,
		summary: "List the letters about all decisions of a round, and what each lacks",
		params: []param{
			r.refParam(), sensitiveParam,
			{"award", "query", "The template of the award letters; the first by name, if left out", textSchema()},
			{"decline", "query", "The template of the decline letters; the first by name, if left out", textSchema()},
		},
		answers: []answer{{http.StatusOK, "A letter for each award that was decided", &content{jsonType, closed(schema{"items": listOf(named("Letter"))})}, nil}},
		handle: func(c *gin.Context, who *models.Actor) error {
			choice := service.RoundChoice{Award: models.Ref(c.Query("award")), Decline: models.Ref(c.Query("decline")), Sensitive: c.Query(sensitiveParam.name) == "yes"}
			found, err := a.service.RoundLetters(c.Request.Context(), who, refOf(c), choice)
			if err != nil {
				return err
			}
			writeValue(c, http.StatusOK, jsonType, map[string]any{"items": lettersOf(found.Letters)})
			return nil
		},
	})
	a.mount(route{
		id: "writeRoundLetters", method: http.MethodPost, path: r.path("/{ref}/letters"), tag: r.tag, roles: writers,
		summary: "Write all letters of a round that can be written, as a zip with a file each",
		about:   "That it was written stands in the history of each award.",
		params:  []param{r.refParam()},
		body:    &content{jsonType, letterOrder(schema{"award": textSchema(), "decline": textSchema()}, "format")},
		answers: []answer{fileAnswer("The letters", "application/zip")},
		handle:  a.writeRoundLetters,
	})
}

func (a *api) writeRoundLetters(c *gin.Context, who *models.Actor) error {
	if err := a.service.Sees(c.Request.Context(), who, models.RoundKind, refOf(c)); err != nil {
		return err
	}
	body, err := object(c)
	if err != nil {
		return err
	}
	var choice service.RoundChoice
	var ending string
	if err := into(body, map[string]any{"award": &choice.Award, "decline": &choice.Decline, "sensitive": &choice.Sensitive, "format": &ending}); err != nil {
		return err
	}
	if err := all(body, "format"); err != nil {
		return err
	}
	format, err := formatNamed(ending)
	if err != nil {
		return err
	}
	file, err := a.service.WriteRoundLetters(c.Request.Context(), who, refOf(c), choice, format)
	return sendFile(c, file, err)
}

// letterOrder describes what is sent to have letters written.
func letterOrder(properties schema, required ...string) schema {
	var endings []string
	for _, format := range papers.Formats {
		endings = append(endings, format.Ending)
	}
	properties["format"] = schema{"type": "string", "enum": endings}
	properties["sensitive"] = schema{"type": "boolean", "description": "Whether what is OFFICIAL-SENSITIVE may stand in it"}
	return schema{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func formatNamed(ending string) (papers.Format, error) {
	at := slices.IndexFunc(papers.Formats, func(f papers.Format) bool { return f.Ending == ending })
	if at < 0 {
		return papers.Format{}, models.Problems{{Field: "format", Code: "choice", Text: "format: must be docx or odt"}}.Or()
	}
	return papers.Formats[at], nil
}

func fileAnswer(about, media string) answer {
	return answer{http.StatusOK, about + ", always as a download", &content{media, schema{"type": "string", "contentMediaType": "application/octet-stream"}}, []string{"Content-Disposition"}}
}

func sendFile(c *gin.Context, file *service.File, err error) error {
	if err != nil {
		return err
	}
	attach(c, file.Name, file.Type)
	write(c, http.StatusOK, file.Type, func(dst []byte) []byte { return append(dst, file.Bytes...) })
	return nil
}

func lettersOf(letters []service.Letter) []letterInfo {
	list := make([]letterInfo, len(letters))
	for i, letter := range letters {
		list[i] = letterInfo{Award: letter.Award.Ref, Marking: string(letter.Marking), Missing: append([]string{}, letter.Missing...)}
		if letter.Template != nil {
			list[i].Template, list[i].Name = letter.Template.Ref, letter.Template.Title
		}
	}
	return list
}
