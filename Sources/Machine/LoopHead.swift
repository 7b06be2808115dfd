/// The head of a loop, where a proof by induction cuts it: what holds there holds however often the loop is gone through
/// (R. W. Floyd, https://doi.org/10.1090/psapm/019/0235771).
///
/// An implementation makes one before a loop, and shows it to its machine each time it comes by the guard.
public struct LoopHead: Sendable {
  /// The loops of an allocator.
  public enum Loop: Hashable, Sendable {
    /// Pages are asked for one by one.
    case pages
    /// Pages are asked for in blocks of an order.
    case blocks(order: Int)
    /// Pages are asked for many at a time.
    case bulk
    /// Pages are mapped.
    case mapping
    /// The walk that maps, at a level of page tables, 0 for the leaves.
    case mappingWalk(level: Int)
    /// Pages are unmapped.
    case unmapping
    /// The walk that unmaps, at a level of page tables.
    case unmappingWalk(level: Int)
    /// Pages are given back.
    case putting

    /// Its name, a word.
    public var name: String {
      switch self {
      case .blocks(let order): "blocks\(order)"
      case .mappingWalk(let level): "mapping\(level)"
      case .unmappingWalk(let level): "unmapping\(level)"
      default: "\(self)"
      }
    }
  }

  /// Which loop it is.
  public let loop: Loop
  /// The place, among an area's words, of the one that the loop changes; nil if it changes none of them.
  public let changing: Int?
  /// Which time that a loop is entered, for a machine that cuts; nil before.
  public var entry: Int?

  /// The head of a loop that is about to be entered.
  @inlinable
  public init(_ loop: Loop, changing: Int? = nil) {
    self.loop = loop
    self.changing = changing
  }
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
