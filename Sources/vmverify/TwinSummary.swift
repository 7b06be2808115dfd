import Conformance

/// What became of the models that negative twins have, replayed on the reference.
struct TwinSummary: Encodable {
  /// Claims that the reference breaks, with how.
  var real: [String]
  /// What the calls do that the system does not.
  var departures: [String]
  /// Claims that hold where the model breaks them.
  var spurious: Int
  /// Claims that no call like the model's comes by.
  var unreached: [String]
  /// Kinds of calls that were made.
  var calls: Int

  init(_ result: TwinReplay.Result) {
    real = result.real.map { "\($0.obligation): \($0.reason)" }
    departures = result.departures.sorted()
    spurious = result.spurious
    unreached = result.unreached
    calls = result.calls
  }

  /// Whether the reference keeps all claims.
  var isKept: Bool { real.isEmpty && departures.isEmpty }

  /// The lines of a summary.
  func lines(isVerbose: Bool) -> [String] {
    let total = real.count + spurious + unreached.count
    guard total > 0 else { return [] }
    return departures.map { "a call like that of a negative twin is none of the system's: \($0)" }
      + real.map { "the model of its twin is real: \($0)" }
      + (isVerbose ? unreached.map { "no call like that of its twin comes by: \($0)" } : [])
      + [
        "\(total) models of negative twins, calls of \(calls) kinds like theirs on the reference: \(real.count) real, "
          + "\(spurious) spurious, \(unreached.count) of states that no such call comes by"
      ]
  }
}
