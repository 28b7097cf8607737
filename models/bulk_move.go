package models

// BulkMove is a step that can be made with many records of a kind at once.
type BulkMove struct {
	Name string
	// Fields are those of what the step asks for and offers that can be said once
	// for all: an amount is each record's own. What is left empty stays in each as
	// it is.
	Fields []string
}

// Bulks are the things that can be changed in many records of the kind at once:
// fields first, then steps.
func (k *Kind) Bulks() []Bulk {
	var bulks []Bulk
	for _, bulk := range Bulks {
		if len(k.BulkGrants(bulk)) > 0 {
			bulks = append(bulks, bulk)
		}
	}
	for _, step := range k.BulkMoves {
		move := k.Move(step.Name)
		bulks = append(bulks, Bulk{Name: step.Name, Label: move.Label, fields: step.Fields, Move: move})
	}
	return bulks
}

// Alike are the fields that a step with many records at once sets in all of
// them.
func (b Bulk) Alike(k *Kind) []*Field { return k.Named(b.fields) }
