package frontend

import "answerable/models"

// importURL is where a spreadsheet of records of a kind is chosen.
func importURL(k *models.Kind) string { return "/" + k.Plural + "/import" }

// templateURL is an empty spreadsheet with the columns that are read.
func templateURL(k *models.Kind) string { return "/" + k.Plural + "/template.xlsx" }
