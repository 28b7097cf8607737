package models

import (
	"slices"
	"testing"
)

// TestBulkMovesSayOnceWhatTheStepTakes holds the steps that can be made with
// many records against the steps themselves: an amount or another record is
// never the same for all.
func TestBulkMovesSayOnceWhatTheStepTakes(t *testing.T) {
	for _, k := range Registry {
		for _, bulk := range k.BulkMoves {
			move := k.Move(bulk.Name)
			if move == nil || move.To == "" {
				t.Errorf("%s: %s is no step that leads anywhere", k.Name, bulk.Name)
				continue
			}
			for _, name := range bulk.Fields {
				field := k.Field(name)
				if !slices.Contains(slices.Concat(move.Asks, move.Offers), name) || field.Type == MoneyField || len(field.Kinds) > 0 {
					t.Errorf("%s: %s cannot set %s in all", k.Name, bulk.Name, name)
				}
			}
		}
	}
}
