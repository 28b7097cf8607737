package service

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"answerable/models"
)

// The files that a published list has.
const (
	GrantsCSV  = "grants.csv"
	GrantsJSON = "grants.json"
	GivingJSON = "360giving.json"
	GivingCSV  = "360giving.csv"
)

type publishedFile struct {
	List    models.Ref
	Name    string
	Media   string
	Content string
}

// PublishGrantList lets a prepared list go out, as it was previewed: the digest
// is that of the preview, and what would go out otherwise is refused. It is
// kept as it went out; the list of the same month before it gives way.
func (s *Service) PublishGrantList(ctx context.Context, who *models.Actor, ref models.Ref, version int, digest, reason string) (models.Model, error) {
	return s.alter(ctx, who, models.GrantListKind, ref, version, reason, func(w *work, before, m models.Model) error {
		return w.publishGrantList(before, m.(*models.GrantList), func(preview *GrantListPreview) error { return preview.refusal(digest) })
	})
}

// publishGrantList lets a list go out unless the check of what would go out
// refuses it.
func (w *work) publishGrantList(before models.Model, list *models.GrantList, check func(*GrantListPreview) error) error {
	k := models.GrantListKind
	if !k.MayDo(w.who, models.ActPublish, list) {
		return models.Fail(models.Denied, "You may not publish this list while it is %s", stateLabel(k, list))
	}
	move := k.Move(models.MovePublish)
	if err := w.needs(move, list); err != nil {
		return err
	}
	preview, err := w.s.composeGrantList(w.tx, w.who, list)
	if err != nil {
		return err
	}
	if err := check(preview); err != nil {
		return err
	}
	if err := w.fillGrantList(list, preview); err != nil {
		return err
	}
	if err := w.keepGrantFiles(list, preview); err != nil {
		return err
	}
	return w.step(k, before, list, move, w.reason)
}

// refusal is why a list cannot go out as it is; nil where it can.
func (p *GrantListPreview) refusal(digest string) error {
	switch {
	case len(p.Faults) > 0:
		return models.Fail(models.Refused, "%s", faultsText(p.Faults))
	case digest != p.Digest:
		return models.Fail(models.Refused, "What would go out is not what you saw: read the preview again")
	}
	return nil
}

// fillGrantList notes what goes out, and which list has to give way.
func (w *work) fillGrantList(list *models.GrantList, preview *GrantListPreview) error {
	given, left, total := preview.Out.Given(), preview.Out.LeftOut(), preview.Out.TotalPence
	list.Grants, list.LeftOut, list.Total = &given, &left, &total
	found, err := w.Find("grant-list", "covers", list.Covers)
	for _, other := range every[*models.GrantList](found) {
		if other.Month == list.Month && other.State == models.GrantListPublished {
			list.Corrects = other.Ref
		}
	}
	return err
}

// keepGrantFiles keeps what goes out as it goes out.
func (w *work) keepGrantFiles(list *models.GrantList, preview *GrantListPreview) error {
	files, err := preview.files()
	if err != nil {
		return err
	}
	for i := range files {
		files[i].List = list.Ref
	}
	return w.tx.Table("published_files").Create(&files).Error
}

func (p *GrantListPreview) files() ([]publishedFile, error) {
	out, err := json.MarshalIndent(p.Out, "", "  ")
	if err != nil {
		return nil, err
	}
	rows, err := p.Out.csv()
	if err != nil {
		return nil, err
	}
	files := []publishedFile{
		{Name: GrantsJSON, Media: "application/json", Content: string(out)},
		{Name: GrantsCSV, Media: fileTypes[".csv"], Content: string(rows)},
	}
	if !p.Giving.Ready() {
		return files, nil
	}
	tree, err := p.Giving.JSON()
	if err != nil {
		return nil, err
	}
	flat, err := p.Giving.CSV()
	return append(files,
		publishedFile{Name: GivingJSON, Media: "application/json", Content: string(tree)},
		publishedFile{Name: GivingCSV, Media: fileTypes[".csv"], Content: string(flat)}), err
}

// csv is the list as rows. A grant that is left out is a row with its ground.
func (o *GrantsOut) csv() ([]byte, error) {
	heads := []string{"Number", "Reference", "Project", "Recipient", "Fund and round", "Amount in pounds", "Decided on", "Purpose", "Conditions", "Reasons why it will reduce crime and disorder", "Left out, because"}
	rows := make([][]string, len(o.Grants))
	for i, grant := range o.Grants {
		number := strconv.Itoa(i + 1)
		if grant.LeftOut != "" {
			rows[i] = []string{number, "", "", "", "", "", "", "", "", "", grant.LeftOut}
			continue
		}
		rows[i] = []string{
			number, string(grant.Reference), grant.Title, grant.Recipient, grant.Programme, grant.Amount.Plain(), string(grant.DecidedOn),
			grant.Purpose, strings.Join(grant.Spoken(), "\n"), grant.Reasons, "",
		}
	}
	return csvOf("Grants", heads, rows)
}

// Spoken are the conditions as readers are told them: none is an answer too.
func (g GrantOut) Spoken() []string {
	if len(g.Conditions) == 0 {
		return []string{"None"}
	}
	return g.Conditions
}

// PublicGrantList is a list of grants as everybody may read it.
type PublicGrantList struct {
	List *models.GrantList
	// Out is what went out; nil where the list was taken down.
	Out *GrantsOut
	// Files are the names of the files that went out with it.
	Files []string
	// Earlier is the list whose place it took; nil where there was none.
	Earlier *models.GrantList
}

// PublicGrantLists are the lists that are out, and those that were taken down
// and nothing took their place, the latest month first. Nobody need be signed
// in to read them.
func (s *Service) PublicGrantLists(ctx context.Context) ([]*models.GrantList, error) {
	list, err := publicGrantLists(s.db.WithContext(ctx))
	return list, unavailable(err)
}

func publicGrantLists(tx *gorm.DB) ([]*models.GrantList, error) {
	found, err := readAll(tx.Table("grant_lists").Where("state IN ? AND marking = ?", models.GrantListPublic, models.Official).Order("month DESC, covers, published_on DESC, ref DESC"), models.GrantListKind)
	lists := every[*models.GrantList](found)
	out := map[string]bool{}
	for _, list := range lists {
		if list.State == models.GrantListPublished {
			out[list.Address()] = true
		}
	}
	return slices.DeleteFunc(lists, func(list *models.GrantList) bool {
		if list.State == models.GrantListPublished {
			return false
		}
		mark := !out[list.Address()]
		out[list.Address()] = true // of several marks the latest
		return !mark
	}), err
}

// PublicGrantList reads a list by its public address, such as “2019-03”.
func (s *Service) PublicGrantList(ctx context.Context, address string) (*PublicGrantList, error) {
	tx := s.db.WithContext(ctx)
	list, err := publicGrantList(tx, address)
	if err != nil {
		return nil, err
	}
	public := &PublicGrantList{List: list}
	if list.State != models.GrantListPublished {
		return public, nil
	}
	if public.Out, public.Files, err = publishedGrants(tx, list.Ref); err != nil {
		return nil, unavailable(err)
	}
	if list.Corrects != "" {
		earlier, err := readOne(tx.Table("grant_lists").Where("ref = ?", list.Corrects), models.GrantListKind)
		if err != nil {
			return nil, unavailable(err)
		}
		public.Earlier = earlier.(*models.GrantList)
	}
	return public, nil
}

func publicGrantList(tx *gorm.DB, address string) (*models.GrantList, error) {
	lists, err := publicGrantLists(tx)
	if err != nil {
		return nil, unavailable(err)
	}
	at := slices.IndexFunc(lists, func(list *models.GrantList) bool { return list.Address() == address })
	if at < 0 {
		return nil, models.Fail(models.Missing, "No such list of grants is published")
	}
	return lists[at], nil
}

// PublicGrantFile reads a file of a list that is out.
func (s *Service) PublicGrantFile(ctx context.Context, address, name string) (*File, error) {
	tx := s.db.WithContext(ctx)
	list, err := publicGrantList(tx, address)
	if err != nil {
		return nil, err
	}
	var files []publishedFile
	if list.State == models.GrantListPublished {
		err = tx.Table("published_files").Where("list = ? AND name = ?", list.Ref, name).Find(&files).Error
	}
	if err != nil {
		return nil, unavailable(err)
	}
	if len(files) == 0 {
		return nil, models.Fail(models.Missing, "No such file is published with this list")
	}
	prefix := ""
	if !strings.HasPrefix(name, "grants") {
		prefix = "grants-"
	}
	stem, ending, _ := strings.Cut(name, ".")
	return &File{Name: fmt.Sprintf("%s%s-%s.%s", prefix, stem, address, ending), Type: files[0].Media, Bytes: []byte(files[0].Content)}, nil
}

// PublishedGrants is what went out with a list, for whoever sees its record:
// once it gave way or was taken down, it is there for those alone who prepare
// lists. It is nil where there is nothing.
func (s *Service) PublishedGrants(ctx context.Context, who *models.Actor, list *models.GrantList) (*GrantsOut, error) {
	if err := s.Sees(ctx, who, models.GrantListKind, list.Ref); err != nil {
		return nil, err
	}
	if list.State != models.GrantListPublished && !preparesGrants(who) {
		return nil, nil
	}
	out, _, err := publishedGrants(s.db.WithContext(ctx), list.Ref)
	return out, unavailable(err)
}

func publishedGrants(tx *gorm.DB, ref models.Ref) (out *GrantsOut, names []string, err error) {
	var files []publishedFile
	if err := tx.Table("published_files").Where("list = ?", ref).Order("name").Find(&files).Error; err != nil {
		return nil, nil, err
	}
	for _, file := range files {
		names = append(names, file.Name)
		if file.Name != GrantsJSON {
			continue
		}
		out = &GrantsOut{}
		if err := json.Unmarshal([]byte(file.Content), out); err != nil {
			return nil, nil, err
		}
	}
	return out, names, nil
}
