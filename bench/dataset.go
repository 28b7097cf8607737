package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"answerable/internal/clock"
	"answerable/models"
	"answerable/service"
)

// How much there is, and over how many meetings it is spread.
const (
	meetings   = 400
	questions  = 20_000
	assurances = 30_000
)

// password is that of everybody who signs in to the made-up database.
const password = "benchmark-only-password"

// cast is who and what the records are about.
type cast struct {
	plan, commissioner, drafter *models.Actor
	staff, units, districts     []models.Ref
	priorities                  []models.Ref
}

// fill loads the whole data set through the service, a meeting at a time: what
// stands in the tables is what the product itself writes.
func fill(ctx context.Context, s *service.Service, c *clock.Settable, now time.Time) error {
	a := author{rand.New(rand.NewPCG(20190321, 1))}
	months := meetings / 4
	c.Set(now.AddDate(0, -months, 0))
	people, err := fillPeople(ctx, s, a)
	if err != nil {
		return err
	}
	h := &hearing{author: a, cast: people, today: models.DateOf(now)}
	for i := range meetings {
		c.Set(now.AddDate(0, i/4+1-months, -7*(i%4)))
		h.at, h.number = c.Now(), i
		if err := s.Load(ctx, people.plan, "", h.load); err != nil {
			return fmt.Errorf("meeting %d: %w", i, err)
		}
	}
	return nil
}

func fillPeople(ctx context.Context, s *service.Service, a author) (*cast, error) {
	people := &cast{}
	var passwords []models.Ref
	err := s.Load(ctx, models.System(), "", func(l *service.Loader) error {
		f := filler{l: l}
		opcc := f.add(models.BodyKind, "", fields{"name": "Office of the Police and Crime Commissioner", "type": "opcc", "aliases": []string{"OPCC"}})
		force := f.add(models.BodyKind, "", fields{"name": "The Force", "type": "force", "aliases": []string{"Constabulary"}})
		for i := range 10 {
			people.units = append(people.units, f.add(models.BodyKind, "", fields{"name": fmt.Sprintf("Unit %d", i+1), "type": "force unit", "part_of": force}))
		}
		person := func(name string, role models.Role, body models.Ref) models.Ref {
			return f.add(models.PersonKind, "", fields{"name": name, "email": name + "@example.org", "roles": []models.Role{role}, "body": body})
		}
		plan, commissioner, drafter := person("plan", models.RolePlan, opcc), person("pcc", models.RoleCommissioner, opcc), person("drafter", models.RoleDrafter, force)
		passwords = []models.Ref{plan, drafter}
		for i := range 30 {
			people.staff = append(people.staff, person(fmt.Sprintf("officer%d", i), models.RolePlan, opcc))
		}
		for _, name := range []string{"North", "South", "East", "West", "Centre"} {
			people.districts = append(people.districts, f.add(models.DistrictKind, "", fields{"name": name}))
		}
		for range 12 {
			people.priorities = append(people.priorities, f.add(models.PriorityKind, "", fields{"title": a.title(), "summary": a.prose(20, 60), "since": "2013-04-01"}))
		}
		people.plan, people.commissioner, people.drafter = f.actor(plan), f.actor(commissioner), f.actor(drafter)
		return f.err
	})
	for _, person := range passwords {
		if err == nil {
			err = s.SetPassword(ctx, models.System(), person, password)
		}
	}
	return people, err
}

type fields = map[string]any

// filler adds records until something fails, and keeps the first failure.
type filler struct {
	l   *service.Loader
	err error
}

func (f *filler) add(k *models.Kind, start string, of fields) models.Ref {
	if f.err != nil {
		return ""
	}
	m, err := f.l.Add(k, start, of)
	if err != nil {
		f.err = fmt.Errorf("add %s: %w", k.Name, err)
		return ""
	}
	return m.Base().Ref
}

func (f *filler) move(k *models.Kind, ref models.Ref, name string, of fields) {
	if f.err == nil {
		f.err = f.l.Move(k, ref, name, of)
	}
}

func (f *filler) actor(person models.Ref) *models.Actor {
	if f.err != nil {
		return nil
	}
	who, err := f.l.Actor(person)
	f.err = err
	return who
}

// hearing is one meeting with the questions put at it and the assurances given.
type hearing struct {
	author
	*cast
	today   models.Date
	at      time.Time
	number  int
	meeting models.Ref
	earlier []models.Ref // questions that can be followed up
}

func (h *hearing) load(l *service.Loader) error {
	f := &filler{l: l}
	kind := []string{"com", "panel", "performance", "other"}[h.number%4]
	h.meeting = f.add(models.MeetingKind, "record", fields{
		"title": h.title(), "type": kind, "held_on": models.DateOf(h.at), "place": h.place(), "public": "yes", "minutes": h.prose(60, 200),
	})
	asked := questions / meetings
	var here []models.Ref
	for i := range asked {
		here = append(here, h.question(f, i))
	}
	for i := range assurances / meetings {
		h.assurance(f, here, i)
	}
	h.earlier = append(h.earlier, here...)
	return f.err
}

// shared are the fields that every record takes.
func (h *hearing) shared(of fields) fields {
	of["priorities"] = append(some(h.author, h.priorities, 2), one(h.author, h.priorities))
	of["districts"] = some(h.author, h.districts, 2)
	of["owner"] = one(h.author, h.staff)
	of["priorities"] = distinct(of["priorities"].([]models.Ref))
	return of
}

func distinct(refs []models.Ref) []models.Ref {
	seen := map[models.Ref]bool{}
	kept := refs[:0]
	for _, ref := range refs {
		if !seen[ref] {
			kept = append(kept, ref)
		}
		seen[ref] = true
	}
	return kept
}

// lately is for how many of the last meetings questions are still open.
const lately = meetings / 8

func (h *hearing) old() bool { return h.number < meetings-lately }

// question adds one question. One in eight is drafted here, with its limbs, and
// most of these are put; the rest were put already. Most are answered, and all
// but those of late are closed or withdrawn.
func (h *hearing) question(f *filler, i int) models.Ref {
	of := h.shared(fields{
		"meeting": h.meeting, "title": h.title(), "text": h.prose(20, 60), "wording": "summary", "why": h.prose(20, 40), "asked_of": one(h.author, h.units),
	})
	if len(h.earlier) > 0 && h.IntN(7) == 0 {
		of["follows_up"] = one(h.author, h.earlier)
	}
	if i%8 == 0 {
		return h.drafted(f, of, i)
	}
	of["put_on"], of["due_on"] = models.DateOf(h.at), models.DateOf(h.at.AddDate(0, 0, 7+h.IntN(60)))
	ref := f.add(models.QuestionKind, "record", of)
	switch chance := h.IntN(10); {
	case chance == 0:
		f.move(models.QuestionKind, ref, "withdraw", fields{"reason": h.prose(5, 10)})
	case chance < 5 && !h.old():
		// It waits for its answer.
	default:
		h.answer(f, ref)
		if h.old() {
			f.move(models.QuestionKind, ref, "close", nil)
		}
	}
	return ref
}

func (h *hearing) drafted(f *filler, of fields, i int) models.Ref {
	ref := f.add(models.QuestionKind, "draft", of)
	limbs := make([]models.Ref, 1+h.IntN(3))
	for i := range limbs {
		limbs[i] = f.add(models.LimbKind, "add", fields{"question": ref, "text": h.prose(10, 25)})
	}
	if i%16 == 0 {
		if h.old() {
			f.move(models.QuestionKind, ref, "drop", fields{"reason": h.prose(5, 10)})
		}
		return ref
	}
	f.l.As(h.commissioner)
	f.move(models.QuestionKind, ref, "approve", nil)
	f.l.As(h.plan)
	f.move(models.QuestionKind, ref, "put", fields{"due_on": models.DateOf(h.at.AddDate(0, 0, 7+h.IntN(60)))})
	h.answer(f, ref)
	if h.old() {
		for _, limb := range limbs {
			f.move(models.LimbKind, limb, "judge-answered", nil)
		}
		f.move(models.QuestionKind, ref, "close", nil)
	}
	return ref
}

func (h *hearing) answer(f *filler, question models.Ref) {
	f.add(models.AnswerKind, "record", fields{"question": question, "text": h.prose(40, 120), "wording": "summary", "given_by": one(h.author, h.units), "given_on": models.DateOf(h.at)})
}

func (h *hearing) assurance(f *filler, here []models.Ref, i int) {
	from := h.meeting
	if h.IntN(3) > 0 {
		from = one(h.author, here)
	}
	ref := f.add(models.AssuranceKind, "", h.shared(fields{
		"title": h.title(), "statement": h.prose(20, 60), "wording": "summary", "given_by": one(h.author, h.units), "given_on": models.DateOf(h.at),
		"basis": h.prose(5, 20), "relied_until": models.DateOf(h.at.AddDate(0, 1+h.IntN(30), 0)), "taken_from": from,
	}))
	if i%5 == 0 {
		f.add(models.ReviewKind, "", fields{"assurance": ref, "verdict": one(h.author, []string{"partly assured", "not assured"}), "rationale": h.prose(10, 30), "evidence": []models.Ref{h.meeting}, "relied_until": models.DateOf(h.at.AddDate(1, 0, 0))})
	}
}
