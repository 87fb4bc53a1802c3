package pdf

// Shape is an outline, filled, drawn round, or both. Lengths are in millimetres.
type Shape struct {
	Steps  []Step
	Fill   *Color // nil: it is not filled
	Line   *Color // nil: it has no line
	Width  float64
	Dashes []float64
	Round  bool // the ends and joints of its line
}

// Step is a step of an outline: M begins anew, L goes straight, C goes round
// (two handles and the end), Z goes back to the beginning.
type Step struct {
	Kind byte
	To   []float64
}

var stepOps = map[byte]string{'M': "m", 'L': "l", 'C': "c", 'Z': "h"}

// Shape draws an outline as PDF itself draws lines, which takes a reader less
// than shapes made of lines.
func (p *Page) Shape(s Shape) {
	if len(s.Steps) == 0 || (s.Fill == nil && s.Line == nil) {
		return
	}
	op := "n"
	if s.Fill != nil {
		p.setFill(*s.Fill)
		op = "f"
	}
	if s.Line != nil {
		p.setStroke(*s.Line)
		op = map[bool]string{true: "B", false: "S"}[s.Fill != nil]
		p.ops("w", s.Width)
	}
	special := len(s.Dashes) > 0 || s.Round
	if special {
		p.lineStyle(s)
	}
	for _, step := range s.Steps {
		at := make([]float64, len(step.To))
		for i, v := range step.To {
			at[i] = v
			if i%2 == 1 {
				at[i] = p.height - v
			}
		}
		p.ops(stepOps[step.Kind], at...)
	}
	p.ops(op)
	if special {
		p.ops("Q")
	}
}

// lineStyle lasts until the state before is taken up again.
func (p *Page) lineStyle(s Shape) {
	p.ops("q")
	if s.Round {
		p.out.WriteString("1 J 1 j\n")
	}
	if len(s.Dashes) > 0 {
		p.out.WriteByte('[')
		for _, d := range s.Dashes {
			p.out.WriteString(number(d) + " ")
		}
		p.out.WriteString("] 0 d\n")
	}
}
