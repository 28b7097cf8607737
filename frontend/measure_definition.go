package frontend

import (
	"answerable/models"
	"answerable/service"
)

// definitionOwn shows the limits that local bodies have put on a definition.
func definitionOwn(v *visit, one *service.One) (own, error) {
	caveats, err := v.partsOf(models.CaveatKind, "definition", "position", one.Model.Base().Ref)
	if err != nil {
		return own{}, err
	}
	return own{
		Blocks: []block{{"caveats", "Caveats", v.adding(caveatList(caveats.live()), models.CaveatKind, "definition", one.Model.Base().Ref)}},
		Covers: []string{"caveat.definition"},
	}, nil
}

// meaning is a definition with the caveats to it.
type meaning struct {
	definition *models.Definition
	caveats    parts
}

// meaningOf reads the definition with a reference, which the person may see.
func (v *visit) meaningOf(ref models.Ref) (meaning, error) {
	one, err := v.service.Get(v.ctx(), v.who, models.DefinitionKind, ref)
	if err != nil {
		return meaning{}, err
	}
	caveats, err := v.partsOf(models.CaveatKind, "definition", "position", ref)
	if err != nil {
		return meaning{}, err
	}
	return meaning{one.Model.(*models.Definition), caveats.live()}, nil
}
