package models

// Times is how often something happened.
func Times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	default:
		return Number(int64(n)) + " times"
	}
}
