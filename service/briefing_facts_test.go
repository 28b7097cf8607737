package service_test

import (
	"context"
	"strings"
	"testing"

	"gorm.io/gorm"

	"answerable/internal/testdb"
	"answerable/models"
	"answerable/service"
	"answerable/service/sample"
)

// told is a fact of the paper that the sample restates, and where a briefing
// composed from the sample tells it.
type told struct {
	// at is the paragraph of the paper.
	at string
	// section is the section of the briefing, says the words by which it tells
	// the fact, cites the record that it names beside them.
	section models.PaperSection
	says    string
	cites   string
}

var paperFacts = []told{
	// 1.1 The priority, the plan and its narrative
	{"1.1", "background", "a priority of the Police and Crime Plan", "PRI-1"},
	{"1.1", "background", "child sexual exploitation as one form of it", "PRI-1"},
	{"1.1", "background", "“Police and Crime Plan 2016–2021”, issued by the Police and Crime Commissioner for West Yorkshire, runs from 2016 until 2021", "PLAN-2016"},
	{"1.1", "background", "“Refreshed 2018” was published in 2018, and is the one in force", "PLAN-2016-E3"},
	{"1.1", "background", "“Police and Crime Plan 2016–2021” was published in 2016", "PLAN-2016-E2"},
	{"1.1", "background", "keeps CSA/E among the key priorities", "PLAN-2016-E3-P1"},
	{"1.1", "background", "more weight is given to safeguarding vulnerable people", "PLAN-2016-E3-P1"},
	{"1.1", "background", "numbers of investigations", "PLAN-2016-E3-P1"},
	{"1.1", "background", "successful convictions have risen markedly", "PLAN-2016-E3-P1"},
	{"1.1", "background", "victims’ confidence to come forward", "PLAN-2016-E3-P1"},
	{"1.1", "background", "go on working with police and other partners on awareness", "PLAN-2016-E3-P1"},
	{"1.1", "background", "In a summary of our own: keeps CSA/E", "PLAN-2016-E3-P1"},

	// 2.1 The definition
	{"2.1", "national", "A definition of “Child sexual exploitation” came into force in February 2017", "DEF-1"},
	{"2.1", "national", "a form of child sexual abuse", "DEF-1"},
	{"2.1", "national", "one or more people use the power that they have over somebody under 18", "DEF-1"},
	{"2.1", "national", "force, steer or trick them into sexual activity", "DEF-1"},
	{"2.1", "national", "in return for a thing that the young person wants or needs", "DEF-1"},
	{"2.1", "national", "gains money or standing", "DEF-1"},
	{"2.1", "national", "may be exploitation although the young person seems to consent", "DEF-1"},
	{"2.1", "national", "need not involve touch, and can take place by means of technology", "DEF-1"},
	{"footnote 1", "national", "practitioners, local leaders and decision makers working to protect children from child sexual exploitation (Department for Education), https://assets.publishing.service.gov.uk/government/uploads/system/uploads/attachment_data/file/591903/CSE_Guidance_Core_Document_13.02.2017.pdf", "DEF-1"},

	// 2.2 and 2.3 Awareness day and guidance
	{"2.2", "national", "National Child Sexual Exploitation Awareness Day is on 18 March every year", "LIB-"},
	{"2.2", "national", "draws attention to the issues of CSE", "LIB-"},
	{"2.2", "national", "asked to think, to notice and to speak up", "LIB-"},
	{"2.2", "national", "tolerate neither adults nor children who form improper relationships with children", "LIB-"},
	{"footnote 2", "national", "https://www.stop-cse.org/national-child-exploitation-awareness-day/", "LIB-"},
	{"2.3", "national", "The Department for Education published the guidance", "LIB-"},
	{"2.3", "national", "The College of Policing published the guidance", "LIB-"},
	{"2.3", "national", "practitioners and partners, among them the police", "LIB-"},
	{"2.3", "national", "make the issues better known", "LIB-"},
	{"2.3", "national", "have more of it reported", "LIB-"},
	{"2.3", "national", "get in the way of offenders", "LIB-"},
	{"2.3", "national", "keep more young people safe", "LIB-"},

	// 2.4 CEOP
	{"2.4", "national", "Child Exploitation and Online Protection command (CEOP) is part of the National Crime Agency", "BODY-"},
	{"2.4", "national", "coordinates activity in four areas", "ACT-"},
	{"2.4, 1st bullet", "national", "- indecent images of children, and how they spread", "ACT-"},
	{"2.4, 2nd bullet", "national", "- sexual exploitation of children online", "ACT-"},
	{"2.4, 3rd bullet", "national", "- sexual exploitation of children abroad by UK nationals", "ACT-"},
	{"2.4, 4th bullet", "national", "- contact sexual abuse of children", "ACT-"},

	// 2.5 The NRM
	{"2.5", "national", "Potential victims of trafficking who are referred into the National Referral Mechanism (NRM), victims of CSE among them", "MEA-1"},
	{"2.5", "national", "In 2017, it came to 5,145", "MEA-1-F1"},
	{"2.5", "national", "for children under 18, it came to 2,118 out of 5,145 (all referrals into the NRM in 2017), stated as 41%", "MEA-1-F2"},
	{"2.5", "national", "for children, for sexual exploitation, it came to 559 out of 2,118 (children under 18 referred into the NRM in 2017), stated as 26%", "MEA-1-F3"},
	{"2.5", "national", "for children, reason unknown, it came to 414 out of 2,118 (children under 18 referred into the NRM in 2017), stated as 20%", "MEA-1-F4"},

	// 3.1 Since the first edition
	{"3.1", "background", "has been a priority of the Police and Crime Plan since 2013", "PRI-1"},
	{"3.1", "background", "“First edition, 2013” was published in 2013", "PLAN-2016-E1"},
	{"3.1", "background", "under the outcome “Protecting people from violent and serious crime”", "PLAN-2016-E1-P1"},
	{"3.1", "background", "A theme of every edition since the Commissioner was elected in 2012 is that police and partners must act as one, in a joined-up way", "PLAN-2016"},

	// 3.2 What the Commissioner did
	{"3.2", "office", "Together with partners the Commissioner took on the issues", "ACT-"},
	{"3.2", "office", "better sharing of information", "ACT-"},
	{"3.2", "office", "better assessment of risk", "ACT-"},
	{"3.2", "office", "held the “Stakeholder events”", "ACT-"},
	{"3.2", "office", "ran the campaign “Awareness raising”", "ACT-"},
	{"3.2", "office", "“Gathering of intelligence”", "ACT-"},
	{"3.2", "office", "services for victims, “Victims’ services and support”", "CMSN-"},
	{"3.2", "office", "The Commissioner spoke with victims in person", "ACT-"},
	{"3.2", "office", "with their families", "ACT-"},
	{"3.2", "office", "with people who have stood for them", "ACT-"},

	// 3.3 What was paid for
	{"3.3", "office", "give the force and the Office more capacity and ability", "CMSN-"},
	{"3.3", "office", "The post of Safeguarding Co-ordinator", "POST-"},
	{"3.3", "office", "The post of Safeguarding Advisor is recorded, but not in which body; it was the post of Safeguarding Co-ordinator before", "POST-"},
	{"3.3", "office", "The Commissioner’s money went to the post “Senior Safeguarding Advisor”", "CMSN-"},
	{"3.3", "office", "publicity or training material, “Advertising material”", "CMSN-"},
	{"3.3", "money", "The Safer Communities Fund is a fund", "SCF"},
	{"3.3", "money", "small grants", "SCF"},

	// 3.4 to 3.6 Mister Shapeshifter
	{"3.4", "office", "The GW Theatre Company was given a grant for “Mister Shapeshifter animation”", "SCF-A-1"},
	{"3.4", "office", "the amount and the day of the decision are not recorded", "SCF-A-1"},
	{"3.4", "office", "to develop Mister Shapeshifter as an animation", "SCF-A-1"},
	{"3.4", "office", "“Public launch of the Mister Shapeshifter animation” took place on 21 January 2019", "ACT-"},
	{"3.4", "office", "The play on which the animation is based", "ACT-"},
	{"3.4", "office", "on tour in schools since 2015", "ACT-"},
	{"3.4", "office", "A present-day “fairy tale”", "ACT-"},
	{"3.4", "office", "how adults may misuse the trust that children give them", "ACT-"},
	{"3.4", "office", "what children can do to keep themselves safe", "ACT-"},
	{"3.4, picture", "office", "pictures from the animation, dated 2019", "ACT-"},
	{"3.5", "office", "teachers, parents and groups in the community can talk about matters that are hard to talk about", "ACT-"},
	{"3.5", "office", "tell children the same throughout the county", "ACT-"},
	{"3.5", "office", "children of primary school age", "ACT-"},
	{"3.5", "money", "One message for children of primary school age; what came of it is not reported", "SCF-A-1-O3"},
	{"3.6", "money", "online and open to everybody", "SCF-A-1-O1"},
	{"3.6", "money", "so that many see it", "SCF-A-1-O1"},
	{"3.6", "money", "Training material and activities, as a package. Offered free", "SCF-A-1-O2"},

	// 4.1 Risk and audits
	{"4.1", "holding", "overlook a risk of CSE cannot be accepted, whether a child is exposed to it or a suspect poses it", "ASR-"},
	{"4.1", "holding", "Its Safeguarding Central Governance Unit works so that such risks are assessed and recorded", "ASR-"},
	{"4.1", "force", "The Principal Analyst owes the Safeguarding Central Governance Unit “Monthly data on risk areas”, every month", "DUTY-1"},
	{"4.1", "force", "how much is reported of each risk area", "DUTY-1"},
	{"4.1", "force", "“Six-monthly audit of CSE”, every six months", "DUTY-2"},
	{"4.1", "force", "compliance, and of training needs and whether they are met", "DUTY-2"},
	{"4.1", "force", "Summer 2018", "CSEAUDIT-2018"},
	{"4.1, 1st bullet", "force", "“Misper 18’s”", "CSEAUDIT-2018-F1"},
	{"4.1, 1st bullet", "force", "written for one person who is missing from home: how good they are, how they are used", "CSEAUDIT-2018-F1"},
	{"4.1, 1st bullet", "force", "generic plans for those victims of CSE whose risk is low or medium", "CSEAUDIT-2018-F1"},
	{"4.1, 2nd bullet", "force", "How many children the force refers into the National Referral Mechanism", "CSEAUDIT-2018-F2"},
	{"4.1, 3rd bullet", "force", "made ready for adult life", "CSEAUDIT-2018-F3"},
	{"4.1, 4th bullet", "force", "disrupt suspects and keep control of them", "CSEAUDIT-2018-F4"},

	// 4.2 to 4.6
	{"4.2", "force", "The Integrated Offender Management department is part of Criminal Justice, which is part of West Yorkshire Police", "BODY-"},
	{"4.2", "force", "suspects of CSE to whom the formal management of the Sex Offender Register does not apply", "ACT-"},
	{"4.3", "force", "The Strategic Safeguarding Board carried out the work “Review of the new definition”", "ACT-"},
	{"4.3", "force", "Three caveats are applied as a result", "ACT-"},
	{"4.3, 1st bullet", "measures", "offences inside a family or a household where nothing points to any wider organisation, or to a commercial purpose", "DEF-1-C1"},
	{"4.3, 2nd bullet", "measures", "try out sexuality with one another in a relationship that suits their age, without any concern about exploitation", "DEF-1-C2"},
	{"4.3, 3rd bullet", "measures", "“sexting”, sexual pictures that children below 18 send each other by technology", "DEF-1-C3"},
	{"4.4", "force", "West Yorkshire Police launched the “CSE toolkit”; when is not recorded", "ACT-"},
	{"4.4", "force", "any member of staff can look up police powers and procedures when agencies work together", "ACT-"},
	{"4.4", "force", "meant for all staff of the force", "ACT-"},
	{"4.5", "force", "The Safeguarding Central Governance Unit ran the “District roadshows on civil orders” in 2018", "ACT-"},
	{"4.5", "force", "teach the front line more about civil orders, so that West Yorkshire makes good use of them", "ACT-"},
	{"4.6", "force", "One of two national groups on the matter; this one has policy and practice", "ACT-"},
	{"4.6", "force", "One of two national groups on the matter; this one has intelligence and threat", "ACT-"},
	{"4.6", "force", "an agreement in the region on issues across force borders that concern suspects whom such activists identify", "ACT-"},
	{"4.6", "force", "A formal protocol that supports the regional agreement and promotes it to the forces", "ACT-"},

	// 5.1 The questions, limb by limb
	{"5.1", "holding", "since 2015", "ACT-"},
	{"5.1", "holding", "Since early 2015", "ACT-"},
	{"5.1", "holding", "The Commissioner considers reports on CSA/E at the meetings, and has asked for assurances there", "ACT-"},
	{"5.1", "holding", "asked of the Chief Constable of West Yorkshire Police; when is not recorded", "COM-UNDATED-Q1"},
	{"5.1, 1st bullet", "holding", "That the review of the legacy investigations goes on: the answer is not recorded", "COM-UNDATED-Q1-L1"},
	{"5.1, 1st bullet", "holding", "What the legacy investigations cost: the answer is not recorded", "COM-UNDATED-Q1-L2"},
	{"5.1, 2nd bullet", "holding", "The tie, growing in the force’s cases, of human trafficking to CSE and to child sexual abuse: the answer is not recorded", "COM-UNDATED-Q2-L1"},
	{"5.1, 3rd bullet", "holding", "the Salvation Army runs a review of the NRM, with the force in its pilot", "COM-UNDATED-Q3"},
	{"5.1, 3rd bullet", "holding", "The review of the NRM, in whose pilot the force takes part: the answer is not recorded", "COM-UNDATED-Q3-L1"},
	{"5.1, 3rd bullet", "holding", "Whether the force sees to it that the issues of the growing link reach that review: the answer is not recorded", "COM-UNDATED-Q3-L2"},
	{"5.1, 3rd bullet", "holding", "it follows up “Human trafficking in cases of abuse” (COM-UNDATED-Q2)", "COM-UNDATED-Q3"},
	{"5.1, 4th bullet", "holding", "How the new definition would affect the force: the answer is not recorded", "COM-UNDATED-Q4-L1"},
	{"5.1, 4th bullet", "holding", "How the force would respond to it: the answer is not recorded", "COM-UNDATED-Q4-L2"},
	{"5.1, 5th bullet", "holding", "Whether the additional resources match the demand: the answer is not recorded", "COM-UNDATED-Q5-L1"},
	{"5.1, 6th bullet", "holding", "Reassurance for communities after the increase in reported incidents, both legacy and non-legacy: the answer is not recorded", "COM-UNDATED-Q6-L1"},
	{"5.1, 7th bullet", "holding", "Whether non-recent cases are expected to go on at this rate: the answer is not recorded", "COM-UNDATED-Q7-L1"},
	{"5.1, 7th bullet", "holding", "How the force manages non-recent cases: the answer is not recorded", "COM-UNDATED-Q7-L2"},
	{"5.1, 7th bullet", "holding", "How the force manages the victims in them: the answer is not recorded", "COM-UNDATED-Q7-L3"},
	{"5.1, 8th bullet", "holding", "How the force deals with cases of sexting: the answer is not recorded", "COM-UNDATED-Q8-L1"},
	{"5.1, 8th bullet", "holding", "which the local caveats keep out of what is recorded as CSE", "COM-UNDATED-Q8"},
	{"5.1, 9th bullet", "holding", "Bradford has more CSE incidents reported than any other district in West Yorkshire", "COM-UNDATED-Q9"},
	{"5.1, 9th bullet", "holding", "Whether the force understands why the number is highest in Bradford: the answer is not recorded", "COM-UNDATED-Q9-L1"},
	{"5.1, 9th bullet", "holding", "Whether repeat recording is the cause: the answer is not recorded", "COM-UNDATED-Q9-L2"},
	{"5.1, 10th bullet", "holding", "How far the force engages with the Inquiry: the answer is not recorded", "COM-UNDATED-Q10-L1"},
	{"5.1, 10th bullet", "holding", "The force’s views on the recommendations of April 2018: the answer is not recorded", "COM-UNDATED-Q10-L2"},
	{"5.1, 10th bullet", "holding", "“IISCA”", "COM-UNDATED-Q10"},
	{"5.1, 10th bullet", "recommendations", "published by the Independent Inquiry into Child Sexual Abuse on 25 April 2018", "IICSA-2018"},
}

// TestBriefingHasEveryFactOfThePaper holds the briefing on child sexual abuse
// and exploitation against the paper, fact by fact, from the paper’s part of the
// sample alone and from all of it.
func TestBriefingHasEveryFactOfThePaper(t *testing.T) {
	if len(paperFacts) < 100 {
		t.Fatalf("only %d facts", len(paperFacts))
	}
	testdb.Each(t, func(t *testing.T, gdb *gorm.DB) { holdFacts(t, gdb, sample.Options{}) })
	t.Run("paper alone", func(t *testing.T) {
		testdb.Each(t, func(t *testing.T, gdb *gorm.DB) { holdFacts(t, gdb, sample.Options{PaperOnly: true}) })
	})
}

func holdFacts(t *testing.T, gdb *gorm.DB, options sample.Options) {
	t.Helper()
	o, priority := ofTheSample(t, gdb, options)
	who := o.people[models.RolePlan]
	if who == nil {
		who = models.System()
	}
	for _, name := range models.UsualSections(models.Briefing) {
		d, err := o.Briefing(context.Background(), who, service.Brief{About: priority, Sections: models.Lines{name}})
		if err != nil {
			t.Fatal(err)
		}
		lines := withOpenings(wordsOf(d))
		for _, fact := range paperFacts {
			if string(fact.section) != name {
				continue
			}
			if !toldIn(lines, fact) {
				t.Errorf("§%s: section %s does not say %q with a reference to %s", fact.at, fact.section, fact.says, fact.cites)
			}
		}
	}
}

// withOpenings are the lines of a paper, each item of a list that cites nothing
// itself behind the sentence that opens the list.
func withOpenings(text string) []string {
	var lines []string
	opening := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "- ") && !strings.Contains(line, "[") {
			line = opening + " " + line
		} else {
			opening = line
		}
		lines = append(lines, line)
	}
	return lines
}

func toldIn(lines []string, fact told) bool {
	for _, line := range lines {
		if at := strings.Index(line, fact.says); at >= 0 && strings.Contains(line, "["+fact.cites) {
			return true
		}
	}
	return false
}
