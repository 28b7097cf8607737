package models

import (
	"fmt"
	"strconv"
	"strings"
)

// Pence is an exact amount of money in pence. A nil *Pence is an amount that
// is not recorded, which is not the same as nothing.
type Pence int64

// String is the amount as people read it: "£2,500" or "£2,500.50".
func (p Pence) String() string {
	sign, n := "", int64(p)
	if n < 0 {
		sign, n = "−", -n
	}
	text := sign + "£" + thousands(strconv.FormatInt(n/100, 10))
	if n%100 != 0 {
		text += fmt.Sprintf(".%02d", n%100)
	}
	return text
}

// Plain is the amount in pounds without signs or commas: "2500.50".
func (p Pence) Plain() string {
	sign, n := "", int64(p)
	if n < 0 {
		sign, n = "-", -n
	}
	return fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
}

// ParsePence reads pounds as people write them: "2500", "£2,500.00", and what
// is negative as ledgers do: "-12.00", "12.00-", "(12.00)". It refuses more
// than two decimal places rather than round anything away.
func ParsePence(text string) (Pence, error) {
	bare, negative := unsigned(strings.NewReplacer("£", "", ",", "", " ", "", "−", "-").Replace(strings.TrimSpace(text)))
	pounds, pence, point := strings.Cut(bare, ".")
	if point && len(pence) != 2 || !digits(pounds) || !digits(pence) || len(pounds) == 0 || len(pounds) > 13 {
		return 0, fmt.Errorf("must be an amount in pounds, for example £2,500.00")
	}
	n, err := strconv.ParseInt(pounds+(pence + "00")[:2], 10, 64)
	if err != nil {
		return 0, err
	}
	if negative {
		n = -n
	}
	return Pence(n), nil
}

// unsigned takes the sign off an amount, once.
func unsigned(text string) (bare string, negative bool) {
	if inner, closed := strings.CutSuffix(text, ")"); closed && strings.HasPrefix(text, "(") {
		return inner[1:], true
	}
	if bare, negative = strings.CutPrefix(text, "-"); negative {
		return bare, true
	}
	return strings.CutSuffix(text, "-")
}

// Decimal is an exact decimal number as text ("41", "26.5"); empty means that
// it is not recorded.
type Decimal string

// Number formats a whole number with commas.
func Number(n int64) string {
	if n < 0 {
		return "−" + thousands(strconv.FormatInt(-n, 10))
	}
	return thousands(strconv.FormatInt(n, 10))
}

func thousands(plain string) string {
	for at := len(plain) - 3; at > 0; at -= 3 {
		plain = plain[:at] + "," + plain[at:]
	}
	return plain
}

func digits(text string) bool {
	return strings.Trim(text, "0123456789") == ""
}
