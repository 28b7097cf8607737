package models

// ReachInput is whom money is for, as far as it is told. People are counted, and
// never named.
type ReachInput struct {
	Beneficiaries *int64 `json:"beneficiaries" label:"Beneficiaries" hint:"How many people it should reach: they are counted, never named" validate:"omitempty,min=0,max=100000000"`
}
