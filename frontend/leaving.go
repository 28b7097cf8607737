package frontend

// leavingPage says how an office takes everything with it. That is done on the
// command line: what it holds, no person sees as a whole.
func (v *visit) leavingPage() error {
	return v.show(page{Title: "Taking everything with you", Back: "/account", Body: leavingView()})
}
