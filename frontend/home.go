package frontend

import (
	"answerable/models"
	"answerable/service"
)

// home shows what waits for the person.
func (v *visit) home() error {
	piles, err := v.service.Desks(v.ctx(), v.who)
	if err != nil {
		return err
	}
	return v.show(page{Title: "Home", Body: homeView(v.who, waiting(piles), emptyPiles(piles), v.service.Today())})
}

// waiting are the piles with something on them.
func waiting(piles []service.Pile) []service.Pile {
	var some []service.Pile
	for _, pile := range piles {
		if pile.Count > 0 {
			some = append(some, pile)
		}
	}
	return some
}

// emptyPiles are the labels of the piles with nothing on them.
func emptyPiles(piles []service.Pile) []string {
	var none []string
	for _, pile := range piles {
		if pile.Count == 0 {
			none = append(none, lowerFirst(pile.Label))
		}
	}
	return none
}

// pileURL is the very list that the pile counts.
func pileURL(pile service.Pile) string {
	return registerURL(models.KindNamed(pile.Kind), pile.Query)
}
