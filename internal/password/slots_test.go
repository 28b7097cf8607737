package password

import (
	"context"
	"errors"
	"testing"
)

func TestWhenEverySlotIsTakenWaitingEndsWithTheContext(t *testing.T) {
	for range cap(slots) {
		slots <- struct{}{}
	}
	t.Cleanup(func() {
		for range cap(slots) {
			<-slots
		}
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Hash(ctx, "x"); !errors.Is(err, context.Canceled) {
		t.Errorf("Hash: %v, want context.Canceled", err)
	}
	if err := Dummy(ctx, "x"); !errors.Is(err, context.Canceled) {
		t.Errorf("Dummy: %v, want context.Canceled", err)
	}
}
