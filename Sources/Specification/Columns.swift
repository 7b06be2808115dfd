/// The functions of an observation, in groups of those that the same events fill.
///
/// What is judged by a few clauses needs few of them, and filling them is most of the work of observing. Numbers are always
/// there.
public struct Columns: OptionSet, Sendable {
  /// A bit for each group.
  public let rawValue: UInt16

  /// Groups by their bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  static let requests = Columns(rawValue: 1 << 0)
  static let frames = Columns(rawValue: 1 << 1)
  static let pages = Columns(rawValue: 1 << 2)
  static let stores = Columns(rawValue: 1 << 3)
  static let loads = Columns(rawValue: 1 << 4)
  static let puts = Columns(rawValue: 1 << 5)
  static let putsOf = Columns(rawValue: 1 << 6)
  static let tables = Columns(rawValue: 1 << 7)
  static let maps = Columns(rawValue: 1 << 8)
  static let translations = Columns(rawValue: 1 << 9)
  static let frameChanges = Columns(rawValue: 1 << 10)
  static let pageChanges = Columns(rawValue: 1 << 11)
  static let messages = Columns(rawValue: 1 << 12)
  static let reusable = Columns(rawValue: 1 << 13)
  static let lazy = Columns(rawValue: 1 << 14)

  /// All of them.
  public static let all = Columns(rawValue: 1 << 15 - 1)
}

extension Symbol {
  /// What has to be filled for the symbol to be right; a count that is taken together with its columns has them, too.
  var columns: Columns {
    switch self {
    case .requestCount, .requestGfp, .requestNode, .requestOrder, .requestAt: .requests
    case .gotCount, .gotFrame, .gotNode, .gotOwner, .gotAt: .frames
    case .frameAt, .frameAtAt, .pageOf: .pages
    case .storeCount, .storeIndex, .storeFrame, .storeAt: .stores
    case .loadCount, .loadIndex, .loadAt: .loads
    case .putCount, .putFrame, .putMapped, .putHolder, .putAt: .puts
    // A violation is located at the last put of a page's frame.
    case .putsOf: [.putsOf, .puts, .pages]
    case .tableCount, .tableGfp, .tableAt: .tables
    case .mapCount, .mapPage, .mapFrame, .mapProt, .mapOwnerArea, .mapOwnerIndex, .mapAt: .maps
    case .translationCount, .translationPage, .translationFrame, .translationAt: .translations
    case .frameCount, .frameBefore, .frameAfter, .frameChangeAt: .frameChanges
    case .pageCount, .changedPage, .translationBefore, .translationAfter, .pageForeign, .pageOwn,
      .pageChangeAt:
      .pageChanges
    case .warnCount, .warnKind, .warnPages, .warnBytes, .warnAt: .messages
    case .reusableCount, .reusablePages, .reusableLazy, .reusableStale, .reusableAt: .reusable
    case .lazyCount, .lazyNoted, .lazyTrue, .lazyAt: .lazy
    default: []
    }
  }
}
