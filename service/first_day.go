package service

import (
	"context"
	"slices"

	"answerable/models"
)

// FirstDay is how far an office has come from its own spreadsheets to working
// here, as far as the person sees it.
type FirstDay struct {
	Ground []GroundLaid
	Sheets []SheetIn
}

// GroundLaid is something that an empty system needs, with how much of it is
// there. Start is how the person may enter it, nil where they may not, and Who
// whose part it is.
type GroundLaid struct {
	models.Ground
	Count int64
	Start *models.Move
	Who   []models.Role
}

// SheetIn is one of an office's lists, with what of it is here.
type SheetIn struct {
	models.Sheet
	Registers []RegisterIn
}

// RegisterIn is a register that a sheet fills: how many records it holds that
// were not withdrawn, what has to come in first, and who may bring it in.
type RegisterIn struct {
	Kind  *models.Kind
	Count int64
	// Needs are the columns without which a row adds nothing.
	Needs []models.Column
	// Missing are the kinds that its rows must refer to and of which there is
	// nothing yet.
	Missing []*models.Kind
	// May tells whether the person may, and Who whose part it is.
	May bool
	Who []models.Role
}

// fewRecords is up to how many records a register counts as hardly begun.
const fewRecords = 9

// FirstDay tells whoever may bring records in what is there already. Others
// are told that it is not for them.
func (s *Service) FirstDay(ctx context.Context, who *models.Actor) (*FirstDay, error) {
	if !who.Is(models.Bringers()...) {
		return nil, models.Fail(models.Denied, "You may not bring records in: the Office of the Commissioner does")
	}
	ground, err := s.groundLaid(ctx, who)
	if err != nil {
		return nil, err
	}
	day := &FirstDay{Ground: ground}
	here := map[string]int64{}
	for _, sheet := range models.Sheets {
		in := SheetIn{Sheet: sheet}
		for _, name := range sheet.Kinds {
			k := models.KindNamed(name)
			register := RegisterIn{Kind: k, Needs: missingColumns(k.Columns(), nil), May: k.MayImport(who), Who: k.Importers()}
			if register.Count, err = s.Count(ctx, who, k, inUse(k)); err != nil {
				return nil, err
			}
			here[name] = register.Count
			register.Missing = missingFor(k, here)
			in.Registers = append(in.Registers, register)
		}
		day.Sheets = append(day.Sheets, in)
	}
	return day, nil
}

// HardlyBegun tells whether none of the main registers holds more than a few
// records, so that a person is shown how to begin.
func (s *Service) HardlyBegun(ctx context.Context, who *models.Actor) (bool, error) {
	kinds := make([]*models.Kind, len(models.MainRegisters))
	for i, name := range models.MainRegisters {
		kinds[i] = models.KindNamed(name)
	}
	few, err := s.Choices(ctx, who, kinds, fewRecords)
	return len(few) == len(kinds), err
}

// groundLaid counts what an empty system needs first.
func (s *Service) groundLaid(ctx context.Context, who *models.Actor) ([]GroundLaid, error) {
	laid := make([]GroundLaid, len(models.GroundNeeded))
	for i, ground := range models.GroundNeeded {
		k := models.KindNamed(ground.Kind)
		q, err := s.groundQuery(ctx, who, ground)
		if err != nil {
			return nil, err
		}
		laid[i].Ground, laid[i].Who = ground, models.RolesOf(k.StartNamed(ground.Start).Who)
		if laid[i].Count, err = s.Count(ctx, who, k, q); err != nil {
			return nil, err
		}
		for _, start := range k.Starts(who) {
			if start.Name == ground.Start {
				laid[i].Start = start
			}
		}
	}
	return laid, nil
}

func (s *Service) groundQuery(ctx context.Context, who *models.Actor, ground models.Ground) (Query, error) {
	q := inUse(models.KindNamed(ground.Kind))
	for name, value := range ground.Where {
		q.Filters[name] = []string{value}
	}
	if ground.Within == "" {
		return q, nil
	}
	at := slices.IndexFunc(models.GroundNeeded, func(g models.Ground) bool { return g.Name == ground.Within })
	within := models.GroundNeeded[at]
	inside, err := s.groundQuery(ctx, who, within)
	if err != nil {
		return q, err
	}
	page, err := s.List(ctx, who, models.KindNamed(within.Kind), inside)
	if err != nil {
		return q, err
	}
	// No record has this for a reference: nothing is within what is not there.
	wanted := []string{"-"}
	for _, m := range page.Models {
		wanted = append(wanted, string(m.Base().Ref))
	}
	q.Filters[ground.Field] = wanted
	return q, nil
}

// inUse asks for the records of a kind that were not withdrawn.
func inUse(k *models.Kind) Query {
	q := Query{Filters: map[string][]string{}}
	if !k.HasState(models.Withdrawn) {
		return q
	}
	for _, state := range k.States {
		if models.State(state.Value) != models.Withdrawn {
			q.Filters["state"] = append(q.Filters["state"], state.Value)
		}
	}
	return q
}

// missingFor are the kinds that a new record must refer to and of which nothing
// is here, one of several being enough.
func missingFor(k *models.Kind, here map[string]int64) []*models.Kind {
	var missing []*models.Kind
	for _, field := range k.Inputs() {
		if !field.Required || len(field.Kinds) == 0 || slices.ContainsFunc(field.Kinds, func(kind string) bool { return here[kind] > 0 }) {
			continue
		}
		if first := models.KindNamed(field.Kinds[0]); first != k && !slices.Contains(missing, first) {
			missing = append(missing, first)
		}
	}
	return missing
}
