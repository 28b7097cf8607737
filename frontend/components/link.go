package components

import "github.com/a-h/templ"

// Link is a piece of text that leads somewhere. Without an Href it is only
// the text.
type Link struct {
	Text string
	HTML templ.Component // instead of Text
	Href string
}

// Hidden is a form value that the person does not see: an anti-forgery token,
// or the sorting that a filter must keep.
type Hidden struct {
	Name  string
	Value string
}
