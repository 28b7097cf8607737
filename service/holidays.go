package service

import (
	"context"

	"gorm.io/gorm"

	"answerable/internal/bankholiday"
	"answerable/models"
)

// Calendar knows the bank holidays of England and Wales: those that follow by
// rule, corrected by what the office has entered as proclaimed or moved.
func (s *Service) Calendar(ctx context.Context) (models.Calendar, error) {
	calendar, err := calendarOf(s.db.WithContext(ctx))
	return calendar, unavailable(err)
}

func calendarOf(tx *gorm.DB) (models.Calendar, error) {
	corrections, err := readAll(tx.Table(models.BankHolidayKind.Table()).Where("state = ?", models.Current).Order("ref"), models.BankHolidayKind)
	if err != nil {
		return nil, err
	}
	corrected := make(map[models.Date]string, len(corrections))
	for _, m := range corrections {
		holiday := m.(*models.BankHoliday)
		corrected[holiday.Day] = ""
		if holiday.Change == models.HolidayAdded {
			corrected[holiday.Day] = holiday.Title
		}
	}
	return func(day models.Date) string {
		if name, is := corrected[day]; is {
			return name
		}
		return bankholiday.Name(string(day))
	}, nil
}
