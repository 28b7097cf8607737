package docs_test

import (
	"os"
	"testing"

	"answerable/docs"
)

func TestTheGeneratedPagesAreUpToDate(t *testing.T) {
	for name, want := range docs.Pages() {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("docs/%s is not what the code says: run make docs", name)
		}
	}
}
