package photo

import (
	"bytes"
	"image"
	"image/jpeg"
)

// Picture is a JPEG without anything but the picture.
type Picture struct {
	Data          []byte
	Width, Height int
}

// Kept is a photo as it is kept: to be looked at closely, as it stands in a
// document, and small for a list.
type Kept struct{ Large, Print, Small Picture }

// Bounds of what is kept.
type Bounds struct {
	File  int // bytes of the file that comes
	Side  int // pixels of the longer side
	Bytes int // of either picture
}

const (
	printSide = 1200 // half a page in print; sixty of them can still be sent by mail
	smallSide = 480  // a card on a screen of double density
)

// qualities are tried until a picture is small enough. The first is what one
// takes for print; one that still is too large at the last is made smaller.
var qualities = []int{85, 75, 65, 50}

// Keep makes what is kept of a file. It needs memory for the picture as it
// comes, four bytes a pixel at worst, so callers take turns.
func Keep(data []byte, within Bounds) (Kept, error) {
	if len(data) > within.File {
		return Kept{}, ErrTooLarge
	}
	img, err := read(data)
	if err != nil {
		return Kept{}, err
	}
	as := orientation(data)
	full := turn(fitted(img, within.Side), as)
	var kept Kept
	for _, as := range []struct {
		side int
		into *Picture
	}{{within.Side, &kept.Large}, {printSide, &kept.Print}, {smallSide, &kept.Small}} {
		full = fitted(full, min(as.side, within.Side))
		if *as.into, err = encode(full, within.Bytes); err != nil {
			return Kept{}, err
		}
	}
	return kept, nil
}

// encode writes a JPEG of at most so many bytes.
func encode(img *image.RGBA, most int) (Picture, error) {
	for {
		for _, quality := range qualities {
			var file bytes.Buffer
			if err := jpeg.Encode(&file, img, &jpeg.Options{Quality: quality}); err != nil {
				return Picture{}, err
			}
			if file.Len() <= most {
				return Picture{file.Bytes(), img.Rect.Dx(), img.Rect.Dy()}, nil
			}
		}
		img = fitted(img, max(img.Rect.Dx(), img.Rect.Dy())*3/4)
	}
}
