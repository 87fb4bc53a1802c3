package intake

// What tests outside the package see of its inside.
var (
	ReadDay   = readDay
	OneLeader = oneLeader
	PlainText = plainText
)
