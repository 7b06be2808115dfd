/// The checksum of IEEE 802.3: it finds every change that is confined to 32 neighbouring bits.
enum CRC32 {
  /// The checksum of `bytes`. Linear, a bit at a time: blobs are short.
  static func checksum(of bytes: [UInt8]) -> UInt32 {
    var remainder = UInt32.max
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 {
        remainder = remainder & 1 == 0 ? remainder >> 1 : remainder >> 1 ^ 0xEDB8_8320
      }
    }
    return ~remainder
  }
}
