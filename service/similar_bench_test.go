package service_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// manyQuestions is among how many questions the search is timed.
const manyQuestions = 20_000

// BenchmarkSimilar finds the questions like each draft of the test data, and
// like a draft of 10,000 letters, among many, as somebody who sees them all and
// as somebody from whom some are hidden.
func BenchmarkSimilar(b *testing.B) {
	asked := readAskedBefore(b)
	for name, open := range map[string]func(testing.TB) *gorm.DB{"sqlite": testdb.SQLite, "postgres": testdb.Postgres} {
		b.Run(name, func(b *testing.B) {
			o := newOffice(b, open(b))
			asked.putMany(o)
			var drafts []string
			for _, draft := range asked.Drafts {
				drafts = append(drafts, draft.Text)
			}
			long := []string{strings.Join(asked.sentences(), " ")[:10_000]}
			o.timed(b, models.RolePlan, "drafts", drafts)
			o.timed(b, models.RolePanel, "drafts", drafts)
			o.timed(b, models.RolePlan, "long", long)
		})
	}
}

func (o *office) timed(b *testing.B, role models.Role, name string, drafts []string) {
	b.Run(name+"/"+string(role), func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := o.Similar(b.Context(), o.people[role], drafts[i%len(drafts)], ""); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// sentences are the texts of all the questions.
func (a askedBefore) sentences() []string {
	var texts []string
	for _, theme := range sortedKeys(a.Themes) {
		for _, topic := range sortedKeys(a.Themes[theme]) {
			for _, question := range a.Themes[theme][topic] {
				texts = append(texts, question.Text)
			}
		}
	}
	return texts
}

// putMany records many questions: each is one of the test data, followed by
// words from anywhere in it.
func (a askedBefore) putMany(o *office) {
	o.t.Helper()
	random := rand.New(rand.NewPCG(20190304, 1))
	sentences := a.sentences()
	vocabulary := strings.Fields(strings.Join(sentences, " "))
	meeting := o.make(models.RolePlan, "meeting", "record", map[string]any{"title": "COM", "type": "com", "held_on": "2018-01-09"})
	const together = 500
	for from := 0; from < manyQuestions; from += together {
		err := o.Load(context.Background(), o.people[models.RolePlan], "", func(l *service.Loader) error {
			for i := range together {
				text := sentences[random.IntN(len(sentences))]
				for range 20 {
					text += " " + vocabulary[random.IntN(len(vocabulary))]
				}
				title := fmt.Sprint(strings.Join(strings.Fields(text)[:5], " "), " ", from+i)
				o.added(l.Add(models.QuestionKind, "record", map[string]any{"meeting": meeting, "title": title, "text": text, "put_on": "2018-01-09"}))
			}
			return nil
		})
		if err != nil {
			o.t.Fatal(err)
		}
	}
}
