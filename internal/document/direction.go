package document

import "unicode"

// rightToLeft tells whether a text is read from the right: its first letter is
// of a script that is (rule P2 of the Unicode bidirectional algorithm, as far
// as scripts in use go).
func rightToLeft(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam)
		}
	}
	return false
}
