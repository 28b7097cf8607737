package service

import (
	"context"
	"slices"
	"strings"

	"answerable/models"
)

// LikeBodies are bodies that may be one and the same.
type LikeBodies struct {
	// Bodies are in the order of their references.
	Bodies []LikeBody `json:"bodies"`
	// Reasons are the sentences why.
	Reasons []string `json:"reasons" description:"Why they may be the same"`
	// Recorded tells whether it is on record of all of them that they are.
	Recorded bool `json:"recorded" description:"Whether it is recorded in the field same_as that they are the same"`
}

// LikeBody is one of them.
type LikeBody struct {
	Ref     models.Ref      `json:"ref"`
	Name    string          `json:"name"`
	Type    models.BodyType `json:"type"`
	Version int             `json:"version"`
	// MayEdit tells whether the person could record it in this one.
	MayEdit bool `json:"may_edit" description:"Whether you may change this body"`
}

// Duplicates finds the bodies that may be the same: those with the same charity
// or company number, and those of which one has the name of the other, or is
// also written so. Case, spaces and punctuation do not count. Those of which it
// is on record already come last. Nothing is ever merged.
func (s *Service) Duplicates(ctx context.Context, who *models.Actor) ([]LikeBodies, error) {
	k := models.BodyKind
	filter, args := visibleIn(k, who)
	list, err := readAll(s.db.WithContext(ctx).Table(k.Table()).Where("state <> ?", models.Withdrawn).Where(filter, args...).Order("ref"), k)
	if err != nil {
		return nil, unavailable(err)
	}
	found := newResembling(list)
	groups := found.groups(who)
	slices.SortStableFunc(groups, func(a, b LikeBodies) int { return truth(a.Recorded) - truth(b.Recorded) })
	return groups, nil
}

func truth(is bool) int {
	if is {
		return 1
	}
	return 0
}

// resembling are bodies, and what two or more of them have in common.
type resembling struct {
	bodies []*models.Body
	at     map[models.Ref]int
	shared []resemblance
}

// resemblance is a reason why some bodies may be the same.
type resemblance struct {
	text   string
	bodies []int
}

func newResembling(list []models.Model) *resembling {
	r := &resembling{at: map[models.Ref]int{}}
	for i, m := range list {
		r.bodies = append(r.bodies, m.(*models.Body))
		r.at[m.Base().Ref] = i
	}
	for _, field := range models.BodyKind.Named(models.BodyNumbers) {
		r.gather(field.Label, func(body *models.Body) (string, string) {
			number := body.Registered()[field.Name]
			return number, number
		})
	}
	r.gather("Name", func(body *models.Body) (string, string) { return models.Bare(body.Name), body.Name })
	r.gatherAliases()
	return r
}

// gather notes which bodies have the same of something; of gives what is
// compared, and how people write it.
func (r *resembling) gather(what string, of func(*models.Body) (bare, written string)) {
	by, place := map[string][]int{}, []string(nil)
	written := map[string]string{}
	for i, body := range r.bodies {
		bare, text := of(body)
		if bare == "" {
			continue
		}
		if by[bare] == nil {
			place, written[bare] = append(place, bare), text
		}
		by[bare] = append(by[bare], i)
	}
	for _, bare := range place {
		if len(by[bare]) > 1 {
			r.shared = append(r.shared, resemblance{what + " " + written[bare] + ": " + r.refs(by[bare]), by[bare]})
		}
	}
}

// gatherAliases notes which bodies are also written as others are called.
func (r *resembling) gatherAliases() {
	called := map[string][]int{}
	for i, body := range r.bodies {
		called[models.Bare(body.Name)] = append(called[models.Bare(body.Name)], i)
	}
	for i, body := range r.bodies {
		for _, alias := range body.Aliases {
			for _, other := range called[models.Bare(alias)] {
				if other != i && models.Bare(alias) != "" {
					r.shared = append(r.shared, resemblance{string(body.Ref) + " is also written “" + alias + "”, which is the name of " + string(r.bodies[other].Ref), []int{i, other}})
				}
			}
		}
	}
}

func (r *resembling) refs(of []int) string {
	texts := make([]string, len(of))
	for n, i := range of {
		texts[n] = string(r.bodies[i].Ref)
	}
	return strings.Join(texts, ", ")
}

// groups are the bodies that hang together by what they have in common.
func (r *resembling) groups(who *models.Actor) []LikeBodies {
	alike := newUnion(len(r.bodies))
	for _, shared := range r.shared {
		alike.join(shared.bodies)
	}
	same := newUnion(len(r.bodies))
	for i, body := range r.bodies {
		for _, other := range body.SameAs {
			if at, there := r.at[other]; there {
				same.join([]int{i, at})
			}
		}
	}
	var groups []LikeBodies
	place := map[int]int{}
	for _, shared := range r.shared {
		root := alike.root(shared.bodies[0])
		if _, there := place[root]; !there {
			place[root] = len(groups)
			groups = append(groups, LikeBodies{Recorded: true})
		}
		group := &groups[place[root]]
		group.Reasons = append(group.Reasons, shared.text)
	}
	for i, body := range r.bodies {
		at, there := place[alike.root(i)]
		if !there {
			continue
		}
		group := &groups[at]
		if len(group.Bodies) > 0 && same.root(i) != same.root(r.at[group.Bodies[0].Ref]) {
			group.Recorded = false
		}
		group.Bodies = append(group.Bodies, LikeBody{body.Ref, body.Name, body.Type, body.Version, models.BodyKind.MayEdit(who, body)})
	}
	return groups
}

// union keeps track of what hangs together.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) root(i int) int {
	for u[i] != i {
		i = u[i]
	}
	return i
}

func (u union) join(all []int) {
	for _, i := range all[1:] {
		u[u.root(i)] = u.root(all[0])
	}
}

// SameBodies records in a body that others are the same as it, through the
// edit of the record: its rules and its trail. What it says of yet others
// stays.
func (s *Service) SameBodies(ctx context.Context, who *models.Actor, ref models.Ref, version int, others models.Refs, reason string) (models.Model, error) {
	one, err := s.Get(ctx, who, models.BodyKind, ref)
	if err != nil {
		return nil, err
	}
	same := slices.Clone(one.Model.Shared().SameAs)
	for _, other := range others {
		if other != ref && !same.Has(other) {
			same = append(same, other)
		}
	}
	if len(same) == len(one.Model.Shared().SameAs) {
		return nil, models.Fail(models.Refused, "It is recorded already that these are the same")
	}
	in, err := entryOf(map[string]any{"same_as": same, "reason": reason})
	if err != nil {
		return nil, err
	}
	return s.Edit(ctx, who, models.BodyKind, ref, version, in)
}
