package sheet

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// format is how a cell shows its number, as far as that says what it means.
type format struct {
	year, month, day, clock bool
	// elapsed is a duration, which goes beyond 24 hours.
	elapsed bool
	percent bool
	// pence says that two decimal places are shown, as of money.
	pence bool
	// zeros is how many digits an identifier is filled up to: 00123.
	zeros int
}

// builtIn are the formats that a workbook need not spell out (ECMA-376 part 1,
// 18.8.30), of those that mean more than a number.
var builtIn = map[int]string{
	9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
	20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
}

// formatOf reads a number format such as “[$-809]dd mmmm yyyy;@”.
func formatOf(code string) format {
	bare, elapsed := meaning(code)
	if strings.EqualFold(bare, "general") {
		return format{}
	}
	hasClock := strings.ContainsAny(bare, "hs")
	f := format{
		year: strings.Contains(bare, "y"), day: strings.Contains(bare, "d"), clock: hasClock || elapsed, elapsed: elapsed,
		percent: strings.Contains(bare, "%"), pence: twoPlaces.MatchString(bare),
	}
	// An m stands for minutes beside hours and seconds, else for the month.
	f.month = strings.Contains(bare, "m") && (f.year || f.day || !f.clock || strings.Contains(bare, "mmm"))
	if len(bare) > 1 && strings.Trim(bare, "0") == "" {
		f.zeros = len(bare)
	}
	return f
}

var twoPlaces = regexp.MustCompile(`[0#]\.00($|[^0#])`)

// meaning is the format for positive numbers without what it only shows: texts,
// colours, languages, spaces; and whether it counts elapsed hours or minutes.
func meaning(code string) (bare string, elapsed bool) {
	var kept strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			i = len(code)
		case '"':
			i += max(0, strings.IndexByte(code[i+1:], '"')) + 1
		case '\\', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				end = len(code) - i
			}
			inner := strings.ToLower(code[i+1 : min(i+end, len(code))])
			elapsed = elapsed || inner != "" && (strings.Trim(inner, "h") == "" || strings.Trim(inner, "m") == "" || strings.Trim(inner, "s") == "")
			i += end
		default:
			kept.WriteByte(c)
		}
	}
	return strings.NewReplacer("am/pm", "", "a/p", "").Replace(strings.ToLower(kept.String())), elapsed
}

// cell is a number as a cell of this format means it.
func (f format) cell(value float64, since1904 bool) Cell {
	if f.year || f.month || f.day || f.clock {
		if at, is := f.at(value, since1904); is {
			return at
		}
		return Cell{plain(value), Number}
	}
	switch text := plain(value); {
	case f.percent:
		return Cell{plain(value*100) + "%", Text}
	case f.zeros > 0 && value >= 0 && value == math.Trunc(value):
		return Cell{strings.Repeat("0", max(0, f.zeros-len(text))) + text, Text}
	case f.pence && len(text) > 2 && text[len(text)-2] == '.':
		return Cell{text + "0", Number}
	default:
		return Cell{text, Number}
	}
}

// at is a duration, a date or a time of day, if the number is one.
func (f format) at(value float64, since1904 bool) (Cell, bool) {
	if f.elapsed && value >= 0 {
		return Cell{clock(time.Duration(math.Round(value*86400)) * time.Second), Text}, true
	}
	at, is := instant(value, since1904)
	if !is {
		return Cell{}, false
	}
	return f.date(at, value < 1), true
}

// date is a date to the precision that the cell shows, unless more is known.
func (f format) date(at time.Time, noDay bool) Cell {
	timeOfDay := at.Sub(at.Truncate(24 * time.Hour))
	switch {
	case !f.year && !f.month && !f.day, noDay:
		return Cell{clock(timeOfDay), Text}
	case f.clock && timeOfDay != 0:
		return Cell{at.Format("2006-01-02T15:04"), Date}
	case f.day || !f.year || at.Day() != 1:
		return Cell{at.Format(time.DateOnly), Date}
	case f.month || at.Month() != time.January:
		return Cell{at.Format("2006-01"), Date}
	default:
		return Cell{at.Format("2006"), Date}
	}
}

// clock is a time of day or a duration: 14:30, and 14:30:15 where there are
// seconds.
func clock(t time.Duration) string {
	text := pad(int(t.Hours())) + ":" + pad(int(t.Minutes())%60)
	if seconds := int(t.Seconds()) % 60; seconds > 0 {
		text += ":" + pad(seconds)
	}
	return text
}

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// lastDay is 31 December 9999, after which Excel has no dates.
const lastDay = 2_958_466

// instant is the date that Excel counts as so many days. In its older system
// 1900 is a leap year, which it was not: what comes before March 1900 is a day
// later there, and the day that never was is no date.
func instant(days float64, since1904 bool) (time.Time, bool) {
	begin := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case since1904:
		begin = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	case days >= 60 && days < 61:
		return time.Time{}, false
	case days < 60:
		begin = begin.AddDate(0, 0, 1)
	}
	if !(days >= 0) || days >= lastDay {
		return time.Time{}, false
	}
	whole := math.Floor(days)
	seconds := math.Round((days - whole) * 86400)
	return begin.AddDate(0, 0, int(whole)).Add(time.Duration(seconds) * time.Second), true
}

// plain writes a number as it was meant: without the noise that computing in
// binary leaves behind the fifteen digits that Excel keeps, and without an
// exponent.
func plain(value float64) string {
	if rounded := math.Round(value*1e6) / 1e6; math.Abs(value-rounded) <= 1e-9*math.Abs(value) {
		value = rounded
	}
	kept, err := strconv.ParseFloat(strconv.FormatFloat(value, 'g', 15, 64), 64)
	if err != nil || kept == 0 {
		return "0"
	}
	return strconv.FormatFloat(kept, 'f', -1, 64)
}
