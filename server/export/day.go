package export

import (
	"strconv"
	"time"
)

// reiwa began on this day. Its first year is written 元年.
var reiwa = time.Date(2019, time.May, 1, 0, 0, 0, 0, time.UTC)

// reiwaOffset turns a year of the era into one of the common calendar.
const reiwaOffset = 2018

// day writes an ISO day the way public papers do: 令和8年(2026年)11月21日(土). Days
// before the era are written in the common calendar. What is no day stays as it is.
func (w Words) day(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	key, year := wordReiwa, strconv.Itoa(t.Year()-reiwaOffset)
	switch {
	case t.Before(reiwa):
		key, year = wordCommon, strconv.Itoa(t.Year())
	case t.Year() == reiwa.Year():
		year = "元"
	}
	weekdays := []rune(w(wordWeekdays))
	weekday := ""
	if len(weekdays) == 7 {
		weekday = string(weekdays[t.Weekday()])
	}
	return w.fill(key, "year", year, "western", strconv.Itoa(t.Year()), "month", strconv.Itoa(int(t.Month())), "day", strconv.Itoa(t.Day()), "weekday", weekday)
}
