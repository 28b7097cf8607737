package service

import (
	"context"

	"gorm.io/gorm"

	"answerable/models"
)

// Settings are what the office decided for all of its work; the defaults where
// it entered nothing.
func (s *Service) Settings(ctx context.Context) (*models.Settings, error) {
	settings, err := settingsOf(s.db.WithContext(ctx))
	return settings, unavailable(err)
}

func settingsOf(tx *gorm.DB) (*models.Settings, error) {
	found, err := readAll(tx.Table(models.SettingsKind.Table()).Where("ref = ?", models.SettingsRef), models.SettingsKind)
	if err != nil || len(found) == 0 {
		return models.DefaultSettings(), err
	}
	return found[0].(*models.Settings), nil
}
