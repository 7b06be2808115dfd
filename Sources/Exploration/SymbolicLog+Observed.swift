public import Machine
public import SymbolicExecution

extension SymbolicWord: ObservedWord where Concrete == UInt64 {
  /// The largest multiple of another word that is no larger; that the other one is a power of two is a part of the
  /// path; what is rounded to another one is given up to the concrete world, which cuts the path.
  public func roundedDown(toMultipleOf other: Self) -> Self {
    if other & (other &- .one) == .zero { return self & ~(other &- .one) }
    let number = other.concretize("what is no power of two is rounded to")
    return Self(constant: concretize("what is rounded to no power of two").roundedDown(toMultipleOf: number))
  }
}

extension SymbolicLog {
  /// The log, as an observer reads it: numbers of 64 bits, whatever the words of the machine.
  var observed: ObservedLog<SymbolicWord<UInt64>> {
    ObservedLog(
      events: events.map { event in
        ObservedEvent(
          kind: event.kind, call: event.call, area: event.area, order: event.order, ok: event.ok,
          gfp: SymbolicWord(widening: event.gfp),
          // Flags of areas are no payload words on this machine: they have another width.
          x: event.kind == .areaFlags
            ? SymbolicWord(widening: event.gfp)
            : event.kind == .pageReq ? Self.node(event.x) : SymbolicWord(widening: event.x),
          y: SymbolicWord(widening: event.y))
      },
      calls: calls.map { call in
        var observed = ObservedCall<SymbolicWord<UInt64>>(call.concrete) { SymbolicWord(constant: $0) }
        observed.size = SymbolicWord(widening: call.arguments.size)
        observed.align = SymbolicWord(widening: call.arguments.align)
        observed.gfp = SymbolicWord(widening: call.arguments.gfp)
        observed.node = Self.node(call.arguments.node)
        observed.prot = SymbolicWord(widening: call.arguments.prot)
        observed.flags = SymbolicWord(widening: call.arguments.flags)
        observed.address = SymbolicWord(widening: call.arguments.address)
        return observed
      })
  }

  /// A node: that of none has all bits set, whatever the width.
  private static func node(_ word: SymbolicWord<Concrete>) -> SymbolicWord<UInt64> {
    Concrete.bits < 64 && word == .allOnes ? .allOnes : SymbolicWord(widening: word)
  }
}
