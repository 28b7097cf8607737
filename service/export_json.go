package service

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strconv"

	"answerable/models"
)

// exportJSON writes a register as an array of records, and everything as an
// object with the marking, the day and such an array for each register under
// the name that it has in addresses.
func (s *Service) exportJSON(ctx context.Context, who *models.Actor, e Export, out io.Writer) error {
	if e.JSON == nil {
		return errors.New("nobody said how a record is written as JSON")
	}
	to := bufio.NewWriter(out)
	if e.Kind != nil {
		if err := s.writeArray(ctx, who, e, e.Kind, to); err != nil {
			return err
		}
		return to.Flush()
	}
	marking, err := s.markingOf(ctx, who, e)
	if err != nil {
		return err
	}
	// An error of the writer stays in it until it is flushed.
	_, _ = to.WriteString(`{"marking":` + strconv.Quote(string(marking)) + `,"as_at":` + strconv.Quote(string(s.Today())))
	for _, k := range e.kinds(who) {
		_, _ = to.WriteString(",\n" + strconv.Quote(k.Plural) + ":")
		if err := s.writeArray(ctx, who, e, k, to); err != nil {
			return err
		}
	}
	_, _ = to.WriteString("}\n")
	return to.Flush()
}

// writeArray writes the records of a register, a line each.
func (s *Service) writeArray(ctx context.Context, who *models.Actor, e Export, k *models.Kind, to *bufio.Writer) error {
	today, record, before := s.Today(), []byte(nil), "[\n"
	for page, err := range s.All(ctx, e.reader(who), k, e.Query) {
		if err != nil {
			return err
		}
		for _, m := range page.Models {
			record = e.JSON(append(record[:0], before...), m, today)
			if _, err := to.Write(record); err != nil {
				return err
			}
			before = ",\n"
		}
	}
	end := "\n]"
	if before == "[\n" {
		end = "[]"
	}
	_, err := to.WriteString(end)
	return err
}
