/// One line of a trace with an event that is read here.
struct TraceLine: Equatable {
  /// The number of the line in the file, from 1.
  var number: Int
  /// When it happened, in nanoseconds of the trace's clock.
  var time: UInt64
  /// Who was running.
  var task: TraceTask
  /// Whether an interrupt had the processor: then it is not the task's doing.
  var inInterrupt: Bool
  /// What happened.
  var event: TraceEvent
}

/// A task of the traced machine: its process id, or for the idle tasks (all 0) their processor.
struct TraceTask: Hashable {
  private let key: UInt64

  /// The task with this process id, seen on this processor.
  init(pid: UInt32, cpu: UInt32) {
    key = pid == 0 ? 1 << 32 | UInt64(cpu) : UInt64(pid)
  }
}

/// An event as it is printed.
enum TraceEvent: Equatable {
  /// A range of addresses was reserved, or refused.
  case reserve(TraceReservation)
  /// The range at this address was put on the list of lazily freed ones.
  case release(start: UInt64)
  /// Lazily freed ranges were made available again; all lie between these addresses.
  case purge(start: UInt64, end: UInt64)
  /// A block of pages was allocated; `frame` is 0 if there was none.
  case allocate(frame: UInt64, order: UInt8, gfp: UInt32)
  /// A block of pages was freed.
  case free(frame: UInt64, order: UInt8)
  /// The task is about to have its last area of this many pages looked through.
  case probe(pages: UInt64)
  /// Page `page` of the area that `owner` announced translates to `frame`, if it is present.
  case translation(owner: TraceTask, page: UInt64, frame: UInt64, present: Bool)
}

/// A reservation of addresses as it is printed.
struct TraceReservation: Equatable {
  /// The first address.
  var start: UInt64
  /// The length in bytes, guard included.
  var size: UInt64
  /// The alignment asked for.
  var align: UInt64
  /// The lowest address allowed.
  var low: UInt64
  /// The highest address allowed.
  var high: UInt64
  /// Whether there was no room.
  var refused: Bool
}
