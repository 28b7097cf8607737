package frontend

import (
	"net/http"

	"answerable/models"
	"answerable/service"
)

// personOwn adds, for those who look after people, the way to set a password.
func personOwn(v *visit, one *service.One) (own, error) {
	if !one.Kind.MayEdit(v.who, one.Model) {
		return own{}, nil
	}
	return own{Blocks: []block{{ID: "sign-in", Title: "Signing in", Body: passwordLink(one.Model.Base().Ref)}}}, nil
}

// passwordPage asks for another person's new password.
func (v *visit) passwordPage() error { return v.showPassword(nil) }

func (v *visit) showPassword(problems models.Problems) error {
	one, err := v.service.Get(v.ctx(), v.who, models.PersonKind, models.Ref(v.Param("ref")))
	if err != nil {
		return err
	}
	if !one.Kind.MayEdit(v.who, one.Model) {
		return models.Fail(models.Denied, "You may not set the password of %s", one.Model.Heading())
	}
	status := http.StatusOK
	if len(problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return v.show(page{
		Status: status, Title: "Set a password", Errors: len(problems) > 0,
		Back: recordURL(one.Kind, one.Model.Base().Ref), Body: passwordView(one.Model, problems),
	})
}

// setPassword sets another person's password.
func (v *visit) setPassword() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	ref := models.Ref(v.Param("ref"))
	err = v.service.SetPassword(v.ctx(), v.who, ref, typed.Get("password"))
	if problems := problemsOf(err); problems != nil {
		return v.showPassword(problems)
	}
	if err != nil {
		return err
	}
	return v.seeOther(recordURL(models.PersonKind, ref) + "?done=password")
}
