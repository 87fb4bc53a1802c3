// Package photo makes of a file that somebody chose a picture that may be kept:
// upright, no larger than a page needs, and encoded anew, so that nothing is
// left of what the camera wrote beside it (place, time, its owner's name, the
// small picture of before it was cut).
package photo
