// Package docs writes those pages of the documentation that say what the code
// says: who may do what, and the lifecycle of each kind of record. A test
// holds the pages in this folder against it.
package docs

import (
	"fmt"
	"slices"
	"strings"

	"answerable/models"
)

// Pages are the generated pages by file name.
func Pages() map[string]string {
	return map[string]string{"permissions.md": permissions(), "lifecycles.md": lifecycles()}
}

const generated = "<!-- Written by `make docs` from the tables in models/. -->\n"

func permissions() string {
	var page strings.Builder
	page.WriteString("# Who may do what\n\n" + generated + `
This is the one permission table: lists, counts, search, exports, history, files, the API and the pages all ask it.
A cell names the states in which a role may do it; “always” stands for every state.
“(own side)” narrows it to records of the person's own office, “(own body)” to what their body answers for,
“(own)” to what they made themselves, “(with parent)” to parts of records that they may see.
Records marked OFFICIAL-SENSITIVE do not exist for the panel and auditors.
`)
	for _, family := range models.Families {
		fmt.Fprintf(&page, "\n## %s\n", family)
		for _, k := range models.Registry {
			if k.Family == family {
				permissionsOf(&page, k)
			}
		}
	}
	return page.String()
}

func permissionsOf(page *strings.Builder, k *models.Kind) {
	fmt.Fprintf(page, "\n### %s\n\n%s\n\n| |", k.Many, k.About)
	for _, role := range models.Roles {
		fmt.Fprintf(page, " %s |", roleLabel(role))
	}
	page.WriteString("\n|---|" + strings.Repeat("---|", len(models.Roles)) + "\n")
	row(page, k, "See", k.See)
	for _, start := range k.Start {
		row(page, k, start.Label, start.Who)
	}
	if len(k.Edit) > 0 {
		row(page, k, "Change its fields", k.Edit)
	}
	for _, act := range k.Acts {
		row(page, k, act.Label, act.Who)
	}
	for _, move := range k.Moves {
		grants := slices.Clone(move.Who)
		for i := range grants {
			if len(grants[i].States) == 0 {
				grants[i].States = move.From
			}
		}
		if len(grants) > 0 {
			row(page, k, move.Label, grants)
		}
	}
	if len(k.Private) > 0 {
		fmt.Fprintf(page, "\nOnly for the office whose record it is: %s.\n", fieldLabels(k.Named(k.Private)))
	}
}

func fieldLabels(fields []*models.Field) string {
	texts := make([]string, len(fields))
	for i, field := range fields {
		texts[i] = strings.ToLower(field.Label)
	}
	return strings.Join(texts, ", ")
}

func row(page *strings.Builder, k *models.Kind, label string, grants []models.Grant) {
	fmt.Fprintf(page, "| %s |", label)
	for _, role := range models.Roles {
		fmt.Fprintf(page, " %s |", cell(k, role, grants))
	}
	page.WriteString("\n")
}

func cell(k *models.Kind, role models.Role, grants []models.Grant) string {
	var parts []string
	for _, grant := range grants {
		if !slices.Contains(grant.Roles, role) {
			continue
		}
		part := "always"
		if len(grant.States) > 0 {
			part = labels(k, grant.States)
		}
		if len(grant.Scopes) > 0 {
			part += " (" + joined(grant.Scopes, ", ") + ")"
		}
		// What is always so makes the narrower grants of the same role idle.
		if part == "always" {
			return part
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return "–"
	}
	return strings.Join(parts, "; ")
}

func labels(k *models.Kind, states []models.State) string {
	var texts []string
	for _, state := range states {
		texts = append(texts, strings.ToLower(models.LabelOf(k.States, string(state))))
	}
	return strings.Join(texts, ", ")
}

func roleLabel(role models.Role) string {
	return models.LabelOf(models.Role("").Options(), string(role))
}

func lifecycles() string {
	var page strings.Builder
	page.WriteString("# Lifecycles\n\n" + generated + "\nThe steps of each kind of record that has a lifecycle of its own: who makes them is in [permissions.md](permissions.md).\n")
	for _, k := range models.Registry {
		if len(k.States) > 2 {
			lifecycleOf(&page, k)
		}
	}
	return page.String()
}

func lifecycleOf(page *strings.Builder, k *models.Kind) {
	fmt.Fprintf(page, "\n## %s\n\n```mermaid\nstateDiagram-v2\n", k.Many)
	for i, state := range k.States {
		fmt.Fprintf(page, "    s%d: %s\n", i, state.Label)
	}
	for _, start := range k.Start {
		fmt.Fprintf(page, "    [*] --> s%d: %s\n", place(k, start.To), start.Label)
	}
	for _, move := range k.Moves {
		for _, from := range move.From {
			to := move.To
			if to == "" {
				to = from
			}
			fmt.Fprintf(page, "    s%d --> s%d: %s\n", place(k, from), place(k, to), move.Label)
		}
	}
	page.WriteString("```\n\n| Step | Asks for | Must hold |\n|---|---|---|\n")
	for _, move := range slices.Concat(k.Start, k.Moves) {
		fmt.Fprintf(page, "| %s | %s | %s |\n", move.Label, asks(k, move), needs(move))
	}
}

func place(k *models.Kind, state models.State) int {
	return slices.IndexFunc(k.States, func(o models.Option) bool { return o.Value == string(state) })
}

func asks(k *models.Kind, move models.Move) string {
	var texts []string
	if move.Reason {
		texts = append(texts, "the reason")
	}
	for _, field := range k.Named(move.Asks) {
		texts = append(texts, strings.ToLower(field.Label))
	}
	for _, field := range k.Named(move.Offers) {
		texts = append(texts, strings.ToLower(field.Label)+" (if wanted)")
	}
	if len(texts) == 0 {
		return "–"
	}
	return strings.Join(texts, ", ")
}

func needs(move models.Move) string {
	var texts []string
	for _, need := range move.Needs {
		texts = append(texts, "Refused with: “"+need.Text+"”")
	}
	if len(move.Who) == 0 && len(move.From) > 0 {
		texts = append(texts, "Follows from another step, nobody makes it")
	}
	if len(texts) == 0 {
		return "–"
	}
	return strings.Join(texts, "<br>")
}

func joined[T ~string](list []T, by string) string {
	var texts []string
	for _, item := range list {
		texts = append(texts, string(item))
	}
	return strings.Join(texts, by)
}
