package models

// Sphere is whose work something is, as papers tell it apart.
type Sphere string

// The spheres.
const (
	SphereNational Sphere = "national"
	SphereOffice   Sphere = "office"
	SphereForce    Sphere = "force"
	// SphereOthers is the work of partners, and of bodies of which nobody
	// recorded whose they are.
	SphereOthers Sphere = "others"
)

// Spheres tells from the records whose work something is: the one line between
// the national picture, the Commissioner’s work and the force’s.
type Spheres struct {
	// Bodies are the bodies by reference, with those above them.
	Bodies map[Ref]*Body
	// Posts are posts by reference: their work is that of their body.
	Posts map[Ref]*Post
	// Offices are the bodies that issued a plan or hold a fund, and those that
	// succeeded them: the Commissioner, whatever sort of body was chosen for them.
	Offices Refs
	// Paid are what the Commissioner’s money was given for, and what came of it.
	Paid Refs
}

// Of is the sphere of a body or post.
func (s *Spheres) Of(ref Ref) Sphere {
	if post := s.Posts[ref]; post != nil {
		ref = post.Body
	}
	seen := Refs{}
	for body := s.Bodies[ref]; body != nil && !seen.Has(body.Ref); body = s.Bodies[body.PartOf] {
		seen = append(seen, body.Ref)
		if sphere := s.direct(body); sphere != SphereOthers {
			return sphere
		}
	}
	return SphereOthers
}

func (s *Spheres) direct(body *Body) Sphere {
	switch body.Type {
	case "opcc":
		return SphereOffice
	case "force", "force unit":
		return SphereForce
	case "inquiry", "inspectorate", "government":
		return SphereNational
	}
	if s.Offices.Has(body.Ref) {
		return SphereOffice
	}
	return SphereOthers
}

// OfRecord is the sphere of a record: that of who leads, publishes, owes or
// holds it. What the Commissioner’s money was given for is the Commissioner’s,
// unless the force led it. Guidance and figures of which nobody says whose they
// are belong to the national picture, except those told apart by district or
// risk area.
func (s *Spheres) OfRecord(m Model) Sphere {
	switch m := m.(type) {
	case *Activity:
		return otherwise(s.Of(m.LeadBody), SphereOffice, s.Paid.Has(m.Ref))
	case *LibraryEntry:
		return otherwise(s.Of(m.Publisher), SphereNational, true)
	case *Measure:
		local := m.Publisher == "" && (m.Breakdown == "district" || m.Breakdown == "risk area")
		return otherwise(otherwise(s.Of(m.Publisher), SphereForce, local), SphereNational, true)
	case *Report:
		own := m.Type == "force audit" || m.Type == "performance report"
		return otherwise(otherwise(SphereOthers, SphereForce, own), s.Of(m.Publisher), true)
	case *Duty:
		return s.Of(m.OwedBy)
	case *Post:
		return otherwise(otherwise(SphereOthers, SphereOffice, m.FundedBy != ""), s.Of(m.Body), true)
	case *Commission, *Award, *Fund, *Plan:
		return SphereOffice
	case *Definition:
		return SphereNational
	default:
		return SphereOthers
	}
}

// otherwise is another sphere in place of none, if a condition holds.
func otherwise(sphere, other Sphere, holds bool) Sphere {
	if sphere == SphereOthers && holds {
		return other
	}
	return sphere
}
