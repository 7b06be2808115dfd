extension Observation {
  /// Where two observations differ: symbol, argument if it is a function, and both values.
  ///
  /// Only symbols in `symbols` are compared. Linear in the entries.
  public func differences(from other: Observation, in symbols: some Sequence<Symbol>) -> [String] {
    symbols.flatMap { symbol -> [String] in
      if self[symbol] != other[symbol] { return ["\(symbol): \(self[symbol]) and \(other[symbol])"] }
      let arguments: [UInt64]
      switch symbol {
      case .pageOf: arguments = Set(pageOf.keys).union(other.pageOf.keys).sorted()
      case .putsOf: arguments = Set(putsOf.keys).union(other.putsOf.keys).sorted()
      default:
        let counts = (columns[symbol.rawValue].count, other.columns[symbol.rawValue].count)
        if counts.0 != counts.1 { return ["\(symbol): \(counts.0) and \(counts.1) entries"] }
        arguments = (0..<UInt64(counts.0)).map { $0 }
      }
      return arguments.filter { self[symbol, $0] != other[symbol, $0] }.map {
        "\(symbol)(\($0)): \(self[symbol, $0]) and \(other[symbol, $0])"
      }
    }
  }
}
