package boltlog

import (
	"context"
	"os"
	"path/filepath"
)

// Inspect is Verify in two numbers: how many documents there are, and how much is broken.
func (s *Store) Inspect(ctx context.Context, progress func(done, total int64)) (documents, faults int, err error) {
	report, err := s.Verify(ctx, progress)
	return report.Documents, len(report.Faults) + report.More, err
}

// Files names the data file, says how large it is, and lists what restores put
// aside beside it.
func (s *Store) Files() (data string, size int64, aside []string) {
	if info, err := os.Stat(s.path); err == nil {
		size = info.Size()
	}
	aside, _ = filepath.Glob(filepath.Join(folderOf(s.path), "yoriai-before-restore-*.db")) // the pattern is sound
	if absolute, err := filepath.Abs(s.path); err == nil {
		return absolute, size, aside
	}
	return s.path, size, aside
}
