package service

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"answerable/models"
)

// givingTitle is the longest title that the standard advises.
const givingTitle = 140

// givingEarliest is the day before which no grant of the kind was made.
const givingEarliest = models.Date("1990-01-01")

// check finds what the standard's schema lets pass and a reader of the data
// would trip over: empty texts, amounts below nothing, codes that nobody knows,
// dates that cannot be, titles that are no titles, identifiers of no register,
// and e-mail addresses.
func (g *Giving) check() {
	seen := map[string]models.Ref{}
	for i := range g.Grants {
		grant := &g.Grants[i]
		c := &givingCheck{grant: grant, today: g.today, prefix: g.settings.GivingPrefix}
		c.texts()
		c.amounts()
		c.dates()
		c.organisations()
		c.codes()
		c.mail()
		if first, twice := seen[grant.ID]; twice {
			c.fault("ref", "Identifier: is also that of %s", first)
		}
		seen[grant.ID] = grant.award.Ref
		g.Faults = append(g.Faults, c.faults...)
	}
}

// givingCheck checks one grant.
type givingCheck struct {
	grant  *GivingGrant
	today  models.Date
	prefix string
	faults []GrantFault
}

func (c *givingCheck) fault(field, text string, args ...any) {
	c.faults = append(c.faults, GrantFault{c.grant.award.Ref, c.grant.award.Title, field, fmt.Sprintf(text, args...)})
}

// texts asks for those that must be there, and for a title that is one.
func (c *givingCheck) texts() {
	grant := c.grant
	for _, text := range []struct{ field, label, text string }{
		{"ref", "Identifier", grant.ID}, {"title", "Title", grant.Title}, {"purpose", "Description", grant.Description},
		{"organisation", "Recipient Org:Name", grant.RecipientOrganization[0].Name}, {"amount", "Amount Awarded", string(grant.AmountAwarded)},
		{"decided_on", "Award Date", grant.AwardDate},
	} {
		if strings.TrimSpace(text.text) == "" {
			c.fault(text.field, "%s: is empty. %s", text.label, givingWants[text.field])
		}
	}
	if grant.Title != "" && strings.EqualFold(strings.TrimSpace(grant.Title), strings.TrimSpace(grant.Description)) {
		c.fault("title", "Title: is the same as the description. Give the project a name of its own, or say in the purpose what it is for")
	}
	if n := len([]rune(grant.Title)); n > givingTitle {
		c.fault("title", "Title: has %d characters; the standard asks for no more than %d", n, givingTitle)
	}
}

// givingWants is what to record where something is empty, by field of the
// award.
var givingWants = map[string]string{
	"title": "Record the name of the project", "purpose": "Record the purpose of the grant", "organisation": "Record who receives the money",
	"amount": "Record the amount that was awarded", "decided_on": "Record the day on which it was decided",
}

func (c *givingCheck) amounts() {
	for _, amount := range []struct {
		field, label string
		amount       string
	}{{"amount", "Amount Awarded", string(c.grant.AmountAwarded)}, {"asked", "Amount Applied For", string(c.grant.AmountAppliedFor)}} {
		if strings.HasPrefix(amount.amount, "-") {
			c.fault(amount.field, "%s: is less than nothing", amount.label)
		}
	}
	if c.grant.AmountAwarded == "0.00" {
		c.fault("amount", "Amount Awarded: is nothing")
	}
}

func (c *givingCheck) dates() {
	if day := models.Date(c.grant.AwardDate); day != "" {
		switch {
		case !day.IsDay():
			c.fault("decided_on", "Award Date: is “%s”; it must be known to the day", day)
		case day > c.today:
			c.fault("decided_on", "Award Date: %s is in the future", day.String())
		case day < givingEarliest:
			c.fault("decided_on", "Award Date: %s is too long ago to be right", day.String())
		}
	}
	for _, event := range c.grant.PlannedDates {
		start, end := models.Date(event.StartDate), models.Date(event.EndDate)
		for _, date := range []struct {
			field, label string
			date         models.Date
		}{{"started", "Planned Dates:Start Date", start}, {"ended", "Planned Dates:End Date", end}} {
			switch {
			case date.date == "":
			case !date.date.Valid():
				c.fault(date.field, "%s: “%s” is no date", date.label, date.date)
			case date.date < givingEarliest || date.date > c.today.AddMonths(12*30):
				c.fault(date.field, "%s: %s cannot be right", date.label, date.date.String())
			}
		}
		if first, _ := start.Span(); first != "" {
			if _, last := end.Span(); last != "" && last < first {
				c.fault("ended", "Planned Dates:End Date: is before the start")
			}
		}
	}
}

// registerForms are the shapes of numbers in the registers that most
// organisations stand in.
var registerForms = []struct {
	prefix, example string
	form            *regexp.Regexp
}{
	{"GB-CHC-", "GB-CHC-1092728", regexp.MustCompile(`^GB-CHC-[1-9][0-9]{5,6}(-[0-9]+)?$`)},
	{"GB-COH-", "GB-COH-00445790", regexp.MustCompile(`^GB-COH-([0-9]{8}|[A-Z]{2}[0-9]{6}|[A-Z]{2}[0-9]{5}R)$`)},
	{"GB-SC-", "GB-SC-SC012345", regexp.MustCompile(`^GB-SC-SC[0-9]{6}$`)},
	{"GB-NIC-", "GB-NIC-100012", regexp.MustCompile(`^GB-NIC-[0-9]{6}$`)},
}

var anyRegister = regexp.MustCompile(`^[A-Z]{2,3}-[A-Z0-9_]+-[^\s]+$`)

func (c *givingCheck) organisations() {
	for _, organisation := range []struct {
		field, label string
		body         GivingBody
	}{{"organisation", "Recipient Org", c.grant.RecipientOrganization[0]}, {"publisher", "Funding Org", c.grant.FundingOrganization[0]}} {
		if id := organisation.body.ID; id != "" {
			if example := c.badID(id); example != "" {
				c.fault(organisation.field, "%s:Identifier: “%s” is no number of that register, for example %s", organisation.label, id, example)
			}
		}
	}
}

// badID gives an example of what an identifier should look like; empty where
// it does.
func (c *givingCheck) badID(id string) string {
	own := cmp.Or(c.prefix, PrefixMissing) + "-ORG-"
	if rest, found := strings.CutPrefix(id, own); found && rest != "" {
		return ""
	}
	at := slices.IndexFunc(registerForms, func(r struct {
		prefix, example string
		form            *regexp.Regexp
	}) bool {
		return strings.HasPrefix(id, r.prefix)
	})
	switch {
	case at >= 0 && !registerForms[at].form.MatchString(id):
		return registerForms[at].example
	case at < 0 && !anyRegister.MatchString(id):
		return registerForms[0].example
	}
	return ""
}

// codes asks whether readers know every code.
func (c *givingCheck) codes() {
	if c.grant.Currency != "GBP" {
		c.fault("amount", "Currency: “%s” is not GBP, in which grants are made", c.grant.Currency)
	}
	if call := c.grant.FromOpenCall; call != "" && call != "Yes" && call != "No" {
		c.fault("round", "From An Open Call?: “%s” is neither Yes nor No", call)
	}
	for _, location := range c.grant.BeneficiaryLocation {
		switch {
		case location.GeoCode == "":
		case !gssForm.MatchString(location.GeoCode):
			c.fault("districts", "Beneficiary Location:Geographic Code: “%s” of %s is no code of the Office for National Statistics, for example E08000035", location.GeoCode, location.Name)
		case location.GeoCodeType == "":
			c.fault("districts", "Beneficiary Location:Geographic Code Type: nobody knows of which sort of area “%s” of %s is", location.GeoCode, location.Name)
		}
	}
}

var gssForm = regexp.MustCompile(`^[EWSN][0-9]{8}$`)

// mail looks for e-mail addresses in every value that goes out.
func (c *givingCheck) mail() {
	for _, column := range givingColumns(*c.grant) {
		if text := mailIn(column.title, column.text); text != "" {
			c.fault(column.field, "%s", text)
		}
	}
}
