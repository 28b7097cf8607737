package frontend

import (
	"github.com/a-h/templ"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// holders are the posts that a commission pays for, and who held each when.
type holders struct {
	posts   parts
	tenures parts
}

// holdersBlock shows the posts under a commission and their holders over time;
// nothing where it pays for none.
func (v *visit) holdersBlock(one *service.One) ([]block, error) {
	posts, err := v.partsOf(models.PostKind, "funded_by", "started", one.Model.Base().Ref)
	if err != nil {
		return nil, err
	}
	posts = posts.live()
	if len(posts.Models) == 0 && one.Model.(*models.Commission).Type != "post" {
		return nil, nil
	}
	tenures, err := v.partsOf(models.TenureKind, "post", "since", refsOf(posts)...)
	if err != nil {
		return nil, err
	}
	view := holders{posts, tenures.live()}
	return []block{{"holders", "Posts, and who held them", v.adding(view.view(), models.PostKind, "funded_by", one.Model.Base().Ref)}}, nil
}

// rows are the holders of each post in turn, or that none is recorded.
func (h holders) rows() [][]components.Cell {
	var rows [][]components.Cell
	for _, post := range as[*models.Post](h.posts) {
		about := []components.Cell{
			{HTML: tableLink(post), Class: components.CellText},
			cellOf(models.PostKind, "formerly", post, h.posts.Names), cellOf(models.PostKind, "body", post, h.posts.Names),
		}
		held := h.of(post.Ref)
		for _, tenure := range held {
			rows = append(rows, append(about[:len(about):len(about)],
				cellOf(models.TenureKind, "person", tenure, h.tenures.Names), cellOf(models.TenureKind, "since", tenure, nil), cellOf(models.TenureKind, "till", tenure, nil)))
		}
		if len(held) == 0 {
			rows = append(rows, append(about, components.Cell{HTML: unknown("No holder recorded"), ColSpan: 3}))
		}
	}
	return rows
}

func (h holders) of(post models.Ref) []*models.Tenure {
	var held []*models.Tenure
	for _, tenure := range as[*models.Tenure](h.tenures) {
		if tenure.Post == post {
			held = append(held, tenure)
		}
	}
	return held
}

// view shows them as a table.
func (h holders) view() templ.Component {
	if len(h.posts.Models) == 0 {
		return nothing("No post is recorded under this commission.")
	}
	return table("Posts and their holders", columns("Post", "Formerly", "Body", "Holder", "Since", "Until"), h.rows())
}
