internal import Machine
internal import Proofs
internal import Specification
internal import SymbolicExecution

// What becomes of ranges, and what a call leaves behind.

extension Follower {
  /// The pages of the call's range.
  private var span: Form { Self.field("span") }

  /// Whether the range was retired.
  private var isRetired: Bool { [.putting, .array, .descriptor, .ended].contains(place) }

  /// A purge within the call: it comes once the call's range is retired, and covers that.
  mutating func flush(_ from: SymbolicWord<UInt64>, _ to: SymbolicWord<UInt64>) {
    guard isRetired, range == .lazy else { return refute("a flush, at \(place.rawValue)") }
    claim(
      "purge-flush", "a flush covers the range",
      [
        ("low", .call("<=", number(from), address(.symbol("0")))),
        ("high", .call("<=", address(span), number(to))),
      ])
    range = .flushed
  }

  /// A range becomes reusable: the call's, once, after a flush.
  mutating func reuse(_ start: SymbolicWord<UInt64>, _ bytes: SymbolicWord<UInt64>) {
    guard isRetired, range == .flushed else { return refute("a range is reusable, at \(place.rawValue)") }
    claim("purge-free", "a range becomes reusable", isRange(start, bytes))
    range = .reusable
  }

  private mutating func isRange(_ start: SymbolicWord<UInt64>, _ bytes: SymbolicWord<UInt64>) -> [(
    String, Form
  )] {
    [
      ("start", .call("=", number(start), address(.symbol("0")))),
      ("bytes", .call("=", number(bytes), .call("*", .symbol("PAGE"), span))),
    ]
  }

  /// The call has returned: other areas are as they were, and are found; so is its own one if it was made, with what is on
  /// record of a complete area. Its range waits for a flush if it was retired.
  mutating func leaveBehind(_ moment: InductionMoment) {
    guard hasLeft else { return refute("the call ends, at \(place.rawValue)") }
    let isMade = place == .mapping
    let width = moment.record.count / 3
    let words = moment.record
    func isKept(_ record: ArraySlice<SymbolicWord<UInt64>>, _ other: CodeStart.Other) -> Bool {
      let others: [UInt64] =
        start.hasHugeLeaves
        ? [other.start, other.size, other.array, 0, 0, 0, 0, UInt64(other.id)]
        : [other.start, other.size, 0, other.array, UInt64(other.id)]
      return record.map(\.number) == others
    }
    guard words.count % 3 == 0, isKept(words[..<width], start.others.before),
      isKept(words[(2 * width)...], start.others.after)
    else { return refute("another area is not what it was") }
    guard moment.words["live"]?.number == (isMade ? 3 : 2) else {
      return refute("areas are found by their addresses that are not there, or not found")
    }
    if isMade {
      let own = Array(words[width..<(2 * width)])
      claim("left", "the area is complete", completeClaims(own))
    }
    let lazy: UInt64 = range == .lazy ? 1 : 0
    guard moment.words["lazy"]?.number == lazy else {
      return refute("other ranges wait for a flush than are retired")
    }
    if lazy == 1, let first = moment.words["start"], let bytes = moment.words["bytes"] {
      claim("left", "the range waits for a flush", isRange(first, bytes))
    }
  }

  /// What is on record of an area that a release may find.
  private mutating func completeClaims(_ own: [SymbolicWord<UInt64>]) -> [(String, Form)] {
    var claims: [(String, Form)] = [
      ("address", .call("=", number(own[0]), number(start.address))),
      ("size", .call("=", number(own[1]), number(start.size))),
    ]
    let (array, counts) = start.hasHugeLeaves ? (own[2], [own[4], own[6]]) : (own[3], [own[2]])
    claims.append(isArray(array))
    for (place, count) in counts.enumerated() {
      claims.append(("count-\(place + 1)", .call("=", number(count), Self.n)))
    }
    if start.hasHugeLeaves {
      claims.append(("nested", .call("=", number(own[3]), .symbol(isNested == true ? "1" : "0"))))
    }
    claims.append(("id", .call("=", number(own[own.count - 1]), .symbol("\(CodeStart.area)"))))
    return claims
  }
}
