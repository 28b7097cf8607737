package api

import (
	"archive/zip"
	"bytes"
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

// TestLettersThroughTheAPI writes the letters of a round as programs do.
func TestLettersThroughTheAPI(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		grants := models.RoleGrants
		c.answers(http.MethodPost, "/letter-templates/start-set", o.post(models.RolePlan, "/letter-templates/start-set", ""), http.StatusForbidden)
		c.answers(http.MethodPost, "/letter-templates/start-set", o.post(grants, "/letter-templates/start-set", ""), http.StatusCreated)
		c.answers(http.MethodPost, "/letter-templates/start-set", o.post(grants, "/letter-templates/start-set", ""), http.StatusConflict)
		placeholders := o.get(models.RolePanel, "/letter-templates/placeholders")
		if c.answers(http.MethodGet, "/letter-templates/placeholders", placeholders, http.StatusOK); !strings.Contains(string(placeholders.body), `"declined"`) {
			t.Errorf("the placeholders are %s", placeholders.body)
		}
		round, award := o.awardedGrant()
		letters := o.get(grants, "/awards/"+award+"/letters")
		if c.answers(http.MethodGet, "/awards/{ref}/letters", letters, http.StatusOK); strings.Count(string(letters.body), `"missing":[]`) != 2 {
			t.Errorf("the letters are %s", letters.body)
		}
		read := o.get(grants, "/awards/"+award+"/letters/LETTER-1")
		if c.answers(http.MethodGet, "/awards/{ref}/letters/{template}", read, http.StatusOK); !strings.Contains(string(read.body), "A play: award of £4,500") {
			t.Errorf("the letter is %s", read.body)
		}
		c.answers(http.MethodGet, "/awards/{ref}/letters/{template}", o.get(grants, "/awards/"+award+"/letters/LETTER-3"), http.StatusConflict)
		c.answers(http.MethodGet, "/awards/{ref}/letters/{template}", o.get(models.RolePlan, "/awards/"+award+"/letters/LETTER-1"), http.StatusForbidden)
		c.answers(http.MethodGet, "/awards/{ref}/letters", o.get(grants, "/awards/SCF-9/letters"), http.StatusNotFound)

		c.answers(http.MethodPost, "/awards/{ref}/letters", o.post(grants, "/awards/"+award+"/letters", `{"template": "LETTER-1", "format": "pdf"}`), http.StatusUnprocessableEntity)
		c.answers(http.MethodPost, "/awards/{ref}/letters", o.post(grants, "/awards/"+award+"/letters", `{"format": "odt"}`), http.StatusUnprocessableEntity)
		file := o.post(grants, "/awards/"+award+"/letters", `{"template": "LETTER-1", "format": "docx"}`)
		if name := file.header.Get("Content-Disposition"); file.status != http.StatusOK || !strings.Contains(name, award+"-award-letter-OFFICIAL.docx") {
			t.Errorf("the letter is %d %q", file.status, name)
		}
		if history := o.get(models.RolePanel, "/awards/"+award+"/history"); !strings.Contains(string(history.body), `"reason":"Award letter (LETTER-1, version 1), as Word"`) {
			t.Errorf("the history says %s", history.body)
		}

		listed := o.get(grants, "/rounds/"+round+"/letters?award=LETTER-2")
		if c.answers(http.MethodGet, "/rounds/{ref}/letters", listed, http.StatusOK); !strings.Contains(string(listed.body), `"template":"LETTER-2"`) {
			t.Errorf("the letters of the round are %s", listed.body)
		}
		c.answers(http.MethodGet, "/rounds/{ref}/letters", o.get(grants, "/rounds/"+round+"/letters?award=LETTER-3"), http.StatusUnprocessableEntity)
		packed := o.post(grants, "/rounds/"+round+"/letters", `{"format": "odt"}`)
		if packed.status != http.StatusOK || !strings.Contains(packed.header.Get("Content-Disposition"), "letters-"+round+"-OFFICIAL.zip") {
			t.Fatalf("the letters of the round are %d %s", packed.status, packed.body)
		}
		archive, err := zip.NewReader(bytes.NewReader(packed.body), int64(len(packed.body)))
		if err != nil || len(archive.File) != 1 || archive.File[0].Name != award+"-award-letter-OFFICIAL.odt" {
			t.Errorf("the zip holds %v, %v", archive.File, err)
		}
		c.answers(http.MethodPost, "/rounds/{ref}/letters", o.post(models.RolePanel, "/rounds/"+round+"/letters", `{"format": "odt"}`), http.StatusForbidden)
	})
}

// answers holds an answer against its status and against the document.
func (c *contract) answers(method, path string, got reply, status int) {
	c.t.Helper()
	if got.status != status {
		c.t.Errorf("%s %s answers %d, not %d: %s", method, path, got.status, status, got.body)
	}
	c.holds(method, path, got)
}

func (o *office) post(role models.Role, path, body string) reply {
	o.t.Helper()
	return o.call(role, http.MethodPost, path, body)
}

// awardedGrant is a round with an award of which everything is recorded.
func (o *office) awardedGrant() (round, award string) {
	o.t.Helper()
	grants := program{o, models.RoleGrants}
	fund := grants.create("/funds", map[string]any{"title": "Safer Communities Fund", "code": "SCF"})
	round = grants.create("/rounds", map[string]any{"fund": fund, "number": "15", "pot": 15_000_000})
	award = grants.create("/awards", map[string]any{
		"title": "A play", "round": round, "organisation": o.people[models.RoleGrants].Body, "asked": 500_000, "amount": 450_000, "purpose": "p", "reasons": "r",
		"conditions": []string{"A report"}, "owner": o.people[models.RoleGrants].Person,
	})
	grants.must("/awards/"+award, "recommend", map[string]any{"board_recommendation": "Yes"})
	program{o, models.RoleCommissioner}.must("/awards/"+award, "award", nil)
	return round, award
}
