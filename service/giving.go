package service

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"answerable/models"
)

// GivingVersion is the version of the 360Giving Data Standard that is written.
const GivingVersion = "1.4"

// GivingGrant is a grant in the 360Giving Data Standard, 1.4.
type GivingGrant struct {
	ID                    string            `json:"id"`
	Title                 string            `json:"title"`
	Description           string            `json:"description"`
	Currency              string            `json:"currency"`
	AmountAppliedFor      json.Number       `json:"amountAppliedFor,omitempty"`
	AmountAwarded         json.Number       `json:"amountAwarded,omitempty"`
	AwardDate             string            `json:"awardDate"`
	PlannedDates          []GivingEvent     `json:"plannedDates,omitempty"`
	RecipientOrganization []GivingBody      `json:"recipientOrganization"`
	FundingOrganization   []GivingBody      `json:"fundingOrganization"`
	GrantProgramme        []GivingProgramme `json:"grantProgramme,omitempty"`
	BeneficiaryLocation   []GivingLocation  `json:"beneficiaryLocation,omitempty"`
	FromOpenCall          string            `json:"fromOpenCall,omitempty"`
	DateModified          string            `json:"dateModified"`
	DataSource            string            `json:"dataSource,omitempty"`

	award *models.Award
}

// Award is the grant as it is recorded.
func (g GivingGrant) Award() *models.Award { return g.award }

// GivingBody is an organisation in the standard.
type GivingBody struct {
	ID            string `json:"id"`
	Name          string `json:"name"`
	CharityNumber string `json:"charityNumber,omitempty"`
	CompanyNumber string `json:"companyNumber,omitempty"`
	URL           string `json:"url,omitempty"`
}

// GivingEvent is when a project is to run.
type GivingEvent struct {
	StartDate string `json:"startDate,omitempty"`
	EndDate   string `json:"endDate,omitempty"`
}

// GivingProgramme is the round or the fund of a grant.
type GivingProgramme struct {
	Code  string `json:"code"`
	Title string `json:"title"`
}

// GivingLocation is a district that benefits.
type GivingLocation struct {
	Name        string `json:"name"`
	CountryCode string `json:"countryCode"`
	GeoCode     string `json:"geoCode,omitempty"`
	GeoCodeType string `json:"geoCodeType,omitempty"`
}

// GivingGap is a grant that is left out, with the ground.
type GivingGap struct {
	Award  *models.Award
	Ground string
}

// Giving are grants in the 360Giving Data Standard, and what keeps them from
// going out in it.
type Giving struct {
	Grants []GivingGrant
	// Unset is what the settings lack, and nothing goes out without.
	Unset []string
	// Faults are what is wrong with single grants; they too keep all of it back,
	// until they are mended or the grant is left out.
	Faults  []GrantFault
	LeftOut []GivingGap
	Total   models.Pence

	settings  *models.Settings
	publisher *models.Body
	today     models.Date
}

// GivingQuery narrows the grants. The zero value is all of them.
type GivingQuery struct {
	Fund, Round models.Ref
	// Since and Until bound the day of the decision.
	Since, Until models.Date
}

// Giving composes the grants that were given in the 360Giving Data Standard.
func (s *Service) Giving(ctx context.Context, who *models.Actor, q GivingQuery) (*Giving, error) {
	if !preparesGrants(who) {
		return nil, models.Fail(models.Denied, "Only the OPCC makes 360Giving files: what is published is open to everybody")
	}
	tx := s.db.WithContext(ctx)
	for column, value := range map[string]models.Ref{"fund": q.Fund, "round": q.Round} {
		if value != "" {
			tx = tx.Where(column+" = ?", value)
		}
	}
	if q.Since != "" {
		tx = tx.Where("decided_on >= ?", q.Since)
	}
	if q.Until != "" {
		tx = tx.Where("decided_on <> '' AND decided_on <= ?", q.Until)
	}
	awards, err := awardsGiven(tx, who)
	if err != nil {
		return nil, unavailable(err)
	}
	ledger, err := readGrantLedger(s.db.WithContext(ctx), who, awards)
	if err != nil {
		return nil, unavailable(err)
	}
	return ledger.giving(awards, s.Today()), nil
}

// giving writes grants in the standard, and checks them.
func (l *grantLedger) giving(awards []*models.Award, today models.Date) *Giving {
	g := &Giving{Grants: []GivingGrant{}, settings: l.settings, publisher: l.publisher, today: today}
	if l.settings.GivingPrefix == "" {
		g.Unset = append(g.Unset, "The 360Giving prefix is not set. 360Giving gives one to each publisher; none is made up here")
	}
	if l.publisher == nil {
		g.Unset = append(g.Unset, "The publisher is not set: the body that makes the grants")
	}
	for _, award := range awards {
		if ground := l.leftOut(award, models.OutletGiving); ground != "" {
			g.LeftOut = append(g.LeftOut, GivingGap{award, ground})
			continue
		}
		if award.Marking == models.OfficialSensitive {
			g.Faults = append(g.Faults, GrantFault{award.Ref, award.Title, "marking", sensitiveGrant})
			continue
		}
		g.Grants = append(g.Grants, l.givingGrant(award))
		if award.Amount != nil {
			g.Total += *award.Amount
		}
	}
	g.check()
	return g
}

// Ready tells whether there is anything to go out, and nothing against it.
func (g *Giving) Ready() bool { return len(g.Grants) > 0 && len(g.Unset) == 0 && len(g.Faults) == 0 }

// PrefixMissing stands where the publisher's prefix will, in what is shown
// before it is set. It never goes out.
const PrefixMissing = "(prefix not set)"

func (l *grantLedger) prefixed(ref models.Ref) string {
	prefix := l.settings.GivingPrefix
	if prefix == "" {
		prefix = PrefixMissing
	}
	return prefix + "-" + string(ref)
}

func (l *grantLedger) givingGrant(award *models.Award) GivingGrant {
	grant := GivingGrant{
		ID: l.prefixed(award.Ref), Title: award.Title, Description: award.Purpose, Currency: "GBP",
		AmountAppliedFor: givingAmount(award.Asked), AmountAwarded: givingAmount(award.Amount), AwardDate: string(award.DecidedOn),
		RecipientOrganization: l.givingBodies(l.bodies[award.Organisation]), FundingOrganization: l.givingBodies(l.publisher),
		GrantProgramme: l.givingProgramme(award), BeneficiaryLocation: l.givingLocations(award),
		DateModified: award.UpdatedAt.UTC().Format(time.RFC3339), award: award,
	}
	if award.Started != "" || award.Ended != "" {
		grant.PlannedDates = []GivingEvent{{string(award.Started), string(award.Ended)}}
	}
	if round := l.rounds[award.Round]; round != nil && round.Opened != "" {
		grant.FromOpenCall = "Yes"
	}
	if l.publisher != nil {
		grant.DataSource = l.publisher.Address
	}
	return grant
}

// givingAmount is an amount in pounds, to the penny; empty where it is not
// recorded.
func givingAmount(amount *models.Pence) json.Number {
	if amount == nil {
		return ""
	}
	return json.Number(amount.Plain())
}

func (l *grantLedger) givingBodies(body *models.Body) []GivingBody {
	if body == nil {
		return []GivingBody{{}}
	}
	return []GivingBody{{
		ID: l.organisationID(body), Name: body.Name, CharityNumber: strings.TrimSpace(body.CharityNumber),
		CompanyNumber: strings.TrimSpace(body.CompanyNumber), URL: body.Address,
	}}
}

// organisationID is the identifier of an organisation by which others know it
// too (org-id.guide): the one recorded, else that of the charity, else that of
// the company. What stands in no register gets one of the publisher's own.
func (l *grantLedger) organisationID(body *models.Body) string {
	switch {
	case len(body.Identifiers) > 0:
		return body.Identifiers[0]
	case strings.TrimSpace(body.CharityNumber) != "":
		return charityID(strings.ToUpper(strings.TrimSpace(body.CharityNumber)))
	case strings.TrimSpace(body.CompanyNumber) != "":
		return "GB-COH-" + companyNumber(strings.ToUpper(strings.TrimSpace(body.CompanyNumber)))
	default:
		return l.prefixed("ORG-" + body.Ref)
	}
}

// charityID tells the three charity registers of the United Kingdom apart by
// how their numbers begin.
func charityID(number string) string {
	switch {
	case strings.HasPrefix(number, "SC"):
		return "GB-SC-" + number
	case strings.HasPrefix(number, "NIC"):
		return "GB-NIC-" + strings.TrimPrefix(number, "NIC")
	default:
		return "GB-CHC-" + number
	}
}

// companyNumber gives back the noughts in front, which spreadsheets take away.
func companyNumber(number string) string {
	if strings.Trim(number, "0123456789") == "" && len(number) < 8 {
		return strings.Repeat("0", 8-len(number)) + number
	}
	return number
}

func (l *grantLedger) givingProgramme(award *models.Award) []GivingProgramme {
	title := l.programme(award)
	code := award.Fund
	if l.rounds[award.Round] != nil {
		code = award.Round
	}
	if title == "" {
		return nil
	}
	return []GivingProgramme{{string(code), title}}
}

func (l *grantLedger) givingLocations(award *models.Award) []GivingLocation {
	var locations []GivingLocation
	for _, ref := range award.Districts {
		if district := l.districts[ref]; district != nil {
			locations = append(locations, GivingLocation{
				Name: district.Name, CountryCode: "GB", GeoCode: district.GssCode, GeoCodeType: geoCodeType(district.GssCode),
			})
		}
	}
	return locations
}

// geoCodeTypes is which sort of area a code of the Office for National
// Statistics is of, by how it begins, in the words of the standard's list.
var geoCodeTypes = map[string]string{
	"E06": "UA", "E07": "NMD", "E08": "MD", "E09": "LONB", "E10": "CTY", "E22": "CSP", "E23": "PFA", "W06": "UA", "S12": "CA",
}

func geoCodeType(code string) string {
	if len(code) < 3 {
		return ""
	}
	return geoCodeTypes[code[:3]]
}

// ParseGiving reads from an address which grants are asked for.
func ParseGiving(values url.Values) (GivingQuery, error) {
	q := GivingQuery{Fund: models.Ref(values.Get("fund")), Round: models.Ref(values.Get("round")), Since: models.Date(values.Get("since")), Until: models.Date(values.Get("until"))}
	var problems models.Problems
	for _, date := range []struct {
		field, label string
		date         models.Date
	}{{"since", "Decided since", q.Since}, {"until", "Decided until", q.Until}} {
		if date.date != "" && !date.date.IsDay() {
			problems = append(problems, models.Problem{Field: date.field, Code: "date", Text: date.label + ": must be a day, for example 2019-01-21"})
		}
	}
	return q, problems.Or()
}

// Values writes the query as it stands in an address.
func (q GivingQuery) Values() url.Values {
	values := url.Values{}
	for name, text := range map[string]string{"fund": string(q.Fund), "round": string(q.Round), "since": string(q.Since), "until": string(q.Until)} {
		if text != "" {
			values.Set(name, text)
		}
	}
	return values
}
