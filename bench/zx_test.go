package main

import (
	"database/sql"
	"fmt"
	"os"
	"testing"
	"time"
)

func TestZX(t *testing.T) {
	c, _ := sql.Open("sqlite", "file:"+os.Getenv("L")+"?_pragma=journal_mode(WAL)"+os.Getenv("P"))
	c.SetMaxOpenConns(1)
	for _, q := range []string{
"select count(*) from questions where exists (select 1 from links where from_ref=ref and field='priorities' and to_ref in ('PRI-8'))",
"select count(*) from questions where ref in (select from_ref from links where field='priorities' and to_ref in ('PRI-8'))",
"select count(*) from questions where exists (select 1 from links where from_ref=ref and field='priorities' and to_ref in ('PRI-NO'))",
"select count(*) from questions where ref in (select from_ref from links where field='priorities' and to_ref in ('PRI-NO'))",
"select count(*) from questions join links on from_ref=ref where field='priorities' and to_ref='PRI-8' and state in ('put','answered')",
"select count(*) from questions join links on from_ref=ref where field='priorities' and to_ref='PRI-8' and state in ('put')",
"select count(*) from questions where exists (select 1 from links where from_ref=ref and field='priorities' and to_ref in ('PRI-8')) and state in ('put')",
"select * from questions where exists (select 1 from links where from_ref=ref and field='priorities' and to_ref in ('PRI-8')) order by due_on, ref limit 26",
"select * from questions where ref in (select from_ref from links where field='priorities' and to_ref in ('PRI-8')) order by due_on, ref limit 26",
"select * from questions where ref in (select from_ref from links where field='priorities' and to_ref in ('PRI-8')) and +state in ('put','answered') order by due_on, ref limit 26",
"select count(*) from questions where ref in (select from_ref from links where field='priorities' and to_ref in ('PRI-8')) and +state in ('put','answered')",
	} {
		fmt.Println(q)
		rows, err := c.Query("explain query plan " + q)
		if err != nil {
			fmt.Println(err)
			continue
		}
		for rows.Next() {
			var a, b, d int
			var s string
			rows.Scan(&a, &b, &d, &s)
			fmt.Println("     ", s)
		}
		rows.Close()
		for range 3 {
			start := time.Now()
			rows, _ := c.Query(q)
			n := 0
			for rows.Next() {
				n++
			}
			rows.Close()
			fmt.Print("   ", n, " ", time.Since(start))
		}
		fmt.Println()
	}
}
