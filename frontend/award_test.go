package frontend_test

import (
	"testing"

	"answerable/models"
)

func TestAwardAccountsForItsMoney(t *testing.T) {
	eachScene(t, func(s *scene) {
		fund := s.add("fund", "add", fields{"title": "Safer Communities Fund", "code": "SCF"})
		award := s.add("award", "record", fields{"title": "Mister Shapeshifter", "fund": fund, "organisation": s.opcc, "asked": 600000, "amount": 500000})
		s.move("award", award, "agree", fields{"agreed_on": "2018-05-01", "agreement": "Signed"})
		paid := s.add("payment", "plan", fields{"award": award, "amount": 200050, "planned_on": "2018-06-01"})
		s.move("payment", paid, "pay", fields{"paid_on": "2018-06-02"})
		s.add("payment", "plan", fields{"award": award, "amount": 100000, "planned_on": "2019-03-01"})
		s.add("award-outcome", "add", fields{"award": award, "title": "Schools visited", "type": "output", "unit": "schools", "promised": "20"})
		page, _ := s.see(models.RolePanel, "award", award)
		s.has(page, "Asked for £6,000", "Amount £5,000", "Paid so far £2,000.50", "Payments planned £1,000", "Left to pay £2,999.50",
			"Schools visited", "20 schools", "Not reported", "Payment of £2,000.50", "2 June 2018", "Overdue")
	})
}

func TestUnknownAmountIsNotNothing(t *testing.T) {
	eachScene(t, func(s *scene) {
		fund := s.add("fund", "add", fields{"title": "Safer Communities Fund", "code": "SCF"})
		page, _ := s.see(models.RolePanel, "award", s.add("award", "record", fields{"title": "A play", "fund": fund, "organisation": s.opcc}))
		s.has(page, "Amount not recorded", "Paid so far No payment is recorded", "Not known, because the amount is not recorded", "No outcome is recorded")
		page, _ = s.see(models.RoleGrants, "award", s.add("award", "apply", fields{"title": "A game", "fund": fund, "organisation": s.opcc, "amount": 100000}))
		s.has(page, "Amount proposed £1,000")
		s.hasNot(page, "Left to pay")
		page, _ = s.see(models.RolePanel, "commission", s.add("commission", "record", fields{"title": "A post", "type": "post"}))
		s.has(page, "Amount not recorded", "No payment is recorded.")
		s.hasNot(page, "Asked for")
	})
}
