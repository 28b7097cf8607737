package api

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"answerable/models"
)

func TestTokens(t *testing.T) {
	eachOffice(t, func(o *office) {
		made := o.call(models.RoleChief, http.MethodPost, "/tokens", `{"name":"figures","days":2}`)
		secret, id := made.text("secret"), made.text("id")
		if made.status != http.StatusCreated || !strings.HasPrefix(secret, "ans_") || id == "" {
			t.Fatalf("%d %s", made.status, made.body)
		}
		bearer := "Authorization: Bearer " + secret
		me := func() int { return o.call("", http.MethodGet, "/me", "", bearer).status }
		if me() != http.StatusOK {
			t.Error("the new token is not taken")
		}
		if list := o.get(models.RoleChief, "/tokens"); !bytes.Contains(list.body, []byte(id)) || bytes.Contains(list.body, []byte(secret)) || bytes.Contains(list.body, []byte("ans_")) {
			t.Errorf("the list is %s", list.body)
		}
		if list := o.get(models.RoleDrafter, "/tokens"); bytes.Contains(list.body, []byte(id)) {
			t.Error("a token is listed for somebody else")
		}
		if got := o.call(models.RoleDrafter, http.MethodDelete, "/tokens/"+id, ""); got.status != http.StatusNotFound {
			t.Errorf("somebody else's token: %d", got.status)
		}
		o.clock.Advance(49 * time.Hour)
		if me() != http.StatusUnauthorized {
			t.Error("the token outlives its days")
		}
	})
}

func TestRevokedTokens(t *testing.T) {
	eachOffice(t, func(o *office) {
		made := o.call(models.RoleChief, http.MethodPost, "/tokens", `{"name":"figures","days":2}`)
		bearer := "Authorization: Bearer " + made.text("secret")
		for _, want := range []int{http.StatusNoContent, http.StatusNotFound} {
			if got := o.call(models.RoleChief, http.MethodDelete, "/tokens/"+made.text("id"), ""); got.status != want {
				t.Errorf("revoking was answered %d, want %d: %s", got.status, want, got.body)
			}
			if got := o.call("", http.MethodGet, "/me", "", bearer); got.status != http.StatusUnauthorized {
				t.Errorf("the revoked token is taken: %d", got.status)
			}
		}
	})
}

func TestTokensAreRefused(t *testing.T) {
	eachOffice(t, func(o *office) {
		for body, field := range map[string]string{
			`{"name":"x","days":0}`: "days", `{"name":"x","days":400}`: "days", `{"name":"x","days":"3"}`: "days", `{"days":3}`: "name",
			`{"name":"x","days":3,"person":"PER-1"}`: "person", `{"name":null,"days":3}`: "name",
		} {
			got := o.call(models.RoleChief, http.MethodPost, "/tokens", body)
			if got.status != http.StatusUnprocessableEntity || !bytes.Contains(got.body, []byte(`"field":"`+field+`"`)) {
				t.Errorf("%s: %d %s", body, got.status, got.body)
			}
		}
	})
}
