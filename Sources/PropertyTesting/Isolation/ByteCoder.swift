/// Bytes that a worker sends to its parent.
struct ByteWriter {
  /// What was written.
  private(set) var bytes: [UInt8] = []

  /// Writes a number.
  mutating func append(_ number: UInt64) { LEB128.append(number, to: &bytes) }

  /// Writes a text, and its length before it.
  mutating func append(_ text: String) {
    append(UInt64(text.utf8.count))
    bytes += text.utf8
  }

  /// Writes elements as they lie in memory, and their number before them. Parent and worker are copies of one process, so
  /// they lie in the same way in both, and pointers to constants are valid in both.
  mutating func append<Element: BitwiseCopyable>(raw elements: ContiguousArray<Element>) {
    append(UInt64(elements.count))
    elements.withUnsafeBytes { bytes += $0 }
  }
}

/// Reads what a `ByteWriter` wrote. A worker may have died while it wrote, or have written anything: nothing is taken for
/// granted.
struct ByteReader {
  /// The bytes end too early, or say what makes no sense.
  struct Malformed: Error {}

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// Whether nothing is left.
  var isAtEnd: Bool { rest.isEmpty }

  /// Reads a number.
  mutating func number() throws(Malformed) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = rest.popFirst() else { throw Malformed() }
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    throw Malformed()
  }

  /// Reads an index.
  mutating func index() throws(Malformed) -> Int {
    guard let index = Int(exactly: try number()) else { throw Malformed() }
    return index
  }

  /// Reads a number of things of `size` bytes that have to follow.
  private mutating func count(of size: Int) throws(Malformed) -> Int {
    let count = try number()
    guard count <= UInt64(rest.count / size) else { throw Malformed() }
    return Int(count)
  }

  /// Reads so many bytes, with their number before them.
  mutating func bytes() throws(Malformed) -> ArraySlice<UInt8> {
    let count = try count(of: 1)
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// Reads a text.
  mutating func text() throws(Malformed) -> String { String(decoding: try bytes(), as: UTF8.self) }

  /// Reads elements as they lay in memory.
  mutating func raw<Element: BitwiseCopyable>(_: Element.Type) throws(Malformed) -> ContiguousArray<Element> {
    let stride = MemoryLayout<Element>.stride
    let count = try count(of: stride)
    defer { rest = rest.dropFirst(count * stride) }
    return rest.withUnsafeBytes { bytes in
      ContiguousArray((0..<count).map { bytes.loadUnaligned(fromByteOffset: $0 * stride, as: Element.self) })
    }
  }
}
