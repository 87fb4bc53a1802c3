package photo

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"runtime"
	"testing"
)

var within = Bounds{File: 20 << 20, Side: 2000, Bytes: 1 << 20}

// canary is what a camera knows and nobody shall read.
const canary = "CANARY-35.6895N-139.6917E-YAMADA"

// taken is a picture whose left upper quarter is red and whose rest is blue.
func taken(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{20, 40, 200, 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{200, 30, 20, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func jpegOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := jpeg.Encode(&file, img, nil); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// segment is one of a JPEG's before the picture.
func segment(marker byte, body string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2)), body...)
}

// exif says how the camera was held, and who held it where.
func exif(turned uint16) string {
	tiff := []byte("MM\x00\x2a\x00\x00\x00\x08\x00\x01")
	tiff = binary.BigEndian.AppendUint16(tiff, orientationTag)
	tiff = append(tiff, 0, 3, 0, 0, 0, 1)
	tiff = binary.BigEndian.AppendUint16(tiff, turned)
	return "Exif\x00\x00" + string(append(tiff, 0, 0, 0, 0, 0, 0)) + canary
}

// fromCamera is a JPEG with all that cameras and programs write beside a picture.
func fromCamera(t testing.TB, img image.Image, turned uint16) []byte {
	t.Helper()
	plain := jpegOf(t, img)
	file := append([]byte{}, plain[:2]...)
	file = append(file, segment(0xe1, exif(turned))...)
	file = append(file, segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+canary+"</x:xmpmeta>")...)
	file = append(file, segment(0xe2, "ICC_PROFILE\x00\x01\x01"+canary)...)
	file = append(file, segment(0xed, "Photoshop 3.0\x00"+canary)...)
	file = append(file, segment(0xfe, canary)...)
	file = append(file, plain[2:]...)
	return append(file, canary...) // behind the end: a second picture, or a film
}

// chunk is one of a PNG's.
func chunk(kind, body string) []byte {
	c := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	c = append(c, kind+body...)
	return binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE([]byte(kind+body)))
}

// afterHeader puts a chunk behind a PNG's first.
func afterHeader(file, c []byte) []byte {
	const header = 8 + 12 + 13
	return append(append(append([]byte{}, file[:header]...), c...), file[header:]...)
}

func red(c color.Color) bool { r, _, b, _ := c.RGBA(); return r > 2*b }

// Nothing of what stood beside the picture is left, whatever the file was.
func TestNothingStaysBesideThePicture(t *testing.T) {
	texted := afterHeader(pngOf(t, taken(90, 60)), chunk("tEXt", "Author\x00"+canary))
	texted = afterHeader(texted, chunk("eXIf", exif(1)[6:]))
	for name, file := range map[string][]byte{
		"a JPEG": fromCamera(t, taken(90, 60), 1), "a large JPEG": fromCamera(t, taken(2600, 1800), 6), "a PNG": texted,
	} {
		if !bytes.Contains(file, []byte(canary)) {
			t.Fatalf("%s holds no canary: the test proves nothing", name)
		}
		kept, err := Keep(file, within)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, p := range []Picture{kept.Large, kept.Print, kept.Small} {
			if bytes.Contains(p.Data, []byte("CANARY")) || bytes.Contains(p.Data, []byte("YAMADA")) || bytes.Contains(p.Data, []byte("Exif")) {
				t.Errorf("%s: the canary is still there", name)
			}
			for marker := range segments(p.Data) {
				if marker >= 0xe0 && marker <= 0xef || marker == 0xfe {
					t.Errorf("%s: a segment %x beside the picture", name, marker)
				}
			}
		}
	}
}

// However the camera was held, the red quarter comes to lie where it was seen.
func TestPhotosStandUpright(t *testing.T) {
	// where the left upper corner of the file lies in the picture that was seen
	for turned, corner := range map[uint16]string{1: "left upper", 2: "right upper", 3: "right lower", 4: "left lower", 5: "left upper", 6: "right upper", 7: "right lower", 8: "left lower"} {
		kept, err := Keep(fromCamera(t, taken(120, 80), turned), within)
		if err != nil {
			t.Fatal(err)
		}
		img, err := jpeg.Decode(bytes.NewReader(kept.Large.Data))
		if err != nil {
			t.Fatal(err)
		}
		w, h := img.Bounds().Dx(), img.Bounds().Dy()
		if lying := turned >= 5; lying != (h > w) || w != kept.Large.Width || h != kept.Large.Height {
			t.Errorf("turned as %d it is %d × %d, said %d × %d", turned, w, h, kept.Large.Width, kept.Large.Height)
		}
		for name, at := range map[string]image.Point{"left upper": {w / 4, h / 4}, "right upper": {w * 3 / 4, h / 4}, "left lower": {w / 4, h * 3 / 4}, "right lower": {w * 3 / 4, h * 3 / 4}} {
			if red(img.At(at.X, at.Y)) != (name == corner) {
				t.Errorf("turned as %d: %s is red: %v", turned, name, name != corner)
			}
		}
	}
}

// A file that says nonsense of how it was held stands as it lies.
func TestOrientationIsReadWithCare(t *testing.T) {
	whole := fromCamera(t, taken(60, 40), 6)
	for n := range min(len(whole), 200) {
		orientation(whole[:n])
	}
	for _, turned := range []uint16{0, 9, 65535} {
		if as := orientation(fromCamera(t, taken(60, 40), turned)); as != upright {
			t.Errorf("%d is read as %d", turned, as)
		}
	}
}

// The longer side is cut to the bound, and no picture has more bytes than said:
// noise, which no encoder makes small, becomes coarser.
func TestPhotosAreMadeSmall(t *testing.T) {
	kept, err := Keep(jpegOf(t, taken(3000, 1500)), within)
	if err != nil || kept.Large.Width != 2000 || kept.Large.Height != 1000 || kept.Print.Width != 1200 || kept.Print.Height != 600 || kept.Small.Width != 480 || kept.Small.Height != 240 {
		t.Errorf("%d × %d and %d × %d, %v", kept.Large.Width, kept.Large.Height, kept.Small.Width, kept.Small.Height, err)
	}
	kept, err = Keep(jpegOf(t, taken(30, 20)), within)
	if err != nil || kept.Large.Width != 30 || kept.Small.Height != 20 {
		t.Errorf("a small one was blown up: %+v, %v", kept.Large.Width, err)
	}
	noise := image.NewGray(image.Rect(0, 0, 1900, 1900))
	seed := uint32(1)
	for i := range noise.Pix {
		seed = seed*1664525 + 1013904223
		noise.Pix[i] = byte(seed >> 24)
	}
	kept, err = Keep(pngOf(t, noise), within)
	if err != nil || len(kept.Large.Data) > within.Bytes {
		t.Errorf("noise has %d bytes, %v", len(kept.Large.Data), err)
	}
}

// The mean of an area, to the last pixel: nothing is lost at the edges, whatever
// the sizes.
func TestShrinkingKeepsTheMean(t *testing.T) {
	for _, size := range []image.Point{{7, 5}, {64, 65}, {129, 128}, {200, 1}, {1, 333}} {
		img := image.NewGray(image.Rect(0, 0, size.X, size.Y))
		for i := range img.Pix {
			img.Pix[i] = byte(i * 7)
		}
		one := fitted(img, 1)
		sum := 0
		for _, p := range img.Pix {
			sum += int(p)
		}
		if mean := sum / len(img.Pix); max(mean, int(one.Pix[0]))-min(mean, int(one.Pix[0])) > 1 {
			t.Errorf("%v: the mean is %d and becomes %d", size, mean, one.Pix[0])
		}
		flat := image.NewGray(image.Rect(3, 4, size.X+3, size.Y+4))
		for i := range flat.Pix {
			flat.Pix[i] = 137
		}
		for i, p := range fitted(flat, 50).Pix {
			if i%4 < 3 && p != 137 {
				t.Fatalf("%v: grey becomes %d at %d", size, p, i)
			}
		}
	}
}

// What can be seen through lies on white.
func TestSeenThroughIsWhite(t *testing.T) {
	kept, err := Keep(pngOf(t, image.NewNRGBA(image.Rect(0, 0, 40, 40))), within)
	if err != nil {
		t.Fatal(err)
	}
	img, _ := jpeg.Decode(bytes.NewReader(kept.Large.Data))
	if r, _, _, _ := img.At(20, 20).RGBA(); r < 0xf000 {
		t.Errorf("it is %v", img.At(20, 20))
	}
}

// A WebP of one pixel, as browsers and Android write them.
func TestWebPIsRead(t *testing.T) {
	file, err := base64.StdEncoding.DecodeString("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := Keep(file, within); err != nil || kept.Large.Width != 1 || kept.Large.Height != 1 {
		t.Errorf("%d × %d, %v", kept.Large.Width, kept.Large.Height, err)
	}
}

// sized is a JPEG or PNG that claims another size than it has.
func sized(file []byte, w, h uint16) []byte {
	out := bytes.Clone(file)
	if at := bytes.Index(out, []byte("IHDR")); at >= 0 {
		binary.BigEndian.PutUint32(out[at+4:], uint32(w))
		binary.BigEndian.PutUint32(out[at+8:], uint32(h))
		binary.BigEndian.PutUint32(out[at+17:], crc32.ChecksumIEEE(out[at:at+17]))
		return out
	}
	at := bytes.Index(out, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(out[at+5:], h)
	binary.BigEndian.PutUint16(out[at+7:], w)
	return out
}

func TestWhatIsNoPhotoIsRefused(t *testing.T) {
	whole := jpegOf(t, taken(300, 200))
	dot := jpegOf(t, taken(1, 1))
	progressive := bytes.Replace(sized(dot, 5000, 4000), []byte{0xff, 0xc0}, []byte{0xff, 0xc2}, 1)
	stray := bytes.Replace(progressive, []byte{0xff, 0xc2}, []byte{'!', 0xff, 0, 0xff, 0xd0, 0xff, 0xff, 0xc2}, 1)
	for name, c := range map[string]struct {
		file []byte
		err  error
	}{
		"nothing":               {nil, ErrNoPhoto},
		"a page":                {[]byte("<!doctype html><script>alert(1)</script>"), ErrNoPhoto},
		"SVG":                   {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), ErrNoPhoto},
		"GIF":                   {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00"), ErrNoPhoto},
		"HEIC":                  {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), ErrHEIC},
		"cut off":               {whole[:len(whole)/2], ErrBroken},
		"its head alone":        {whole[:3], ErrBroken},
		"a bomb, JPEG":          {sized(dot, 60000, 60000), ErrTooMany},
		"a bomb, PNG":           {sized(pngOf(t, taken(1, 1)), 60000, 60000), ErrTooMany},
		"long and thin":         {sized(dot, 65535, 1000), ErrTooMany},
		"large and progressive": {progressive, ErrTooMany},
		"the same, hidden":      {stray, ErrTooMany},
		"one line of millions":  {pngOf(t, image.NewGray(image.Rect(0, 0, 100_000, 1))), ErrTooMany},
		"no size":               {sized(pngOf(t, taken(1, 1)), 0, 1), ErrBroken},
		"claims more than is":   {sized(pngOf(t, taken(1, 1)), 4000, 4000), ErrBroken},
		"too large a file":      {make([]byte, within.File+1), ErrTooLarge},
	} {
		if _, err := Keep(c.file, within); !errors.Is(err, c.err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Twelve million pixels, as a telephone takes them, need little memory.
func TestMemoryOfAPhoto(t *testing.T) {
	file := jpegOf(t, image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := Keep(file, within); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if all := (after.TotalAlloc - before.TotalAlloc) >> 20; all > 80 {
		t.Errorf("%d MiB", all)
	}
}

func BenchmarkKeep(b *testing.B) {
	file := jpegOf(b, image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Keep(file, within); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzKeep(f *testing.F) {
	f.Add(fromCamera(f, taken(20, 10), 6))
	f.Add(pngOf(f, taken(20, 10)))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8 "))
	f.Fuzz(func(t *testing.T, data []byte) {
		if img, err := read(data); err != nil || img.Bounds().Dx()*img.Bounds().Dy() > 1<<20 {
			return
		}
		kept, err := Keep(data, Bounds{File: 1 << 20, Side: 100, Bytes: 64 << 10})
		if err == nil && (max(kept.Large.Width, kept.Large.Height) > 100 || len(kept.Large.Data) > 64<<10) {
			t.Errorf("%d × %d", kept.Large.Width, kept.Large.Height)
		}
	})
}
