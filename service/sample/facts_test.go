package sample_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service/sample"
)

// fact is one thing that the paper says, or that the reference data adds to it,
// and the records that must hold it.
type fact struct {
	says string
	from string // what came_from must contain
	kind string
	// where is what the records hold: the plain value of a field, a part of it
	// after "~", the headings of the records that it refers to after "@", or
	// nothing recorded where it is empty.
	where map[string]string
	n     int // how many records hold it; 1 if left out
}

type is = map[string]string

const question = "§5.1, "

var facts = []fact{
	// §1 Background
	{says: "the plan runs 2016 to 2021", from: "§1.1", kind: "plan", where: is{"period_start": "2016", "period_end": "2021", "priorities": "@Child sexual abuse and exploitation (CSA/E)"}},
	{says: "its latest edition is the one refreshed in 2018", from: "§1.1", kind: "edition", where: is{"title": "Refreshed 2018", "state": "published", "published_on": "2018"}},
	{says: "the edition of 2016 came before it", from: "§1.1", kind: "edition", where: is{"state": "superseded", "published_on": "2016"}},
	{says: "CSA and CSE are a key priority", from: "§1.1", kind: "priority", where: is{"title": "~CSA/E", "since": "2013"}},
	{says: "the narrative of 2018, as a summary", from: "§1.1", kind: "placement", where: is{"edition": "@Refreshed 2018", "narrative": "~investigations", "wording": "summary"}},
	{says: "in 2018 confidence to come forward rose", from: "§1.1", kind: "placement", where: is{"narrative": "~confidence to come forward"}},

	// §2 The national picture
	{says: "a new definition in February 2017", from: "§2.1", kind: "definition", where: is{"term": "Child sexual exploitation", "in_force_from": "2017-02", "wording": "summary", "replaces": ""}},
	{says: "it is published by the Department for Education", from: "footnote 1", kind: "definition", where: is{"source": "~Department for Education", "source_address": "https://assets.publishing.service.gov.uk/government/uploads/system/uploads/attachment_data/file/591903/CSE_Guidance_Core_Document_13.02.2017.pdf"}},
	{says: "apparent consent does not matter, nor does touch", from: "§2.1", kind: "definition", where: is{"text": "~technology"}},
	{says: "the awareness day is 18 March", from: "§2.2", kind: "library", where: is{"type": "awareness day", "day_of_year": "18 March", "address": "https://www.stop-cse.org/national-child-exploitation-awareness-day/"}},
	{says: "the Department for Education gives guidance", from: "§2.3", kind: "library", where: is{"type": "guidance", "publisher": "@Department for Education", "published": "2017-02"}},
	{says: "the College of Policing gives guidance", from: "§2.3", kind: "library", where: is{"type": "guidance", "publisher": "@College of Policing", "published": "", "address": ""}},
	{says: "CEOP is part of the NCA", from: "§2.4", kind: "body", where: is{"aliases": "CEOP", "part_of": "@National Crime Agency"}},
	{says: "CEOP, area 1: indecent images", from: "§2.4", kind: "activity", where: is{"lead_body": "@Child Exploitation and Online Protection command", "text": "~1. indecent images"}},
	{says: "CEOP, area 2: online", from: "§2.4", kind: "activity", where: is{"text": "~2. sexual exploitation of children online"}},
	{says: "CEOP, area 3: abroad by UK nationals", from: "§2.4", kind: "activity", where: is{"text": "~3. sexual exploitation of children abroad by UK nationals"}},
	{says: "CEOP, area 4: contact abuse", from: "§2.4", kind: "activity", where: is{"text": "~4. contact sexual abuse"}},
	{says: "5,145 referrals in 2017", from: "§2.5", kind: "figure", where: is{"period": "2017", "category": "", "value": "5145", "numerator": "", "measure": "@Referrals into the National Referral Mechanism"}},
	{says: "2,118 of them were children, 41%", from: "§2.5", kind: "figure", where: is{"numerator": "2118", "denominator": "5145", "base_counts": "~all referrals", "stated_percent": "41"}},
	{says: "559 of the children for sexual exploitation, 26%", from: "§2.5", kind: "figure", where: is{"numerator": "559", "denominator": "2118", "base_counts": "~children under 18", "stated_percent": "26"}},
	{says: "414 of the children for a reason unknown, 20%", from: "§2.5", kind: "figure", where: is{"numerator": "414", "denominator": "2118", "base_counts": "~children under 18", "stated_percent": "20"}},
	{says: "no other figure", kind: "figure", n: 4},

	// §3 Work of the Commissioner
	{says: "a priority since the first edition in 2013", from: "§3.1", kind: "edition", where: is{"published_on": "2013", "state": "superseded"}},
	{says: "then under protecting people from violent and serious crime", from: "§3.1", kind: "placement", where: is{"edition": "@First edition, 2013", "outcome": "@Protecting people from violent and serious crime", "priority": "@Child sexual abuse and exploitation (CSA/E)"}},
	{says: "a joined-up approach runs through every plan", from: "§3.1", kind: "plan", where: is{"remarks": "~joined-up"}},
	{says: "the Commissioner was elected in 2012", from: "§3.1", kind: "post", where: is{"title": "~Police and Crime Commissioner", "started": "2012"}},
	{says: "work with partners: information sharing and risk", from: "§3.2", kind: "activity", where: is{"title": "Work with partners on CSE", "text": "~sharing of information"}},
	{says: "stakeholder events", from: "§3.2", kind: "activity", where: is{"title": "Stakeholder events", "type": "event"}},
	{says: "awareness raising", from: "§3.2", kind: "activity", where: is{"title": "Awareness raising", "type": "campaign"}},
	{says: "intelligence gathering", from: "§3.2", kind: "activity", where: is{"title": "Gathering of intelligence"}},
	{says: "funding of support for victims", from: "§3.2", kind: "commission", where: is{"type": "victims", "amount": "", "provider": ""}},
	{says: "dialogue with victims and families", from: "§3.2", kind: "activity", where: is{"type": "victims", "text": "~No name is given", "learnt": ""}},
	{says: "a Safeguarding Co-ordinator was appointed", from: "§3.3", kind: "post", where: is{"title": "Safeguarding Co-ordinator", "body": "", "funded_by": "@Safeguarding Co-ordinator, later the Safeguarding Advisor"}},
	{says: "who became the Safeguarding Advisor", from: "§3.3", kind: "post", where: is{"title": "Safeguarding Advisor", "formerly": "@Safeguarding Co-ordinator"}},
	{says: "a Senior Safeguarding Advisor", from: "§3.3", kind: "post", where: is{"title": "Senior Safeguarding Advisor", "funded_by": "@Senior Safeguarding Advisor"}},
	{says: "two posts paid for", from: "§3.3", kind: "commission", where: is{"type": "post", "amount": ""}, n: 2},
	{says: "advertising material", from: "§3.3", kind: "commission", where: is{"type": "material", "amount": ""}},
	{says: "small grants through the Safer Communities Fund", from: "§3.3", kind: "fund", where: is{"code": "SCF", "title": "Safer Communities Fund"}},
	{says: "a grant to the GW Theatre Company, amount and round not told", from: "§3.4", kind: "award", where: is{"title": "Mister Shapeshifter animation", "organisation": "@GW Theatre Company", "amount": "", "round": "", "decided_on": "", "state": "recorded"}},
	{says: "the launch on 21 January 2019", from: "§3.4", kind: "activity", where: is{"title": "~Public launch", "started": "2019-01-21"}},
	{says: "the play has toured schools since 2015", from: "§3.4", kind: "activity", where: is{"title": "~stage production", "started": "2015", "state": "under way"}},
	{says: "a modern fairy tale about children's trust", from: "§3.4", kind: "activity", where: is{"type": "resource", "text": "~fairy tale"}},
	{says: "pictures of 2019", from: "§3.4", kind: "activity", where: is{"type": "resource", "remarks": "~2019"}},
	{says: "for children of primary school age", from: "§3.5", kind: "award-outcome", where: is{"title": "~primary school age", "delivered": ""}},
	{says: "teachers, parents and groups use it", from: "§3.4 to §3.6", kind: "activity", where: is{"type": "resource", "text": "~teachers, parents"}},
	{says: "online for anybody", from: "§3.6", kind: "award-outcome", where: is{"type": "output", "delivered_text": "~open to everybody", "as_at": "2019-01-21"}},
	{says: "a free package of training material and activities", from: "§3.6", kind: "award-outcome", where: is{"title": "~training material", "delivered_text": "~free"}},

	// §4 Work of the force
	{says: "the SCGU sees to risk assessment", from: "§4.1", kind: "assurance", where: is{"wording": "summary", "given_by": "@West Yorkshire Police", "verdict": "", "given_on": ""}},
	{says: "the SCGU is a unit of the force", from: "§4.1", kind: "body", where: is{"aliases": "SCGU", "part_of": "@West Yorkshire Police"}},
	{says: "monthly data from the Principal Analyst", from: "§4.1", kind: "duty", where: is{"every": "month", "owed_by": "@Principal Analyst", "owed_to": "@Safeguarding Central Governance Unit"}},
	{says: "on the volume of each risk area", from: "§4.1", kind: "measure", where: is{"breakdown": "risk area", "how_often": "month"}},
	{says: "audits every six months", from: "§4.1", kind: "duty", where: is{"every": "six months", "owed_by": "@West Yorkshire Police"}},
	{says: "the audit of summer 2018", from: "§4.1", kind: "report", where: is{"type": "force audit", "period": "Summer 2018", "training_needs": ""}},
	{says: "focus 1: missing from home", from: "§4.1, 1st bullet", kind: "focus-area", where: is{"report": "@CSE audit of summer 2018", "text": "~Misper 18", "findings": ""}},
	{says: "focus 2: referrals into the NRM", from: "§4.1, 2nd bullet", kind: "focus-area", where: is{"title": "~NRM", "findings": ""}},
	{says: "focus 3: transition to adulthood", from: "§4.1, 3rd bullet", kind: "focus-area", where: is{"title": "Transition to adulthood", "findings": ""}},
	{says: "focus 4: the suspect toolkit", from: "§4.1, 4th bullet", kind: "focus-area", where: is{"title": "Suspect toolkit", "findings": ""}},
	{says: "suspects short of formal management", from: "§4.2", kind: "activity", where: is{"lead_body": "@Integrated Offender Management department", "text": "~Sex Offender Register"}},
	{says: "that department stands within Criminal Justice", from: "§4.2", kind: "body", where: is{"name": "~Integrated Offender Management", "part_of": "@Criminal Justice"}},
	{says: "the Strategic Safeguarding Board's review", from: "§4.3", kind: "activity", where: is{"lead_body": "@Strategic Safeguarding Board"}},
	{says: "caveat 1: family or household", from: "§4.3, 1st bullet", kind: "caveat", where: is{"position": "1", "text": "~commercial purpose", "applied_by": "@Strategic Safeguarding Board"}},
	{says: "caveat 2: sexual experimentation", from: "§4.3, 2nd bullet", kind: "caveat", where: is{"position": "2", "definition": "@Child sexual exploitation, from February 2017"}},
	{says: "caveat 3: sexting", from: "§4.3, 3rd bullet", kind: "caveat", where: is{"position": "3", "text": "~sexting"}},
	{says: "the CSE toolkit for all staff", from: "§4.4", kind: "activity", where: is{"type": "toolkit", "lead_body": "@West Yorkshire Police", "started": ""}},
	{says: "roadshows in the districts in 2018, on civil orders", from: "§4.5", kind: "activity", where: is{"type": "roadshow", "lead_body": "@Safeguarding Central Governance Unit", "started": "2018", "title": "~civil orders", "districts": ""}},
	{says: "a national group on policy and practice", from: "§4.6", kind: "activity", where: is{"type": "working group", "title": "~policy and practice"}},
	{says: "a national group on intelligence and threat", from: "§4.6", kind: "activity", where: is{"type": "working group", "title": "~intelligence and threat"}},
	{says: "a regional agreement", from: "§4.6", kind: "activity", where: is{"title": "~Regional agreement", "lead_body": "@Safeguarding Central Governance Unit"}},
	{says: "and a protocol that supports it", from: "§4.6", kind: "activity", where: is{"type": "protocol", "sources": "~ACT-"}},

	// §5 Community Outcomes Meetings
	{says: "reports since early 2015", from: "§5.1", kind: "activity", where: is{"type": "report", "started": "2015", "remarks": "~early 2015"}},
	{says: "meetings whose days are not told", from: "§5.1", kind: "meeting", where: is{"type": "com", "held_on": "", "public": "unknown", "attendance": ""}},
	{says: "ten questions, put on days not told, asked of the Chief Constable", kind: "question", where: is{"asked_of": "@Chief Constable of West Yorkshire Police", "put_on": "", "due_on": "", "wording": "summary", "state": "put"}, n: 10},
	{says: "no answer to any of them", kind: "limb", where: is{"state": "answer not recorded"}, n: 17},
	{says: "no answer", kind: "answer", n: 0},
	{says: "1: the review of legacy investigations, and their cost", from: question + "1st", kind: "limb", where: is{"question": "@Legacy investigations"}, n: 2},
	{says: "1: the cost", from: question + "1st", kind: "limb", where: is{"text": "~cost"}},
	{says: "2: the growing link to trafficking", from: question + "2nd", kind: "limb", where: is{"text": "~human trafficking"}},
	{says: "3: the review of the NRM, and whether the link reaches it", from: question + "3rd", kind: "limb", where: is{"question": "@Review of the National Referral Mechanism"}, n: 2},
	{says: "3: run by the Salvation Army, the force in its pilot", from: question + "3rd", kind: "question", where: is{"text": "~Salvation Army", "follows_up": "@Human trafficking in cases of abuse"}},
	{says: "only one question follows up another in so many words", kind: "question", where: is{"follows_up": ""}, n: 9},
	{says: "4: the effect of the definition, and the response", from: question + "4th", kind: "limb", where: is{"question": "@Effect of the new definition"}, n: 2},
	{says: "5: resources that fit the demand", from: question + "5th", kind: "limb", where: is{"text": "~demand"}},
	{says: "6: reassurance after the increase", from: question + "6th", kind: "limb", where: is{"text": "~legacy and non-legacy"}},
	{says: "7: the rate of non-recent cases, the cases, the victims", from: question + "7th", kind: "limb", where: is{"question": "@Non-recent cases"}, n: 3},
	{says: "8: sexting, which is not counted", from: question + "8th", kind: "limb", where: is{"text": "~sexting"}},
	{says: "9: why Bradford, and whether by repeat recording", from: question + "9th", kind: "limb", where: is{"districts": "@Bradford"}, n: 2},
	{says: "9: it is about Bradford, and no other question about a district", kind: "question", where: is{"districts": "@Bradford"}},
	{says: "9: incidents are counted by district", from: question + "9th", kind: "measure", where: is{"breakdown": "district"}},
	{says: "10: engagement, and views on the recommendations", from: question + "10th", kind: "limb", where: is{"question": "@Engagement with the Inquiry"}, n: 2},
	{says: "10: the paper writes IISCA", from: question + "10th", kind: "question", where: is{"remarks": "~IISCA"}},
	{says: "10: which is IICSA", from: question + "10th", kind: "body", where: is{"aliases": "IICSA\nIISCA", "type": "inquiry"}},
	{says: "10: the recommendations of April 2018", from: question + "10th", kind: "report", where: is{"ref": "IICSA-2018", "published_on": "2018-04-25", "stated_recommendations": "18"}},

	// The reference data
	{says: "the answer was due after six months and came on 19 December", kind: "report", where: is{"ref": "IICSA-2018", "response_due": "2018-10-25", "response_on": "2018-12-19"}},
	{says: "the Government's response", kind: "report", where: is{"type": "government response", "published_on": "2018-12-19", "responds_to": "~IICSA-2018"}},
	{says: "nine entries of the Interim Report", from: "data/iicsa.csv", kind: "recommendation", where: is{"report": "~IICSA-2018"}, n: 9},
	{says: "of which one has a number that is verified", from: "data/iicsa.csv", kind: "recommendation", where: is{"ref": "IICSA-2018-R2", "addressed_to": "@UK Government"}},
	{says: "Lanzarote, reported implemented in June 2018", from: "data/iicsa.csv", kind: "recommendation", where: is{"title": "~Lanzarote", "state": "not recorded", "remarks": "~June 2018"}},
	{says: "three addressees of the joint inspection", from: "data/iicsa.csv", kind: "recommendation", where: is{"addressed_to": "@Ministry of Justice; Home Office; Attorney General"}},
	{says: "one entry on children in custody", from: "data/iicsa.csv", kind: "recommendation", where: is{"addressed_to": "@Youth Custody Service", "number": ""}},
	{says: "one entry on accountability", from: "data/iicsa.csv", kind: "recommendation", where: is{"addressed_to": "@Ministry of Justice; College of Policing", "number": "1"}},
	{says: "fifteen entries of the Final Report", from: "Final Report", kind: "recommendation", where: is{"report": "@IICSA: Final Report"}, n: 15},
	{says: "four of them without a number", from: "Final Report", kind: "recommendation", where: is{"report": "@IICSA: Final Report", "number": ""}, n: 4},
	{says: "eight of them without an addressee", from: "Final Report", kind: "recommendation", where: is{"report": "@IICSA: Final Report", "addressed_to": "", "addressed_to_text": ""}, n: 8},
	{says: "nothing is known of any implementation", kind: "recommendation", where: is{"state": "not recorded", "wording": "summary"}, n: 26},
	{says: "no position is known", kind: "position", n: 0},
	{says: "the code of Bradford", kind: "district", where: is{"name": "Bradford", "gss_code": "E08000032"}},
	{says: "the code of Calderdale", kind: "district", where: is{"name": "Calderdale", "gss_code": "E08000033"}},
	{says: "the code of Kirklees", kind: "district", where: is{"name": "Kirklees", "gss_code": "E08000034"}},
	{says: "the code of Leeds", kind: "district", where: is{"name": "Leeds", "gss_code": "E08000035"}},
	{says: "the code of Wakefield is not verified", kind: "district", where: is{"name": "Wakefield", "gss_code": ""}},
	{says: "the money of the fund", kind: "fund", where: is{"money_from": "Money recovered under the Proceeds of Crime Act"}},
	{says: "nine rounds", from: "data/scf_rounds.csv", kind: "round", where: is{"fund": "@Safer Communities Fund"}, n: 9},
	{says: "round 5", from: "data/scf_rounds.csv", kind: "round", where: is{"ref": "SCF-5", "opened": "2015-05-11", "pot": "140000.00", "maximum": "5000.00", "applications_received": "177", "selected": "38"}},
	{says: "the round of March 2016", from: "data/scf_rounds.csv", kind: "round", where: is{"number": "", "opened": "2016-03-14", "pot": "130000.00", "maximum": "5000.00", "note": "~£1,211,201.45"}},
	{says: "round 10", from: "data/scf_rounds.csv", kind: "round", where: is{"ref": "SCF-10", "opened": "2016-12", "pot": "", "maximum": "5000.00", "note": "~over 340 projects"}},
	{says: "round 12", from: "data/scf_rounds.csv", kind: "round", where: is{"ref": "SCF-12", "opened": "2017-09-11", "pot": "", "maximum": "5000.00", "note": "~over 430 projects"}},
	{says: "round 15", from: "data/scf_rounds.csv", kind: "round", where: is{"ref": "SCF-15", "opened": "2018-10-29", "closed": "2018-12-07", "closed_time": "12 noon", "pot": "150000.00", "maximum": "5000.00", "note": "~550 projects"}},
	{says: "the round of February 2020", from: "data/scf_rounds.csv", kind: "round", where: is{"number": "", "opened": "2020-02-03", "pot": "200000.00", "maximum": "6000.00", "theme": "Crime and anti-social behaviour", "note": "~about 660 projects"}},
	{says: "round 20", from: "data/scf_rounds.csv", kind: "round", where: is{"ref": "SCF-20", "opened": "", "pot": "140000.00", "maximum": "6000.00"}},
	{says: "the Mayor's round 2", from: "data/scf_rounds.csv", kind: "round", where: is{"ref": "SCF-MAYOR-2", "opened": "2022-05-09", "closed": "2022-06-10", "pot": "270000.00", "maximum": "", "note": "~6 October 2022"}},
	{says: "the Mayor's round 7", from: "data/scf_rounds.csv", kind: "round", where: is{"ref": "SCF-MAYOR-7", "opened": "2024-11-11", "closed": "2024-12-13", "pot": "1000000.00", "maximum": "20000.00", "note": "~17 March 2025"}},
	{says: "the monthly publication of grants", from: "data/specified_information_order.csv", kind: "duty", where: is{"every": "month", "owed_by": "@Police and Crime Commissioner for West Yorkshire"}},
	{says: "the Mayor succeeds on 10 May 2021", from: "DOMAIN.md", kind: "body", where: is{"aliases": "~PCC", "succeeded_by": "@Mayor of West Yorkshire", "succeeded_on": "2021-05-10"}},
	{says: "nobody is named", kind: "person", n: 0},
}

func TestEveryFactOfThePaperIsThere(t *testing.T) {
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) {
		s, _ := load(t, gdb, someDay, sample.Options{})
		records := everything(t, s, sample.Paper)
		headings := map[string]string{}
		for _, list := range records {
			for _, m := range list {
				headings[string(m.Base().Ref)] = m.Heading()
			}
		}
		for _, fact := range facts {
			var held []models.Ref
			for _, m := range records[fact.kind] {
				if strings.Contains(m.Shared().CameFrom, fact.from) && fact.heldBy(t, m, headings) {
					held = append(held, m.Base().Ref)
				}
			}
			if len(held) != fact.want() {
				t.Errorf("%s: held by %v, want %d %s where %v", fact.says, held, fact.want(), fact.kind, fact.where)
			}
		}
	})
}

// want is how many records hold the fact. None is only meant where nothing is
// asked of the records.
func (f fact) want() int {
	if f.n == 0 && f.where != nil {
		return 1
	}
	return f.n
}

func (f fact) heldBy(t *testing.T, m models.Model, headings map[string]string) bool {
	t.Helper()
	k := models.KindOf(m)
	for _, name := range slices.Sorted(maps.Keys(f.where)) {
		field := k.Field(name)
		if field == nil {
			t.Fatalf("%s: a %s has no field %s", f.says, k.Name, name)
		}
		if !holds(f.where[name], field, m, headings) {
			return false
		}
	}
	return true
}

func holds(wanted string, field *models.Field, m models.Model, headings map[string]string) bool {
	if part, found := strings.CutPrefix(wanted, "~"); found {
		return strings.Contains(strings.ToLower(field.Plain(m)), strings.ToLower(part))
	}
	if names, found := strings.CutPrefix(wanted, "@"); found {
		var have []string
		for _, ref := range field.Refs(m) {
			have = append(have, headings[string(ref)])
		}
		return names == strings.Join(have, "; ")
	}
	return wanted == field.Plain(m)
}

// TestEveryParagraphIsCited walks the numbered paragraphs and bullets.
func TestEveryParagraphIsCited(t *testing.T) {
	s, _ := load(t, testdb.SQLite(t), someDay, sample.Options{PaperOnly: true})
	var cited strings.Builder
	for _, list := range everything(t, s, sample.Paper) {
		for _, m := range list {
			cited.WriteString(m.Shared().CameFrom + "\n")
		}
	}
	paragraphs := []string{"footnote 1", "footnote 2"}
	for section, last := range map[int]int{1: 1, 2: 5, 3: 6, 4: 6, 5: 1} {
		for i := 1; i <= last; i++ {
			paragraphs = append(paragraphs, fmt.Sprintf("§%d.%d", section, i))
		}
	}
	for paragraph, bullets := range map[string]int{"§4.1": 4, "§4.3": 3, "§5.1": 10} {
		for i := 1; i <= bullets; i++ {
			ordinal := map[int]string{1: "1st", 2: "2nd", 3: "3rd"}[i]
			if ordinal == "" {
				ordinal = fmt.Sprintf("%dth", i)
			}
			paragraphs = append(paragraphs, paragraph+", "+ordinal+" bullet")
		}
	}
	for _, paragraph := range paragraphs {
		if !strings.Contains(cited.String(), paragraph) {
			t.Errorf("no record comes from %s", paragraph)
		}
	}
}
