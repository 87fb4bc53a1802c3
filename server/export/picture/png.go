package picture

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
)

// PNGWidth is an A3 at 150 dots to the inch: sharp on paper, and not too large to be sent.
const PNGWidth = 2480

// PNG writes pages side by side, each so many pixels wide.
func PNG(w io.Writer, pages []*Page, widthPx int) error {
	high := int(float64(widthPx)*pageH/pageW + 0.5)
	img := image.NewRGBA(image.Rect(0, 0, widthPx*len(pages), high))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	for i, page := range pages {
		part := img.SubImage(image.Rect(i*widthPx, 0, (i+1)*widthPx, high)).(*image.RGBA)
		page.rasterize(part, widthPx)
	}
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(w, img); err != nil {
		return fmt.Errorf("picture: png: %w", err)
	}
	return nil
}
