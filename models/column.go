package models

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Column is what a column of a list can be when it is brought in: a field, or
// one of the few things that every list has.
type Column struct {
	Name     string
	Label    string
	Hint     string
	Required bool
	// Field is nil for the number in an office's own list.
	Field *Field
	// Turn is the how-manieth move of the date in Field the column tells of, 0
	// where it tells of none; Why says that it gives the reason for that move.
	Turn int
	Why  bool
	// Of is the field of whose body the column tells, where Field is not one of
	// the record itself.
	Of string
}

// The columns that are no fields that people type in.
const (
	ColumnRef       = "ref"
	ColumnState     = "state"
	ColumnOwnNumber = "own_number"
)

// Importable tells whether records of the kind can be brought in as rows.
func (k *Kind) Importable() bool { return len(k.Key) > 0 }

// UndoneState is where a record rests whose import was undone; empty where the
// kind has no such state, so that an import of new ones cannot be undone.
func (k *Kind) UndoneState() State {
	if k.Undone == "" && k.HasState(Withdrawn) {
		return Withdrawn
	}
	return k.Undone
}

// Columns are what the columns of a list of such records can be, in the order
// in which a person chooses among them.
func (k *Kind) Columns() []Column {
	columns := []Column{
		{Name: ColumnRef, Label: "Reference", Hint: "Given by the system: leave it empty for what is new", Field: k.Field(ColumnRef)},
		{Name: ColumnOwnNumber, Label: "Number in your own list", Hint: "Kept, so that later files and other lists find the record by it"},
		{Name: ColumnState, Label: "State", Hint: "How far it has come", Field: k.Field(ColumnState)},
	}
	for _, field := range k.Settable() {
		columns = append(columns, Column{Name: field.Name, Label: field.Label, Hint: field.Hint, Required: field.Required, Field: field})
	}
	for _, field := range k.Settable() {
		if k.RevisionsOf(field) != nil {
			columns = append(columns, movesOf(field)...)
		}
	}
	return append(columns, k.broughtColumns()...)
}

// RevisionsOf is the field that lists the moves of a date; nil where they are
// not kept.
func (k *Kind) RevisionsOf(field *Field) *Field {
	if field.Type != DateField {
		return nil
	}
	return k.Field(strings.TrimSuffix(field.Name, "_on") + "_revisions")
}

// RevisionsIn are the moves of a date in a record, oldest first.
func (f *Field) RevisionsIn(k *Kind, m Model) Revisions {
	if list := k.RevisionsOf(f); list != nil {
		return *list.Pointer(m).(*Revisions)
	}
	return nil
}

// maxTurns is how many moves of a date a row can tell of.
const maxTurns = 5

// movesOf are the columns of lists in which each new date has a column of its
// own, and perhaps the reason beside it.
func movesOf(field *Field) []Column {
	var columns []Column
	for turn := 1; turn <= maxTurns; turn++ {
		columns = append(columns,
			Column{Name: moveColumn(field.Name, turn), Label: fmt.Sprintf("%s, revised (%d)", field.Label, turn), Hint: "The day to which it was moved", Field: field, Turn: turn},
			Column{Name: moveColumn(field.Name, turn) + "_why", Label: fmt.Sprintf("%s, reason for revision (%d)", field.Label, turn), Field: field, Turn: turn, Why: true})
	}
	return columns
}

func moveColumn(field string, turn int) string { return fmt.Sprintf("%s_%d", field, turn) }

// Settable are the fields that people set: those of the form, and those that a
// start or a step asks for or offers.
func (k *Kind) Settable() []*Field {
	set := map[string]bool{}
	for _, move := range slices.Concat(k.Start, k.Moves) {
		if len(move.Who) > 0 {
			for _, name := range slices.Concat(move.Asks, move.Offers) {
				set[name] = true
			}
		}
	}
	var fields []*Field
	for _, field := range k.Fields {
		if field.Input || set[field.Name] {
			fields = append(fields, field)
		}
	}
	return fields
}

// ColumnNamed finds what a column can be by its name; nil when the kind has
// nothing of that name.
func (k *Kind) ColumnNamed(name string) *Column {
	columns := k.Columns()
	at := slices.IndexFunc(columns, func(c Column) bool { return c.Name == name })
	if at < 0 {
		return nil
	}
	return &columns[at]
}

// Recognised is what a heading says that its column is: by our own words, by
// what other offices write, or, if computed, something that the system works
// out for itself, which nobody brings in. Case, spaces and punctuation do not
// count.
func (k *Kind) Recognised(heading string) (column *Column, own, computed bool) {
	word := Bare(heading)
	if word == "" {
		return nil, false, false
	}
	for _, column := range k.Columns() {
		// Offices write “Ref” above numbers of their own.
		if word == Bare(column.Label) || word == Bare(column.Name) && column.Name != ColumnRef {
			return &column, true, false
		}
	}
	if k.computes(word) {
		return nil, false, true
	}
	for _, name := range synonyms[word] {
		if column := k.ColumnNamed(name); column != nil {
			return column, false, false
		}
	}
	return nil, false, false
}

// HeadingWrong is above what is wrong with each row, in the file that people
// mend.
const HeadingWrong = "What is wrong"

// computes tells whether a heading is that of a column which exports have and
// nobody brings in.
func (k *Kind) computes(word string) bool {
	if word == Bare(HeadingWrong) {
		return true
	}
	for _, field := range k.Fields {
		if field.Name != ColumnRef && (word == Bare(field.Label) || word == Bare(field.Name)) {
			return true
		}
	}
	return slices.ContainsFunc(k.Derived, func(d Derived) bool { return word == Bare(d.Label) || word == Bare(d.Name) })
}

// Bare is a text with its letters and digits only, in lower case: how headings
// and names are compared.
func Bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// synonyms are what offices write above a column, with the fields that can be
// meant; the first that a kind has is taken.
var synonyms = func() map[string][]string {
	table := map[string][]string{}
	for name, words := range map[string]string{
		ColumnRef:       "ref,ref no,reference no,reference number,our reference,record,system reference",
		ColumnOwnNumber: "no,nr,number,item,item no,log no,log number,action no,action number,action ref,question no,question number,your ref,own number,own reference,id,row,serial,unique id",
		ColumnState:     "status,stage,rag,rag status,progress,current status,position,decision,outcome of application",
	} {
		gather(table, words, name)
	}
	for _, s := range headingsFor {
		gather(table, s.words, strings.Split(s.fields, " ")...)
	}
	gatherMoves(table)
	return table
}()

func gather(table map[string][]string, words string, fields ...string) {
	for _, word := range strings.Split(words, ",") {
		table[Bare(word)] = append(table[Bare(word)], fields...)
	}
}

// gatherMoves adds what offices write above the dates to which others moved.
func gatherMoves(table map[string][]string) {
	for turn := 1; turn <= maxTurns; turn++ {
		numbers := []string{fmt.Sprintf(" %d", turn)}
		if turn == 1 {
			numbers = append(numbers, "")
		}
		dues, targets := moveColumn("due_on", turn), moveColumn("target_on", turn)
		for _, number := range numbers {
			for _, words := range []string{"revised target", "revised target date", "revised due", "revised due date", "revised date", "revision", "new target date", "new due date", "extended to"} {
				gather(table, words+number, targets, dues)
			}
			for _, words := range []string{"reason for revision", "reason for revised date", "reason for change", "reason for extension", "revision reason"} {
				gather(table, words+number, targets+"_why", dues+"_why")
			}
		}
	}
}

var headingsFor = []struct{ words, fields string }{
	{"name,subject,heading,topic,short description,project,project name,question title,action title,recommendation title", "title name"},
	{"question,action,description,detail,details,wording,text,full text,recommendation,what was said,assurance,commitment,answer,reply,response", "text statement what purpose summary title"},
	{"owner,action owner,lead,lead officer,responsible,responsible officer,responsible owner,assigned to,who", "owner drafter"},
	{"owner body,owning body,force,agency,responsible body,delivered by,lead organisation,lead agency", "body owner_body lead_body provider"},
	{"due,due date,deadline,target,target date,by when,to be done by,complete by,response due,answer due,original target,original target date,original due date,original date,first target date", "due_on target_on planned_on response_due"},
	{"date raised,raised,raised on,date asked,date put,asked on,put on,date of question,date given,given,date agreed,date of action,action date,opened date,date", "put_on given_on held_on started published_on dated published day reported_on opened stated_on"},
	{"notes,note,comment,comments,update,latest update,remarks,further information", "remarks"},
	{"marking,protective marking,classification,gscp,security classification", "marking"},
	{"priority,plan priority,police and crime plan priority,theme,objective", "priorities priority theme"},
	{"district,area,local authority,place,location,ward", "districts place"},
	{"source,origin,taken from,where from", "came_from source"},
	{"meeting,meeting date,meeting title,put at,raised at,board", "meeting arises_from"},
	{"asked to,addressed to,to whom,asked of,respondent,for answer by", "asked_of addressed_to"},
	{"why,rationale,reason,reason for question,justification", "why rationale reason reasons"},
	{"report,report title,inspection,source report,publication", "report"},
	{"recommendation number,recommendation no,rec no,rec number,rec,paragraph", "number"},
	{"organisation,recipient,grantee,applicant,awarded to,paid to,body,supplier", "organisation provider body"},
	{"charity number,charity no,charity reg no,registered charity number,charity registration number", "organisation.charity_number charity_number"},
	{"company number,company no,company reg no,companies house number,company registration number", "organisation.company_number company_number"},
	{"type of organisation,organisation type,type of applicant,recipient type", "organisation.type type"},
	{"board recommendation,boards recommendation,panel recommendation,recommendation of the board,recommendation of the panel", "board_recommendation"},
	{"received,received on,date received,date of application,application received", "received_on"},
	{"time received,received at,time of application", "received_time"},
	{"date decided,date of decision,decision date", "decided_on"},
	{"amount,value,award,amount awarded,grant,grant amount,total,cost,sum", "amount value"},
	{"date,transaction date,posting date,posted,posted on,gl date,effective date,value date,payment date,date paid,date posted,accounting date", "booked_on"},
	{"ledger ref,ledger reference,transaction,transaction no,transaction number,transaction ref,transaction reference,transaction id,document,document no,document number,doc no,voucher,voucher no,voucher number,journal,journal no,journal number,bacs ref,bacs reference,payment ref,payment reference,payment number,invoice ref,invoice reference,invoice number", "ledger_ref"},
	{"payee,paid to,payee name,organisation,recipient,supplier,supplier name,vendor,vendor name,beneficiary,creditor,creditor name", "payee"},
	{"net,net amount,gross,gross amount,transaction amount,payment amount,amount paid,paid,base amount,debit", "amount"},
	{"description,detail,details,narrative,transaction description,line description,particulars,memo", "description"},
	{"account,account code,account no,cost centre,cost center,cost code,gl code,ledger code,nominal,nominal code,budget code,subjective,fund code", "account"},
	{"file,file name,filename", "source_file"},
	{"requested,amount requested,amount applied for,applied for,bid", "asked"},
	{"start,start date,from,date from,begins,project start", "started period_start since"},
	{"end,end date,to,date to,until,ends,project end,finish", "ended period_end till"},
	{"email,e mail,mail,email address", "email"},
	{"type,category,kind", "type category"},
	{"link,url,web,website,web address,hyperlink", "address source_address"},
	{"role,roles,permissions,access", "roles"},
	{"also known as,aka,alias,aliases,other names,short name,abbreviation", "aliases"},
	{"code,ons code,gss,abbreviation", "gss_code code"},
	{"fund,budget,funding stream,fund name", "fund"},
	{"round,funding round,bidding round", "round"},
	{"measure,indicator,kpi,metric", "measure"},
	{"period,month,quarter,year,reporting period", "period"},
	{"numerator,count,number counted", "numerator"},
	{"denominator,base,out of", "denominator"},
	{"percent,percentage,rate", "stated_percent"},
	{"evidence,evidence of completion", "evidence done_evidence"},
	{"parent,part of,belongs to", "part_of"},
	{"given by,said by,who said it,made by,responder,answered by", "given_by holder"},
}

// HeadingColumn says what the column under a heading is; an empty field leaves
// it out.
type HeadingColumn struct{ Heading, Field string }

// ParseColumns reads lines of the form “Heading = field”.
func ParseColumns(lines []string) []HeadingColumn {
	columns := make([]HeadingColumn, len(lines))
	for i, line := range lines {
		columns[i].Heading = strings.TrimSpace(line)
		if at := strings.LastIndex(line, "="); at >= 0 {
			columns[i] = HeadingColumn{strings.TrimSpace(line[:at]), strings.TrimSpace(line[at+1:])}
		}
	}
	return columns
}

// String writes it as ParseColumns reads it.
func (c HeadingColumn) String() string { return c.Heading + " = " + c.Field }
