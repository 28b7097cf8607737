package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	papers "answerable/internal/document"
	"answerable/models"
	"answerable/service"
)

// packBody is a pack as JSON: records as they are read everywhere, in their
// places.
type packBody struct {
	On          models.Date     `json:"on"`
	Marking     models.Marking  `json:"marking"`
	Meeting     rawRecord       `json:"meeting"`
	Agenda      []packItem      `json:"agenda"`
	Questions   []packQuestion  `json:"questions"`
	Assurances  []packAssurance `json:"assurances"`
	Commitments []rawRecord     `json:"commitments"`
	Measures    []packMeasure   `json:"measures"`
	Unknown     []packGap       `json:"unknown"`
	Left        []string        `json:"left"`
	Names       rawRecord       `json:"names"`
}

type packItem struct {
	Item   rawRecord   `json:"item"`
	Papers []rawRecord `json:"papers"`
}

type packAsked struct {
	Question rawRecord   `json:"question"`
	Limbs    []rawRecord `json:"limbs"`
	Answers  []rawRecord `json:"answers"`
}

type packQuestion struct {
	packAsked
	Asked      int             `json:"asked"`
	Since      models.Date     `json:"since"`
	Chain      []packAsked     `json:"chain"`
	Assurances []packAssurance `json:"assurances"`
}

type packAssurance struct {
	Assurance rawRecord  `json:"assurance"`
	Review    *rawRecord `json:"review"`
}

type packMeasure struct {
	Measure    rawRecord    `json:"measure"`
	Definition *rawRecord   `json:"definition"`
	Caveats    []rawRecord  `json:"caveats"`
	Figures    []packFigure `json:"figures"`
}

type packFigure struct {
	Latest rawRecord  `json:"latest"`
	Before *rawRecord `json:"before"`
	Change string     `json:"change"`
	Why    string     `json:"why"`
}

type packGap struct {
	Label string         `json:"label"`
	Items []service.Name `json:"items"`
}

func (a *api) mountPack(r kindRoutes) {
	a.mount(route{
		id: "readMeetingPack", method: http.MethodGet, path: r.path("/{ref}/pack"), tag: r.tag, roles: r.seers(),
		summary: "Read the pack of a meeting",
		about:   "All that is needed at the meeting: agenda and papers, each question with its history, how assurances stand, open commitments, measures, and what is not known.",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "The pack, as far as you may see it", &content{jsonType, a.document.packSchema()}, nil}},
		handle: func(c *gin.Context, who *models.Actor) error {
			pack, err := a.service.Pack(c.Request.Context(), who, refOf(c))
			if err != nil {
				return err
			}
			writeValue(c, http.StatusOK, jsonType, a.packBody(pack))
			return nil
		},
	})
	a.mountPaper(paper{
		id: "MeetingPack", path: r.path("/{ref}/pack"), tree: r.path("/{ref}/pack.json"), tag: r.tag, roles: r.seers(), params: []param{r.refParam()},
		summary: "Compose the pack of a meeting", about: "The pack as a paper, for its reader.",
		compose: func(c *gin.Context, reader *models.Actor) (*papers.Document, string, error) {
			pack, err := a.service.Pack(c.Request.Context(), reader, refOf(c))
			if err != nil {
				return nil, "", err
			}
			return pack.Document(), "pack-" + string(pack.Meeting.Ref), nil
		},
	})
}

func (d *document) packSchema() schema {
	record := func(k *models.Kind) schema { return exactly(pascal(k.Name)) }
	orNull := func(s schema) schema { return schema{"anyOf": []schema{s, {"type": "null"}}} }
	date := schema{"type": "string", "pattern": orEmpty(datePattern)}
	asked := schema{"question": record(models.QuestionKind), "limbs": listOf(record(models.LimbKind)), "answers": listOf(record(models.AnswerKind))}
	assurances := listOf(closed(schema{"assurance": record(models.AssuranceKind), "review": orNull(record(models.ReviewKind))}))
	question := schema{
		"asked":      schema{"type": "integer", "description": "How often the questions of the chain were put"},
		"since":      date,
		"chain":      listOf(closed(asked)),
		"assurances": assurances,
	}
	for name, member := range asked {
		question[name] = member
	}
	figure := closed(schema{
		"latest": record(models.FigureKind), "before": orNull(record(models.FigureKind)), "change": textSchema(),
		"why": schema{"type": "string", "description": "Why no change can be worked out"},
	})
	return closed(schema{
		"on": date, "marking": choiceSchema(models.Marking("").Options(), false), "meeting": record(models.MeetingKind),
		"agenda":      listOf(closed(schema{"item": record(models.AgendaItemKind), "papers": listOf(record(models.DocumentKind))})),
		"questions":   listOf(closed(question)),
		"assurances":  assurances,
		"commitments": listOf(record(models.CommitmentKind)),
		"measures": listOf(closed(schema{
			"measure": record(models.MeasureKind), "definition": orNull(record(models.DefinitionKind)), "caveats": listOf(record(models.CaveatKind)), "figures": listOf(figure),
		})),
		"unknown": listOf(closed(schema{"label": textSchema(), "items": listOf(named("Named"))})),
		"left":    schema{"type": "array", "items": textSchema(), "description": "What would belong to the pack and is too much for it"},
		"names":   named("Names"),
	})
}

func (a *api) packBody(pack *service.Pack) packBody {
	body := packBody{
		On: pack.On, Marking: pack.Marking, Meeting: a.raw(pack.Meeting), Agenda: []packItem{}, Questions: []packQuestion{},
		Assurances: a.packAssurances(pack.Assurances), Commitments: raws(a, pack.Commitments), Measures: []packMeasure{},
		Unknown: []packGap{}, Left: append([]string{}, pack.Left...), Names: appendNames(nil, pack.Names),
	}
	for _, taken := range pack.Items {
		body.Agenda = append(body.Agenda, packItem{a.raw(taken.Item), raws(a, taken.Papers)})
	}
	for _, question := range pack.Questions {
		packed := packQuestion{a.packAsked(question.Asked), question.Times, question.Since, []packAsked{}, a.packAssurances(question.Assurances)}
		for _, asked := range question.Chain {
			packed.Chain = append(packed.Chain, a.packAsked(asked))
		}
		body.Questions = append(body.Questions, packed)
	}
	for _, measure := range pack.Measures {
		body.Measures = append(body.Measures, a.packMeasure(measure))
	}
	for _, gap := range pack.Unknown {
		body.Unknown = append(body.Unknown, packGap(gap))
	}
	return body
}

func (a *api) packAsked(asked service.Asked) packAsked {
	return packAsked{a.raw(asked.Question), raws(a, asked.Limbs), raws(a, asked.Answers)}
}

func (a *api) packAssurances(packed []service.PackAssurance) []packAssurance {
	list := make([]packAssurance, len(packed))
	for i, p := range packed {
		list[i] = packAssurance{Assurance: a.raw(p.Assurance)}
		if p.Review != nil {
			review := a.raw(p.Review)
			list[i].Review = &review
		}
	}
	return list
}

func (a *api) packMeasure(packed service.PackMeasure) packMeasure {
	measure := packMeasure{Measure: a.raw(packed.Measure), Caveats: raws(a, packed.Caveats), Figures: []packFigure{}}
	if packed.Definition != nil {
		definition := a.raw(packed.Definition)
		measure.Definition = &definition
	}
	for _, move := range packed.Figures {
		change := move.Change()
		figure := packFigure{Latest: a.raw(move.Latest), Change: change.By, Why: change.Why}
		if move.Before != nil {
			before := a.raw(move.Before)
			figure.Before = &before
		}
		measure.Figures = append(measure.Figures, figure)
	}
	return measure
}

// raw is a record as every answer has it.
func (a *api) raw(m models.Model) rawRecord {
	return append(a.writers[models.KindOf(m)].appendOpen(nil, m, a.service.Today()), '}')
}

func raws[T models.Model](a *api, list []T) []rawRecord {
	texts := make([]rawRecord, len(list))
	for i, m := range list {
		texts[i] = a.raw(m)
	}
	return texts
}
