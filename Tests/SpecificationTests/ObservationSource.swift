import PropertyTesting
import Specification

/// Draws observations that satisfy or break clauses by chance: small numbers, many of them equal.
struct ObservationSource {
  var source: ChoiceSource
  let vocabulary: Vocabulary

  init(seed: Seed, vocabulary: Vocabulary) {
    source = ChoiceSource(seed: seed, choiceLimit: .max)
    self.vocabulary = vocabulary
  }

  /// Symbols of which a value says how often something is looked at: they stay small.
  private static let bounds: Set<Symbol> = [
    .n, .obtained, .requestCount, .gotCount, .storeCount, .loadCount, .putCount, .tableCount, .mapCount,
    .translationCount, .frameCount, .pageCount, .warnCount, .reusableCount, .lazyCount,
  ]
  /// The largest values of symbols that are one of few.
  private static let codes: [Symbol: UInt64] = [
    .exitPath: 8, .targetKind: 5, .trap: 9, .arrKind: 2, .arrReleaseKind: 2, .warnKind: 7, .inInterrupt: 1,
  ]
  private static let masks: Set<Symbol> = [.gfp, .arrGfp, .requestGfp, .tableGfp]
  private static let bits: [UInt64] = [0x1, 0x2, 0x4, 0x10, 0x20, 0x40, 0x80, 0x200, 0x800, 0x8000, 0x40000]
  private static let pageSize: UInt64 = 16

  /// An observation of these symbols.
  mutating func observation(of symbols: [Symbol]) -> Observation {
    var seen = Observation()
    var earlier: [UInt64] = []
    for symbol in symbols where !vocabulary[symbol].isFunction {
      let value = value(of: symbol, earlier)
      seen[symbol] = value
      if !ObservationSource.masks.contains(symbol) { earlier.append(value) }
    }
    let mask = seen[.gfp]
    for symbol in symbols where vocabulary[symbol].isFunction {
      for _ in 0..<source.draw(upTo: 4) {
        let argument = source.draw(upTo: 4)
        let isMask = ObservationSource.masks.contains(symbol)
        let value = isMask ? self.mask(like: mask) : value(of: symbol, earlier)
        seen.set(symbol, argument, to: value)
        if !isMask { earlier.append(value) }
      }
    }
    return seen
  }

  private mutating func value(of symbol: Symbol, _ earlier: [UInt64]) -> UInt64 {
    if ObservationSource.bounds.contains(symbol) { return source.draw(upTo: 4) }
    if ObservationSource.masks.contains(symbol) { return mask(like: 0) }
    if let most = ObservationSource.codes[symbol] { return source.draw(upTo: most) }
    switch source.weighted([6, 5, 1, 1]) {
    case 0: return source.draw(upTo: 4)
    case 1: return earlier.isEmpty ? 0 : source.element(of: earlier)
    case 2: return ObservationSource.pageSize * source.draw(upTo: 3)
    default: return source.boolean(Probability(1, outOf: 2)) ? Observation.none : source.draw(upTo: .max)
    }
  }

  /// A mask, often one that differs from another by a bit or by what the allocator adds.
  private mutating func mask(like other: UInt64) -> UInt64 {
    switch source.weighted([2, 2, 1, 1]) {
    case 0: return other
    case 1: return other | 0x200
    case 2: return other ^ source.element(of: ObservationSource.bits)
    default: return (0..<3).reduce(0) { mask, _ in mask | source.element(of: ObservationSource.bits) }
    }
  }
}
