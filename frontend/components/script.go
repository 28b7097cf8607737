package components

import (
	"crypto/sha256"
	"encoding/base64"
)

// supportScript is the only script inside a page. It marks the body before
// anything is drawn, so that what JavaScript will fold up does not flicker.
const supportScript = `document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');`

// ScriptHash is the source expression by which a Content-Security-Policy
// allows the one script inside the page.
var ScriptHash = hashSource(supportScript)

// hashSource gives the source expression that allows a script by its content.
func hashSource(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
