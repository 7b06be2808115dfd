import Foundation

/// Any JSON, to find the number in it that a decoder refused: the decoder does not say which.
enum JSONValue: Decodable {
  case object([String: JSONValue])
  case list([JSONValue])
  /// A whole number that is not negative.
  case whole(UInt64)
  /// Any other number, nil if it is too large for all of them.
  case number(Double?)
  /// Text, a truth value, or null.
  case other

  /// A number that does not fit its place in a counterexample.
  struct OutOfRange {
    var path: [any CodingKey]
    var text: String
    var expected: ClosedRange<Decimal>
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int?
    init(stringValue: String) { self.stringValue = stringValue }
    init(intValue: Int) {
      stringValue = "\(intValue)"
      self.intValue = intValue
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let object = try? container.decode([String: JSONValue].self) {
      self = .object(object)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else if container.decodeNil() || (try? container.decode(Bool.self)) != nil
      || (try? container.decode(String.self)) != nil
    {
      self = .other
    } else if let whole = try? container.decode(UInt64.self) {
      self = .whole(whole)
    } else {
      self = .number(try? container.decode(Double.self))
    }
  }

  /// The first number of a counterexample that does not fit its place, nil if there is none.
  static func numberOutOfRange(in data: Data) -> OutOfRange? {
    (try? JSONDecoder().decode(JSONValue.self, from: data))?.outOfRange(at: [])
  }

  private func outOfRange(at path: [any CodingKey]) -> OutOfRange? {
    switch self {
    case .object(let members):
      for (key, value) in members.sorted(by: { $0.key < $1.key }) {
        if let found = value.outOfRange(at: path + [Key(stringValue: key)]) { return found }
      }
      return nil
    case .list(let values):
      for (index, value) in values.enumerated() {
        if let found = value.outOfRange(at: path + [Key(intValue: index)]) { return found }
      }
      return nil
    case .whole(let value):
      guard let range = JSONValue.range(path), !range.contains(Decimal(value)) else { return nil }
      return OutOfRange(path: path, text: "\(value)", expected: range)
    case .number(let value):
      guard let range = JSONValue.range(path) else { return nil }
      guard let value else { return OutOfRange(path: path, text: "too large", expected: range) }
      if let whole = Int64(exactly: value), range.contains(Decimal(whole)) { return nil }
      let text = Int64(exactly: value).map { "\($0)" } ?? "\(value)"
      return OutOfRange(path: path, text: text, expected: range)
    case .other: return nil
    }
  }

  /// What the place of a number takes, by its name.
  private static func range(_ path: [any CodingKey]) -> ClosedRange<Decimal>? {
    switch path.last?.stringValue {
    case "size", "align", "node", "offset", "page", "ramPages", "scatter": 0...Decimal(UInt64.max)
    case "gfp", "ordinal": 0...Decimal(UInt32.max)
    case "allocation", "localNode", "run", "version": Decimal(Int64.min)...Decimal(Int64.max)
    default: nil
    }
  }
}
