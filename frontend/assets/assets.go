// Package assets holds the stylesheet, the script and the icons of the pages,
// as npm run build leaves them in dist, and serves them.
//
// Every built file has the hash of its content in its name, so that a browser
// may keep it for ever; URL gives the address of the present one.
package assets

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"mime"
	"path"
	"strings"
)

// Prefix is where the assets are served.
const Prefix = "/assets/"

const manifestName = "manifest.json"

//go:embed dist
var dist embed.FS

var built = mustLoad(dist, "dist")

// file is one asset with its compressed copies by their content coding; the
// plain content is under the empty coding.
type file struct {
	contentType string
	contents    map[string][]byte
}

// bundle is everything that was built.
type bundle struct {
	names map[string]string // plain name to built name
	files map[string]*file  // by built name
}

// URL gives the address of an asset by its plain name, such as
// "answerable.css". It panics on a name that was not built, which is a
// mistake in the program.
func URL(name string) string {
	hashed, found := built.names[name]
	if !found {
		panic(fmt.Sprintf("assets: %q is not among the built assets", name))
	}
	return Prefix + hashed
}

// mustLoad reads a folder of built assets, which is part of the program.
func mustLoad(source fs.FS, folder string) bundle {
	loaded, err := load(source, folder)
	if err != nil {
		panic(fmt.Sprintf("assets: the built assets are not whole, run npm run build: %v", err))
	}
	return loaded
}

// load reads a folder of built assets.
func load(source fs.FS, folder string) (bundle, error) {
	loaded := bundle{files: map[string]*file{}}
	manifest, err := fs.ReadFile(source, path.Join(folder, manifestName))
	if err != nil {
		return loaded, err
	}
	if err := json.Unmarshal(manifest, &loaded.names); err != nil {
		return loaded, fmt.Errorf("reading %s: %w", manifestName, err)
	}
	entries, err := fs.ReadDir(source, folder)
	if err != nil {
		return loaded, err
	}
	for _, entry := range entries {
		content, err := fs.ReadFile(source, path.Join(folder, entry.Name()))
		if err != nil {
			return loaded, err
		}
		loaded.add(entry.Name(), content)
	}
	return loaded, nil
}

// add keeps the content of one built file, plain or compressed.
func (b bundle) add(name string, content []byte) {
	if name == manifestName {
		return
	}
	plain, coding := splitCoding(name)
	if b.files[plain] == nil {
		b.files[plain] = &file{contentType: contentType(plain), contents: map[string][]byte{}}
	}
	b.files[plain].contents[coding] = content
}

// splitCoding parts the name of a compressed copy from its content coding.
func splitCoding(name string) (plain, coding string) {
	for _, coding := range codings {
		if plain, found := strings.CutSuffix(name, coding.suffix); found {
			return plain, coding.name
		}
	}
	return name, ""
}

// contentType gives the media type of a file by its extension.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	default:
		return mime.TypeByExtension(path.Ext(name))
	}
}
