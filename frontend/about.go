package frontend

import "cmp"

// aboutPage says what the service is.
func (v *visit) aboutPage() error {
	return v.show(page{Title: "About Answerable", Body: aboutView(cmp.Or(v.options.Version, "not recorded"))})
}

// accessibilityPage says how accessible the service is.
func (v *visit) accessibilityPage() error {
	return v.show(page{Title: "Accessibility", Body: accessibilityView()})
}
