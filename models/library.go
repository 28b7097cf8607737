package models

// LibraryType is what sort of thing a library entry is.
type LibraryType string

// Options lists the sorts of library entry.
func (LibraryType) Options() []Option {
	return []Option{
		{"guidance", "Guidance", ""},
		{"publication", "Publication", ""},
		{"awareness day", "Awareness day", ""},
		{"toolkit", "Toolkit", ""},
		{"other", "Other", ""},
	}
}

// LibraryEntry is a publication worth knowing, or a day in the calendar.
type LibraryEntry struct {
	Record
	LibraryEntryInput
}

// LibraryEntryInput is what people enter of a library entry.
type LibraryEntryInput struct {
	Title     string      `json:"title" label:"Title" validate:"required,max=300"`
	Type      LibraryType `json:"type" label:"Type" validate:"required" list:"column,filter"`
	Publisher Ref         `json:"publisher" label:"Publisher" ref:"body" inverse:"Publications" list:"column,filter"`
	Published Date        `json:"published" label:"Published" list:"column,sort"`
	DayOfYear string      `json:"day_of_year" label:"Day of the year" hint:"For an awareness day that comes every year, for example 18 March" validate:"max=40" list:"column" unknown:"Not tied to a day"`
	Address   string      `json:"address" label:"Web address" validate:"omitempty,http_url,max=2000"`
	Summary   string      `json:"summary" label:"Summary" widget:"textarea" validate:"max=4000"`
	Common
}

// Heading is the title.
func (l *LibraryEntry) Heading() string { return l.Title }

// LibraryKind describes library entries.
var LibraryKind = define[LibraryEntry](Kind{
	Name: "library", Plural: "library", One: "Library entry", Many: "Library", Family: FamilyActivity,
	Key:   []string{"title"},
	About: "Guidance and publications with their addresses, and awareness days in the calendar.",
	Order: "-published", States: currentStates,
	Start:  []Move{add("Add to the library", keepers...)},
	Moves:  []Move{withdraw(to(keepers...), Current)},
	See:    to(everyone...),
	Edit:   []Grant{{Roles: keepers, States: []State{Current}}},
	Number: numbered("LIB"),
	Prepare: func(m Model, _ Facts) error {
		if day := m.(*LibraryEntry).DayOfYear; day != "" && !YearDay(day).Valid() {
			return Problems{{Field: "day_of_year", Text: "Day of the year: must be a day and a month, for example 18 March"}}.Or()
		}
		return nil
	},
})
