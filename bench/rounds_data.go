package main

import (
	"context"
	"fmt"
	"math/rand/v2"

	"answerable/models"
	"answerable/service"
)

// grantsEmail is who opens the rounds.
const grantsEmail = "grants@example.org"

// field is what the applications of a round are about.
type field struct {
	author
	fund                          models.Ref
	priorities, districts, bodies []models.Ref
}

// fillRounds makes a small and a large round of one fund, and who opens them.
func fillRounds(ctx context.Context, s *service.Service) (small, large models.Ref, err error) {
	var grants models.Ref
	err = s.Load(ctx, models.System(), "", func(l *service.Loader) error {
		f := &filler{l: l}
		opcc := f.add(models.BodyKind, "", fields{"name": "Office of the Police and Crime Commissioner", "type": "opcc"})
		grants = f.add(models.PersonKind, "", fields{"name": "grants", "email": grantsEmail, "roles": []models.Role{models.RoleGrants}, "body": opcc})
		about := fillField(f)
		small, large = about.round(f, "1", smallRound), about.round(f, "2", largeRound)
		return f.err
	})
	if err == nil {
		err = s.SetPassword(ctx, models.System(), grants, password)
	}
	return small, large, err
}

func fillField(f *filler) field {
	about := field{author: author{rand.New(rand.NewPCG(2026, 6))}}
	about.fund = f.add(models.FundKind, "add", fields{"title": "Safer Communities Fund", "code": "SCF"})
	for range 8 {
		about.priorities = append(about.priorities, f.add(models.PriorityKind, "", fields{"title": about.title()}))
	}
	for i := range 6 {
		about.districts = append(about.districts, f.add(models.DistrictKind, "", fields{"name": fmt.Sprintf("District %d", i+1)}))
	}
	for i := range 200 {
		about.bodies = append(about.bodies, f.add(models.BodyKind, "", fields{"name": fmt.Sprintf("Club %d", i+1), "type": "charity"}))
	}
	return about
}

// round makes a round with so many applications, of which one in five became a
// grant: each with what it promises and a payment.
func (a field) round(f *filler, number string, applications int) models.Ref {
	round := f.add(models.RoundKind, "record", fields{"fund": a.fund, "number": number, "pot": 100_000_000})
	for i := range applications {
		start := "apply"
		if i%5 == 0 {
			start = "record"
		}
		award := f.add(models.AwardKind, start, fields{
			"title": a.title(), "purpose": a.prose(20, 60), "round": round, "organisation": one(a.author, a.bodies), "asked": 500_000, "amount": 400_000 + i,
			"priorities": some(a.author, a.priorities, 2), "districts": some(a.author, a.districts, 2),
		})
		f.add(models.AwardOutcomeKind, "add", fields{"award": award, "title": a.title(), "type": "output", "promised": "20"})
		f.add(models.PaymentKind, "plan", fields{"award": award, "amount": 100_000})
	}
	return round
}
