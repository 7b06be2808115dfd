/// One thing that happened on a machine: 32 bytes, no references.
///
/// What the payload words mean depends on the kind and is documented there (`EventKind`).
public struct Event: Equatable, Sendable {
  /// What happened.
  public var kind: EventKind
  /// How many page arrays deep: 0 for the call a user makes.
  public var depth: UInt8
  /// The page order, level, warning or halt, by kind.
  public var order: UInt8
  /// Whether the request was granted.
  public var ok: Bool
  /// The allocation mask, or the protection of a translation.
  public var gfp: UInt32
  /// The innermost call it happened in, an index of `EventLog.calls`; `noCall` outside of any.
  public var call: UInt32
  /// The area concerned, where the event names one, or 0. Areas count from 1.
  public var area: UInt32
  /// The first payload word.
  public var x: UInt64
  /// The second payload word.
  public var y: UInt64

  /// The `call` of an event that belongs to no call of the allocator.
  public static let noCall = UInt32.max

  /// Makes an event; payload that the kind does not use is 0.
  @inlinable
  public init(
    _ kind: EventKind, call: UInt32 = Event.noCall, depth: UInt8 = 0, area: UInt32 = 0, order: UInt8 = 0,
    ok: Bool = true, gfp: UInt32 = 0, x: UInt64 = 0, y: UInt64 = 0
  ) {
    self.kind = kind
    self.depth = depth
    self.order = order
    self.ok = ok
    self.gfp = gfp
    self.call = call
    self.area = area
    self.x = x
    self.y = y
  }
}
