package rehearsal

import (
	_ "embed"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"

	"yoriai/board"
)

//go:embed lines/ja.json
var linesJSON []byte

// Lines are what the made-up people say and are called.
type Lines struct {
	Title    string   `json:"title"`
	Theme    string   `json:"theme"`
	Place    string   `json:"place"`
	Host     string   `json:"host"`
	Tables   string   `json:"tables"` // a table's name, with {n} for its number
	Islands  []island `json:"islands"`
	Alone    []string `json:"alone"` // belong to no island
	Surnames []string `json:"surnames"`
}

// island is what some of the notes have in common, and says so in a sentence.
type island struct {
	Title string   `json:"title"`
	Notes []string `json:"notes"`
}

// ReadLines reads what is embedded, once.
var ReadLines = sync.OnceValue(func() *Lines {
	var l Lines
	if err := json.Unmarshal(linesJSON, &l); err != nil {
		panic(err) // the file is part of the program
	}
	return &l
})

// Facts are those of a rehearsal that belongs to no workshop.
func (l *Lines) Facts() board.Facts {
	return board.Facts{Title: l.Title, Theme: l.Theme, Place: l.Place, Host: l.Host}
}

// Surname is a different one for each of a table's people, and for as many
// tables as the names last.
func (l *Lines) Surname(n int) string { return l.Surnames[n%len(l.Surnames)] }

// islandOf says where a note belongs; −1: nowhere.
func (l *Lines) islandOf(text string) int {
	return slices.IndexFunc(l.Islands, func(i island) bool { return slices.Contains(i.Notes, text) })
}

// titleOf is the sentence for an island that holds these texts: that of most of them.
func (l *Lines) titleOf(texts []string) string {
	votes := make([]int, len(l.Islands))
	for _, text := range texts {
		if i := l.islandOf(text); i >= 0 {
			votes[i]++
		}
	}
	return l.Islands[slices.Index(votes, slices.Max(votes))].Title
}

// deal gives each of a table's people what they are going to write: a few
// islands' notes and one that stands alone, shuffled.
func (l *Lines) deal(chance *rand.Rand, people int) [][]string {
	islands := slices.Clone(l.Islands)
	chance.Shuffle(len(islands), func(i, j int) { islands[i], islands[j] = islands[j], islands[i] })
	cards := []string{l.Alone[chance.IntN(len(l.Alone))]}
	for _, i := range islands[:min(len(islands), 3+people/2)] {
		cards = append(cards, i.Notes...)
	}
	chance.Shuffle(len(cards), func(i, j int) { cards[i], cards[j] = cards[j], cards[i] })
	hands := make([][]string, people)
	for i, card := range cards[:min(len(cards), people*notesEach)] {
		hands[i%people] = append(hands[i%people], card)
	}
	return hands
}

// notesEach is how many notes one person writes at most.
const notesEach = 5

// TableName is the name of the n-th table, counted from 1.
func (l *Lines) TableName(n string) string { return strings.ReplaceAll(l.Tables, "{n}", n) }
