/// What one call, or a whole history, looked like: the values of the vocabulary's symbols.
///
/// Derived from events alone, by `Observer` (incrementally) and by `NaiveObserver` (from the raw
/// events, to check the first). Symbols without an argument are `values`; functions of an index are
/// `columns`; the two functions of a frame are `maps`. Everything is a 64-bit number, whatever the
/// width of the machine's word.
public struct Observation: Equatable, Sendable {
  /// "No such thing", where a number is expected.
  public static let none = UInt64.max

  var values = ContiguousArray<UInt64>(repeating: 0, count: Symbol.allCases.count)
  var columns = ContiguousArray<ContiguousArray<UInt64>>(repeating: [], count: Symbol.allCases.count)
  /// The page a frame was stored for last.
  var pageOf: [UInt64: UInt64] = [:]
  /// How often a frame was put.
  var putsOf: [UInt64: UInt64] = [:]

  /// An observation of nothing: all numbers are 0, except that moments are `none`.
  public init() {
    clear()
  }

  /// The value of a symbol without argument.
  public subscript(symbol: Symbol) -> UInt64 {
    get { values[symbol.rawValue] }
    set { values[symbol.rawValue] = newValue }
  }

  /// The value of a function symbol; what it is outside its domain is `none` for `pageOf`, else 0. O(1).
  public subscript(symbol: Symbol, argument: UInt64) -> UInt64 {
    switch symbol {
    case .pageOf: return pageOf[argument] ?? Observation.none
    case .putsOf: return putsOf[argument] ?? 0
    default:
      let column = columns[symbol.rawValue]
      return argument < UInt64(column.count) ? column[Int(argument)] : 0
    }
  }

  /// Sets a function symbol at a point; columns grow as needed.
  public mutating func set(_ symbol: Symbol, _ argument: UInt64, to value: UInt64) {
    switch symbol {
    case .pageOf: pageOf[argument] = value
    case .putsOf: putsOf[argument] = value
    default:
      while UInt64(columns[symbol.rawValue].count) <= argument { columns[symbol.rawValue].append(0) }
      columns[symbol.rawValue][Int(argument)] = value
    }
  }

  /// Entries of the functions among some symbols, the machine's constants not counted.
  public func entryCount(of symbols: Set<Symbol>) -> Int {
    symbols.reduce(0) { count, symbol in
      switch symbol {
      case .nestingLimit: count
      case .pageOf: count + pageOf.count
      case .putsOf: count + putsOf.count
      default: count + columns[symbol.rawValue].count
      }
    }
  }

  /// Adds a value to a column.
  @inline(__always)
  mutating func append(_ symbol: Symbol, _ value: UInt64) {
    columns[symbol.rawValue].append(value)
  }

  /// Adds one to a number.
  @inline(__always)
  mutating func increment(_ symbol: Symbol) {
    values[symbol.rawValue] &+= 1
  }

  /// Back to nothing but the machine's constants, keeping the memory.
  mutating func clear() {
    for index in values.indices { values[index] = 0 }
    for index in columns.indices where !columns[index].isEmpty && index != Symbol.nestingLimit.rawValue {
      columns[index].removeAll(keepingCapacity: true)
    }
    pageOf.removeAll(keepingCapacity: true)
    putsOf.removeAll(keepingCapacity: true)
    for moment in Observation.moments { self[moment] = Observation.none }
  }

  /// The numbers that are `none` until something happens.
  private static let moments: [Symbol] = [
    .publishAt, .retireAt, .structFreedAt, .firstPutAt, .lastPutAt, .lastMapAt, .nodeTotal, .tablesBefore,
  ]
}

/// What an observation is of.
public enum Unit: String, CaseIterable, Sendable {
  /// An allocation, nested ones included.
  case vmalloc
  /// A release, nested ones included.
  case vfree
  /// A purge.
  case purge
  /// A whole history, after everything was released and purged.
  case history
}
