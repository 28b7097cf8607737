package service

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"answerable/internal/sheet"
	"answerable/models"
)

// givingPackage is a file of grants in the standard's JSON.
type givingPackage struct {
	Version   string          `json:"version"`
	Publisher givingPublisher `json:"publisher"`
	License   string          `json:"license,omitempty"`
	Grants    []GivingGrant   `json:"grants"`
}

type givingPublisher struct {
	Identifier string `json:"identifier"`
	Name       string `json:"name"`
	Website    string `json:"website,omitempty"`
}

// refusal is why no file can be made; nil where one can.
func (g *Giving) refusal() error {
	switch {
	case len(g.Unset) > 0:
		return models.Fail(models.Refused, "%s", g.Unset[0])
	case len(g.Faults) > 0:
		return models.Fail(models.Refused, "%s", faultsText(g.Faults))
	case len(g.Grants) == 0:
		return models.Fail(models.Refused, "There is no grant to write: the standard has no empty file")
	}
	return nil
}

// faultsText names the first faults and how many there are.
func faultsText(faults []GrantFault) string {
	const named = 10
	text := "Mend these first, or leave the grants out with a ground"
	for i, fault := range faults {
		if i == named {
			return text + fmt.Sprintf("; and %d more", len(faults)-named)
		}
		text += "; " + fault.String()
	}
	return text
}

// JSON is the file of the grants in the standard's JSON. It is refused while
// anything is wrong with them.
func (g *Giving) JSON() ([]byte, error) {
	if err := g.refusal(); err != nil {
		return nil, err
	}
	funder := g.Grants[0].FundingOrganization[0]
	return json.MarshalIndent(givingPackage{
		Version: GivingVersion, Publisher: givingPublisher{funder.ID, funder.Name, funder.URL}, License: g.settings.Licence, Grants: g.Grants,
	}, "", "  ")
}

// givingColumn is one value of a grant under the title that it has in the
// standard's spreadsheets, with the field of the award that it comes from.
type givingColumn struct{ title, text, field string }

// givingColumns are the values of a grant in the order of the columns. Places,
// of which there can be several, are numbered as the standard's tools do it.
func givingColumns(grant GivingGrant) []givingColumn {
	columns := []givingColumn{
		{"Identifier", grant.ID, "ref"}, {"Title", grant.Title, "title"}, {"Description", grant.Description, "purpose"},
		{"Currency", grant.Currency, "amount"}, {"Amount Applied For", string(grant.AmountAppliedFor), "asked"},
		{"Amount Awarded", string(grant.AmountAwarded), "amount"}, {"Award Date", grant.AwardDate, "decided_on"},
	}
	for _, event := range grant.PlannedDates {
		columns = append(columns, givingColumn{"Planned Dates:Start Date", event.StartDate, "started"}, givingColumn{"Planned Dates:End Date", event.EndDate, "ended"})
	}
	for _, body := range grant.RecipientOrganization {
		columns = append(columns, body.columns("Recipient Org:", "organisation")...)
	}
	for _, body := range grant.FundingOrganization {
		columns = append(columns, body.columns("Funding Org:", "publisher")...)
	}
	for _, programme := range grant.GrantProgramme {
		columns = append(columns, givingColumn{"Grant Programme:Code", programme.Code, "round"}, givingColumn{"Grant Programme:Title", programme.Title, "round"})
	}
	for i, location := range grant.BeneficiaryLocation {
		at := "Beneficiary Location:" + strconv.Itoa(i) + ":"
		columns = append(columns, givingColumn{at + "Name", location.Name, "districts"}, givingColumn{at + "Country Code", location.CountryCode, "districts"},
			givingColumn{at + "Geographic Code", location.GeoCode, "districts"}, givingColumn{at + "Geographic Code Type", location.GeoCodeType, "districts"})
	}
	return append(columns, givingColumn{"From An Open Call?", grant.FromOpenCall, "round"},
		givingColumn{"Last Modified", grant.DateModified, "updated_at"}, givingColumn{"Data Source", grant.DataSource, "publisher"})
}

func (b GivingBody) columns(at, field string) []givingColumn {
	return []givingColumn{
		{at + "Identifier", b.ID, field}, {at + "Name", b.Name, field}, {at + "Charity Number", b.CharityNumber, field},
		{at + "Company Number", b.CompanyNumber, field}, {at + "Web Address", b.URL, field},
	}
}

// CSV is the same as the standard's spreadsheet: a column a value, under the
// titles that the standard gives them.
func (g *Giving) CSV() ([]byte, error) {
	if err := g.refusal(); err != nil {
		return nil, err
	}
	fullest := GivingGrant{}
	for _, grant := range g.Grants {
		fullest.PlannedDates = longer(fullest.PlannedDates, grant.PlannedDates)
		fullest.RecipientOrganization = longer(fullest.RecipientOrganization, grant.RecipientOrganization)
		fullest.FundingOrganization = longer(fullest.FundingOrganization, grant.FundingOrganization)
		fullest.GrantProgramme = longer(fullest.GrantProgramme, grant.GrantProgramme)
		fullest.BeneficiaryLocation = longer(fullest.BeneficiaryLocation, grant.BeneficiaryLocation)
	}
	var heads []string
	for _, column := range givingColumns(fullest) {
		heads = append(heads, column.title)
	}
	rows := make([][]string, len(g.Grants))
	for i, grant := range g.Grants {
		values := map[string]string{}
		for _, column := range givingColumns(grant) {
			values[column.title] = column.text
		}
		for _, head := range heads {
			rows[i] = append(rows[i], values[head])
		}
	}
	return csvOf("Grants", heads, rows)
}

func longer[T any](a, b []T) []T {
	if len(b) > len(a) {
		return b
	}
	return a
}

// csvOf is a file of rows.
func csvOf(name string, heads []string, rows [][]string) ([]byte, error) {
	var out bytes.Buffer
	w := sheet.NewCSV(&out)
	titles := make([]sheet.Head, len(heads))
	for i, head := range heads {
		titles[i].Text = head
	}
	if err := w.Sheet(name, titles); err != nil {
		return nil, err
	}
	for _, row := range rows {
		cells := make([]sheet.Cell, len(row))
		for i, text := range row {
			cells[i].Text = text
		}
		if err := w.Row(cells); err != nil {
			return nil, err
		}
	}
	if err := w.Finish(); err != nil {
		return nil, err
	}
	return out.Bytes(), w.Close()
}
