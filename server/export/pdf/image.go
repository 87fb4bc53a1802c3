package pdf

import (
	"bytes"
	"fmt"
	"image/jpeg"
)

// Image draws a JPEG of three colours into a rectangle. The file takes it as it
// is. What is no such JPEG is left out.
func (p *Page) Image(x, y, width, height float64, data []byte) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return
	}
	at := p.doc.reserve()
	p.doc.raw(at, fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode", c.Width, c.Height), data)
	p.images = append(p.images, at)
	p.ops("q")
	p.ops("cm", width, 0, 0, height, x, p.height-y-height)
	fmt.Fprintf(&p.out, "/I%d Do\n", len(p.images))
	p.ops("Q")
}
