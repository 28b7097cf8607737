package api

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"answerable/models"
)

var entityTag = regexp.MustCompile(`^"([1-9][0-9]{0,8})"$`)

// etag is the entity tag of a record: its version.
func etag(m models.Model) string { return `"` + strconv.Itoa(m.Base().Version) + `"` }

// ifMatch is the version of the record that the caller saw. It must be said,
// and said exactly: a star would let somebody overwrite what they never read.
func ifMatch(c *gin.Context) (int, error) {
	sent := strings.Join(c.Request.Header.Values("If-Match"), ",")
	if sent == "" {
		return 0, problem{Status: http.StatusPreconditionRequired, Detail: "Send the ETag of the record, as you read it, in If-Match"}
	}
	found := entityTag.FindStringSubmatch(sent)
	if found == nil {
		return 0, malformed("If-Match must be the one ETag of the record as you read it, for example \"3\"")
	}
	return strconv.Atoi(found[1])
}

// unchanged tells whether the caller has this version of the record already.
func unchanged(c *gin.Context, tag string) bool {
	for known := range strings.SplitSeq(strings.Join(c.Request.Header.Values("If-None-Match"), ","), ",") {
		if known = strings.TrimPrefix(strings.TrimSpace(known), "W/"); known == tag || known == "*" {
			return true
		}
	}
	return false
}
