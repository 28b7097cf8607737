package frontend

import (
	"github.com/gin-gonic/gin"

	"answerable/frontend/components"
	"answerable/models"
	"answerable/service"
)

// mountMeetings adds the pages of a meeting beside its record: where its agenda
// is built, where it is recorded as it happens, and its pack.
func (s *site) mountMeetings(r gin.IRouter) {
	const meeting = "/meetings/:ref"
	r.GET(meeting+"/agenda", s.closed((*visit).agendaPage))
	r.POST(meeting+"/agenda/items", s.closed((*visit).addItem))
	r.POST(meeting+"/agenda/proposals", s.closed((*visit).takeUp))
	r.POST(meeting+"/agenda/order", s.closed((*visit).moveItem))
	r.POST(meeting+"/agenda/removal", s.closed((*visit).removeItem))
	r.GET(meeting+"/record", s.closed((*visit).recordingPage))
	r.POST(meeting+"/record/attendance", s.closed((*visit).recordAttendance))
	r.POST(meeting+"/record/outcome", s.closed((*visit).recordOutcome))
	r.POST(meeting+"/record/decisions", s.closed((*visit).recordDecision))
	r.POST(meeting+"/record/actions", s.closed((*visit).recordAction))
	r.POST(meeting+"/record/minutes", s.closed((*visit).recordMinutes))
	s.mountPaper(r, meeting+"/pack", (*visit).pack)
}

// meetingOwn shows the agenda of a meeting in order, with what each item
// concerns, and the questions put at it.
func meetingOwn(v *visit, one *service.One) (own, error) {
	ref := one.Model.Base().Ref
	agenda, err := v.service.Agenda(v.ctx(), v.who, ref)
	if err != nil {
		return own{}, err
	}
	questions, err := v.partsOf(models.QuestionKind, "meeting", "ref", ref)
	if err != nil {
		return own{}, err
	}
	put := partList(questions, v.service.Today(), "No question is recorded.", "put_on", "due_on")
	return own{
		Lead: v.meetingNav(one, ""),
		Blocks: []block{
			{"agenda", "Agenda", agendaBlock(agenda, panelReportURL(one.Model.(*models.Meeting)))},
			{"questions", "Questions put at it", v.adding(put, models.QuestionKind, "meeting", ref)},
		},
		Covers: []string{"agenda-item.meeting", "question.meeting"},
	}, nil
}

// meetingNav leads to the pages of a meeting that the person can use, with the
// one of this address marked.
func (v *visit) meetingNav(one *service.One, here string) components.SubNavigation {
	at := recordURL(one.Kind, one.Model.Base().Ref)
	parts := [][2]string{{"", "Meeting"}}
	if one.Kind.MayEdit(v.who, one.Model) {
		parts = append(parts, [2]string{"/agenda", "Build the agenda"}, [2]string{"/record", "Record the meeting"})
	}
	parts = append(parts, [2]string{"/pack", "Pack"})
	nav := components.SubNavigation{Label: "Pages of this meeting"}
	for _, part := range parts {
		nav.Items = append(nav.Items, components.NavItem{Text: part[1], Href: at + part[0], Current: part[0] == here})
	}
	return nav
}

// meetingTrail are the breadcrumbs to a page of a meeting.
func meetingTrail(one *service.One, here string) []components.Link {
	trail := recordTrail(one)
	trail[len(trail)-1].Href = recordURL(one.Kind, one.Model.Base().Ref)
	return append(trail, components.Link{Text: here})
}

// agendaRows are the particulars of one agenda item.
func agendaRows(item models.Model, names service.Names) []components.SummaryRow {
	k := models.AgendaItemKind
	return fieldRows(k.Named([]string{"paper", "concerns", "outcome"}), item, names)
}

// agendaTitle heads an item with its place on the agenda, if it has one.
func agendaTitle(item *models.AgendaItem) string {
	if item.Position == nil {
		return item.Title
	}
	return "Item " + models.Number(*item.Position) + ": " + item.Title
}

// itemsOn are the items of an agenda.
func itemsOn(agenda *service.Page) []*models.AgendaItem {
	return as[*models.AgendaItem](parts{Page: agenda})
}
