package frontend

import (
	"net/http"
	"strconv"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

const duplicatesPath = "/bodies/duplicates"

var duplicatesLink = components.Link{Text: "Bodies that may be the same", Href: duplicatesPath}

// duplicates is the page of bodies that may be the same.
type duplicates struct{ open, recorded []service.LikeBodies }

func (v *visit) duplicatesPage() error {
	found, err := v.service.Duplicates(v.ctx(), v.who)
	if err != nil {
		return err
	}
	var view duplicates
	for _, like := range found {
		if like.Recorded {
			view.recorded = append(view.recorded, like)
		} else {
			view.open = append(view.open, like)
		}
	}
	return v.show(page{Title: duplicatesLink.Text, Trail: append(trailTo(models.BodyKind), components.Link{Text: duplicatesLink.Text}), Body: view.view()})
}

// sameBodies records that bodies are the same.
func (v *visit) sameBodies() error {
	typed, err := v.typed()
	if err != nil {
		return err
	}
	version, err := versionOf(typed)
	if err != nil {
		return err
	}
	if _, err := v.service.SameBodies(v.ctx(), v.who, models.Ref(typed.Get("ref")), version, typedRefs(typed["same"]), typed.Get("reason")); err != nil {
		return err
	}
	v.Redirect(http.StatusSeeOther, duplicatesPath)
	return nil
}

// recorder is the first of some bodies in which the person could record that
// they are the same; nil where they may change none.
func recorder(like service.LikeBodies) *service.LikeBody {
	for i := range like.Bodies {
		if like.Bodies[i].MayEdit {
			return &like.Bodies[i]
		}
	}
	return nil
}

// sameHidden says in which body what is recorded, and which are the same.
func sameHidden(in *service.LikeBody, like service.LikeBodies) []components.Hidden {
	fields := []components.Hidden{{Name: "ref", Value: string(in.Ref)}, versionField(in.Version)}
	for _, body := range like.Bodies {
		if body.Ref != in.Ref {
			fields = append(fields, components.Hidden{Name: "same", Value: string(body.Ref)})
		}
	}
	return fields
}

func likeTitle(like service.LikeBodies) string {
	return strconv.Itoa(len(like.Bodies)) + " bodies: " + like.Bodies[0].Name
}
