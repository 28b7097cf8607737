package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
)

// TestNobodyReadsButWhatWasPublished asks every address of the product without
// signing in: of all that is buried, only published comments and lists of grants
// show, and of what was corrected or taken down nothing but that it was.
func TestNobodyReadsButWhatWasPublished(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		f := newField(t, gdb)
		f.buryEverything()
		shown := map[int]bool{}
		open := 0
		for _, address := range f.addresses() {
			answer := httptest.NewRecorder()
			f.engine.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, address, nil))
			if answer.Code == http.StatusOK {
				open++
			}
			for _, found := range marks.FindAllStringSubmatch(withoutEcho(address, answer.Body.String()), -1) {
				var n int
				_, err := fmt.Sscan(found[1]+found[2], &n)
				f.ok(err)
				b := f.buried[n-1]
				shown[n] = true
				if !b.out() || answer.Code != http.StatusOK || !strings.Contains(address, "/public") {
					t.Fatalf("%s shows nobody %s, a %s that is %q, %s", address, found[0], b.kind.Name, b.model.Base().State, b.model.Shared().Marking)
				}
			}
		}
		out := map[*models.Kind]int{}
		for i, b := range f.buried {
			if b.out() && !shown[i+1] {
				t.Errorf("a %s that is %q shows nowhere", b.kind.Name, b.model.Base().State)
			}
			if b.out() {
				out[b.kind]++
			}
		}
		if out[models.PublicCommentKind] == 0 || out[models.GrantListKind] == 0 || open == 0 {
			t.Errorf("%v are out and %d addresses open: the walk does not reach them", out, open)
		}
	})
}

// out tells whether anybody may know of a record: it is a comment or a list of
// grants that went out, and neither it nor what it is part of is
// OFFICIAL-SENSITIVE.
func (b *buried) out() bool {
	states := map[*models.Kind][]models.State{models.PublicCommentKind: models.CommentOut, models.GrantListKind: models.GrantListPublic}[b.kind]
	return slices.Contains(states, b.model.Base().State) && !b.sensitive()
}
