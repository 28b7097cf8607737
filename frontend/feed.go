package frontend

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"answerable/models"
	"answerable/service"
)

// feed answers a calendar program, which knows the secret in the address and
// nothing else. Addresses that open nothing are all answered alike.
func (v *visit) feed() error {
	secret, _ := strings.CutSuffix(v.Param("file"), ".ics")
	if service.FeedPath(secret) != v.Request.URL.Path {
		return noPage
	}
	entries, err := v.service.ReadFeed(v.ctx(), secret)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := writeFeed(&file, entries, v.origin()); err != nil {
		return err
	}
	sum := sha256.Sum256(file.Bytes())
	header := v.Writer.Header()
	header.Set("Content-Type", "text/calendar; charset=utf-8")
	header.Set("Content-Disposition", `inline; filename="answerable.ics"`)
	// It may be kept by who reads it, if they ask each time whether it still
	// holds: it must end when it is revoked.
	header.Set("Cache-Control", "private, no-cache")
	header.Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	http.ServeContent(v.Writer, v.Request, "", time.Time{}, bytes.NewReader(file.Bytes()))
	return nil
}

// writeFeed writes entries as RFC 5545 has it. Those whose day is not known
// have no place in it: it would have to invent one.
func writeFeed(file *bytes.Buffer, entries []service.CalendarEntry, origin string) error {
	calendar := ics.NewCalendarFor("Answerable")
	calendar.SetProductId("-//Answerable//Calendar//EN")
	calendar.SetCalscale("GREGORIAN")
	calendar.SetName("Answerable")
	calendar.SetRefreshInterval("PT1H")
	calendar.SetXPublishedTTL("PT1H")
	for _, entry := range entries {
		if entry.Day.IsDay() {
			calendar.AddVEvent(eventOf(entry, origin))
		}
	}
	return calendar.SerializeTo(file, ics.WithNewLineWindows)
}

// eventOf is a day as one that lasts all day and takes up nobody's time.
func eventOf(entry service.CalendarEntry, origin string) *ics.VEvent {
	k := models.KindNamed(entry.Kind)
	address := origin + nameURL(entry.Name)
	is := ics.NewEvent(eventID(entry, origin))
	is.SetDtStampTime(entry.UpdatedAt)
	is.SetModifiedAt(entry.UpdatedAt)
	is.SetSequence(entry.Version)
	is.SetProperty(ics.ComponentPropertyDtStart, basic(entry.Day), ics.WithValue(string(ics.ValueDataTypeDate)))
	is.SetProperty(ics.ComponentPropertyDtEnd, basic(entry.Day.Add(1)), ics.WithValue(string(ics.ValueDataTypeDate)))
	is.SetSummary(plain(entry.Dated.Label + ": " + entry.Title))
	is.SetDescription(plain(k.One+" "+string(entry.Ref)+", "+lowerFirst(models.LabelOf(k.States, string(entry.State)))) + "\n" + address)
	is.AddCategory(models.LabelOf(entry.Dated.Category.Options(), string(entry.Dated.Category)))
	is.SetURL(address)
	is.SetClass(ics.ClassificationPrivate)
	is.SetTimeTransparency(ics.TransparencyTransparent)
	return is
}

// eventID stays the same while the record exists: one for each of its dates
// and, of those that come round, for each year.
func eventID(entry service.CalendarEntry, origin string) string {
	_, host, _ := strings.Cut(origin, "://")
	id := string(entry.Ref) + "-" + entry.Dated.Field
	if entry.Dated.Yearly {
		id += "-" + entry.Day.Year()
	}
	return id + "@" + host
}

// basic is a date without hyphens, as calendars write it.
func basic(day models.Date) string { return strings.ReplaceAll(string(day), "-", "") }

// plain is a text on one line that every reader can take.
func plain(text string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(text, "\uFFFD")), " ")
}
