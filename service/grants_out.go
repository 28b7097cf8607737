package service

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gorm.io/gorm"

	"answerable/models"
)

// GrantsOut is a list of grants as the public is given it. It is kept as JSON
// when it is published, and read from there ever after.
type GrantsOut struct {
	Title     string                 `json:"title"`
	Month     models.Date            `json:"month"`
	Covers    models.GrantListCovers `json:"covers"`
	Publisher string                 `json:"publisher"`
	Licence   string                 `json:"licence"`
	Note      string                 `json:"note"`
	// TotalPence is what the amounts of the grants come to, without those that
	// are left out.
	TotalPence models.Pence `json:"total_pence"`
	Grants     []GrantOut   `json:"grants"`
}

// GrantOut is one grant of a list, or the gap in place of one.
type GrantOut struct {
	// LeftOut is the ground on which a grant is left out; all else is then
	// empty.
	LeftOut    string       `json:"left_out"`
	Reference  models.Ref   `json:"reference"`
	Title      string       `json:"title"`
	Recipient  string       `json:"recipient"`
	Programme  string       `json:"programme"`
	Amount     models.Pence `json:"amount_pence"`
	DecidedOn  models.Date  `json:"decided_on"`
	Purpose    string       `json:"purpose"`
	Conditions []string     `json:"conditions"`
	Reasons    string       `json:"reasons"`
}

// GrantFault is what keeps a grant from going out, as a sentence that names the
// field.
type GrantFault struct {
	Award models.Ref
	Title string
	Field string
	Text  string
}

// String names the grant before the sentence.
func (f GrantFault) String() string { return string(f.Award) + ": " + f.Text }

// LeftOut counts the grants that are left out.
func (o *GrantsOut) LeftOut() (left int64) {
	for _, grant := range o.Grants {
		if grant.LeftOut != "" {
			left++
		}
	}
	return left
}

// Given counts the grants that are not left out.
func (o *GrantsOut) Given() int64 { return int64(len(o.Grants)) - o.LeftOut() }

// GrantListPreview is exactly what would go out if a list were published now,
// and what keeps it from going out.
type GrantListPreview struct {
	List *models.GrantList
	Out  *GrantsOut
	// Faults keep the list from being published.
	Faults []GrantFault
	// Undated are grants of which nobody knows in which month they were decided:
	// no list of a month holds them.
	Undated []*models.Award
	// Giving are the same grants in the 360Giving standard. They go out with the
	// list if nothing is wrong with them there.
	Giving *Giving
	// Digest stands for all of it: to publish, it is sent back, so that nothing
	// goes out that was not seen.
	Digest string
}

// PreviewGrantList composes a prepared list as it would go out now.
func (s *Service) PreviewGrantList(ctx context.Context, who *models.Actor, ref models.Ref) (*GrantListPreview, error) {
	one, err := s.Get(ctx, who, models.GrantListKind, ref)
	if err != nil {
		return nil, err
	}
	list := one.Model.(*models.GrantList)
	if list.State != models.GrantListPrepared || !preparesGrants(who) {
		return nil, models.Fail(models.Refused, "This list is no longer being prepared: read it as it went out")
	}
	preview, err := s.composeGrantList(s.db.WithContext(ctx), who, list)
	return preview, unavailable(err)
}

// preparesGrants tells whether somebody works with grants before they are
// public.
func preparesGrants(who *models.Actor) bool {
	return models.GrantListKind.SeenIn(who, models.GrantListPrepared)
}

func (s *Service) composeGrantList(tx *gorm.DB, who *models.Actor, list *models.GrantList) (*GrantListPreview, error) {
	awards, undated, err := awardsOfList(tx, who, list)
	if err != nil {
		return nil, err
	}
	ledger, err := readGrantLedger(tx, who, awards)
	if err != nil {
		return nil, err
	}
	preview := &GrantListPreview{List: list, Undated: undated, Out: &GrantsOut{
		Title: list.Heading(), Month: list.Month, Covers: list.Covers, Publisher: ledger.publisherName(),
		Licence: ledger.settings.Licence, Note: list.Note, Grants: []GrantOut{},
	}}
	if wrong := mailIn("Note to readers", list.Note); wrong != "" {
		preview.Faults = append(preview.Faults, GrantFault{Award: list.Ref, Title: list.Heading(), Field: "note", Text: wrong})
	}
	for _, award := range awards {
		if ground := ledger.leftOut(award, models.OutletList); ground != "" {
			preview.Out.Grants = append(preview.Out.Grants, GrantOut{LeftOut: ground, Conditions: []string{}})
			continue
		}
		preview.Faults = append(preview.Faults, ledger.listFaults(award)...)
		preview.Out.add(ledger.grantOut(award))
	}
	preview.Giving = ledger.giving(awards, s.Today())
	preview.Digest, err = preview.digest()
	return preview, err
}

func (o *GrantsOut) add(grant GrantOut) {
	o.Grants = append(o.Grants, grant)
	o.TotalPence += grant.Amount
}

// digest is a fingerprint of all that would go out, and of what keeps it back:
// that there are no conditions must not go out where it was seen that none are
// recorded.
func (p *GrantListPreview) digest() (string, error) {
	hash := sha256.New()
	for _, part := range []any{p.Out, p.Faults, p.Giving.Grants, p.Giving.Ready()} {
		if err := json.NewEncoder(hash).Encode(part); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// awardsOfList are the grants that a list holds, in the order in which they
// were decided, and those of no known month.
func awardsOfList(tx *gorm.DB, who *models.Actor, list *models.GrantList) (held, undated []*models.Award, err error) {
	first, last := list.Span()
	given, err := awardsGiven(tx.Where("(decided_on <= ? AND decided_on >= ?) OR LENGTH(decided_on) < 7", last, first), who)
	if err != nil {
		return nil, nil, err
	}
	for _, award := range given {
		switch {
		case !mayFallIn(award.DecidedOn, first, last):
		case len(award.DecidedOn) >= len("2019-03") || first == "":
			held = append(held, award)
		default:
			undated = append(undated, award)
		}
	}
	return held, undated, nil
}

// mayFallIn tells whether a date, as far as it is known, can be in a period.
func mayFallIn(date, first, last models.Date) bool {
	from, to := date.Span()
	return from == "" || from <= last && to >= first
}

// awardsGiven are the grants that were given, in the order in which they were
// decided, narrowed by what the statement asks already.
func awardsGiven(tx *gorm.DB, who *models.Actor) ([]*models.Award, error) {
	filter, args := visibleIn(models.AwardKind, who)
	list, err := readAll(tx.Table("awards").Where(filter, args...).Where("state IN ?", models.AwardGiven), models.AwardKind)
	awards := every[*models.Award](list)
	slices.SortFunc(awards, func(a, b *models.Award) int {
		return cmp.Or(cmp.Compare(a.DecidedOn, b.DecidedOn), byNumber(a.Ref, b.Ref))
	})
	return awards, err
}

// grantLedger is what must be read beside grants to publish them: only what may
// go out, which nothing OFFICIAL-SENSITIVE may.
type grantLedger struct {
	settings  *models.Settings
	publisher *models.Body // nil where none is set
	bodies    map[models.Ref]*models.Body
	funds     map[models.Ref]*models.Fund
	rounds    map[models.Ref]*models.Round
	districts map[models.Ref]*models.District
	withheld  map[models.Ref][]*models.Withholding
}

// readGrantLedger reads it, in as many statements however many grants.
func readGrantLedger(tx *gorm.DB, who *models.Actor, awards []*models.Award) (*grantLedger, error) {
	settings, err := settingsOf(tx)
	if err != nil {
		return nil, err
	}
	l := &grantLedger{settings: settings, withheld: map[models.Ref][]*models.Withholding{}}
	open := who.Outside()
	if l.districts, err = openByRef[*models.District](tx, open, models.DistrictKind, nil); err != nil {
		return nil, err
	}
	if l.funds, err = openByRef[*models.Fund](tx, open, models.FundKind, nil); err != nil {
		return nil, err
	}
	if l.rounds, err = openByRef[*models.Round](tx, open, models.RoundKind, nil); err != nil {
		return nil, err
	}
	wanted, refs := []models.Ref{settings.Publisher}, []models.Ref{""}
	for _, award := range awards {
		wanted, refs = append(wanted, award.Organisation), append(refs, award.Ref)
	}
	if l.bodies, err = openByRef[*models.Body](tx, open, models.BodyKind, wanted); err != nil {
		return nil, err
	}
	l.publisher = l.bodies[settings.Publisher]
	return l, l.readWithheld(tx)
}

// readWithheld reads every decision to leave a grant out: they are few.
func (l *grantLedger) readWithheld(tx *gorm.DB) error {
	list, err := readAll(tx.Table("withholdings").Where("state = ?", models.Current).Order("ref"), models.WithholdingKind)
	for _, withholding := range every[*models.Withholding](list) {
		l.withheld[withholding.Award] = append(l.withheld[withholding.Award], withholding)
	}
	return err
}

// openByRef reads those records of a kind that a person sees, all or some of them.
func openByRef[T models.Model](tx *gorm.DB, who *models.Actor, k *models.Kind, refs []models.Ref) (map[models.Ref]T, error) {
	filter, args := visibleIn(k, who)
	tx = tx.Table(k.Table()).Where(filter, args...)
	if refs != nil {
		tx = tx.Where("ref IN ?", unique(refs))
	}
	list, err := readAll(tx, k)
	found := make(map[models.Ref]T, len(list))
	for _, m := range list {
		found[m.Base().Ref] = m.(T)
	}
	return found, err
}

// leftOut is the ground on which a grant is left out of an outlet; empty where
// it is not.
func (l *grantLedger) leftOut(award *models.Award, of models.Outlet) string {
	for _, withholding := range l.withheld[award.Ref] {
		if withholding.LeavesOut(of) {
			return withholding.Heading()
		}
	}
	return ""
}

func (l *grantLedger) publisherName() string {
	if l.publisher == nil {
		return ""
	}
	return l.publisher.Name
}

// programme names the fund of a grant and its round, as far as they may be
// named.
func (l *grantLedger) programme(award *models.Award) string {
	var parts []string
	if fund := l.funds[award.Fund]; fund != nil {
		parts = append(parts, fund.Title)
	}
	if round := l.rounds[award.Round]; round != nil && round.Number != "" {
		parts = append(parts, "round "+round.Number)
	}
	return strings.Join(parts, ", ")
}

func (l *grantLedger) grantOut(award *models.Award) GrantOut {
	grant := GrantOut{
		Reference: award.Ref, Title: award.Title, Programme: l.programme(award), DecidedOn: award.DecidedOn,
		Purpose: award.Purpose, Conditions: append([]string{}, award.Conditions...), Reasons: award.Reasons,
	}
	if recipient := l.bodies[award.Organisation]; recipient != nil {
		grant.Recipient = recipient.Name
	}
	if award.Amount != nil {
		grant.Amount = *award.Amount
	}
	return grant
}

// GrantFaults are what keeps a single grant that was given from going out with a
// list, for those who prepare lists.
func (s *Service) GrantFaults(ctx context.Context, who *models.Actor, award *models.Award) ([]GrantFault, error) {
	if !preparesGrants(who) {
		return nil, nil
	}
	bodies, err := openByRef[*models.Body](s.db.WithContext(ctx), who.Outside(), models.BodyKind, []models.Ref{award.Organisation})
	if err != nil {
		return nil, unavailable(err)
	}
	return (&grantLedger{bodies: bodies}).listFaults(award), nil
}

// listFaults are what the law wants published of a grant and is not there, and
// what must not be published.
func (l *grantLedger) listFaults(award *models.Award) []GrantFault {
	var faults []GrantFault
	fault := func(field, text string) {
		if text != "" {
			faults = append(faults, GrantFault{award.Ref, award.Title, field, text})
		}
	}
	if award.Marking == models.OfficialSensitive {
		fault("marking", sensitiveGrant)
		return faults
	}
	recipient := ""
	if body := l.bodies[award.Organisation]; body != nil {
		recipient = body.Name
	}
	fault("organisation", absentText(recipient, "Organisation: who receives the money is not recorded, or may not be named"))
	fault("purpose", absentText(award.Purpose, "Purpose: is not recorded"))
	fault("reasons", absentText(award.Reasons, "Why it will reduce crime and disorder: is not recorded"))
	if len(award.Conditions) == 0 && award.NoConditions == "" {
		fault("conditions", "Conditions: none are recorded. Record them or, if there are none, say so")
	}
	if award.Amount == nil {
		fault("amount", "Amount: is not recorded")
	}
	if len(award.DecidedOn) < len("2019-03") {
		fault("decided_on", "Decided on: in which month is not recorded")
	}
	for _, text := range []struct{ field, label, text string }{
		{"title", "Project", award.Title}, {"organisation", "Organisation", recipient}, {"purpose", "Purpose", award.Purpose},
		{"conditions", "Conditions", strings.Join(award.Conditions, "\n")}, {"reasons", "Why it will reduce crime and disorder", award.Reasons},
	} {
		fault(text.field, mailIn(text.label, text.text))
	}
	return faults
}

const sensitiveGrant = "Security marking: is OFFICIAL-SENSITIVE, which never goes out. Leave the grant out, with the ground"

func absentText(text, sentence string) string {
	if strings.TrimSpace(text) == "" {
		return sentence
	}
	return ""
}

var mailAddress = regexp.MustCompile(`[^\s@<>()\[\],;:"]+@[^\s@<>()\[\],;:"]+\.[A-Za-z]{2,}`)

// mailIn is the sentence about an e-mail address in a text that goes out; empty
// where there is none.
func mailIn(label, text string) string {
	if mailAddress.MatchString(text) {
		return fmt.Sprintf("%s: holds an e-mail address, which must not be published", label)
	}
	return ""
}
