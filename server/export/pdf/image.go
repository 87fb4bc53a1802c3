package pdf

import "fmt"

// Image draws a JPEG of three colours, so many pixels wide and high, into a
// rectangle. The file takes it as it is.
func (p *Page) Image(x, y, width, height float64, jpeg []byte, pixelsWide, pixelsHigh int) {
	at := p.doc.reserve()
	p.doc.raw(at, fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", pixelsWide, pixelsHigh), jpeg)
	p.images = append(p.images, at)
	p.ops("q")
	p.ops("cm", width, 0, 0, height, x, p.height-y-height)
	fmt.Fprintf(&p.out, "/I%d Do\n", len(p.images))
	p.ops("Q")
}
