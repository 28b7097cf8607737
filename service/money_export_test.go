package service

import (
	"slices"

	"answerable/models"
)

// Given tells whether an award in that state counts as money that was given.
func Given(state models.State) bool { return slices.Contains(awardGiven, state) }
