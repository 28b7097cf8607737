package service

import (
	"embed"
	"html/template"
	"io"
	"slices"
	"strings"
	"time"

	"answerable/models"
)

//go:embed dossier.html.tmpl dossier.css.tmpl
var dossierFiles embed.FS

var dossierTemplates = template.Must(template.New("").Funcs(template.FuncMap{
	"moment": func(at time.Time) string { return at.In(models.London()).Format("2 January 2006 at 3:04pm") },
	"number": func(n int) string { return models.Number(int64(n)) },
	"lower":  lowerFirst,
}).ParseFS(dossierFiles, "dossier.html.tmpl"))

// dossierFrame is what every page of a dossier shows.
type dossierFrame struct {
	Marking models.Marking
	Theme   Name
	Made    time.Time
	// Root leads from the page to the folder of the index.
	Root string
}

func (d *dossier) frame(root string) dossierFrame {
	return dossierFrame{d.marking, d.theme.Name, d.made, root}
}

// style is the stylesheet, which puts the marking on every printed page.
func (d *dossier) style() error {
	text, err := dossierFiles.ReadFile("dossier.css.tmpl")
	if err != nil {
		return err
	}
	return d.into.Add("style.css", func(out io.Writer) error {
		_, err := io.WriteString(out, strings.ReplaceAll(string(text), "MARKING", string(d.marking)))
		return err
	})
}

// dossierIndex is the first page.
type dossierIndex struct {
	dossierFrame
	Kind    *models.Kind
	MadeBy  string
	Records int
	Files   int
	Groups  []dossierGroup
}

// dossierGroup is the records of a kind, or those that refer to one.
type dossierGroup struct {
	Label string
	Items []dossierLink
}

// dossierLink is a record that a page names, with the page it has in the
// dossier, if it has one.
type dossierLink struct {
	Ref, Title, State, Page string
	Sensitive               bool
}

// index writes the page on which the dossier begins.
func (d *dossier) index() error {
	index := dossierIndex{dossierFrame: d.frame(""), Kind: d.kind, MadeBy: d.reader.Name, Records: len(d.items), Files: d.files}
	for _, k := range models.Registry {
		group := dossierGroup{Label: k.Many}
		for _, item := range d.of(k) {
			group.Items = append(group.Items, d.link(item.Name, "records/"))
		}
		if len(group.Items) > 0 {
			index.Groups = append(index.Groups, group)
		}
	}
	return d.render("index.html", "index", index)
}

func (d *dossier) link(name Name, folder string) dossierLink {
	k := models.KindNamed(name.Kind)
	link := dossierLink{Ref: string(name.Ref), Title: name.Title, State: models.LabelOf(k.States, string(name.State))}
	if item := d.there[name.Ref]; item != nil {
		link.Page = folder + string(name.Ref) + ".html"
		link.Sensitive = item.Marking == models.OfficialSensitive
	}
	return link
}

func (d *dossier) render(member, name string, data any) error {
	return d.into.Add(member, func(out io.Writer) error { return dossierTemplates.ExecuteTemplate(out, name, data) })
}

// dossierRecord is the page of a record.
type dossierRecord struct {
	dossierFrame
	Kind         *models.Kind
	Ref          models.Ref
	Title        string
	State        string
	Illustrative bool
	Own          models.Marking
	Fields       []dossierField
	File         string
	Groups       []dossierGroup
	Events       []dossierEntry
}

// dossierField is what a record holds in a field, as people read it: links,
// paragraphs, or the words for what nobody has recorded.
type dossierField struct {
	Label, Unknown string
	Links          []dossierLink
	Texts          []string
}

// dossierEntry is an entry of the history, as people read it.
type dossierEntry struct {
	At                time.Time
	Title, By, Reason string
	Changes           []FieldChange
}

// page writes the page of a record.
func (d *dossier) page(k *models.Kind, m models.Model, known Names, back []Group, history []Event, then Names) error {
	base := m.Base()
	page := dossierRecord{
		dossierFrame: d.frame("../"), Kind: k, Ref: base.Ref, Title: m.Heading(), State: k.Standing(m, models.DateOf(d.made)).Label,
		Illustrative: base.Sample == models.SampleIllustrative, Own: m.Shared().Marking,
	}
	if document, is := m.(*models.Document); is && document.FileHash != "" {
		page.File = fileIn(document)
	}
	for _, field := range shownIn(k, k.Concealed(d.reader, m)) {
		page.Fields = append(page.Fields, d.field(field, m, known))
	}
	for _, group := range back {
		shown := dossierGroup{Label: group.Label + " (" + lowerFirst(models.KindNamed(group.Kind).Many) + ")"}
		for _, name := range group.Items {
			shown.Items = append(shown.Items, d.link(name, ""))
		}
		page.Groups = append(page.Groups, shown)
	}
	for _, event := range history {
		page.Events = append(page.Events, dossierEntry{event.At, ActionLabel(k, event), then.Doer(event.Person), event.Reason, ChangesInWords(k, event.Changes, then)})
	}
	return d.render("records/"+string(base.Ref)+".html", "record", page)
}

// aside are the fields that a page shows elsewhere, or that say nothing to its
// reader.
var aside = map[string]bool{"ref": true, "state": true, "side": true, "sample": true, "marking": true}

// shownIn are the fields that a page shows, those that the system keeps for
// itself last.
func shownIn(k *models.Kind, concealed []string) []*models.Field {
	var own, kept []*models.Field
	for _, field := range k.Fields {
		switch {
		case aside[field.Name] || slices.Contains(concealed, field.Name):
		case untraced[field.Name]:
			kept = append(kept, field)
		default:
			own = append(own, field)
		}
	}
	return append(own, kept...)
}

func (d *dossier) field(field *models.Field, m models.Model, known Names) dossierField {
	shown := dossierField{Label: field.Label, Unknown: field.Unknown}
	if !field.Recorded(m) {
		return shown
	}
	if field.Type == models.RefField || field.Type == models.RefsField {
		for _, ref := range field.Refs(m) {
			if name, seen := known[ref]; seen {
				shown.Links = append(shown.Links, d.link(name, ""))
			}
		}
		return shown
	}
	switch value := field.Value(m).(type) {
	case models.Revisions:
		for _, revision := range value {
			shown.Texts = append(shown.Texts, known.Revision(revision))
		}
	case models.Lines:
		shown.Texts = value
	default:
		shown.Texts = strings.Split(strings.ReplaceAll(field.Spoken(m), "\r\n", "\n"), "\n")
	}
	return shown
}
