package sheet

import (
	"encoding/xml"
	"path"
	"strings"
)

// What a workbook must not hold, whatever it is called.
const (
	macros      = "The workbook holds macros. " + asXLSX
	links       = "The workbook takes values from other files (external links). In Excel choose Data, Edit Links, Break Link, and save it again."
	connections = "The workbook takes data from elsewhere (data connections). In Excel choose Data, Queries & Connections, delete them, and save it again."
	embedded    = "The workbook has other files or controls embedded in it. Delete them, or copy the rows into a new workbook."
)

// forbiddenParts are the beginnings of names under which Excel keeps them.
var forbiddenParts = []struct{ begins, sentence string }{
	{"xl/vbaproject", macros},
	{"xl/macrosheets/", macros},
	{"xl/intlmacrosheets/", macros},
	{"xl/externallinks/", links},
	{"xl/connections", connections},
	{"xl/querytables/", connections},
	{"xl/model/", connections},
	{"xl/embeddings/", embedded},
	{"xl/activex/", embedded},
}

// forbiddenRelations are the last words of the types of relationships by which
// such parts are reached, and so are known under any name.
var forbiddenRelations = map[string]string{
	"vbaproject": macros, "wordvbadata": macros, "xlmacrosheet": macros, "xlintlmacrosheet": macros,
	"externallink": links, "externallinkpath": links,
	"connections": connections, "querytable": connections, "powerpivotdata": connections,
	"oleobject": embedded, "package": embedded, "control": embedded, "activexcontrolbinary": embedded,
}

// permitted looks through the directory and what leads from part to part.
func (p *pack) permitted() error {
	for name := range p.parts {
		for _, forbidden := range forbiddenParts {
			if strings.HasPrefix(name, forbidden.begins) {
				return refuse("%s", forbidden.sentence)
			}
		}
	}
	if err := p.isWorkbook(); err != nil {
		return err
	}
	for name := range p.parts {
		if path.Ext(name) == ".rels" {
			if _, err := p.relations(name); err != nil {
				return err
			}
		}
	}
	return nil
}

const contentTypes = "[content_types].xml"

// isWorkbook asks the list of content types what the file is.
func (p *pack) isWorkbook() error {
	const not = "The file is packed like a workbook, but is none. " + asXLSX
	if p.parts[contentTypes] == nil {
		return refuse(not)
	}
	found := false
	err := p.walk(contentTypes, func(_ *walker, token xml.Token) error {
		start, isStart := token.(xml.StartElement)
		if !isStart {
			return nil
		}
		is := strings.ToLower(attribute(start, "ContentType"))
		switch {
		case strings.Contains(is, "macroenabled"), strings.Contains(is, "vbaproject"):
			return refuse(macros)
		case strings.HasSuffix(is, "spreadsheetml.sheet.main+xml"):
			found = true
		case strings.Contains(is, "sheet.binary"):
			return refuse("The workbook is a binary one (.xlsb). " + asXLSX)
		}
		return nil
	})
	if err == nil && !found {
		return refuse(not)
	}
	return err
}

// relation leads from one part to another.
type relation struct {
	kind, target string
}

// relations are what leads out of a part, by id.
func (p *pack) relations(name string) (map[string]relation, error) {
	found := map[string]relation{}
	err := p.walk(name, func(_ *walker, token xml.Token) error {
		start, isStart := token.(xml.StartElement)
		if !isStart || start.Name.Local != "Relationship" {
			return nil
		}
		kind := attribute(start, "Type")
		kind = strings.ToLower(kind[strings.LastIndex(kind, "/")+1:])
		if sentence := forbiddenRelations[kind]; sentence != "" {
			return refuse("%s", sentence)
		}
		// A link in a cell is only a text here: nobody follows it.
		if strings.EqualFold(attribute(start, "TargetMode"), "External") && kind != "hyperlink" {
			return refuse(links)
		}
		found[attribute(start, "Id")] = relation{kind, attribute(start, "Target")}
		return nil
	})
	return found, err
}

// relationsOf is the name of the part that says what leads out of a part.
func relationsOf(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// from is the name of the part that a target leads to.
func (r relation) from(part string) string {
	if absolute, is := strings.CutPrefix(r.target, "/"); is {
		return absolute
	}
	return path.Join(path.Dir(part), r.target)
}
