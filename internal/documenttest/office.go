// Package documenttest opens papers with LibreOffice, for tests: what another
// program makes of a file tells more than our own reading of it.
package documenttest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Office is the path of LibreOffice. A test without one fails: a check that is
// left out looks like one that passed.
func Office(t testing.TB) string {
	t.Helper()
	path := os.Getenv("ANSWERABLE_TEST_SOFFICE")
	if path == "" {
		t.Fatal("ANSWERABLE_TEST_SOFFICE is not set: run `make test`, which finds or installs LibreOffice, or set it to the path of soffice")
	}
	return path
}

// Convert has LibreOffice open files, by name, and save them in another format,
// such as fodt or pdf: all with one start, which takes seconds. What it gives is
// by the same names.
func Convert(t testing.TB, to string, files map[string][]byte) map[string][]byte {
	t.Helper()
	folder := t.TempDir()
	out := filepath.Join(folder, "out")
	// A profile of its own lets several run at once.
	args := []string{"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless", "--convert-to", to, "--outdir", out}
	for name, content := range files {
		path := filepath.Join(folder, flat(name))
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	said, err := exec.CommandContext(t.Context(), Office(t), args...).CombinedOutput()
	if err != nil {
		t.Fatalf("LibreOffice: %v: %s", err, said)
	}
	converted := map[string][]byte{}
	for name := range files {
		base := strings.TrimSuffix(flat(name), filepath.Ext(name))
		if converted[name], err = os.ReadFile(filepath.Join(out, base+"."+to)); err != nil {
			t.Fatalf("LibreOffice does not open %s: %s", name, said)
		}
	}
	return converted
}

// flat lets files differ in their ending only.
func flat(name string) string {
	ending := filepath.Ext(name)
	return strings.TrimSuffix(name, ending) + "-" + strings.TrimPrefix(ending, ".") + ending
}

// Pages is what stands on each page of a PDF.
func Pages(t testing.TB, pdf []byte) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext, of the package poppler-utils, is needed to read pages: run `make test`, which installs it: %v", err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
}
