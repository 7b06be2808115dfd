internal import Specification

/// What a term of the system stands for in one state: a number, a truth value, or an array over all integers.
///
/// Numbers have 128 bits: addresses and the vocabulary's NONE are 64-bit numbers without a sign.
enum Value: Hashable, Sendable {
  case number(Int128)
  case truth(Bool)
  /// One value for all indices but finitely many; entries that are that value are left out.
  indirect case array(elsewhere: Value, entries: [Int128: Value])

  /// The value that stands for a sort before anything is known: 0, false, or that everywhere.
  init?(sort: Form) {
    switch sort {
    case .symbol("Int"): self = .number(0)
    case .symbol("Bool"): self = .truth(false)
    default:
      guard let parts = sort.list, parts.count == 3, parts[0] == .symbol("Array"), parts[1] == .symbol("Int"),
        let element = Value(sort: parts[2])
      else { return nil }
      self = .array(elsewhere: element, entries: [:])
    }
  }

  /// The array with another value at an index.
  func storing(_ value: Value, at index: Int128) -> Value {
    guard case .array(let elsewhere, var entries) = self else { return self }
    entries[index] = value == elsewhere ? nil : value
    return .array(elsewhere: elsewhere, entries: entries)
  }

  /// The value of an array at an index; of anything else, itself.
  func at(_ index: Int128) -> Value {
    guard case .array(let elsewhere, let entries) = self else { return self }
    return entries[index] ?? elsewhere
  }

  /// The number, nil if it is none.
  var number: Int128? {
    if case .number(let number) = self { return number }
    return nil
  }

  /// The entries of an array of numbers that are not what is elsewhere.
  var entries: [Int128: Value] {
    if case .array(_, let entries) = self { return entries }
    return [:]
  }
}
