// Command generate writes the generated pages of the documentation into the
// folder that it is given.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"answerable/docs"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: generate FOLDER")
		os.Exit(2)
	}
	for name, page := range docs.Pages() {
		if err := os.WriteFile(filepath.Join(os.Args[1], name), []byte(page), 0o644); err != nil { //nolint:gosec // documentation is for everyone to read
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
