package photo

import (
	"image"
	"image/draw"
)

// stripRows of the picture are unpacked to colours at once, so that a large
// picture does not stand in memory twice.
const stripRows = 64

// fitted is the picture with its longer side at most as long as said, on white.
// Each pixel is the mean of the area it stands for. (The scalers of x/image
// hold 32 bytes for each row of the one and column of the other picture: two
// hundred megabytes for a telephone's.)
func fitted(img image.Image, side int) *image.RGBA {
	from := img.Bounds()
	w, h := from.Dx(), from.Dy()
	if longest := max(w, h); longest > side {
		w, h = max(1, w*side/longest), max(1, h*side/longest)
	}
	s := shrinking{to: image.NewRGBA(image.Rect(0, 0, w, h)), wide: from.Dx(), high: from.Dy(), sums: make([]uint64, 3*w)}
	strip := image.NewRGBA(image.Rect(0, 0, from.Dx(), stripRows))
	for y := 0; y < from.Dy(); y += stripRows {
		draw.Draw(strip, strip.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(strip, strip.Rect, img, image.Pt(from.Min.X, from.Min.Y+y), draw.Over)
		for row := range min(stripRows, from.Dy()-y) {
			s.add(y+row, strip.Pix[row*strip.Stride:][:4*from.Dx()])
		}
	}
	return s.to
}

// shrinking makes rows of a smaller picture from the rows of a larger one,
// wide × high. All areas are counted in whole parts: a pixel of the larger one
// is as wide as the smaller has columns, one of the smaller as the larger has.
type shrinking struct {
	to         *image.RGBA
	wide, high int
	sums       []uint64 // of the row that is being made: red, green, blue
}

// add takes the y-th row of the larger picture.
func (s *shrinking) add(y int, row []byte) {
	h := s.to.Rect.Dy()
	into := y * h / s.high
	here := min(h, (into+1)*s.high-y*h) // the rest lies in the next row
	s.gather(row, here)
	if (y+1)*h >= (into+1)*s.high {
		s.write(into)
		if rest := h - here; rest > 0 {
			s.gather(row, rest)
		}
	}
}

// gather adds a row with a weight to the sums of the row that is being made.
func (s *shrinking) gather(row []byte, weight int) {
	w, into, edge := s.to.Rect.Dx(), 0, s.wide
	for x := range s.wide {
		here := min(w, edge-x*w)
		s.pixel(into, row[4*x:], here*weight)
		if (x+1)*w >= edge {
			into, edge = into+1, edge+s.wide
			if rest := w - here; rest > 0 {
				s.pixel(into, row[4*x:], rest*weight)
			}
		}
	}
}

func (s *shrinking) pixel(into int, p []byte, weight int) {
	sums, n := s.sums[3*into:][:3], uint64(weight)
	sums[0] += uint64(p[0]) * n
	sums[1] += uint64(p[1]) * n
	sums[2] += uint64(p[2]) * n
}

// write ends a row and begins the next.
func (s *shrinking) write(y int) {
	area := uint64(s.wide) * uint64(s.high)
	row := s.to.Pix[y*s.to.Stride:]
	for x := range s.to.Rect.Dx() {
		for c := range 3 {
			row[4*x+c] = byte((s.sums[3*x+c] + area/2) / area)
		}
		row[4*x+3] = 255
	}
	clear(s.sums)
}
