package models

import "slices"

// Themes are the kinds of which a dossier is made: what a record of them is
// about, others have a part in.
var Themes = []*Kind{PriorityKind, ReportKind, BodyKind, DistrictKind, MeetingKind, AwardKind}

// IsTheme tells whether a dossier is made of records of the kind.
func (k *Kind) IsTheme() bool { return slices.Contains(Themes, k) }
