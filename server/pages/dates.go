package pages

import "time"

// reiwa began on this day; years are counted from 1 in the calendar year of
// its beginning.
var reiwa = time.Date(2019, time.May, 1, 0, 0, 0, 0, time.UTC)

func parseDay(iso string) (time.Time, error) { return time.Parse(time.DateOnly, iso) }

// eraOf gives the catalogue key for a day's notation and the year to put in.
// Days before the present era are written in the common calendar, because a
// table of older eras would serve no workshop.
func eraOf(t time.Time) (key string, year int) {
	if t.Before(reiwa) {
		return "date.common", t.Year()
	}
	return "date.reiwa", t.Year() - reiwa.Year() + 1
}
