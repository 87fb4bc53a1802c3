package archive

// MaxArchive is how large an archive may be.
const MaxArchive = maxArchive
