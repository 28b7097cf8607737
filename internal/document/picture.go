package document

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // the two types that a picture can be of
	_ "image/png"
)

// size is how large a picture is set, in millimetres: as large as it is at 96
// pixels to the inch, but within the page. Ending is png or jpeg, by what the
// picture is.
func (p *Picture) size() (width, height float64, ending string, err error) {
	config, ending, err := image.DecodeConfig(bytes.NewReader(p.Content))
	if err != nil {
		return 0, 0, "", fmt.Errorf("the picture of %q cannot be read: %w", p.Alt, err)
	}
	width, height = float64(config.Width)*25.4/96, float64(config.Height)*25.4/96
	if shrink := min(textWidth/width, textHeight/height, 1); shrink < 1 {
		width, height = width*shrink, height*shrink
	}
	return width, height, ending, nil
}
