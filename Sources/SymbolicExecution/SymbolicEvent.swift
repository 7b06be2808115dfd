public import Machine

/// One thing that happened on a symbolic machine: an `Event` whose payload may depend on the inputs.
public struct SymbolicEvent<Concrete: ConcreteWord>: Sendable {
  /// What happened.
  public var kind: EventKind
  /// The innermost call it happened in, an index of `SymbolicLog.calls`.
  public var call: UInt32
  /// How many page arrays deep.
  public var depth: UInt8
  /// The area concerned, or 0.
  public var area: UInt32
  /// The page order, level, warning or halt, by kind.
  public var order: UInt8
  /// Whether the request was granted.
  public var ok: Bool
  /// The allocation mask, the protection of a translation, or the flags of an area.
  public var gfp: SymbolicWord<UInt32>
  /// The first payload word.
  public var x: SymbolicWord<Concrete>
  /// The second payload word.
  public var y: SymbolicWord<Concrete>

  @inlinable
  init(
    kind: EventKind, call: UInt32, depth: UInt8, area: UInt32, order: UInt8, ok: Bool,
    gfp: SymbolicWord<UInt32>, x: SymbolicWord<Concrete>, y: SymbolicWord<Concrete>
  ) {
    self.kind = kind
    self.call = call
    self.depth = depth
    self.area = area
    self.order = order
    self.ok = ok
    self.gfp = gfp
    self.x = x
    self.y = y
  }

  /// The event in this run, as a concrete machine records it.
  public var concrete: Event {
    var event = Event(kind, call: call, depth: depth, area: area, order: order, ok: ok)
    event.x = kind == .pageReq && x.value == .max ? .max : UInt64(x.value)
    event.y = UInt64(y.value)
    // Flags of areas are no payload words here: they have another width.
    if kind == .areaFlags { event.x = UInt64(gfp.value) } else { event.gfp = gfp.value }
    return event
  }
}

/// Everything that happened on a symbolic machine.
public struct SymbolicLog<Concrete: ConcreteWord>: Sendable {
  /// An entry into the allocator.
  public struct Call: Sendable {
    /// The call that made this one, or `Event.noCall`.
    public var parent: UInt32
    /// How many page arrays deep.
    public var depth: UInt8
    /// The arguments.
    public var arguments: CallArguments<SymbolicWord<Concrete>, SymbolicWord<UInt32>>

    @inlinable
    init(
      parent: UInt32, depth: UInt8, arguments: CallArguments<SymbolicWord<Concrete>, SymbolicWord<UInt32>>
    ) {
      self.parent = parent
      self.depth = depth
      self.arguments = arguments
    }

    /// The call in this run, as a concrete machine records it.
    public var concrete: CallRecord {
      CallRecord(
        arguments.operation, parent: parent, depth: depth, size: UInt64(arguments.size.value),
        align: UInt64(arguments.align.value), gfp: arguments.gfp.value,
        node: arguments.node.value == .max ? .max : UInt64(arguments.node.value),
        prot: arguments.prot.value, flags: arguments.flags.value, caller: arguments.caller,
        address: UInt64(arguments.address.value), inInterrupt: arguments.inInterrupt)
    }
  }

  /// The events, in order.
  public var events: [SymbolicEvent<Concrete>] = []
  /// The calls, in order of entry.
  public var calls: [Call] = []

  @inlinable
  init() {}

  /// The log of this run, as a concrete machine makes it, expanded.
  public var concrete: EventLog {
    var log = EventLog(capacity: events.count)
    for event in events { log.events.append(event.concrete) }
    for call in calls { log.calls.append(call.concrete) }
    return log
  }
}
