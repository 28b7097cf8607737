package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"sync"

	"github.com/gin-gonic/gin"
)

const jsonType = "application/json"

// largestKept is the capacity above which a buffer is not used again.
const largestKept = 1 << 20

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// write sends what fill appends to a pooled buffer, in one piece with its
// length.
func write(c *gin.Context, status int, contentType string, fill func(dst []byte) []byte) {
	buffer := buffers.Get().(*[]byte)
	*buffer = fill((*buffer)[:0])
	header := c.Writer.Header()
	header.Set("Content-Type", contentType)
	header.Set("Content-Length", strconv.Itoa(len(*buffer)))
	c.Status(status)
	// An error here means that the caller went away.
	_, _ = c.Writer.Write(*buffer)
	if cap(*buffer) <= largestKept {
		buffers.Put(buffer)
	}
}

func writeJSON(c *gin.Context, fill func(dst []byte) []byte) { write(c, http.StatusOK, jsonType, fill) }

// writeValue sends what encoding/json makes of a value.
func writeValue(c *gin.Context, status int, contentType string, value any) {
	write(c, status, contentType, func(dst []byte) []byte { return appendValue(dst, value) })
}

// appendValue appends any of our own values as JSON; one that has none is a
// mistake in the code.
func appendValue(dst []byte, value any) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(fmt.Sprintf("api: %T cannot be written as JSON: %v", value, err))
	}
	return append(dst, bytes.TrimSuffix(out.Bytes(), []byte("\n"))...)
}
