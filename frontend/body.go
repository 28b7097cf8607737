package frontend

import (
	"net/url"

	"answerable/models"
	"answerable/service"
)

// bodyOwn shows what a body applied for and received, what it carried over from those that it succeeded, and what
// passed on to the one that succeeded it.
func bodyOwn(v *visit, one *service.One) (own, error) {
	over, on, err := v.service.Successions(v.ctx(), v.who, one.Model.Base().Ref)
	if err != nil {
		return own{}, err
	}
	var blocks []block
	for _, succession := range over {
		title := "Carried over from " + succession.Names[succession.From].Title + " on " + succession.On.String()
		blocks = append(blocks, block{"carried-over-" + string(succession.From), title, passedOn(succession)})
	}
	if on != nil {
		title := "Passed on to " + on.Names[on.To].Title + " on " + on.On.String()
		blocks = append(blocks, block{"passed-on", title, passedOn(*on)})
	}
	funding, err := v.bodyFunding(one)
	record := block{"record", "Record over the years", bodyRecordLink(one.Model.Base().Ref)}
	return own{Blocks: append(append(funding, record), blocks...)}, err
}

// passedURL is the list in which all that passed on is found: that of the
// successor.
func passedURL(list service.PassedOn, to models.Ref) string {
	return withQuery("/"+models.KindNamed(list.Kind).Plural, url.Values{list.Field: {string(to)}})
}
