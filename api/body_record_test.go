package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"answerable/models"
)

// TestABodysRecordLeadsToItsLists holds the record against its description and
// every count of it against the list to which it leads.
func TestABodysRecordLeadsToItsLists(t *testing.T) {
	eachOffice(t, func(o *office) {
		c := o.contract()
		body := string(o.make(models.RolePlan, "/bodies", `{"name":"Unit","type":"force"}`))
		report := string(o.make(models.RolePlan, "/reports?start=record", `{"title":"Report","code":"REP","type":"inquiry","published_on":"2018-05-01"}`))
		add := func(marking string) {
			one := string(o.make(models.RolePlan, "/recommendations?start=add", `{"report":"`+report+`","title":"One","owner_body":"`+body+`","addressed_to":["`+body+`"],"target_on":"2018-06-01","marking":"`+marking+`"}`))
			o.make(models.RolePlan, "/positions?start=state", `{"recommendation":"`+one+`","body":"`+body+`","stance":"accepted"}`)
		}
		add("OFFICIAL")
		add(string(models.OfficialSensitive))
		for role, all := range map[models.Role]int64{models.RolePlan: 2, models.RolePanel: 1} {
			read := o.get(role, "/bodies/"+body+"/record")
			c.holds(http.MethodGet, "/bodies/{ref}/record", read)
			var answer bodyRecord
			if err := json.Unmarshal(read.body, &answer); err != nil || len(answer.Parts) != 2 {
				t.Fatal(err, string(read.body))
			}
			for _, part := range answer.Parts {
				if len(part.Years) != 1 || part.Total.Counts[0].Count != all {
					t.Errorf("%s reads of %s: %+v", role, part.Field, part)
				}
				for _, count := range append(part.Years[0].Counts, part.Total.Counts...) {
					var list struct{ Total int64 }
					if err := json.Unmarshal(o.get(role, "/recommendations?"+count.Query).body, &list); err != nil || list.Total != count.Count {
						t.Errorf("%s of %s is %d, its list has %d (%v)", count.Label, part.Field, count.Count, list.Total, err)
					}
				}
			}
		}
		c.holds(http.MethodGet, "/bodies/{ref}/record", o.get(models.RolePanel, "/bodies/NONE/record"))
		for path, wants := range map[string]string{"": "To deliver,All years,1,", "?sensitive=yes": "To deliver,All years,2,"} {
			if file := o.get(models.RolePlan, "/bodies/"+body+"/record.csv"+path); !strings.Contains(string(file.body), wants) {
				t.Errorf("the file%s says %s", path, file.body)
			}
		}
	})
}
