package models

// Post is a position in a body, whoever holds it.
type Post struct {
	Record
	PostInput
}

// PostInput is what people enter of a post.
type PostInput struct {
	Title    string `json:"title" label:"Title" validate:"required,max=200"`
	Body     Ref    `json:"body" label:"Body" ref:"body" inverse:"Posts" list:"column,filter"`
	Duties   string `json:"duties" label:"What the holder does" widget:"textarea" validate:"max=4000"`
	FundedBy Ref    `json:"funded_by" label:"Paid for by" hint:"The commission under which the post is paid for" ref:"commission" inverse:"Posts funded" list:"filter"`
	Started  Date   `json:"started" label:"Since" list:"column,sort"`
	Ended    Date   `json:"ended" label:"Ended" unknown:"No end recorded"`
	Formerly Ref    `json:"formerly" label:"Formerly" hint:"The post that this one was before it was renamed or remade" ref:"post" inverse:"Later became" unknown:"No earlier post recorded"`
	Common
}

// Heading is the title.
func (p *Post) Heading() string { return p.Title }

// PostKind describes posts.
var PostKind = define[Post](Kind{
	Name: "post", Plural: "posts", One: "Post", Many: "Posts", Family: FamilyPeople,
	Key:   []string{"title", "body"},
	About: "A position in a body that different people can hold over time.",
	Body:  "body", Order: "title", States: currentStates,
	Start: []Move{add("Add a post", keepers...)},
	Moves: []Move{withdraw(to(keepers...), Current)},
	See:   to(everyone...),
	Edit:  []Grant{{Roles: keepers, States: []State{Current}}},
	Prepare: func(m Model, _ Facts) error {
		post := m.(*Post)
		problems := endProblems("ended", "Ended", post.Started, post.Ended)
		if post.Formerly != "" && post.Formerly == post.Ref {
			problems = append(problems, Problem{Field: "formerly", Text: "Formerly: must be another post"})
		}
		return problems.Or()
	},
	Number: numbered("POST"),
})

// Tenure is the time for which one person holds a post.
type Tenure struct {
	Record
	TenureInput
}

// TenureInput is what people enter of a tenure.
type TenureInput struct {
	Post   Ref  `json:"post" label:"Post" ref:"post" inverse:"Held by" validate:"required" list:"column,filter"`
	Person Ref  `json:"person" label:"Person" ref:"person" inverse:"Posts held" validate:"required" list:"column,filter"`
	Since  Date `json:"since" label:"Since" list:"column,sort"`
	Till   Date `json:"till" label:"Until" list:"column" unknown:"No end recorded"`
	Common
}

// Heading names the person and the post.
func (t *Tenure) Heading() string { return string(t.Person) + " as " + string(t.Post) }

// TenureKind describes tenures.
var TenureKind = define[Tenure](Kind{
	Name: "tenure", Plural: "tenures", One: "Tenure", Many: "Tenures", Family: FamilyPeople,
	Key:    []string{"post", "person", "since"},
	About:  "The time for which one person holds a post.",
	Parent: "post", Order: "-since", States: currentStates,
	Start: []Move{add("Add a holder", keepers...)},
	Moves: []Move{withdraw(to(keepers...), Current)},
	See:   []Grant{{Roles: everyone, Scopes: []Scope{WithParent}}},
	Edit:  []Grant{{Roles: keepers, States: []State{Current}}},
	Prepare: func(m Model, _ Facts) error {
		tenure := m.(*Tenure)
		return endProblems("till", "Until", tenure.Since, tenure.Till).Or()
	},
	Number: func(m Model, _ Facts) (Numbering, error) {
		return Numbering{Prefix: string(m.(*Tenure).Post) + "-T"}, nil
	},
})
