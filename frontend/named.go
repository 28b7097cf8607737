package frontend

import (
	"errors"

	"answerable/models"
)

// asNamed is the error that the service named, or nil.
func asNamed(err error) *models.Error {
	var named *models.Error
	errors.As(err, &named)
	return named
}

// problemsOf are the things wrong with what was entered, if that is what an
// error is about.
func problemsOf(err error) models.Problems {
	if named := asNamed(err); named != nil && named.Fault == models.Invalid {
		return named.Problems
	}
	return nil
}
