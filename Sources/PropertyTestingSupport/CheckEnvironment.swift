public import PropertyTesting

/// What environment variables say of all properties that a process checks.
///
/// | Variable | What it does |
/// | --- | --- |
/// | `PROPERTY_SEED` | the seed of all properties that have none of their own: `0x…` or decimal |
/// | `PROPERTY_REPLAY` | a replay blob: nothing is searched, its value alone is checked; to be used with `--filter` |
/// | `PROPERTY_FAILURES` | a directory: where failures of properties are kept that have no store of their own |
///
/// A variable that is empty counts as not set.
public struct CheckEnvironment: Hashable, Sendable {
  /// A variable that says nothing.
  public struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    /// The variable.
    public var variable: String
    /// Its value.
    public var value: String
    /// What was expected.
    public var expected: String

    /// Which variable it is, what was expected, and what to do.
    public var description: String {
      "\(variable)='\(value)': expected \(expected). Set it to what a failure printed, or unset it."
    }
  }

  /// The seed.
  public var seed: Seed?
  /// What is to be replayed.
  public var replay: ReplayBlob?
  /// Where failures are kept.
  public var failures: FailureStore?

  /// Reads the variables.
  ///
  /// - Throws: `Malformed` if the value of one is none.
  public init(_ variables: [String: String]) throws(Malformed) {
    func value(of variable: String) -> String? {
      variables[variable].flatMap { $0.isEmpty ? nil : $0 }
    }
    if let text = value(of: "PROPERTY_SEED") {
      guard let seed = Seed(text) else {
        throw Malformed(
          variable: "PROPERTY_SEED", value: text, expected: "0x and hexadecimal digits, or decimal digits")
      }
      self.seed = seed
    }
    if let text = value(of: "PROPERTY_REPLAY") {
      do {
        replay = try ReplayBlob(parsing: text)
      } catch {
        throw Malformed(variable: "PROPERTY_REPLAY", value: text, expected: "a replay blob (\(error))")
      }
    }
    failures = value(of: "PROPERTY_FAILURES").map { FailureStore(directory: $0) }
  }

  /// The seed of all properties of this process that are given none, drawn once: so one number repeats all of them.
  static let seedOfProcess = Seed(rawValue: .random(in: .min ... .max))
}
