public import Machine

/// A history to be run: the machine, what its environment refuses, and the calls.
public struct Workload: Hashable, Codable, Sendable {
  /// The name of the geometry.
  public var geometry: String
  /// Page frames, nil for as many as the geometry has.
  public var ramPages: UInt64?
  /// The node of the processor.
  public var localNode = 0
  /// How frames are scattered, 0...7.
  public var scatter: UInt64 = 0
  /// What the environment refuses.
  public var failures = FailurePlan()
  /// The calls.
  public var commands: [Command] = []
  /// Whether the calls are made a second time after everything was released and purged.
  public var isRepeated = false

  /// A workload without calls.
  public init(geometry: String) {
    self.geometry = geometry
  }

  /// The machine's shape, nil if no geometry has the name or the memory does not fit it.
  public var shape: Geometry? {
    guard var shape = Geometry.all.first(where: { $0.name == geometry }) else { return nil }
    if let ramPages {
      guard ramPages >= UInt64(shape.nodes), ramPages <= shape.ramPages else { return nil }
      shape.ramPages = ramPages
    }
    return shape
  }
}
