package frontend

import (
	"net/url"
	"slices"

	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// offerEvidence offers the documents attached to a record, where a step asks
// for evidence, and a way to attach another.
func (v *visit) offerEvidence(form *recordForm, one *service.One) error {
	if !slices.ContainsFunc(form.fields, func(field *models.Field) bool { return field.Name == evidenceField && field.Any() }) {
		return nil
	}
	ref := one.Model.Base().Ref
	documents, err := v.partsOf(models.DocumentKind, "about", "-created_at", ref)
	if err != nil {
		return err
	}
	groups := attachedEvidence(one.Kind, documents.live())
	form.controls = map[string]func(recordForm) templ.Component{
		evidenceField: func(f recordForm) templ.Component {
			return evidenceControl{f, groups, "Without evidence nobody can verify it. Tick what shows it"}.view()
		},
	}
	form.intro = templ.Join(form.intro, linkRow(v.attachLinks(ref)))
	return nil
}

// attachedEvidence are the documents attached to a record, to be ticked.
func attachedEvidence(k *models.Kind, documents parts) []service.EvidenceGroup {
	group := service.EvidenceGroup{Name: "attached", Label: "Documents attached to this " + lowerFirst(k.One), More: documents.Next != ""}
	for _, document := range as[*models.Document](documents) {
		group.Items = append(group.Items, service.EvidenceItem{Name: nameOf(document), About: document.Dated.String()})
	}
	if len(group.Items) == 0 {
		return nil
	}
	return []service.EvidenceGroup{group}
}

// attachLinks are the ways to attach a document to a record.
func (v *visit) attachLinks(ref models.Ref) []components.Link {
	var links []components.Link
	for _, start := range models.DocumentKind.Starts(v.who) {
		links = append(links, components.Link{Text: "Attach a document first: " + lowerFirst(start.Label), Href: newURL(models.DocumentKind, start, url.Values{"about": {string(ref)}})})
	}
	return links
}
