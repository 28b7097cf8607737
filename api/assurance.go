package api

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
	"answerable/service"
)

// mountAssurances mounts what assurances have beside other kinds: what may
// serve as evidence for a test, the question that a lapsed one proposes, and
// the ledger.
func (a *api) mountAssurances() {
	r := kindRoutes{a, models.AssuranceKind, pascal(models.AssuranceKind.Name), models.AssuranceKind.Many}
	a.mount(route{
		id: "readAssuranceEvidence", method: http.MethodGet, path: r.path("/{ref}/evidence"), tag: r.tag, roles: r.seers(),
		summary: "Read what may show whether an assurance holds",
		about:   "Send the references of what was looked at as “evidence” of a review.",
		params:  []param{r.refParam()},
		answers: []answer{{http.StatusOK, "Records by sort, as far as you may see them", &content{jsonType, closed(schema{"groups": listOf(a.document.reflect(service.EvidenceGroup{}))})}, nil}},
		handle:  a.evidence,
	})
	a.mountRetest(r)
	a.mountLedger(r)
}

func (a *api) evidence(c *gin.Context, who *models.Actor) error {
	groups, err := a.service.EvidenceFor(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	writeValue(c, http.StatusOK, jsonType, map[string]any{"groups": groups})
	return nil
}

// retestProposal is the question that an assurance proposes, in the form in
// which it can be sent back, or the one that is open already.
type retestProposal struct {
	Open *service.Name `json:"open"`
	// Question holds the fields that are proposed, and no others.
	Question map[string]any `json:"question"`
	Limbs    []string       `json:"limbs"`
}

func (a *api) mountRetest(r kindRoutes) {
	drafters := rolesIn(models.QuestionKind.StartNamed("draft").Who)
	optional := func(name string) schema { return schema{"anyOf": []schema{named(name), {"type": "null"}}} }
	a.mount(route{
		id: "proposeRetest", method: http.MethodGet, path: r.path("/{ref}/retest"), tag: r.tag, roles: drafters,
		summary: "Read the question that a lapsed assurance proposes",
		about:   "Nothing is kept by it. Where a question that tests the assurance again is open, it is given instead; where the assurance has not lapsed and is not about to, the answer is 409.",
		params:  []param{r.refParam()}, refuses: true,
		answers: []answer{{http.StatusOK, "The proposal, or the open question", &content{jsonType, closed(schema{
			"open": optional("Named"), "question": optional("QuestionChange"), "limbs": limbsSchema(),
		})}, nil}},
		handle: a.proposeRetest,
	})
	questions := kindRoutes{a, models.QuestionKind, pascal(models.QuestionKind.Name), models.QuestionKind.Many}
	a.mount(route{
		id: "draftRetest", method: http.MethodPost, path: r.path("/{ref}/retest"), tag: r.tag, roles: drafters,
		summary: "Draft the question that a lapsed assurance proposes, with its limbs",
		about:   "What is sent takes the place of what is proposed; an empty object drafts the question as proposed.",
		params:  []param{r.refParam()},
		body:    &content{jsonType, questions.withLimbs()},
		answers: []answer{questions.detail(http.StatusCreated, "The draft", "Location")},
		handle:  questions.draftRetest,
	})
}

// limbsSchema describes the limbs of a question that is drafted with them.
func limbsSchema() schema {
	limbs := listOf(textSchema())
	limbs["description"] = "What it asks, one thing after the other"
	return limbs
}

// withLimbs describes what is sent to draft a question with its limbs.
func (r kindRoutes) withLimbs() schema {
	sent := r.sent(r.kind.Inputs())
	sent["limbs"], sent["reason"] = limbsSchema(), schema{"type": "string", "description": "Why: it stands in the history"}
	return schema{"type": "object", "properties": sent, "additionalProperties": false}
}

// proposedFields are the fields that are proposed of a question, and no others.
func proposedFields(question *models.Question) map[string]any {
	fields := map[string]any{}
	for _, field := range models.QuestionKind.Inputs() {
		if field.Recorded(question) {
			fields[field.Name] = field.Value(question)
		}
	}
	return fields
}

func (a *api) proposeRetest(c *gin.Context, who *models.Actor) error {
	proposal, err := a.service.ProposedRetest(c.Request.Context(), who, refOf(c))
	if err != nil {
		return err
	}
	answer := retestProposal{Open: proposal.Open, Limbs: append([]string{}, proposal.Limbs...)}
	if proposal.Question != nil {
		answer.Question = proposedFields(proposal.Question)
	}
	writeValue(c, http.StatusOK, jsonType, answer)
	return nil
}

func (r kindRoutes) draftRetest(c *gin.Context, who *models.Actor) error {
	entered, err := entry(c)
	if err != nil {
		return err
	}
	limbs, err := limbsIn(entered)
	if err != nil {
		return err
	}
	made, err := r.service.DraftRetest(c.Request.Context(), who, refOf(c), entered, limbs)
	if err != nil {
		return err
	}
	c.Header("Location", Prefix+r.path("/")+string(made.Base().Ref))
	return r.answerChanged(c, who, http.StatusCreated, made)
}

// limbsIn takes the limbs out of what was sent; nil where none were.
func limbsIn(entered service.JSON) ([]string, error) {
	raw, given := entered["limbs"]
	if !given {
		return nil, nil
	}
	delete(entered, "limbs")
	limbs := []string{}
	if string(raw) == "null" || json.Unmarshal(raw, &limbs) != nil {
		return nil, models.Problems{{Field: "limbs", Code: "wrong_type", Text: "limbs: must be a list of texts"}}.Or()
	}
	return limbs, nil
}
