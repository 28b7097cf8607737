package sample_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service/sample"
)

// TestRoundsAreThoseOfTheData holds the history of the fund against every cell
// of the data, which stands beside the repository where this was written, not
// in it.
func TestRoundsAreThoseOfTheData(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "scf_rounds.csv"))
	if err != nil {
		t.Log("LEFT OUT: the rounds are not here, so the sample was not compared with them: " + err.Error())
		t.Skip("the rounds are not here")
	}
	lines, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	s, _ := load(t, testdb.SQLite(t), someDay, sample.Options{})
	rounds := map[string]*models.Round{}
	for _, m := range everything(t, s, models.SamplePaper)["round"] {
		rounds[m.Shared().CameFrom] = m.(*models.Round)
	}
	if len(rounds) != len(lines)-1 {
		t.Errorf("%d rounds for %d rows", len(rounds), len(lines)-1)
	}
	for i, cells := range lines[1:] {
		round := rounds["data/scf_rounds.csv, row "+strconv.Itoa(i+1)]
		if round == nil {
			t.Errorf("row %d is in no record", i+1)
			continue
		}
		of := map[string]string{}
		for j, name := range lines[0] {
			of[name] = cells[j]
		}
		compareRound(t, round, of)
	}
}

func compareRound(t *testing.T, round *models.Round, of map[string]string) {
	t.Helper()
	closed, clock, _ := strings.Cut(of["closed"], "T")
	for what, pair := range map[string][2]string{
		"number": {round.Number, of["round"]}, "opened": {string(round.Opened), of["opened_or_announced"]}, "closed": {string(round.Closed), closed},
		"closes at": {round.ClosedTime, strings.Replace(clock, "12:00", "12 noon", 1)}, "pot": {wholePounds(round.Pot), of["pot_gbp"]}, "maximum": {wholePounds(round.Maximum), of["max_grant_gbp"]},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %s is %q, the data says %q", round.Ref, what, pair[0], pair[1])
		}
	}
	said := round.Note + " " + strings.ToLower(round.Theme) + " " + round.Address
	for _, count := range []*int64{round.ApplicationsReceived, round.Selected} {
		if count != nil {
			said += " " + strconv.FormatInt(*count, 10)
		}
	}
	for _, address := range strings.Split(of["source_address"], " ; ") {
		if !strings.Contains(said, strings.TrimSuffix(address, "/")) {
			t.Errorf("%s: the address %s is not in it", round.Ref, address)
		}
	}
	for _, fact := range noted.FindAllString(of["note"], -1) {
		if !strings.Contains(strings.ReplaceAll(said, ",", ""), inNote(fact)) {
			t.Errorf("%s: %q of the note is not in it: %s", round.Ref, fact, said)
		}
	}
}

// noted are days, sums and numbers in the notes of the data, and its theme.
var noted = regexp.MustCompile(`\d{4}-\d\d-\d\d|[0-9.]+m?\b|crime and anti-social behaviour|all priorities`)

// inNote is a fact as the note of the record writes it, but for commas.
func inNote(fact string) string {
	if day := models.Date(fact); day.Valid() && len(fact) == len("2019-01-21") {
		return day.String()
	}
	if millions, is := strings.CutSuffix(fact, "m"); is {
		return "£" + millions + " million"
	}
	return fact
}

func wholePounds(amount *models.Pence) string {
	if amount == nil {
		return ""
	}
	return strings.TrimSuffix(amount.Plain(), ".00")
}
