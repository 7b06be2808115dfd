/// One line of /proc/vmallocinfo.
struct InfoLine {
  /// The first address, hashed on most machines.
  var start: UInt64 = 0
  /// The end address, hashed likewise.
  var end: UInt64 = 0
  /// The length in bytes, guard included.
  var size: UInt64 = 0
  /// The pages counted in the descriptor: fewer than 2^40.
  var pages: UInt64?
  /// Whether the area was made by vmalloc.
  var isVmalloc = false
  /// Whether its page array is an area itself.
  var pageArrayIsArea = false
  /// Its pages by node.
  var nodes: [(node: UInt64, count: UInt64)] = []

  private static let format = "expected `0xSTART-0xEND SIZE CALLER [pages=N] [vmalloc] [vpages] [Nk=COUNT] …`"
  private static let pagesKey = Array("pages=".utf8)
  private static let vmalloc = Array("vmalloc".utf8)
  private static let vpages = Array("vpages".utf8)

  /// The current line of a text, or `nil` if it is blank.
  init?(_ text: inout TextLines) throws(TraceError) {
    text.cursor.skipSpaces()
    if text.cursor.isAtEnd { return nil }
    let begin = text.cursor.at
    guard text.cursor.take(Ascii.hexPrefix), let start = text.cursor.hexadecimal(),
      text.cursor.take(Ascii.dash), text.cursor.take(Ascii.hexPrefix), let end = text.cursor.number16(),
      let size = text.cursor.decimalWord()
    else { throw text.malformed("not a line of /proc/vmallocinfo", Self.format, from: begin) }
    self.start = start
    self.end = end
    self.size = size
    while true {
      text.cursor.skipSpaces()
      if text.cursor.isAtEnd { return }
      let word = text.cursor.at
      guard try readWord(&text) else {
        throw text.malformed("unreadable field", Self.format, from: word)
      }
    }
  }

  /// Reads one word; false if it is a known field that cannot be read.
  private mutating func readWord(_ text: inout TextLines) throws(TraceError) -> Bool {
    let word = text.cursor.at
    if text.cursor.take(Self.pagesKey) {
      pages = text.cursor.number().flatMap { $0 >> 40 == 0 ? $0 : nil }
      return pages != nil
    }
    if text.cursor.take(UInt8(ascii: "N")), let node = text.cursor.decimal(), text.cursor.take(Ascii.equals) {
      guard let count = text.cursor.number() else { return false }
      nodes.append((node, count))
      return true
    }
    text.cursor.at = word
    text.cursor.skipWord()
    let bytes = text.cursor.bytes[word..<text.cursor.at]
    if bytes.elementsEqual(Self.vmalloc) { isVmalloc = true }
    if bytes.elementsEqual(Self.vpages) { pageArrayIsArea = true }
    return true
  }
}

extension LineCursor {
  /// A hexadecimal number up to the end of its word.
  fileprivate mutating func number16() -> UInt64? {
    let value = hexadecimal()
    return peek == Ascii.space ? value : nil
  }

  /// A decimal number that is the next word.
  fileprivate mutating func decimalWord() -> UInt64? {
    skipSpaces()
    let value = decimal()
    return isAtEnd || peek == Ascii.space ? value : nil
  }
}
