package frontend

import (
	"answerable/models"
	"answerable/service"
)

// pack is the pack of a meeting for its reader.
func (v *visit) pack(reader *models.Actor) (*paper, error) {
	pack, err := v.service.Pack(v.ctx(), reader, v.meetingRef())
	if err != nil {
		return nil, err
	}
	one := &service.One{Kind: models.MeetingKind, Model: pack.Meeting, Names: pack.Names}
	return &paper{
		Document: pack.Document(), Name: "pack-" + string(pack.Meeting.Ref),
		Trail: meetingTrail(one, "Pack"), Lead: v.meetingNav(one, "/pack"),
	}, nil
}
