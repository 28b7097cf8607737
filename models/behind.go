package models

// Behind is a filter of lists by the body behind a reference: the body itself,
// or the one to which the person or the post belongs.
type Behind struct {
	Name  string
	Label string
	// Field holds the reference to a body, a person or a post.
	Field string
	// Unknown stands where no body is known to be behind it.
	Unknown string
}

// BehindNamed finds such a filter by its name; nil when there is none.
func (k *Kind) BehindNamed(name string) *Behind {
	for i := range k.Behind {
		if k.Behind[i].Name == name {
			return &k.Behind[i]
		}
	}
	return nil
}
