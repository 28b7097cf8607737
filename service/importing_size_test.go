package service_test

import (
	"bytes"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
)

// TestManyRowsInBoundedTimeAndMemory brings in a workbook of 2,000 rows, with
// ANSWERABLE_LONG of 50,000: with preview within two minutes and 300 MB.
func TestManyRowsInBoundedTimeAndMemory(t *testing.T) {
	rows := 2_000
	if os.Getenv("ANSWERABLE_LONG") != "" {
		rows = 50_000
	}
	file := actions(t, rows)
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		o := newOffice(t, gdb)
		b := bringer{t, o.Service}
		who := o.people[models.RolePlan]
		debug.FreeOSMemory()
		peak := watchMemory(t)
		began := time.Now()
		preview := b.checked(who, models.CommitmentKind, "actions.xlsx", file, service.ImportChoice{})
		checked := time.Since(began)
		if preview.Counts[service.RowNew] != int64(rows) {
			t.Fatalf("%d rows count %v: %v", rows, preview.Counts, b.preview(who, preview.Import.Ref, service.RowRefused).Rows)
		}
		done := b.applied(who, preview.Import, "The old log")
		took, most := time.Since(began), peak()
		t.Logf("%d rows: checked in %s, imported in %s, peak of the process %d MB", rows, checked.Round(time.Millisecond), took.Round(time.Millisecond), most>>20)
		if took > 2*time.Minute || most > 300<<20 {
			t.Errorf("%d rows took %s and %d MB", rows, took, most>>20)
		}
		if n, err := o.Count(t.Context(), who, models.CommitmentKind, service.Query{}); err != nil || n != int64(rows) {
			t.Errorf("%d rows made %d commitments (%v)", rows, n, err)
		}
		if again := b.checked(who, models.CommitmentKind, "actions.xlsx", file, service.ImportChoice{}); again.Counts[service.RowSame] != int64(rows) {
			t.Errorf("the same %d rows again count %v", rows, again.Counts)
		}
		began = time.Now()
		b.undone(who, done, "Not this one")
		t.Logf("undone in %s", time.Since(began).Round(time.Millisecond))
		b.holds()
	})
}

func actions(t *testing.T, rows int) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	out, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	line := func(number int, cells ...any) {
		if err := out.SetRow(fmt.Sprintf("A%d", number), cells); err != nil {
			t.Fatal(err)
		}
	}
	line(1, "Action no", "Short title", "What was undertaken", "Lead agency", "Due date", "Status", "Remarks")
	for n := range rows {
		line(n+2, fmt.Sprintf("A%d", n+1), fmt.Sprintf("Action %d", n+1), fmt.Sprintf("We will do what was agreed under item %d of the plan, and report on it", n+1),
			[]string{"Force", "OPCC"}[n%2], fmt.Sprintf("%d June 2019", n%30+1), "Open", "Taken over")
	}
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// watchMemory samples how much memory the process has until it is asked for
// the most.
func watchMemory(t *testing.T) (most func() int64) {
	t.Helper()
	peak, stop, done := int64(0), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			peak = max(peak, resident())
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() int64 {
		close(stop)
		<-done
		if peak == 0 {
			t.Log("this system does not tell how much memory a process has")
		}
		return peak
	}
}

// resident is the memory of this process, as Linux tells it.
func resident() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(status), "\n") {
		if kilobytes, is := strings.CutPrefix(line, "VmRSS:"); is {
			n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(kilobytes), " kB"), 10, 64)
			if err == nil {
				return n << 10
			}
		}
	}
	return 0
}
