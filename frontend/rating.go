package frontend

import (
	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// settingsFor reads the settings of the office where some fact of the kind
// hangs on them.
func (v *visit) settingsFor(k *models.Kind) (*models.Settings, error) {
	for _, derived := range k.Derived {
		if derived.If != nil {
			return v.service.Settings(v.ctx())
		}
	}
	return models.DefaultSettings(), nil
}

// ratingTags give a recommendation's rating as a tag.
func ratingTags(red models.RedMeans) func(models.Model, models.Date) []templ.Component {
	return func(m models.Model, today models.Date) []templ.Component {
		return []templ.Component{ratingTag(m.(*models.Recommendation).Rated(today, red).Rating)}
	}
}

func ratingTag(rating models.Rating) components.Tag {
	return optionTag(models.Ratings, string(rating))
}

// ratingView is the rating of one recommendation with what made it so.
type ratingView struct {
	models.Rated
	Red models.RedMeans
}

// ratingCounts counts what a list of recommendations lists by rating; each
// count leads to the list of what it counts.
func (v *visit) ratingCounts(q service.Query) (templ.Component, error) {
	found, err := v.service.Ratings(v.ctx(), v.who, q)
	if err != nil {
		return nil, err
	}
	items := make([]components.Standing, len(found.Counts))
	for i, count := range found.Counts {
		items[i] = components.Standing{Tag: ratingTag(models.Rating(count.Rating.Value)), Count: models.Number(count.Count)}
		if count.Count > 0 {
			items[i].Href = registerURL(models.RecommendationKind, count.Query)
		}
	}
	return ratingsView(items, found.Red), nil
}
