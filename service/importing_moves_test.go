package service_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// tracker is an office's list of 300 recommendations with the dates to which
// their targets were moved, each in a column of its own.
type tracker [][]string

const trackerRows = 300

func newTracker() tracker {
	rows := tracker{{"Report", "Rec no", "Recommendation title", "Recommendation", "Owning body", "Status", "Original target date", "Revised target 1", "Reason for revision 1", "Revised target 2", "Reason for revision 2"}}
	for n := 1; n <= trackerRows; n++ {
		owner, state := []string{"Force", "OPCC", ""}[n%10%3], []string{"Not started", "In progress"}[n%2]
		target := models.Date("2018-09-01").Add(2 * n)
		row := []string{"State of policing", fmt.Sprint(n), fmt.Sprintf("Recommendation %d", n), "Forces should act.", owner, state, target.String(), "", "", "", ""}
		switch {
		case n%15 == 0:
			row[6] = ""
		case n%6 == 0:
			row[7], row[8], row[9], row[10] = target.Add(60).String(), "Staff were moved", target.Add(105).String(), "The system was late"
		case n%3 == 0:
			row[7], row[8] = target.Add(60).String(), "Staff were moved"
		}
		rows = append(rows, row)
	}
	return rows
}

func (rows tracker) csv(t *testing.T) []byte {
	t.Helper()
	var file bytes.Buffer
	out := csv.NewWriter(&file)
	if err := out.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func (rows tracker) xlsx(t *testing.T) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	for i, row := range rows {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// byHand rates the rows from their cells alone, as somebody with the list on
// paper would.
func (rows tracker) byHand(t *testing.T, today models.Date, red models.RedMeans) map[string]int64 {
	t.Helper()
	counts := map[string]int64{}
	for _, row := range rows[1:] {
		target := row[6]
		for _, later := range []string{row[7], row[9]} {
			if later != "" {
				target = later
			}
		}
		due := models.Date("")
		if target != "" {
			parsed, err := models.ParseDate(target)
			if err != nil {
				t.Fatal(err)
			}
			due = parsed
		}
		signs := 0
		for _, is := range []bool{
			due == "", row[4] == "", row[9] != "",
			row[5] == "Not started" && due >= today && due <= today.Add(30),
			due != "" && due < today,
		} {
			if is {
				signs++
			}
		}
		switch {
		case due != "" && due < today, red == models.RedFailing && signs > 1:
			counts["red"]++
		case signs > 0:
			counts["amber"]++
		default:
			counts["green"]++
		}
	}
	return counts
}

// TestATrackerWithMovedDates imports 300 recommendations, has the wrong rows
// told by their cells, and holds the ratings against those made by hand.
func TestATrackerWithMovedDates(t *testing.T) {
	for name, write := range map[string]func(tracker, *testing.T) []byte{"tracker.csv": tracker.csv, "tracker.xlsx": tracker.xlsx} {
		t.Run(name, func(t *testing.T) {
			testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
				o := newOffice(t, gdb)
				b := bringer{t, o.Service}
				who, k := o.people[models.RolePlan], models.RecommendationKind
				o.make(models.RolePlan, "report", "record", map[string]any{"title": "State of policing", "type": "inspection", "code": "HMICFRS", "published_on": "2018-06-01"})
				wrong := newTracker()
				wrong[7][7], wrong[20][5], wrong[33][6], wrong[50][4] = "31/02/2019", "Purple", "", "Nobody"
				wrong[33][7] = "1 May 2019"
				first := b.checked(who, k, name, write(wrong, t), service.ImportChoice{})
				if first.Counts[service.RowNew] != trackerRows-4 || first.Counts[service.RowRefused] != 4 {
					b.tell(first)
					t.Fatalf("the list with four wrong rows counts %v", first.Counts)
				}
				var told []string
				for _, row := range b.preview(who, first.Import.Ref, service.RowRefused).Rows {
					for _, problem := range row.Problems {
						told = append(told, problem.Cell+" "+problem.Text)
					}
				}
				for i, says := range []string{"H8 Target date, revised (1): must be a date", "F21 State: “Purple” must be one of", "H34 Target date, revised (1): enter the first date too", "E51 Body that must deliver it: there is no body “Nobody”"} {
					if i >= len(told) || !strings.HasPrefix(told[i], says) {
						t.Fatalf("wrong cells are told as %q, want %q", told, says)
					}
				}

				sound := newTracker()
				mended := b.checked(who, k, name, write(sound, t), service.ImportChoice{})
				if mended.Counts[service.RowNew] != trackerRows {
					b.tell(mended)
					t.Fatalf("the mended list counts %v", mended.Counts)
				}
				b.applied(who, mended.Import, "Our tracker")
				one := o.read("recommendation", "HMICFRS-2018-R6").(*models.Recommendation)
				moves := one.TargetRevisions
				if len(moves) != 2 || moves[0].From != "2018-09-13" || moves[1].To != "2018-12-27" || one.TargetOn != "2018-12-27" || !strings.HasPrefix(moves[1].Reason, "The system was late (import ") {
					t.Errorf("what was moved twice is %s after %+v", one.TargetOn, moves)
				}
				again := b.checked(who, k, name, write(sound, t), service.ImportChoice{})
				if again.Counts[service.RowSame] != trackerRows {
					b.tell(again)
					t.Errorf("the same list again counts %v", again.Counts)
				}
				o.rates(sound)
				o.make(models.RoleAdmin, "settings", "", map[string]any{"red_means": "failing"})
				o.rates(sound)

				// Moved once more in the list, it is moved once more here.
				sound[3][9], sound[3][10] = "1 August 2019", "Moved again"
				later := b.checked(who, k, name, write(sound, t), service.ImportChoice{})
				if later.Counts[service.RowChanged] != 1 {
					b.tell(later)
					t.Fatalf("one more move counts %v", later.Counts)
				}
				b.applied(who, later.Import, "The tracker of April")
				if one := o.read("recommendation", "HMICFRS-2018-R3").(*models.Recommendation); len(one.TargetRevisions) != 2 || one.TargetOn != "2019-08-01" {
					t.Errorf("what was moved once more is %s after %+v", one.TargetOn, one.TargetRevisions)
				}
				o.rates(sound)
				b.holds()
			})
		})
	}
}

// rates holds the counts by rating, and the lists behind them, against those
// made by hand.
func (o *office) rates(rows tracker) {
	o.t.Helper()
	t := o.t.(*testing.T)
	who := o.people[models.RolePanel]
	found, err := o.Ratings(t.Context(), who, service.Query{})
	if err != nil {
		t.Fatal(err)
	}
	want := rows.byHand(t, o.Today(), found.Red)
	if want["red"] == 0 || want["amber"] == 0 || want["green"] == 0 {
		t.Fatalf("by hand there are %v: the list shows nothing", want)
	}
	for _, count := range found.Counts {
		list, err := o.Count(t.Context(), who, models.RecommendationKind, count.Query)
		if err != nil || count.Count != want[count.Rating.Value] || list != count.Count {
			t.Errorf("where red means %s, %d are %s, the list has %d (%v), by hand they are %d", found.Red, count.Count, count.Rating.Value, list, err, want[count.Rating.Value])
		}
	}
	if !slices.ContainsFunc(found.Counts, func(c service.RatingCount) bool { return c.Count > 0 }) {
		t.Error("nothing is rated")
	}
}
