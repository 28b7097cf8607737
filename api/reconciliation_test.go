package api

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

// booked makes two payments and four lines of the ledger: one that quotes its
// payment, one of another amount, one that only came back, one of nothing.
func (o *office) booked() (payments [2]string) {
	o.t.Helper()
	grants := program{o, models.RoleGrants}
	_, award := o.awardedGrant()
	decided := grants.read("/awards/" + award).text("decided_on")
	grants.must("/awards/"+award, "agree", map[string]any{"agreed_on": decided, "agreement": "Signed"})
	for i, amount := range []int{120_033, 60_000} {
		payments[i] = grants.create("/payments", map[string]any{"award": award, "amount": amount, "purpose": fmt.Sprint("Part ", i+1)})
		grants.must("/payments/"+payments[i], "pay", map[string]any{"paid_on": decided})
	}
	for i, line := range []map[string]any{
		{"amount": 120_033, "description": "Payment " + payments[0]},
		{"amount": 60_001, "description": "Payment " + payments[1]},
		{"amount": -500, "description": "A refund"},
		{"amount": 999, "description": "Stationery"},
	} {
		line["booked_on"], line["ledger_ref"] = decided, fmt.Sprint("GL-", i+1)
		grants.create("/ledger-lines", line)
	}
	return payments
}

func decoded[T any](t *testing.T, got reply) (value T) {
	t.Helper()
	if err := json.Unmarshal(got.body, &value); err != nil || got.status != http.StatusOK {
		t.Fatalf("answered %d: %s (%v)", got.status, got.body, err)
	}
	return value
}

// TestReconciliationByProgram reads both sides, accepts what is exact as it was
// previewed, takes one proposal and holds the sums against the rows.
func TestReconciliationByProgram(t *testing.T) {
	eachOffice(t, func(o *office) {
		c, payments := o.contract(), o.booked()
		proposals := o.get(models.RoleGrants, "/reconciliation/proposals")
		c.holds(http.MethodGet, "/reconciliation/proposals", proposals)
		moves := map[string]string{}
		for _, line := range decoded[reconciliationProposals](t, proposals).Items {
			for _, tie := range line.Ties {
				moves[line.Line.LedgerRef] += fmt.Sprint(tie.Move, " ", tie.Booked[0].Payment, " ", int64(tie.DifferencePence), " ", tie.Exact)
			}
		}
		if want := map[string]string{"GL-1": "match " + payments[0] + " 0 true", "GL-2": "differ " + payments[1] + " 1 false"}; fmt.Sprint(moves) != fmt.Sprint(want) {
			t.Errorf("proposed: %v, not %v", moves, want)
		}

		shown := o.post(models.RoleGrants, "/reconciliation/exact", `{"preview":true}`)
		c.holds(http.MethodPost, "/reconciliation/exact", shown)
		exact := decoded[exactMatches](t, shown)
		if len(exact.Lines) != 1 || exact.Lines[0].Refused != "" || exact.Lines[0].Booked[0].Payment != models.Ref(payments[0]) {
			t.Fatalf("the preview: %s", shown.body)
		}
		c.answers(http.MethodPost, "/reconciliation/exact", o.post(models.RoleGrants, "/reconciliation/exact", `{}`), http.StatusUnprocessableEntity)
		chosen := fmt.Sprintf(`{"lines":[{"ref":%q,"version":%d}]}`, exact.Lines[0].Ref, exact.Lines[0].Version)
		c.answers(http.MethodPost, "/reconciliation/exact", o.post(models.RolePlan, "/reconciliation/exact", chosen), http.StatusForbidden)
		if done := decoded[exactMatches](t, o.post(models.RoleGrants, "/reconciliation/exact", chosen)); done.Preview || done.Lines[0].Refused != "" {
			t.Errorf("done: %+v", done)
		}
		if again := decoded[exactMatches](t, o.post(models.RoleGrants, "/reconciliation/exact", chosen)); again.Lines[0].Refused == "" {
			t.Error("a line is matched twice")
		}
		program{o, models.RoleGrants}.must("/ledger-lines/"+o.lineOf("GL-2"), "differ", map[string]any{"payments": []string{payments[1]}})

		read := o.get(models.RoleGrants, "/reconciliation?show=differing")
		c.holds(http.MethodGet, "/reconciliation", read)
		found := decoded[reconciliation](t, read)
		if len(found.Rows) != 1 || found.Rows[0].DifferencePence != 1 || found.Rows[0].Line.LedgerRef != "GL-2" {
			t.Errorf("what differs: %s", read.body)
		}
		if found.Ledger != (ledgerSum{4, 120_033 + 60_001 - 500 + 999}) || found.Booked != (ledgerSum{2, 180_033}) {
			t.Errorf("the totals: %+v and %+v", found.Ledger, found.Booked)
		}
		o.addsUp(found)
	})
}

func (o *office) lineOf(ledgerRef string) string {
	o.t.Helper()
	for _, item := range o.get(models.RoleGrants, "/ledger-lines").member("items").([]any) {
		if line := item.(map[string]any); line["ledger_ref"] == ledgerRef {
			return line["ref"].(string)
		}
	}
	o.t.Fatal("no line " + ledgerRef)
	return ""
}

// addsUp holds the sums against the rows behind each standing, and against the
// file.
func (o *office) addsUp(found reconciliation) {
	o.t.Helper()
	var ledger, booked ledgerSum
	for _, standing := range found.Standings {
		var line, here ledgerSum
		for _, row := range decoded[reconciliation](o.t, o.get(models.RoleGrants, "/reconciliation?show="+standing.Name)).Rows {
			if row.Line != nil {
				line = ledgerSum{line.Count + 1, line.Sum + *row.Line.Pence}
			}
			for _, one := range row.Booked {
				here = ledgerSum{here.Count + 1, here.Sum + one.Pence}
			}
		}
		if standing.Ledger != nil && *standing.Ledger != line || standing.Booked != nil && *standing.Booked != here {
			o.t.Errorf("%s: %+v and %+v, its rows come to %+v and %+v", standing.Name, standing.Ledger, standing.Booked, line, here)
		}
		ledger, booked = ledgerSum{ledger.Count + line.Count, ledger.Sum + line.Sum}, ledgerSum{booked.Count + here.Count, booked.Sum + here.Sum}
	}
	if ledger != found.Ledger || booked != found.Booked {
		o.t.Errorf("the standings come to %+v and %+v, the totals are %+v and %+v", ledger, booked, found.Ledger, found.Booked)
	}
	file := o.get(models.RoleGrants, "/reconciliation.csv")
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(file.body), "\ufeff"))).ReadAll()
	if err != nil || int64(len(rows)) != 1+ledger.Count {
		o.t.Errorf("%d rows in the file (%v)", len(rows), err)
	}
	if book := o.get(models.RoleGrants, "/reconciliation.xlsx?sensitive=yes"); book.status != http.StatusOK || !strings.HasPrefix(string(book.body), "PK") {
		o.t.Errorf("the workbook: %d", book.status)
	}
}

// TestReconciliationIsRefused holds who may not read it, and what is wrong in an
// address.
func TestReconciliationIsRefused(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		o.booked()
		for _, path := range []string{"/reconciliation", "/reconciliation/proposals", "/reconciliation.csv"} {
			c.answers(http.MethodGet, path, o.get(models.RoleChief, path), http.StatusForbidden)
			c.answers(http.MethodGet, path, o.get("", path), http.StatusUnauthorized)
		}
		for query, says := range map[string]string{
			"from=2019-02-30":               "From: must be a day",
			"from=2019-02-02&to=2019-02-01": "To: must not be before From",
			"show=lost":                     "show: must be one of matched",
			"colour=red":                    "colour: is not a parameter here",
			"show=matched&after=nonsense":   "after",
		} {
			got := o.get(models.RoleGrants, "/reconciliation?"+query)
			c.answers(http.MethodGet, "/reconciliation", got, http.StatusUnprocessableEntity)
			if !strings.Contains(string(got.body), says) {
				t.Errorf("%s: %s", query, got.body)
			}
		}
	})
}
