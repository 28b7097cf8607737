package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// sentence is one sentence of an answer. Characters are counted from 1, the
// last included.
type sentence struct {
	First int    `json:"first"`
	Last  int    `json:"last"`
	Text  string `json:"text"`
	Opens bool   `json:"opens_paragraph"`
}

// taken is a record that was taken from a passage of an answer.
type taken struct {
	Ref      models.Ref   `json:"ref"`
	Kind     string       `json:"kind"`
	Title    string       `json:"title"`
	State    models.State `json:"state"`
	Standing string       `json:"standing" description:"How far it can be relied on, or its state"`
	First    int          `json:"first"`
	Last     int          `json:"last"`
}

// mountPassages mounts the text of an answer sentence by sentence.
func (a *api) mountPassages() {
	k := models.AnswerKind
	r := kindRoutes{a, k, pascal(k.Name), k.Many}
	a.mount(route{
		id: "readAnswerPassages", method: http.MethodGet, path: r.path("/{ref}/passages"), tag: r.tag, roles: r.seers(),
		summary: "Read an answer sentence by sentence, with what was taken from it",
		about: "Characters are Unicode code points, counted from 1. An assurance or a commitment is taken from any passage of a submitted answer " +
			"by creating it with “passage”, such as 120-245, and with exactly what stands there as its text.",
		params: []param{r.refParam()},
		answers: []answer{{http.StatusOK, "The sentences and what was taken", &content{jsonType, closed(schema{
			"sentences": listOf(a.document.reflect(sentence{})), "taken": listOf(a.document.reflect(taken{})),
		})}, nil}},
		handle: a.passages,
	})
}

func (a *api) passages(c *gin.Context, who *models.Actor) error {
	reading, err := a.service.ReadAnswer(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	sentences := make([]sentence, len(reading.Sentences))
	for i, s := range reading.Sentences {
		sentences[i] = sentence{s.First, s.Last, s.Text, s.Opens}
	}
	writeValue(c, http.StatusOK, jsonType, map[string]any{"sentences": sentences, "taken": takenIn(reading)})
	return nil
}

func takenIn(reading *service.Reading) []taken {
	list := make([]taken, len(reading.Taken))
	for i, t := range reading.Taken {
		list[i] = taken{t.Ref, t.Kind, t.Title, t.State, t.Standing.Value, t.At.First, t.At.Last}
	}
	return list
}
