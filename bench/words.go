package main

import (
	"math/rand/v2"
	"strings"
)

// vocabulary is what the made-up texts are made of. Common words come first:
// prose draws the early ones more often, as language does.
var vocabulary = strings.Fields(`force police officers report review victims calls safety community response
	local cases young people crime year evidence support months risk data action plan partners teams target progress
	service training recorded monthly demand neighbourhood public investigation reported quality average outcome
	vulnerable threshold panel funding detection repeat offenders district exploitation violence burglary theft
	domestic abuse stalking fraud drugs knives cyber rural traffic collisions speeding antisocial behaviour custody
	detention searches complaints confidence survey waiting abandoned emergency control room dispatch patrol
	visible wellbeing sickness vacancies recruitment diversity vetting misconduct standards inspection
	recommendation improvement board governance budget savings estate fleet technology cameras bodyworn
	forensic backlog laboratory digital devices disclosure prosecutors court delays trial witnesses
	intermediaries liaison referral safeguarding missing children schools exclusion mentoring diversion
	rehabilitation probation reoffending hotspots licensing nightclubs retail shoplifting cycles vehicles
	machinery farms wildlife poaching flytipping noise graffiti parking nuisance tenants landlords councils
	charities faith volunteers cadets specials watch meetings minutes annual quarterly baseline trend
	comparison similar forces national ranking audit sampling supervision compliance crime recording
	integrity timeliness attendance resolution restorative justice compensation cautions penalties seizures
	warrants arrests interviews bail breaches orders protection markers intelligence analysts mapping
	deployment shifts overtime leave rest uniforms equipment firearms dogs marine roads motorways
	airports stations stadiums festivals protests elections translation deaf autism dementia suicide
	ambulance hospitals mental health crisis pathways consent counselling refuge housing homelessness
	modern slavery trafficking gangs couriers cuckooing grooming images online platforms reporting tools`)

// places are names that few records share, so that a search can be narrow.
var places = func() []string {
	var names []string
	for _, first := range strings.Fields(`Ash Birk Calder Dews Elm Fern Gold Hazel Ilk Kirk Lang Mill North Oak Pad Quarr Raw Shib Thorn Ulles
		Wake Yead Brig Cleck Hud Batt Keigh Ott Pont Ross`) {
		for _, last := range strings.Fields(`bridge by croft dale field ford gate ham hurst ley royd shaw stead thorpe ton wick wood worth`) {
			names = append(names, first+last)
		}
	}
	return names
}()

// author makes texts; the same seed makes the same ones.
type author struct{ *rand.Rand }

func (a author) word() string {
	// The smaller of two draws: the first words are the commonest.
	return vocabulary[min(a.IntN(len(vocabulary)), a.IntN(len(vocabulary)))]
}

func (a author) place() string { return places[a.IntN(len(places))] }

// prose is from so many words to so many, in sentences, with a place in it.
func (a author) prose(from, to int) string {
	n := from + a.IntN(to-from+1)
	at := a.IntN(n)
	words := make([]string, n)
	for i := range words {
		words[i] = a.word()
		if i == at {
			words[i] = a.place()
		}
		if i%12 == 0 {
			words[i] = strings.ToUpper(words[i][:1]) + words[i][1:]
		}
		if i%12 == 11 {
			words[i] += "."
		}
	}
	return strings.TrimSuffix(strings.Join(words, " "), ".") + "."
}

func (a author) title() string {
	title := a.word() + " " + a.word() + " in " + a.place()
	return strings.ToUpper(title[:1]) + title[1:]
}

// some picks up to n of a list, without repeats.
func some[T any](a author, list []T, n int) []T {
	picked := make([]T, 0, n)
	for _, i := range a.Perm(len(list))[:a.IntN(min(n, len(list))+1)] {
		picked = append(picked, list[i])
	}
	return picked
}

func one[T any](a author, list []T) T { return list[a.IntN(len(list))] }
