package sheet

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
)

// texts are the texts that the cells of a workbook share, one behind the other,
// with where each ends.
type texts struct {
	all  string
	ends []int
}

// at is the text of a number, counted from 0.
func (t texts) at(number string) (string, bool) {
	i, err := strconv.Atoi(number)
	if err != nil || i < 0 || i >= len(t.ends) {
		return "", false
	}
	begin := 0
	if i > 0 {
		begin = t.ends[i-1]
	}
	return t.all[begin:t.ends[i]], true
}

// sharedTexts reads the table of shared texts: of formatted ones the runs, not
// how they are read aloud.
func (p *pack) sharedTexts(name string) (texts, error) {
	var all strings.Builder
	var ends []int
	err := p.walk(name, func(w *walker, token xml.Token) error {
		start, isStart := token.(xml.StartElement)
		if !isStart || start.Name.Local != "si" {
			return nil
		}
		text, err := w.written()
		if err != nil {
			return err
		}
		all.WriteString(unescaped(text))
		if all.Len() > maxTotalText {
			return refuse("The cells hold more than %d MB of text. Split it into several files.", maxTotalText>>20)
		}
		ends = append(ends, all.Len())
		return nil
	})
	return texts{all.String(), ends}, err
}

// escape is how XML's forbidden characters are written in a workbook
// (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func unescaped(text string) string {
	if strings.Contains(text, "_x") {
		text = escape.ReplaceAllStringFunc(text, func(escaped string) string {
			code, err := strconv.ParseUint(escaped[2:6], 16, 16)
			if err != nil || code < ' ' && !strings.ContainsRune("\t\n\r", rune(code)) {
				return ""
			}
			return string(rune(code))
		})
	}
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return text
}
