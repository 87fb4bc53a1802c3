package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/intake"
)

// people shows a roster in one line: 1班[甲 乙/staff 丙*]
func people(tables []intake.TableMembers) string {
	var out []string
	for _, t := range tables {
		var names []string
		for _, m := range t.Members {
			name := m.Name
			if m.Side != "" {
				name += "/" + string(m.Side)
			}
			if m.Coordinator {
				name += "*"
			}
			names = append(names, name)
		}
		out = append(out, t.Name+"["+strings.Join(names, " ")+"]")
	}
	return strings.Join(out, " ")
}

func TestReadRoster(t *testing.T) {
	for text, want := range map[string]string{
		"1班: 甲、乙、丙、丁(コーディネーター)":      "1班[甲 乙 丙 丁*]",
		"1班：甲，乙,丙（コーディネーター）\n２班：丁・戊": "1班[甲 乙 丙*] ２班[丁 戊]",
		"1班 甲 乙　丙":   "1班[甲 乙 丙]",
		"1班\t甲\t乙":   "1班[甲 乙]",
		"3班":         "3班[]",
		"3班\n4班\n\n": "3班[] 4班[]",
		"1班\n甲、乙\n丙(コーディネーター)\n2班\n丁":           "1班[甲 乙 丙*] 2班[丁]",
		"1班: 山田 太郎、鈴木(喜)":                       "1班[山田 太郎 鈴木(喜)]",
		"1班: 鈴木（喜）（職員、コーディネーター）、甲(市民)、乙(その他)":   "1班[鈴木（喜）/staff* 甲/citizen 乙/other]",
		"1班: 甲(職員)(コーディネーター)":                   "1班[甲/staff*]",
		"みどりの会: 甲、乙":                            "みどりの会[甲 乙]",
		"みどりの会\nあおぞら会":                          "みどりの会[] あおぞら会[]",
		"1班\t甲\t職員\n1班\t乙\t市民\n2班\t丙\tコーディネーター": "1班[甲/staff 乙/citizen] 2班[丙*]",
		"1班: ジョン・スミス、甲・乙":                       "1班[ジョン・スミス 甲 乙]",
		"1班(午前): 甲":                             "1班(午前)[甲]",
		"1班: 、、甲、、":                             "1班[甲]",
		"\ufeff1班: 甲\r\n2班: 乙\r\n":              "1班[甲] 2班[乙]",
		"第10班: 甲\nA班: 乙\nグループ3: 丙":              "第10班[甲] A班[乙] グループ3[丙]",
		"1班: 甲(乙、丙)、丁":                          "1班[甲(乙、丙) 丁]",
		"1班\n山田 太郎\n鈴木 花子(コーディネーター)":            "1班[山田 太郎 鈴木 花子*]",
		"1班\t山田 太郎\n1班\t鈴木":                     "1班[山田 太郎 鈴木]",
		"":                                      "",
	} {
		tables, err := intake.ReadRoster(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if got := people(tables); got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}

// A city's lists have the table on one line and its people below it, in as
// many shapes as there are offices. Each of them once gave tables without
// anybody at them, or tables called 職員.
func TestPeopleBelowTheirTable(t *testing.T) {
	for text, want := range map[string]string{
		"1班\n市民: 甲、乙\n職員: 丙\n2班\n市民：丁":             "1班[甲/citizen 乙/citizen 丙/staff] 2班[丁/citizen]",
		"1班\nコーディネーター: 甲\n参加者: 乙、丙\n2班\n進行：丁":      "1班[甲* 乙 丙] 2班[丁*]",
		"みどりの会\n職員: 甲\n市民: 乙":                      "みどりの会[甲/staff 乙/citizen]",
		"1班\n甲\t乙\n2班\n丙\t丁":                       "1班[甲 乙] 2班[丙 丁]",
		"1班\n職員\t甲\n市民\t乙\n2班\n市民\t丙":              "1班[甲/staff 乙/citizen] 2班[丙/citizen]",
		"1班\n甲 職員\n山田 太郎\n2班\n丙 市民":                "1班[甲/staff 山田 太郎] 2班[丙/citizen]",
		"1班\t2班\t3班\n甲\t丙\t戊\n乙\t\t己\n":            "1班[甲 乙] 2班[丙] 3班[戊 己]",
		"役割\t1班\t2班\nコーディネーター\t甲\t乙\n\t丙\t丁 花子":    "1班[甲* 丙] 2班[乙* 丁 花子]",
		"1班\t\t2班\t\n名前\t区分\t名前\t区分\n甲\t職員\t乙\t市民": "1班[甲/staff] 2班[乙/citizen]",
		"1班\t2班\n甲\t乙\n\n3班\t4班\n丙\t丁":             "1班[甲] 2班[乙] 3班[丙] 4班[丁]",
		"1班 3名\n1 甲\n2. 乙\n③丙\n2班（1名）\n1\t丁":       "1班[甲 乙 丙] 2班（1名）[丁]",
		"商店街の班\n甲\n乙\n公園班\n丙":                      "商店街の班[甲 乙] 公園班[丙]",
		"みどりの会\n甲\n山田 太郎\n\nあおぞら会\n丙\n丁":           "みどりの会[甲 山田 太郎] あおぞら会[丙 丁]",
		"市民会議 名簿\n令和8年11月\n\n1班\n甲、乙":              "1班[甲 乙]",

		// What looks like it, and is not.
		"みどりの会\n1班\n2班":              "みどりの会[] 1班[] 2班[]",
		"みどりの会\nあおぞら会\n\nひまわりの会":     "みどりの会[] あおぞら会[] ひまわりの会[]",
		"市民: 甲、乙\n職員: 丙":             "市民[甲 乙] 職員[丙]",
		"1班: 甲\nみどりの会: 乙":            "1班[甲] みどりの会[乙]",
		"1班\nみどりの会: 乙":               "1班[] みどりの会[乙]",
		"1班\t甲\nみどりの会\t乙":            "1班[甲] みどりの会[乙]",
		"1班\t2班\n甲\t乙\t丙\t丁\n\t\t\t": "1班[甲] 2班[乙 丙 丁]",
		"1班\t2班":                     "1班[] 2班[]",
	} {
		tables, err := intake.ReadRoster(text)
		if got := people(tables); err != nil || got != want {
			t.Errorf("%q gives %s, %v; it should give %s", text, got, err, want)
		}
	}
}

// Two coordinators in a row, a table too many and a name too long are refused
// with their line here, too.
func TestRefusedBelowTheirTable(t *testing.T) {
	wide := strings.Repeat("1班\t", 2) + "\n" + strings.Repeat("長", board.Bounds.NameChars+1)
	var many []string
	for i := range board.Bounds.Tables + 1 {
		many = append(many, fmt.Sprintf("%d班", i+1))
	}
	for text, want := range map[string]board.Code{
		"1班\nコーディネーター: 甲、乙":             board.Exists,
		"役割\t1班\t2班\n進行\t甲\t乙\n進行\t丙\t": board.Exists,
		wide:                     board.TooBig,
		strings.Join(many, "\t"): board.Quota,
	} {
		if _, err := intake.ReadRoster(text); board.CodeOf(err) != want {
			t.Errorf("%.60q gives %v; it should give %v", text, err, want)
		}
	}
}

func TestRosterRefused(t *testing.T) {
	many := func(line string, n int) string { return strings.Repeat(line, n) }
	var tables strings.Builder
	for i := range 61 {
		fmt.Fprintf(&tables, "%d班\n", i+1)
	}
	for name, c := range map[string]struct {
		text string
		code board.Code
		say  string
	}{
		"two coordinators": {"1班: 甲(コーディネーター)、乙(コーディネーター)", board.Exists, "line 1"},
		"a long name":      {"1班: 甲\n2班: " + many("長", 41), board.TooBig, "line 2"},
		"a control":        {"1班: 甲\x07", board.BadText, "line 1"},
		"nul":              {"1班\x00", board.BadText, ""},
		"too many people":  {"1班: " + many("甲、", 1001), board.Quota, "line 1"},
		"too many tables":  {tables.String(), board.Quota, "line 61"},
		"too large":        {many("あ", 1<<20), board.TooBig, ""},
		"no encoding":      {"1班\xff\xfe\xfd", board.BadText, ""},
	} {
		_, err := intake.ReadRoster(c.text)
		if board.CodeOf(err) != c.code || !strings.Contains(fmt.Sprint(err), c.say) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "甲") {
			t.Errorf("%s: the refusal tells a name", name)
		}
	}
}
