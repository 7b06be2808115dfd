/// Everything that happened on a machine, in order.
public struct EventLog: Equatable, Sendable {
  /// The events, oldest first.
  public var events: ContiguousArray<Event>
  /// The calls they belong to, in order of entry: `Event.call` is an index into this.
  public var calls: [CallRecord]
  /// Lists of frames that events of kind `run` refer to: the number of runs, then each run.
  public var runs: ContiguousArray<FrameRun> = []

  /// An empty log with room for `capacity` events.
  public init(capacity: Int = 0) {
    events = []
    calls = []
    events.reserveCapacity(capacity)
  }
}
