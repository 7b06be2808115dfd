/// Remembers the mask that was read last: thousands of lines in a row have the same.
struct MaskCache {
  private var text = ContiguousArray<UInt8>()
  private var mask: UInt32 = 0

  /// The bits of a mask as it is printed, or `nil` if a name in it is unknown.
  mutating func mask(of bytes: ArraySlice<UInt8>) -> UInt32? {
    if !text.isEmpty, text.elementsEqual(bytes) { return mask }
    guard let parsed = GfpMask.parse(Substring(decoding: bytes, as: UTF8.self)) else { return nil }
    text = ContiguousArray(bytes)
    mask = parsed
    return parsed
  }
}
