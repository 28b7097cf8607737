package service_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// paid is an award with its payments.
type paid struct {
	award    models.Ref
	payments []*models.Payment
}

// pays makes an award of a round with payments that went out.
func (o *office) pays(round models.Ref, organisation models.Ref, amounts ...int64) paid {
	o.t.Helper()
	award := o.make(models.RoleGrants, "award", "record", map[string]any{"title": "Project", "round": round, "organisation": organisation, "amount": 100_000_00})
	o.must(models.RoleGrants, "award", award, "agree", map[string]any{"agreed_on": "2018-12-01", "agreement": "Signed"})
	made := paid{award: award}
	for i, amount := range amounts {
		ref := o.make(models.RoleGrants, "payment", "plan", map[string]any{"award": award, "amount": amount, "purpose": fmt.Sprint("Part ", i+1)})
		o.must(models.RoleGrants, "payment", ref, "pay", map[string]any{"paid_on": fmt.Sprintf("2019-01-%02d", 10+i)})
		made.payments = append(made.payments, o.payment(ref))
	}
	return made
}

func (o *office) payment(ref models.Ref) *models.Payment {
	o.t.Helper()
	one, err := o.Get(o.t.Context(), o.people[models.RoleGrants], models.PaymentKind, ref)
	if err != nil {
		o.t.Fatal(err)
	}
	return one.Model.(*models.Payment)
}

// round makes a fund with a round.
func (o *office) fundWithRound(code string) (fund, round models.Ref) {
	fund = o.make(models.RoleGrants, "fund", "", map[string]any{"title": "Fund " + code, "code": code})
	return fund, o.make(models.RoleGrants, "round", "plan", map[string]any{"fund": fund, "number": "15"})
}

// ledger writes a file as a finance system does.
type ledger struct{ rows [][]string }

func (l *ledger) line(day, ref, payee string, amount models.Pence, narrative, account string) {
	text := amount.Plain()
	switch {
	case amount < 0 && len(l.rows)%2 == 0:
		text = "(" + (-amount).Plain() + ")"
	case amount >= 1000_00:
		text = strings.TrimPrefix(amount.String(), "£")
		if amount%100 == 0 {
			text += ".00"
		}
	}
	l.rows = append(l.rows, []string{day, ref, payee, text, narrative, account})
}

func (l *ledger) file(t *testing.T) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.WriteAll(append([][]string{{"Posting date", "Transaction no", "Supplier name", "Net amount", "Narrative", "Cost centre"}}, l.rows...)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestALedgerIsReconciled holds 60 lines of a ledger against 50 payments, with
// every case there is.
func TestALedgerIsReconciled(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b, who, k := bringer{t, o.Service}, o.people[models.RoleGrants], models.LedgerLineKind
		_, round := o.fundWithRound("SCF")
		var grants []paid
		for i := range 10 {
			body := o.make(models.RoleGrants, "body", "", map[string]any{"name": fmt.Sprintf("Organisation number %d Limited", i), "type": "charity", "aliases": []string{fmt.Sprintf("ORG%d", i)}})
			var amounts []int64
			for j := range 5 {
				amounts = append(amounts, int64(900_07+i*100_00+j*10_01))
			}
			grants = append(grants, o.pays(round, body, amounts...))
		}
		o.must(models.RoleGrants, "payment", grants[0].payments[0].Ref, "return", map[string]any{"returned_on": "2019-02-20", "reason": "Not spent"})
		var file ledger
		for i, grant := range grants[:6] {
			for j, payment := range grant.payments {
				amount, day := *payment.Amount, fmt.Sprintf("%d/01/2019", 11+j)
				switch {
				case j == 0 && i < 3:
					amount--
				case j == 1 && i < 2:
					day = "01/03/2019"
				}
				file.line(day, "BACS "+string(payment.Ref), fmt.Sprint("Organisation ", i), amount, "Grant", "SCF")
			}
		}
		var run models.Pence
		var refs []string
		for _, payment := range grants[6].payments {
			run += *payment.Amount
			refs = append(refs, string(payment.Ref))
		}
		file.line("14/01/2019", "RUN 77", "BACS run", run, strings.Join(refs, ", "), "")
		for j, payment := range grants[7].payments {
			file.line("14/01/2019", fmt.Sprint("INV", 700+j), "Various", *payment.Amount, "Award "+string(grants[7].award), "SCF")
		}
		for j, payment := range grants[8].payments[:4] {
			file.line("20/01/2019", fmt.Sprint("INV", 800+j), []string{"ORG8", "ORGANISATION NUMBER 8", "organisation number 8 ltd", "Organisation numb"}[j], *payment.Amount, "", "SCF")
		}
		file.line("22/02/2019", "CR "+string(grants[0].payments[0].Ref), "Organisation 0", -*grants[0].payments[0].Amount, "Repaid", "SCF")
		for n := range 19 {
			file.line("05/02/2019", fmt.Sprint("GEN", n), "Paper & Co", models.Pence(1_99+n), "Stationery", "4520")
		}

		wrong := bytes.Replace(file.file(t), []byte("11/01/2019"), []byte("40/40/2019"), 1)
		wrong = bytes.Replace(wrong, []byte("1.99"), []byte("1.9"), 1)
		refused := b.checked(who, k, "wrong.csv", wrong, service.ImportChoice{})
		if refused.Counts[service.RowRefused] != 2 || refused.Counts[service.RowNew] != 58 {
			t.Fatalf("a file with a wrong day and a wrong amount counts %v", refused.Counts)
		}
		first := b.checked(who, k, "ledger.csv", file.file(t), service.ImportChoice{})
		if first.Counts[service.RowNew] != 60 {
			t.Fatalf("sixty lines count %v: %v", first.Counts, first.Rows)
		}
		b.applied(who, first.Import, "January and February")
		if again := b.checked(who, k, "ledger.csv", file.file(t), service.ImportChoice{}); again.Counts[service.RowSame] != 60 {
			t.Errorf("the same file again counts %v", again.Counts)
		}
		o.stands("unmatched 60", "", map[string]int64{"unmatched": 60, "missing": 51})
		lines := b.list(who, k)
		if line := lines[0].(*models.LedgerLine); line.SourceFile != "ledger.csv" {
			t.Errorf("a line was taken from %q", line.SourceFile)
		}
		if n := len(slices.DeleteFunc(slices.Clone(lines), func(m models.Model) bool { return m.(*models.LedgerLine).Fund != "SCF" })); n != 40 {
			t.Errorf("%d lines are those of the fund", n)
		}

		preview, err := o.AcceptExact(t.Context(), who, service.ReconciliationQuery{}, nil, true)
		if err != nil || len(preview.Matched()) != 27 || len(preview.Left()) != 0 {
			t.Fatalf("%d exact ones (%v)", len(preview.Matched()), err)
		}
		o.stands("a preview", "", map[string]int64{"unmatched": 60, "missing": 51})
		var chosen []service.Chosen
		for _, line := range preview.Matched() {
			chosen = append(chosen, line.Chosen)
		}
		// One of them is set aside meanwhile, and one changed.
		o.must(models.RoleGrants, "ledger-line", chosen[0].Ref, "set-aside", map[string]any{"reason": "Looked at by hand"})
		o.must(models.RoleGrants, "ledger-line", chosen[0].Ref, "undo", map[string]any{"reason": "By mistake"})
		done, err := o.AcceptExact(t.Context(), who, service.ReconciliationQuery{}, chosen, false)
		if err != nil || len(done.Matched()) != 26 || len(done.Left()) != 1 || !strings.Contains(done.Left()[0].Refused, "Somebody changed this ledger line") {
			t.Fatalf("%d were matched, left %+v (%v)", len(done.Matched()), done.Left(), err)
		}
		o.stands("26 exact ones", "", map[string]int64{"matched": 26, "unmatched": 34, "missing": 21})

		accepted := map[string]int{}
		for more := true; more; {
			page, err := o.ProposedTies(t.Context(), who, service.ReconciliationQuery{Limit: 50})
			if err != nil {
				t.Fatal(err)
			}
			more = false
			for _, line := range page.Lines {
				if len(line.Ties) == 1 {
					accepted[line.Ties[0].Move]++
					o.must(models.RoleGrants, "ledger-line", line.Line.Ref, line.Ties[0].Move, map[string]any{"payments": line.Ties[0].Payments()})
					more = true
				}
			}
		}
		if accepted[models.MoveMatch] != 10 || accepted[models.MoveDiffer] != 5 {
			t.Errorf("proposals accepted: %v", accepted)
		}
		for _, m := range b.list(who, k) {
			if line := m.(*models.LedgerLine); line.State == models.LedgerUnmatched && line.LedgerRef != "GEN0" {
				o.must(models.RoleGrants, "ledger-line", line.Ref, "set-aside", map[string]any{"reason": "Not a grant"})
			}
		}
		o.stands("all but one", "", map[string]int64{"matched": 36, "differing": 5, "unmatched": 1, "missing": 6, "aside": 18})
		o.stands("the fund", "fund=SCF", map[string]int64{"matched": 36, "differing": 5, "missing": 6})
		o.stands("the round", "round="+string(round), map[string]int64{"matched": 36, "differing": 5, "missing": 6})
		o.stands("another fund", "fund=OTHER", map[string]int64{})
		o.stands("the period", "from=2019-02-01&to=2019-02-28", map[string]int64{"matched": 1, "unmatched": 1, "aside": 18})
		o.stands("the end", "from=2019-03-01", map[string]int64{"differing": 2})

		var line models.Model
		for _, m := range b.list(who, k) {
			if m.Base().State == models.LedgerMatched {
				line = m
			}
		}
		free := o.make(models.RoleGrants, "ledger-line", "", map[string]any{"booked_on": line.(*models.LedgerLine).BookedOn, "ledger_ref": "AGAIN", "amount": *line.(*models.LedgerLine).Amount})
		err = o.try(models.RoleGrants, "ledger-line", free, "match", map[string]any{"payments": line.(*models.LedgerLine).Payments})
		if models.FaultOf(err) != models.Refused || !strings.Contains(err.Error(), "already") {
			t.Errorf("a payment is matched twice over: %v", err)
		}
		if err := o.try(models.RoleGrants, "ledger-line", line.Base().Ref, "undo", nil); models.FaultOf(err) != models.Invalid {
			t.Errorf("it is undone without a reason: %v", err)
		}
		o.must(models.RoleGrants, "ledger-line", line.Base().Ref, "undo", map[string]any{"reason": "Wrong line"})
		o.must(models.RoleGrants, "ledger-line", free, "match", map[string]any{"payments": line.(*models.LedgerLine).Payments})
		o.reconcilesFor(line.Base().Ref)
		b.holds()
	})
}

// stands holds the sums of a reconciliation against its rows, its file, and
// what they should count.
func (o *office) stands(when, asked string, want map[string]int64) {
	o.t.Helper()
	who := o.people[models.RoleGrants]
	values, err := url.ParseQuery(asked)
	if err != nil {
		o.t.Fatal(err)
	}
	q, err := service.ParseReconciliation(values)
	if err != nil {
		o.t.Fatal(err)
	}
	r, err := o.Reconcile(o.t.Context(), who, q)
	if err != nil {
		o.t.Fatal(err)
	}
	got := map[string]int64{}
	var ledgerSum, bookedSum models.Pence
	for _, standing := range service.ReconciliationStandings {
		q.Show, q.After, q.Limit = standing.Name, "", 7
		var lines, booked service.LedgerSum
		for more := true; more; more = q.After != "" {
			page, err := o.ReconciliationRows(o.t.Context(), who, q)
			if err != nil {
				o.t.Fatal(err)
			}
			for _, row := range page.Rows {
				if row.Line != nil {
					lines.Count, lines.Sum = lines.Count+1, lines.Sum+*row.Line.Amount
				}
				for _, booking := range row.Booked {
					booked.Count, booked.Sum = booked.Count+1, booked.Sum+booking.Amount
				}
			}
			q.After = page.Next
		}
		if lines != r.Ledger[standing.Name] {
			o.t.Errorf("%s: lines %s: %+v, of rows %+v", when, standing.Name, r.Ledger[standing.Name], lines)
		}
		// What is booked may lie outside a period in which its line is.
		if q.From == "" && q.To == "" && booked != r.Booked[standing.Name] {
			o.t.Errorf("%s: booked %s: %+v, of rows %+v", when, standing.Name, r.Booked[standing.Name], booked)
		}
		if n := max(lines.Count, map[bool]int64{true: booked.Count}[standing.Name == service.Missing]); n > 0 {
			got[standing.Name] = n
		}
		ledgerSum, bookedSum = ledgerSum+lines.Sum, bookedSum+booked.Sum
	}
	if ledgerSum != r.LedgerTotal().Sum || q.From == "" && bookedSum != r.BookedTotal().Sum {
		o.t.Errorf("%s: totals %+v and %+v, of rows %d and %d", when, r.LedgerTotal(), r.BookedTotal(), ledgerSum, bookedSum)
	}
	if want != nil && fmt.Sprint(got) != fmt.Sprint(want) {
		o.t.Errorf("%s: %v instead of %v", when, got, want)
	}
	o.fileStands(when, q, r)
}

// fileStands adds up the file of a reconciliation.
func (o *office) fileStands(when string, q service.ReconciliationQuery, r *service.Reconciliation) {
	o.t.Helper()
	q.Show = ""
	file, write, err := o.ReconciliationFile(o.t.Context(), o.people[models.RoleGrants], q, service.ExportCSV, false)
	var out bytes.Buffer
	if err != nil || write(&out) != nil || file.Name != "reconciliation-2019-03-04-OFFICIAL.csv" {
		o.t.Fatalf("%s: the file %s: %v", when, file.Name, err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(out.Bytes(), []byte("\xef\xbb\xbf")))).ReadAll()
	if err != nil {
		o.t.Fatal(err)
	}
	sums := map[string]models.Pence{}
	for _, row := range rows[1:] {
		if row[5] == "" {
			continue
		}
		amount, err := models.ParsePence(row[5])
		if err != nil {
			o.t.Fatal(err)
		}
		sums[row[0]] += amount
	}
	for _, standing := range service.ReconciliationStandings {
		if sums[standing.Label] != r.Ledger[standing.Name].Sum {
			o.t.Errorf("%s: the file has %d %s, the page %d", when, sums[standing.Label], standing.Name, r.Ledger[standing.Name].Sum)
		}
	}
}

// reconcilesFor tries who may see and match a line.
func (o *office) reconcilesFor(line models.Ref) {
	o.t.Helper()
	for role, who := range o.people {
		_, seen := o.Reconcile(o.t.Context(), who, service.ReconciliationQuery{})
		_, rows := o.ReconciliationRows(o.t.Context(), who, service.ReconciliationQuery{Show: "matched"})
		_, ties := o.ProposedTies(o.t.Context(), who, service.ReconciliationQuery{})
		_, accept := o.AcceptExact(o.t.Context(), who, service.ReconciliationQuery{}, nil, true)
		move := o.try(role, "ledger-line", line, "set-aside", nil)
		office := slices.Contains([]models.Role{models.RolePlan, models.RoleCommissioner, models.RoleGrants, models.RoleAdmin}, role)
		for what, err := range map[string]error{"sums": seen, "rows": rows, "ties": ties} {
			if office != (err == nil) || !office && models.FaultOf(err) != models.Denied {
				o.t.Errorf("%s %s: %v", role, what, err)
			}
		}
		if may := role == models.RoleGrants; may != (accept == nil) || may != (models.FaultOf(move) == models.Invalid) || !office && models.FaultOf(move) != models.Missing {
			o.t.Errorf("%s matches: %v, %v", role, accept, move)
		}
	}
}

// TestOneLineGetsThePayment matches many lines to one payment at once: those
// who match take turns at the payment.
func TestOneLineGetsThePayment(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		_, round := o.fundWithRound("SCF")
		grant := o.pays(round, o.opcc, 100_00, 100_00, 100_00, 100_00)
		lines := make([]models.Ref, 16)
		for i := range lines {
			lines[i] = o.make(models.RoleGrants, "ledger-line", "", map[string]any{"booked_on": "2019-01-12", "ledger_ref": fmt.Sprint("BACS ", i), "amount": 100_00})
		}
		for _, payment := range grant.payments {
			matched := 0
			for _, err := range at(len(lines), func(i int) error {
				return o.try(models.RoleGrants, "ledger-line", lines[i], "match", map[string]any{"payments": []models.Ref{payment.Ref}})
			}) {
				if err == nil {
					matched++
				} else if fault := models.FaultOf(err); fault != models.Refused && fault != models.Denied {
					t.Error(err)
				}
			}
			if matched != 1 {
				t.Errorf("payment %s was matched to %d lines", payment.Ref, matched)
			}
		}
	})
}

// TestNoPaymentIsMatchedOver lets many tie, untie and accept at once, in an
// order that nobody chose, and asks after each burst that every payment stands
// against one line at most and that both sides add up.
func TestNoPaymentIsMatchedOver(t *testing.T) {
	bursts := 6
	if os.Getenv("ANSWERABLE_LONG") != "" {
		bursts = 60
	}
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		seed := rand.Uint64()
		t.Cleanup(func() {
			if t.Failed() {
				t.Logf("with the seed %d", seed)
			}
		})
		o := newOffice(t, gdb)
		_, round := o.fundWithRound("SCF")
		grant := o.pays(round, o.opcc, 100_00, 100_00, 250_50)
		o.must(models.RoleGrants, "payment", grant.payments[1].Ref, "return", map[string]any{"returned_on": "2019-02-01", "reason": "Not spent"})
		var lines []models.Ref
		for i, amount := range []models.Pence{100_00, 100_00, 200_00, 250_50, 250_50, 99_99, -100_00, -100_00} {
			lines = append(lines, o.make(models.RoleGrants, "ledger-line", "", map[string]any{"booked_on": "2019-01-12", "ledger_ref": fmt.Sprint(grant.payments[i%3].Ref), "amount": amount}))
		}
		for burst := range bursts {
			for _, err := range at(8, func(i int) error {
				return o.anyTie(rand.New(rand.NewPCG(seed, uint64(burst*8+i))), lines, grant.payments)
			}) {
				if fault := models.FaultOf(err); err != nil && fault != models.Refused && fault != models.Denied && fault != models.Stale && fault != models.Invalid {
					t.Errorf("burst %d: %v", burst, err)
				}
			}
			o.tiedOnce(burst)
			o.stands(fmt.Sprint("burst ", burst), "", nil)
		}
	})
}

// anyTie does something to some line.
func (o *office) anyTie(r *rand.Rand, lines []models.Ref, payments []*models.Payment) error {
	line := lines[r.IntN(len(lines))]
	refs := models.Refs{payments[r.IntN(len(payments))].Ref}
	if r.IntN(3) == 0 {
		refs = append(refs, payments[r.IntN(len(payments))].Ref)
	}
	switch n := r.IntN(10); {
	case n < 3:
		return o.try(models.RoleGrants, "ledger-line", line, "match", map[string]any{"payments": refs})
	case n < 6:
		return o.try(models.RoleGrants, "ledger-line", line, "differ", map[string]any{"payments": refs})
	case n < 8:
		return o.try(models.RoleGrants, "ledger-line", line, "undo", map[string]any{"reason": "Again"})
	case n < 9:
		return o.try(models.RoleGrants, "ledger-line", line, "set-aside", map[string]any{"reason": "Not a grant"})
	}
	who := o.people[models.RoleGrants]
	preview, err := o.AcceptExact(o.t.Context(), who, service.ReconciliationQuery{}, nil, true)
	if err != nil || len(preview.Matched()) == 0 {
		return err
	}
	var chosen []service.Chosen
	for _, exact := range preview.Matched() {
		chosen = append(chosen, exact.Chosen)
	}
	_, err = o.AcceptExact(o.t.Context(), who, service.ReconciliationQuery{}, chosen, false)
	return err
}

// tiedOnce asks that no payment stands against two lines in one direction.
func (o *office) tiedOnce(burst int) {
	o.t.Helper()
	lines, err := o.List(o.t.Context(), o.people[models.RoleGrants], models.LedgerLineKind, service.Query{Limit: 200})
	if err != nil {
		o.t.Fatal(err)
	}
	tied := map[string]models.Ref{}
	for _, m := range lines.Models {
		line := m.(*models.LedgerLine)
		some := line.State == models.LedgerMatched || line.State == models.LedgerDiffering
		if some != (len(line.Payments) > 0) {
			o.t.Errorf("burst %d: %s is %s with %v", burst, line.Ref, line.State, line.Payments)
		}
		for _, payment := range line.Payments {
			key := fmt.Sprint(payment, line.Receipt())
			if tied[key] != "" && tied[key] != line.Ref {
				o.t.Errorf("burst %d: %s stands against %s and %s", burst, payment, tied[key], line.Ref)
			}
			tied[key] = line.Ref
		}
	}
}
