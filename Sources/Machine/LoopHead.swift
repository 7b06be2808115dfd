/// The head of a loop, where a proof by induction cuts it: what holds there holds however often the loop is gone through
/// (R. W. Floyd, https://doi.org/10.1090/psapm/019/0235771).
///
/// An implementation makes one before a loop, and shows it to its machine each time it comes by the guard.
public struct LoopHead: Sendable {
  /// The loops of an allocator.
  public enum Loop: Hashable, Sendable {
    /// Pages are asked for one by one.
    case pages
    /// The walk that maps, at a level of page tables, 0 for the leaves.
    case mappingWalk(level: Int)
    /// The walk that unmaps, at a level of page tables.
    case unmappingWalk(level: Int)
    /// Pages are given back.
    case putting
    /// Blocks of pages are asked for.
    case blocks
    /// Pages are mapped, as many at a time as a leaf table or a huge leaf serves.
    case mappingParts
    /// Pages are unmapped so.
    case unmappingParts

    /// Its name, a word.
    public var name: String {
      switch self {
      case .pages: "pages"
      case .putting: "putting"
      case .blocks: "blocks"
      case .mappingParts: "mapping"
      case .unmappingParts: "unmapping"
      case .mappingWalk(let level): "mapping\(level)"
      case .unmappingWalk(let level): "unmapping\(level)"
      }
    }
  }

  /// Which loop it is.
  public let loop: Loop
  /// Which time that a loop is entered, for a machine that cuts; nil before.
  public var entry: Int?

  /// The head of a loop that is about to be entered.
  @inlinable
  public init(_ loop: Loop) { self.loop = loop }
}

/// What an implementation has on record of an area: what a loop over its pages has to leave as it is.
public protocol AreaRecord<Word, Flags> {
  /// What addresses and counts are computed with.
  associatedtype Word: MachineWord
  /// What flags are computed with.
  associatedtype Flags: MachineWord

  /// All its words, in a fixed order.
  var words: [Word] { get }
  /// All its flags.
  var allFlags: [Flags] { get }
}

extension ContiguousArray: AreaRecord where Element: AreaRecord {
  /// The words of all areas, by slot.
  @inlinable
  public var words: [Element.Word] { flatMap(\.words) }
  /// Their flags.
  @inlinable
  public var allFlags: [Element.Flags] { flatMap(\.allFlags) }
}
