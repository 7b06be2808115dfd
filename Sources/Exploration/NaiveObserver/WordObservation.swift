internal import Machine
public import Specification

/// What one call, or a whole history, looked like: an `Observation` in words of some kind.
///
/// Functions of an index are columns, whose length a run decides; the two functions of a frame have frames that differ from
/// each other.
public struct WordObservation<Word: ObservedWord>: Sendable {
  private var values: [Word]
  private var columns: [[Word]]
  private var frames: [Symbol: WordMap<Word, Word>] = [:]

  /// An observation of nothing: all numbers are 0, except that moments are `Observation.none`.
  public init() {
    let nothing = Observation()
    values = Symbol.allCases.map { Word(constant: nothing[$0]) }
    columns = Array(repeating: [], count: Symbol.allCases.count)
  }

  /// The value of a symbol without argument.
  public subscript(symbol: Symbol) -> Word {
    get { values[symbol.rawValue] }
    set { values[symbol.rawValue] = newValue }
  }

  /// The value of a function symbol; what it is outside of its domain is `Observation.none` for `pageOf`, else 0.
  ///
  /// O(1) for an index that is a number, else O(entries) comparisons.
  public subscript(symbol: Symbol, argument: Word) -> Word {
    if let values = frames[symbol] { return values[argument] ?? Self.other(symbol) }
    let column = columns[symbol.rawValue]
    if let index = argument.number {
      return index < UInt64(column.count) ? column[Int(index)] : Self.other(symbol)
    }
    for (index, value) in column.enumerated() where argument == Word(constant: UInt64(index)) { return value }
    return Self.other(symbol)
  }

  private static func other(_ symbol: Symbol) -> Word { symbol == .pageOf ? .allOnes : .zero }

  /// Sets a function of an index at a point; columns grow as needed.
  mutating func set(_ symbol: Symbol, _ index: Int, to value: Word) {
    while columns[symbol.rawValue].count <= index { columns[symbol.rawValue].append(.zero) }
    columns[symbol.rawValue][index] = value
  }

  /// Sets a function of a frame at a point.
  mutating func set(_ symbol: Symbol, frame: Word, to value: Word) {
    frames[symbol, default: WordMap()][frame] = value
  }
}

extension WordObservation where Word == UInt64 {
  /// The observation, as a judge reads it.
  var observation: Observation {
    var seen = Observation()
    for symbol in Symbol.allCases {
      seen[symbol] = values[symbol.rawValue]
      for (index, value) in columns[symbol.rawValue].enumerated() {
        seen.set(symbol, UInt64(index), to: value)
      }
      guard let frames = frames[symbol] else { continue }
      for (frame, value) in zip(frames.keys, frames.values) { seen.set(symbol, frame, to: value) }
    }
    return seen
  }
}
