package frontend

import (
	"net/http"
	"net/url"

	"answerable/models"
)

// remindersForm is what the page of reminders shows.
type remindersForm struct {
	Chosen   models.ReminderSettings
	Problems models.Problems
	MailSet  bool
	Saved    bool
}

// remindersPage asks a person what they want to be told, and how.
func (v *visit) remindersPage() error {
	chosen, err := v.service.Reminders(v.ctx(), v.who)
	if err != nil {
		return err
	}
	return v.showReminders(remindersForm{Chosen: chosen, Saved: v.Query("done") == "saved"})
}

func (v *visit) showReminders(form remindersForm) error {
	form.MailSet = v.service.MailSet()
	status := http.StatusOK
	if len(form.Problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return v.show(page{Status: status, Title: "Reminders", Errors: len(form.Problems) > 0, Back: "/account", Body: form.view()})
}

// setReminders keeps what they chose.
func (v *visit) setReminders() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	chosen := remindersTyped(typed)
	err = v.service.SetReminders(v.ctx(), v.who, chosen)
	if problems := problemsOf(err); problems != nil {
		return v.showReminders(remindersForm{Chosen: chosen, Problems: problems})
	}
	if err != nil {
		return err
	}
	return v.seeOther("/account/reminders?done=saved")
}

func remindersTyped(typed url.Values) models.ReminderSettings {
	chosen := models.ReminderSettings{Mail: typed.Get("mail") == "yes", WorkingDays: typed.Get("days") == "working"}
	for _, section := range typed["sections"] {
		chosen.Sections = append(chosen.Sections, models.DigestSection(section))
	}
	return chosen
}

// sections are the chosen ones, as their checkboxes have them.
func (f remindersForm) sections() []string {
	values := make([]string, len(f.Chosen.Sections))
	for i, section := range f.Chosen.Sections {
		values[i] = string(section)
	}
	return values
}
