package service

import (
	"context"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"answerable/models"
)

// reminders is a row of what people chose.
type reminders struct {
	Person      models.Ref
	Mail        bool
	WorkingDays bool
	Sections    models.SectionList
}

func (r reminders) settings() models.ReminderSettings {
	return models.ReminderSettings{Mail: r.Mail, WorkingDays: r.WorkingDays, Sections: r.Sections}
}

// Reminders are what the person chose to be told, or what is usual.
func (s *Service) Reminders(ctx context.Context, who *models.Actor) (models.ReminderSettings, error) {
	settings, err := remindersOf(s.db.WithContext(ctx), who.Person)
	return settings, unavailable(err)
}

func remindersOf(tx *gorm.DB, person models.Ref) (models.ReminderSettings, error) {
	var chosen []reminders
	err := tx.Table("reminder_settings").Where("person = ?", person).Limit(1).Find(&chosen).Error
	if err != nil || len(chosen) == 0 {
		return models.UsualReminders(), err
	}
	return chosen[0].settings(), nil
}

// SetReminders changes what the person themselves is told.
func (s *Service) SetReminders(ctx context.Context, who *models.Actor, chosen models.ReminderSettings) error {
	sections, err := inDigestOrder(chosen)
	if err != nil {
		return err
	}
	row := reminders{who.Person, chosen.Mail, chosen.WorkingDays, sections}
	return s.change(ctx, who, "", func(w *work) error {
		err := w.tx.Table("reminder_settings").Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "person"}}, UpdateAll: true}).Create(&row).Error
		if err != nil {
			return err
		}
		return w.noteOnSelf("reminders set", "")
	})
}

// inDigestOrder gives the chosen sections in the order of the digest, or says
// what is wrong with the choice.
func inDigestOrder(chosen models.ReminderSettings) (models.SectionList, error) {
	for _, section := range chosen.Sections {
		if !slices.Contains(models.DigestSections, section) {
			return nil, models.Problems{{Field: "sections", Code: "choice", Text: "Sections: must be some of: " + optionValues(section.Options())}}.Or()
		}
	}
	if len(chosen.Sections) == 0 && chosen.Mail {
		return nil, models.Problems{{Field: "sections", Code: "required", Text: "Sections: choose at least one, or choose to get no mail"}}.Or()
	}
	return slices.DeleteFunc(slices.Clone(models.DigestSections), func(s models.DigestSection) bool { return !chosen.Wants(s) }), nil
}
