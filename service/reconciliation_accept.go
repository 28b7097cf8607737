package service

import (
	"context"
	"errors"

	"answerable/models"
)

// ProposedLine is a line of the ledger that nobody has matched, with what it
// could be tied to.
type ProposedLine struct {
	Line *models.LedgerLine
	Ties []models.Tie
}

// ProposedLines is one page of unmatched lines, the latest first.
type ProposedLines struct {
	Lines []ProposedLine
	Names Names
	Next  string
}

// ProposedTies proposes to which payments unmatched lines belong. Nothing is
// tied by it.
func (s *Service) ProposedTies(ctx context.Context, who *models.Actor, q ReconciliationQuery) (*ProposedLines, error) {
	q.Show = standingOf(string(models.LedgerUnmatched))
	page, err := s.ReconciliationRows(ctx, who, q)
	if err != nil {
		return nil, err
	}
	open, err := s.openBookings(ctx, who)
	if err != nil {
		return nil, err
	}
	proposed := &ProposedLines{Names: page.Names, Next: page.Next}
	var refs []models.Ref
	for _, row := range page.Rows {
		line := ProposedLine{row.Line, open.Ties(row.Line)}
		proposed.Lines = append(proposed.Lines, line)
		for _, tie := range line.Ties {
			for _, booking := range tie.Bookings {
				refs = append(refs, booking.Payment, booking.Award)
			}
		}
	}
	known, err := s.Named(ctx, who, refs...)
	for ref, name := range known {
		proposed.Names[ref] = name
	}
	return proposed, err
}

// TiesFor proposes to which payments one line belongs.
func (s *Service) TiesFor(ctx context.Context, who *models.Actor, line *models.LedgerLine) ([]models.Tie, error) {
	if line.State != models.LedgerUnmatched {
		return nil, nil
	}
	open, err := s.openBookings(ctx, who)
	if err != nil {
		return nil, err
	}
	return open.Ties(line), nil
}

// ExactLine is a line that the ledger itself says to belong to payments, and
// what became of matching it.
type ExactLine struct {
	Chosen
	Line *models.LedgerLine
	Tie  models.Tie
	// Refused is the sentence why it was left as it is; empty where it was
	// matched.
	Refused string
}

// ExactOutcome is what became, or would become, of the lines.
type ExactOutcome struct {
	Lines []ExactLine
	// More says that there are more than can be matched in one act.
	More bool
}

// Matched are the lines that were, or would be, matched.
func (o *ExactOutcome) Matched() []ExactLine { return o.those(false) }

// Left are the lines that were, or would be, left as they are.
func (o *ExactOutcome) Left() []ExactLine { return o.those(true) }

func (o *ExactOutcome) those(refused bool) []ExactLine {
	var some []ExactLine
	for _, line := range o.Lines {
		if (line.Refused != "") == refused {
			some = append(some, line)
		}
	}
	return some
}

// AcceptExact matches lines of which the ledger quotes the payments and all
// agrees, in one act: in a preview all that the query asks for, up to MaxBulk,
// and else those that were chosen, at the versions that the preview showed. A
// line that cannot be matched any more is left and said why. A preview does the
// same and then undoes it.
func (s *Service) AcceptExact(ctx context.Context, who *models.Actor, q ReconciliationQuery, chosen []Chosen, preview bool) (*ExactOutcome, error) {
	if err := mayMatch(who); err != nil {
		return nil, err
	}
	outcome, err := s.exactLines(ctx, who, q, chosen, preview)
	if err != nil || len(outcome.Lines) == 0 {
		return outcome, err
	}
	err = s.change(ctx, who, "", func(w *work) error {
		for i := range outcome.Lines {
			if err := w.matchExact(&outcome.Lines[i], preview); err != nil {
				return err
			}
		}
		if preview {
			return errPreview
		}
		return nil
	})
	if err != nil && !errors.Is(err, errPreview) {
		return nil, err
	}
	return outcome, nil
}

func mayMatch(who *models.Actor) error {
	k := models.LedgerLineKind
	if err := reconciles(who); err != nil {
		return err
	}
	if !who.Is(models.RolesOf(k.Move(models.MoveMatch).Who)...) {
		return models.Fail(models.Denied, "You may not match lines of the ledger")
	}
	return nil
}

// exactLines are the lines to match: those that were chosen, or all that are
// exact.
func (s *Service) exactLines(ctx context.Context, who *models.Actor, q ReconciliationQuery, chosen []Chosen, preview bool) (*ExactOutcome, error) {
	k := models.LedgerLineKind
	versions := map[models.Ref]int{}
	refs := []models.Ref{"-"}
	for _, one := range chosen {
		if one.Version == 0 && !preview {
			return nil, chosenProblem("lines", "say at which version you saw "+string(one.Ref))
		}
		versions[one.Ref] = one.Version
		refs = append(refs, one.Ref)
	}
	switch {
	case len(versions) > MaxBulk:
		return nil, chosenProblem("lines", "too many at once")
	case len(versions) == 0 && !preview:
		return nil, chosenProblem("lines", "choose at least one")
	}
	lines, err := s.ledgerLines(ctx, who, q, models.LedgerUnmatched)
	if err != nil {
		return nil, err
	}
	if len(versions) > 0 {
		lines = lines.Where("ledger_lines.ref IN ?", refs)
	}
	list, err := readAll(lines.Order("ref"), k)
	if err != nil {
		return nil, unavailable(err)
	}
	open, err := s.openBookings(ctx, who)
	if err != nil {
		return nil, err
	}
	return exactOf(list, open, chosen, versions), nil
}

// exactOf are the exact ones of some lines and, of those that were chosen, also
// the others, with why they are left.
func exactOf(list []models.Model, open *models.Bookings, chosen []Chosen, versions map[models.Ref]int) *ExactOutcome {
	outcome := &ExactOutcome{}
	there := map[models.Ref]bool{}
	for _, m := range list {
		line := m.(*models.LedgerLine)
		version, asked := versions[line.Ref]
		if version == 0 {
			version = line.Version
		}
		exact := ExactLine{Chosen: Chosen{line.Ref, version}, Line: line}
		there[line.Ref] = true
		if ties := open.Ties(line); len(ties) == 1 && ties[0].Exact {
			exact.Tie = ties[0]
		} else if asked {
			exact.Refused = "No payments are quoted by it any more that agree with it"
		} else {
			continue
		}
		if len(outcome.Lines) == MaxBulk {
			outcome.More = true
			break
		}
		outcome.Lines = append(outcome.Lines, exact)
	}
	for _, one := range chosen {
		if !there[one.Ref] {
			outcome.Lines = append(outcome.Lines, ExactLine{Chosen: one, Refused: "There is no such line to be matched"})
		}
	}
	return outcome
}

// matchExact makes the move of one line, or says why not.
func (w *work) matchExact(line *ExactLine, preview bool) error {
	if line.Refused != "" {
		return nil
	}
	k := models.LedgerLineKind
	record := BulkRecord{Chosen: line.Chosen}
	m, err := w.see(k, line.Ref)
	if err == nil && m.Base().Version != line.Version {
		err = stale(k, m, line.Version)
	}
	if err == nil {
		var in JSON
		if in, err = entryOf(map[string]any{"payments": line.Tie.Payments()}); err != nil {
			return err
		}
		err = w.move(k, m, models.MoveMatch, in)
	}
	if err == nil {
		if !preview {
			line.Version = m.Base().Version
		}
		return nil
	}
	record, err = record.refused(err)
	line.Refused = record.Refused
	return err
}
