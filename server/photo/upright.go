package photo

import (
	"encoding/binary"
	"image"
)

// A camera writes the picture as its sensor lies, and beside it (EXIF) how it
// was held. That note goes with all others, so the picture is turned instead.

// upright is the orientation of a picture that needs no turning.
const upright = 1

// orientation reads how a JPEG is to be turned: 1 to 8, as EXIF counts. Where
// nothing is said, or nothing that makes sense, it stands upright.
func orientation(data []byte) int {
	for marker, body := range segments(data) {
		if marker == 0xe1 && len(body) > 6 && string(body[:6]) == "Exif\x00\x00" {
			return orientationIn(body[6:])
		}
	}
	return upright
}

// orientationTag is Orientation in a TIFF directory, a single short.
const orientationTag = 0x0112

func orientationIn(tiff []byte) int {
	if len(tiff) < 8 {
		return upright
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > len(tiff) {
		return upright
	}
	for n := int(order.Uint16(tiff[at:])); n > 0; n-- {
		entry := at + 2 + 12*(n-1)
		if entry+12 > len(tiff) || order.Uint16(tiff[entry:]) != orientationTag {
			continue
		}
		if turned := int(order.Uint16(tiff[entry+8:])); turned >= 1 && turned <= 8 {
			return turned
		}
	}
	return upright
}

// turn gives the picture as it was seen. It is called when the picture is small
// already.
func turn(src *image.RGBA, as int) *image.RGBA {
	if as == upright {
		return src
	}
	w, h := src.Rect.Dx(), src.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if as >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			to := [9][2]int{
				2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y},
				5: {y, x}, 6: {h - 1 - y, x}, 7: {h - 1 - y, w - 1 - x}, 8: {y, w - 1 - x},
			}[as]
			copy(out.Pix[out.PixOffset(to[0], to[1]):][:4], src.Pix[src.PixOffset(x, y):][:4])
		}
	}
	return out
}
