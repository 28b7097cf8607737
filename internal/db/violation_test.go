package db_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/db"
)

func TestBothDatabasesReportTheSameViolation(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		must(t, gdb.Create(&body{ID: "opcc", Name: "OPCC"}).Error)
		lower, upper := "x (a)=(b)", "X (A)=(B)"
		must(t, gdb.Create(&post{ID: "1", BodyID: "opcc", PostTitle: "Adviser (a)=(b)", Code: &lower}).Error)
		for name, c := range map[string]struct {
			err  error
			want db.Violation
		}{
			"primary key": {
				gdb.Create(&body{ID: "opcc", Name: "other"}).Error,
				db.Violation{Kind: db.Unique, Table: "bodies", Columns: []string{"id"}},
			},
			"one column": {
				gdb.Create(&body{ID: "other", Name: "OPCC"}).Error,
				db.Violation{Kind: db.Unique, Table: "bodies", Columns: []string{"name"}},
			},
			"two columns": {
				gdb.Create(&post{ID: "2", BodyID: "opcc", PostTitle: "Adviser (a)=(b)"}).Error,
				db.Violation{Kind: db.Unique, Table: "posts", Columns: []string{"body_id", "post_title"}},
			},
			"an expression": {
				gdb.Create(&post{ID: "2", BodyID: "opcc", PostTitle: "other", Code: &upper}).Error,
				db.Violation{Kind: db.Unique, Constraint: "posts_folded_code"},
			},
			"a reference to nothing": {
				gdb.Create(&post{ID: "2", BodyID: "none", PostTitle: "x"}).Error,
				db.Violation{Kind: db.ForeignKey},
			},
			"a row that is referred to": {
				gdb.Delete(&body{ID: "opcc"}).Error,
				db.Violation{Kind: db.ForeignKey},
			},
			"check": {
				gdb.Create(&body{ID: "x", Name: "x", Members: -1}).Error,
				db.Violation{Kind: db.Check, Constraint: "bodies_members_check"},
			},
			"not null": {
				gdb.Exec("UPDATE bodies SET name = NULL").Error,
				db.Violation{Kind: db.NotNull, Table: "bodies", Columns: []string{"name"}},
			},
		} {
			checkViolation(t, name, c.err, c.want)
		}
	})
}

func checkViolation(t *testing.T, name string, err error, want db.Violation) {
	t.Helper()
	var got *db.Violation
	if !errors.As(db.Translate(err), &got) {
		t.Errorf("%s: %v is not a violation", name, err)
		return
	}
	seen := db.Violation{Kind: got.Kind, Table: got.Table, Columns: got.Columns, Constraint: got.Constraint}
	if !reflect.DeepEqual(seen, want) {
		t.Errorf("%s: %+v, want %+v", name, seen, want)
	}
	if !errors.Is(got, err) {
		t.Errorf("%s: the driver's error is lost", name)
	}
	if strings.Contains(got.Error(), "OPCC") || strings.Contains(got.Error(), "Adviser") {
		t.Errorf("%s: the message tells a value: %v", name, got)
	}
	if !db.IsKind(err, want.Kind) || !db.IsKind(fmt.Errorf("saving: %w", got), want.Kind) {
		t.Errorf("%s: IsKind does not know the error", name)
	}
}

func TestOtherErrorsAreLeftAlone(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		for _, err := range []error{
			nil,
			gdb.First(&body{}, "id = ?", "none").Error,
			gdb.Exec("SELECT nonsense").Error,
		} {
			if got := db.Translate(err); got != err { //nolint:errorlint // the very same error is what is asked for
				t.Errorf("Translate(%v) = %v", err, got)
			}
		}
		if err := db.Translate(gdb.First(&body{}).Error); !errors.Is(err, gorm.ErrRecordNotFound) {
			t.Errorf("no row: %v", err)
		}
	})
}

func TestTranslatingTwiceDoesNoHarm(t *testing.T) {
	ours.Each(t, func(t *testing.T, gdb *gorm.DB) {
		once := db.Translate(gdb.Exec("INSERT INTO bodies (id) VALUES ('x')").Error)
		if twice := db.Translate(once); twice != once { //nolint:errorlint // as above
			t.Errorf("%v became %v", once, twice)
		}
	})
}
