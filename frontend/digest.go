package frontend

import (
	"github.com/a-h/templ"

	"answerable/models"
	"answerable/service"
)

// digestView is a person's digest of today.
type digestView struct {
	*service.Digest
	MailSet bool
}

// digestBlockSize is how many records of a section the home page shows.
const digestBlockSize = 3

// digestBlock is the digest as the home page has it, in short.
func (v *visit) digestBlock() (templ.Component, error) {
	digest, err := v.service.Digest(v.ctx(), v.who)
	if err != nil {
		return nil, err
	}
	return digestView{digest, v.service.MailSet()}.block(), nil
}

// digestPage shows the digest as it would come by mail.
func (v *visit) digestPage() error {
	digest, err := v.service.Digest(v.ctx(), v.who)
	if err != nil {
		return err
	}
	return v.show(page{Title: "Your digest of today", Back: "/", Body: digestView{digest, v.service.MailSet()}.view()})
}

// full are the sections with something in them.
func (d digestView) full() []service.DigestPart {
	var parts []service.DigestPart
	for _, part := range d.Parts {
		if part.Total > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

// digestName is how a digest names a record: a long heading is cut.
func digestName(item service.DigestItem) service.Name {
	name := item.Name
	name.Title = shortTitle(name.Title)
	return name
}

// unshown is how many of a section are not shown.
func unshown(part service.DigestPart, shown int) int64 {
	return part.Total - int64(min(shown, len(part.Items)))
}

// digestWhat says what happened, or by when it is due.
func digestWhat(item service.DigestItem) string {
	if item.At == nil {
		return item.What
	}
	return item.What + ", " + models.DateOf(*item.At).String()
}
