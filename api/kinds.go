package api

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"answerable/models"
)

// kindInfo describes a kind of record to programs.
type kindInfo struct {
	Name    string      `json:"name"`
	Plural  string      `json:"plural" description:"Its part of the address"`
	One     string      `json:"one"`
	Many    string      `json:"many"`
	About   string      `json:"about"`
	Family  string      `json:"family"`
	Parent  string      `json:"parent,omitempty" description:"The field that holds the record which it is part of"`
	Order   string      `json:"order" description:"How lists are sorted unless asked otherwise"`
	States  []choice    `json:"states"`
	Fields  []fieldInfo `json:"fields"`
	Derived []fieldInfo `json:"derived" description:"Facts that follow from the record and the day"`
	Starts  []moveInfo  `json:"starts" description:"The ways to create one"`
	Moves   []moveInfo  `json:"moves"`
	See     []grantInfo `json:"see"`
	Edit    []grantInfo `json:"edit"`
}

type choice struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

type fieldInfo struct {
	Name     string   `json:"name"`
	Label    string   `json:"label"`
	Hint     string   `json:"hint,omitempty"`
	Type     string   `json:"type"`
	Options  []choice `json:"options,omitempty"`
	Kinds    []string `json:"kinds,omitempty" description:"The kinds that it may refer to; * for any"`
	Entered  bool     `json:"entered" description:"Whether people enter it"`
	Required bool     `json:"required"`
	Filter   bool     `json:"filter"`
	Sort     bool     `json:"sort"`
}

type moveInfo struct {
	Name   string      `json:"name"`
	Label  string      `json:"label"`
	From   []string    `json:"from,omitempty"`
	To     string      `json:"to,omitempty" description:"Left out where the state stays"`
	Who    []grantInfo `json:"who" description:"Empty where only the system makes it"`
	Reason bool        `json:"reason" description:"Whether a reason must be given"`
	Asks   []string    `json:"asks,omitempty" description:"Fields that must be sent"`
	Offers []string    `json:"offers,omitempty" description:"Fields that may be sent"`
	Needs  []string    `json:"needs,omitempty" description:"What is said where it is refused"`
	Final  bool        `json:"final"`
}

type grantInfo struct {
	Roles  []string `json:"roles"`
	States []string `json:"states,omitempty" description:"All states where left out"`
	Scopes []string `json:"scopes,omitempty" description:"All must hold"`
}

func (a *api) mountKinds() {
	info := make([]kindInfo, len(models.Registry))
	for i, k := range models.Registry {
		info[i] = describeKind(k)
	}
	text := appendValue(nil, map[string]any{"kinds": info})
	a.mount(route{
		id: "listKinds", method: http.MethodGet, path: "/kinds", tag: "About",
		summary: "Read which kinds of record there are: their fields, states and moves, and who may do what",
		answers: []answer{{http.StatusOK, "The kinds", &content{jsonType, closed(schema{"kinds": listOf(a.document.reflect(kindInfo{}))})}, nil}},
		handle: func(c *gin.Context, _ *models.Actor) error {
			writeJSON(c, func(dst []byte) []byte { return append(dst, text...) })
			return nil
		},
	})
}

func describeKind(k *models.Kind) kindInfo {
	info := kindInfo{
		Name: k.Name, Plural: k.Plural, One: k.One, Many: k.Many, About: k.About, Family: string(k.Family), Parent: k.Parent, Order: k.Order,
		States: choicesOf(k.States), Fields: []fieldInfo{}, Derived: []fieldInfo{},
		Starts: describeMoves(k.Start), Moves: describeMoves(k.Moves), See: describeGrants(k.See), Edit: describeGrants(k.Edit),
	}
	for _, f := range k.Fields {
		info.Fields = append(info.Fields, fieldInfo{f.Name, f.Label, f.Hint, string(f.Type), choicesOf(f.Options), f.Kinds, f.Input, f.Required, f.Filter, f.Sort})
	}
	for _, d := range k.Derived {
		info.Derived = append(info.Derived, fieldInfo{Name: d.Name, Label: d.Label, Type: string(models.TextField), Options: choicesOf(d.Options), Filter: d.SQL != ""})
	}
	return info
}

func choicesOf(options []models.Option) []choice {
	choices := make([]choice, len(options))
	for i, option := range options {
		choices[i] = choice{option.Value, option.Label}
	}
	return choices
}

func describeMoves(moves []models.Move) []moveInfo {
	list := make([]moveInfo, len(moves))
	for i, m := range moves {
		list[i] = moveInfo{m.Name, m.Label, texts(m.From), string(m.To), describeGrants(m.Who), m.Reason, m.Asks, m.Offers, nil, m.Final}
		for _, need := range m.Needs {
			list[i].Needs = append(list[i].Needs, need.Text)
		}
	}
	return list
}

func describeGrants(grants []models.Grant) []grantInfo {
	list := make([]grantInfo, len(grants))
	for i, g := range grants {
		list[i] = grantInfo{texts(g.Roles), texts(g.States), texts(g.Scopes)}
	}
	return list
}

func texts[T ~string](list []T) []string {
	plain := make([]string, len(list))
	for i, item := range list {
		plain[i] = string(item)
	}
	return plain
}
