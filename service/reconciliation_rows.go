package service

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"strings"

	"answerable/models"
)

// ReconciliationRow is a line of the ledger beside what is booked here.
type ReconciliationRow struct {
	// Line is nil where the ledger has none.
	Line *models.LedgerLine
	// Booked is what is booked here; nothing where there is only the line.
	Booked []models.Booking
	models.Comparison
}

// ReconciliationRows is one page of what stands in one way, the latest first.
type ReconciliationRows struct {
	Standing ReconciliationStanding
	Rows     []ReconciliationRow
	Names    Names
	// Next is the After of the next page, empty on the last.
	Next string
}

// ReconciliationRows reads a page of what the query shows.
func (s *Service) ReconciliationRows(ctx context.Context, who *models.Actor, q ReconciliationQuery) (*ReconciliationRows, error) {
	if err := reconciles(who); err != nil {
		return nil, err
	}
	if q.Limit == 0 {
		q.Limit = PageSize
	}
	standing, known := StandingNamed(q.Show)
	if !known {
		return nil, models.Fail(models.Missing, "There is nothing that stands so in a reconciliation")
	}
	page := &ReconciliationRows{Standing: standing, Names: Names{}}
	if standing.Name == Missing {
		return page, s.missingRows(ctx, who, q, page)
	}
	return page, s.lineRows(ctx, who, q, page)
}

// lineRows reads lines, and what is booked here of their payments.
func (s *Service) lineRows(ctx context.Context, who *models.Actor, q ReconciliationQuery, page *ReconciliationRows) error {
	k := models.LedgerLineKind
	tx, err := s.ledgerLines(ctx, who, q, page.Standing.State)
	if err != nil {
		return err
	}
	by := Query{}.order(k)
	if tx, err = by.after(tx, k, q.After); err != nil {
		return err
	}
	list, err := readAll(tx.Order(by.clause(k)).Limit(q.Limit+1), k)
	if err != nil {
		return unavailable(err)
	}
	if len(list) > q.Limit {
		list = list[:q.Limit]
		page.Next = by.next(k, list[q.Limit-1])
	}
	if page.Names, err = s.present(ctx, who, k, list); err != nil {
		return err
	}
	payments, err := s.paymentsOf(ctx, who, list)
	for _, m := range list {
		line := m.(*models.LedgerLine)
		row := ReconciliationRow{Line: line}
		for _, ref := range line.Payments {
			if payment := payments[ref]; payment != nil {
				booked, _ := payment.Booked(line.Receipt())
				row.Booked = append(row.Booked, booked)
			}
		}
		row.Comparison = line.Compare(row.Booked)
		page.Rows = append(page.Rows, row)
	}
	return err
}

// paymentsOf reads the payments of lines, in one statement.
func (s *Service) paymentsOf(ctx context.Context, who *models.Actor, lines []models.Model) (map[models.Ref]*models.Payment, error) {
	refs := []models.Ref{"-"}
	for _, m := range lines {
		refs = append(refs, m.(*models.LedgerLine).Payments...)
	}
	filter, args := visibleIn(models.PaymentKind, who)
	list, err := readAll(s.db.WithContext(ctx).Table("payments").Where("payments.ref IN ?", refs).Where(filter, args...), models.PaymentKind)
	found := make(map[models.Ref]*models.Payment, len(list))
	for _, m := range list {
		found[m.Base().Ref] = m.(*models.Payment)
	}
	return found, unavailable(err)
}

// BookedFor is what is booked here of the payments of a line.
func (s *Service) BookedFor(ctx context.Context, who *models.Actor, line *models.LedgerLine) ([]models.Booking, error) {
	payments, err := s.paymentsOf(ctx, who, []models.Model{line})
	var booked []models.Booking
	for _, ref := range line.Payments {
		if payment := payments[ref]; payment != nil {
			booking, _ := payment.Booked(line.Receipt())
			booked = append(booked, booking)
		}
	}
	return booked, err
}

// bookedCursor is where a page of bookings ended.
type bookedCursor struct {
	Day models.Date `json:"d"`
	Ref models.Ref  `json:"r"`
	Way string      `json:"w"`
}

// missingRows reads what is booked here and not in the ledger.
func (s *Service) missingRows(ctx context.Context, who *models.Actor, q ReconciliationQuery, page *ReconciliationRows) error {
	tx, err := s.bookings(ctx, who, q)
	if err != nil {
		return err
	}
	tx = tx.Where("tied.payment IS NULL")
	if q.After != "" {
		at, err := readBookedCursor(q.After)
		if err != nil {
			return err
		}
		tx = tx.Where("(booked.day, booked.ref, booked.way) < (?, ?, ?)", at.Day, at.Ref, at.Way)
	}
	var refs []models.Ref
	var last bookedCursor
	err = each(tx.Select("booked.ref, booked.award, booked.amount, booked.day, booked.way").Order("booked.day DESC, booked.ref DESC, booked.way DESC").Limit(q.Limit+1), func(rows *sql.Rows) error {
		var booking models.Booking
		var way string
		if err := rows.Scan(&booking.Payment, &booking.Award, &booking.Amount, &booking.Day, &way); err != nil {
			return err
		}
		if len(page.Rows) == q.Limit {
			text, err := json.Marshal(last)
			page.Next = base64.RawURLEncoding.EncodeToString(text)
			return err
		}
		last = bookedCursor{booking.Day, booking.Payment, way}
		refs = append(refs, booking.Payment, booking.Award)
		page.Rows = append(page.Rows, ReconciliationRow{Booked: []models.Booking{booking}})
		return nil
	})
	if err != nil {
		return unavailable(err)
	}
	page.Names, err = s.Named(ctx, who, refs...)
	return err
}

func readBookedCursor(text string) (bookedCursor, error) {
	var at bookedCursor
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		err = json.Unmarshal(raw, &at)
	}
	if err != nil || strings.ContainsRune(string(at.Day)+string(at.Ref)+at.Way, 0) {
		return at, models.Problems{{Field: "after", Text: "after: must be the “next” of a page of the same list"}}.Or()
	}
	return at, nil
}

// openBookings are all that is booked here and stands against no line, with
// the names of whom the money went to, in one statement.
func (s *Service) openBookings(ctx context.Context, who *models.Actor) (*models.Bookings, error) {
	booked, err := s.bookings(ctx, who, ReconciliationQuery{})
	if err != nil {
		return nil, err
	}
	filter, args := visibleIn(models.BodyKind, who)
	booked = booked.Where("tied.payment IS NULL").
		Joins("LEFT JOIN (SELECT ref, organisation AS payee FROM awards UNION ALL SELECT ref, provider AS payee FROM commissions) paid_under ON paid_under.ref = booked.award").
		Joins("LEFT JOIN bodies ON bodies.ref = paid_under.payee AND "+filter, args...).
		Select("booked.ref, booked.award, booked.amount, booked.day, COALESCE(bodies.name, ''), COALESCE(bodies.aliases, '[]')").Order("booked.day, booked.ref")
	var list []models.Booking
	err = each(booked, func(rows *sql.Rows) error {
		var booking models.Booking
		var name string
		var aliases models.Lines
		err := rows.Scan(&booking.Payment, &booking.Award, &booking.Amount, &booking.Day, &name, &aliases)
		booking.Payees = append([]string{name}, aliases...)
		list = append(list, booking)
		return err
	})
	return models.NewBookings(list), unavailable(err)
}
