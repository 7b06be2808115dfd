import PropertyTesting

/// The option `--seed`.
enum SeedOption {
  /// The seed that it names, a fresh one if it is not given.
  ///
  /// - Throws: `UsageError` for what is no number of 64 bits.
  static func parse(_ text: String?) throws -> Seed {
    guard let text else { return Seed(rawValue: .random(in: 0...UInt64.max)) }
    guard let parsed = Seed(text) else {
      throw UsageError(
        description: "--seed: \"\(text)\" is no number of 64 bits; expected decimal or 0x-hexadecimal")
    }
    return parsed
  }
}
