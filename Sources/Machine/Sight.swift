/// The facts about a call that a source of events shows.
///
/// A machine of ours shows everything. A recording of a live kernel shows a part, and not the same
/// part of every call: pages handed out in bulk, say, appear only when they are freed. Each symbol of
/// the specification's vocabulary names the facts it is derived from; a clause that uses a symbol
/// whose facts are not shown is *not observable* there.
public struct Sight: OptionSet, Hashable, Sendable {
  /// One bit a fact.
  public let rawValue: UInt32

  /// A set of facts from its bits.
  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The arguments of the call: bytes, flags, node, protection, caller.
  public static let arguments = Sight(rawValue: 1 << 0)
  /// How the call ended: an address, NULL, or a halt.
  public static let outcome = Sight(rawValue: 1 << 1)
  /// The length of the range that was reserved.
  public static let extent = Sight(rawValue: 1 << 2)
  /// The address of the range, its alignment and the window it had to lie in.
  public static let address = Sight(rawValue: 1 << 3)
  /// That the range was retired, and when in relation to the frames.
  public static let retirement = Sight(rawValue: 1 << 4)
  /// Every frame obtained for the area, in the order of its pages.
  public static let frames = Sight(rawValue: 1 << 5)
  /// The masks and orders of the page requests.
  public static let requests = Sight(rawValue: 1 << 6)
  /// Every frame given back.
  public static let releases = Sight(rawValue: 1 << 7)
  /// Who owned each frame before: all classes of allocation and free are recorded.
  public static let owners = Sight(rawValue: 1 << 8)
  /// The call for a nested page array, made or not made.
  public static let nesting = Sight(rawValue: 1 << 9)
  /// The page array as memory: its request, its entries written and read, its release to the slab.
  public static let array = Sight(rawValue: 1 << 10)
  /// Page tables asked for.
  public static let tables = Sight(rawValue: 1 << 11)
  /// Leaf entries written and cleared.
  public static let mapping = Sight(rawValue: 1 << 12)
  /// Translations of the area's pages, read back from the page tables.
  public static let translation = Sight(rawValue: 1 << 13)
  /// Flushes, and the moments when ranges become reusable.
  public static let reuse = Sight(rawValue: 1 << 14)
  /// Warnings and points of preemption.
  public static let messages = Sight(rawValue: 1 << 15)
  /// Descriptors taken from the slab and given back.
  public static let descriptors = Sight(rawValue: 1 << 16)
  /// The page count noted in the area's descriptor.
  public static let count = Sight(rawValue: 1 << 17)
  /// Whether the area's descriptor says that its page array is an area itself.
  public static let flags = Sight(rawValue: 1 << 18)
  /// The node of each frame, or the number of frames on each node.
  public static let nodes = Sight(rawValue: 1 << 19)
  /// Which ranges were busy or lazily freed at the reservation.
  public static let occupancy = Sight(rawValue: 1 << 20)

  /// Everything: what a machine of ours shows.
  public static let everything = Sight(rawValue: (1 << 21) - 1)
}
