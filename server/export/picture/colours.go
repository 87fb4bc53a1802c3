package picture

import (
	"image/color"

	"yoriai/board"
)

// The colours of static/css/tokens.css, on white paper.
var (
	none   = color.RGBA{}
	white  = rgb(0xffffff)
	ink    = rgb(0x26241f)
	soft   = rgb(0x5a5449)
	edge   = rgb(0x8a8170) // of the sheet: darker than on a screen, to be seen in print
	paper  = rgb(0xfdfbf6)
	dots   = rgb(0xcfc5b2)
	lines  = rgb(0x4a443a)
	lone   = rgb(0x6b6250)
	offer  = rgb(0x3f6b35) // 提案
	seal   = rgb(0xb93a2b)
	sealed = rgb(0x7d2419)
	lead   = rgb(0x24508c)
	leadOn = rgb(0xe7eef8)
)

func rgb(v uint32) color.RGBA {
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xff}
}

// sideColours are a side's paper, its edge and its mark.
type sideColours struct{ ground, edge, mark color.RGBA }

var sides = map[board.Side]sideColours{
	board.Citizen:   {rgb(0xfff2a6), rgb(0xc9ad2c), rgb(0x7a6000)},
	board.Staff:     {rgb(0xd3e8f8), rgb(0x6da4d0), rgb(0x1f5f96)},
	board.OtherSide: {rgb(0xdff0d3), rgb(0x82b26b), rgb(0x3c6a2b)},
	board.NoSide:    {rgb(0xf7f3ea), rgb(0xb5aa94), rgb(0x5a5449)},
}

// levelColours are those of an island: title card, outline and tint.
type levelColours struct{ strong, edge, ground color.RGBA }

var levels = [8]levelColours{
	{rgb(0xb93a2b), rgb(0xcd7166), rgb(0xfcf4f2)},
	{rgb(0x24508c), rgb(0x6181ac), rgb(0xf1f4f9)},
	{rgb(0x3f6b35), rgb(0x75946e), rgb(0xf1f5ef)},
	{rgb(0x6b3f86), rgb(0x9475a8), rgb(0xf3eff6)},
	{rgb(0x8a5a00), rgb(0xab8847), rgb(0xf6f1e8)},
	{rgb(0x1d6a70), rgb(0x5c9498), rgb(0xeaf1f2)},
	{rgb(0x97305f), rgb(0xb46a8c), rgb(0xf6eaf0)},
	{rgb(0x4b453b), rgb(0x7d7972), rgb(0xedeceb)},
}

func coloursOf(level int, proposal bool) levelColours {
	if proposal {
		return levels[2]
	}
	return levels[min(max(level, 1), len(levels))-1]
}
