package photo

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"iter"

	"golang.org/x/image/webp"
)

// What is unpacked at once: sixty million pixels of a good telephone. The
// header tells it before anything is unpacked: a file of a kilobyte can claim
// gigabytes. A picture that needs more memory for each pixel may have fewer.
const (
	maxPixels = 60_000_000
	maxBytes  = 256 << 20
	// maxSide is as long as a JPEG can be. A PNG may claim one line of millions
	// of pixels, of which some rows are unpacked at once (see fitted).
	maxSide = 1<<16 - 1
)

// Why a file is not taken.
var (
	ErrNoPhoto  = errors.New("the file is no photo")            // or one of a sort that is not read
	ErrHEIC     = errors.New("the photo is of the sort HEIC")   // as iPhones keep them
	ErrTooMany  = errors.New("the photo has too many pixels")   // more than maxPixels, or than maxSide in a line
	ErrTooLarge = errors.New("the file is too large")           // more than the limit that was given
	ErrBroken   = errors.New("the photo cannot be read to end") // cut off, or damaged
)

// sort is a sort of picture file, known by its first bytes and by nothing else:
// a name and a declared type are what the sender says.
type sort struct {
	config func(data []byte) (image.Config, error)
	decode func(data []byte) (image.Image, error)
}

func sortOf(data []byte) (sort, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return sort{
			func(d []byte) (image.Config, error) { return jpeg.DecodeConfig(bytes.NewReader(d)) },
			func(d []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(d)) },
		}, nil
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return sort{
			func(d []byte) (image.Config, error) { return png.DecodeConfig(bytes.NewReader(d)) },
			func(d []byte) (image.Image, error) { return png.Decode(bytes.NewReader(d)) },
		}, nil
	case len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return sort{
			func(d []byte) (image.Config, error) { return webp.DecodeConfig(bytes.NewReader(d)) },
			func(d []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(d)) },
		}, nil
	case isHEIC(data):
		return sort{}, ErrHEIC
	}
	return sort{}, ErrNoPhoto
}

// isHEIC knows the brands of ISO 23008-12 and of AVIF, which is packed alike.
func isHEIC(data []byte) bool {
	if len(data) < 12 || string(data[4:8]) != "ftyp" {
		return false
	}
	switch string(data[8:12]) {
	case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif", "avis":
		return true
	}
	return false
}

// read unpacks a file whose header claims no more than can be held.
func read(data []byte) (image.Image, error) {
	s, err := sortOf(data)
	if err != nil {
		return nil, err
	}
	c, err := s.config(data)
	if err != nil || c.Width < 1 || c.Height < 1 {
		return nil, ErrBroken
	}
	if max(c.Width, c.Height) > maxSide || c.Width > maxPixels/c.Height || c.Width*c.Height > maxBytes/bytesEach(data, c) {
		return nil, ErrTooMany
	}
	img, err := s.decode(data)
	if err != nil {
		return nil, ErrBroken
	}
	return img, nil
}

// bytesEach are what a pixel takes while it is unpacked.
func bytesEach(data []byte, c image.Config) int {
	switch c.ColorModel {
	case color.NRGBA64Model, color.RGBA64Model, color.CMYKModel: // the black of the last is put in by making it anew
		return 8
	}
	if isProgressive(data) {
		return 16 // its parts come one after the other and are held as numbers until the last
	}
	return 4
}

// isProgressive looks for the start of such a frame (SOF2) in a JPEG.
func isProgressive(data []byte) bool {
	for marker := range segments(data) {
		if marker == 0xc2 {
			return true
		}
	}
	return false
}

// segments are those of a JPEG before the picture itself: marker and body. What
// stands between them and is none is passed over, as the decoder does, or a
// stray byte would hide from us what the decoder reads.
func segments(data []byte) iter.Seq2[byte, []byte] {
	return func(yield func(byte, []byte) bool) {
		if !bytes.HasPrefix(data, []byte("\xff\xd8")) {
			return
		}
		for at := 2; at+4 <= len(data); {
			if data[at] != 0xff || !beginsSegment(data[at+1]) {
				at++
				continue
			}
			size := int(binary.BigEndian.Uint16(data[at+2:]))
			if size < 2 || at+2+size > len(data) || data[at+1] == 0xda || !yield(data[at+1], data[at+4:at+2+size]) {
				return
			}
			at += 2 + size
		}
	}
}

// beginsSegment: the marker is no filling, no data and no restart.
func beginsSegment(marker byte) bool {
	return marker != 0 && marker != 0xff && (marker < 0xd0 || marker > 0xd7)
}
