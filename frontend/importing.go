package frontend

import (
	"slices"

	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// importsPath is where a person chooses what to bring in.
const importsPath = "/import"

// mountImports adds the pages on which a spreadsheet becomes records, one step
// a page.
func (s *site) mountImports(r gin.IRouter) {
	r.GET(importsPath, s.closed((*visit).importsPage))
	for _, k := range models.Registry {
		if k.Importable() {
			r.GET(importURL(k), s.closed(func(v *visit) error { return v.importFilePage(k) }))
			r.POST(importURL(k), s.closed(func(v *visit) error { return v.receiveImport(k) }))
		}
	}
	const one = "/imports/:ref"
	r.GET(one+"/columns", s.closed((*visit).importColumnsPage))
	r.POST(one+"/columns", s.closed((*visit).checkImport))
	r.GET(one+"/progress", s.closed((*visit).importProgressPage))
	r.GET(one+"/preview", s.closed((*visit).importPreviewPage))
	r.GET(one+"/corrected.xlsx", s.closed((*visit).correctedFile))
	r.GET(one+"/apply", s.closed((*visit).applyPage))
	r.POST(one+"/apply", s.closed((*visit).applyImport))
	r.GET(one+"/undo", s.closed((*visit).undoPage))
	r.POST(one+"/undo", s.closed((*visit).undoImport))
}

// importURL is where a spreadsheet of records of a kind is chosen.
func importURL(k *models.Kind) string { return "/" + k.Plural + "/import" }

// templateURL is an empty spreadsheet with the columns that are read.
func templateURL(k *models.Kind) string { return "/" + k.Plural + "/template.xlsx" }

// stepURL is the page of one step of an import.
func stepURL(ref models.Ref, step string) string {
	return recordURL(models.ImportKind, ref) + "/" + step
}

// importLinks lead from a register to bringing in a spreadsheet of it.
func importLinks(who *models.Actor, k *models.Kind) []components.Link {
	if !k.MayImport(who) {
		return nil
	}
	return []components.Link{{Text: "Import " + lowerFirst(k.Many) + " from a spreadsheet", Href: importURL(k)}}
}

// mayImportAny tells whether there is anything that the person may bring in.
func mayImportAny(who *models.Actor) bool {
	return slices.ContainsFunc(models.Registry, func(k *models.Kind) bool { return k.MayImport(who) })
}

// beginningLinks lead to bringing records in, from where the registers are
// listed.
func beginningLinks(who *models.Actor) []components.Link {
	links := firstDayLink(who)
	if mayImportAny(who) {
		links = append(links, components.Link{Text: "Import from a spreadsheet", Href: importsPath})
	}
	return links
}

// undoing says whether an import that adds records can be undone.
func undoing(k *models.Kind) string {
	if k.UndoneState() == "" {
		return k.Many + " are never withdrawn, so an import that adds some cannot be undone."
	}
	return "The whole import can be undone, while nobody has changed what it brought."
}

// importTrail are the breadcrumbs to a step of an import.
func importTrail(imported *models.Import, step string) []components.Link {
	return append(trailTo(models.ImportKind), components.Link{Text: shortTitle(imported.Title), Href: recordURL(models.ImportKind, imported.Ref)}, components.Link{Text: step})
}

// importOf is the import of the address, if the person may see it, with the
// kind of its records.
func (v *visit) importOf() (*models.Import, *models.Kind, error) {
	one, err := v.service.Get(v.ctx(), v.who, models.ImportKind, models.Ref(v.Param("ref")))
	if err != nil {
		return nil, nil, err
	}
	imported := one.Model.(*models.Import)
	k := models.KindAt(imported.Register)
	if k == nil {
		return nil, nil, models.Fail(models.Refused, "There is no register called %s any more", imported.Register)
	}
	return imported, k, nil
}

// importFamily is one part of the choice of what to bring in.
type importFamily struct {
	Family models.Family
	Kinds  []*models.Kind
}

// importsPage lists what the person may bring in.
func (v *visit) importsPage() error {
	if !mayImportAny(v.who) {
		return models.Fail(models.Denied, "You may not bring records in")
	}
	var families []importFamily
	for _, family := range models.Families {
		kinds := slices.DeleteFunc(slices.Clone(models.Registry), func(k *models.Kind) bool { return k.Family != family || !k.MayImport(v.who) })
		if len(kinds) > 0 {
			families = append(families, importFamily{family, kinds})
		}
	}
	imports, err := v.service.List(v.ctx(), v.who, models.ImportKind, service.Query{Limit: recentImports})
	if err != nil {
		return err
	}
	return v.show(page{Title: "Import from a spreadsheet", Trail: []components.Link{{Text: "Home", Href: "/"}, {Text: "Import"}}, Body: importsView(families, imports, firstDayLink(v.who))})
}

// workbookType is the media type of an Excel workbook.
const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// recentImports is how many of a person's imports are shown where they choose.
const recentImports = 5
