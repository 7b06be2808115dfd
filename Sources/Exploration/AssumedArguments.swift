package import Machine
package import SymbolicExecution
package import Vmalloc

/// What is assumed of the arguments of an allocation: that users give them.
package enum AssumedArguments {
  /// Assumes it of all arguments; whether it holds in this run.
  package static func hold<Concrete: ConcreteWord>(
    _ request: Request<SymbolicWord<Concrete>, SymbolicWord<UInt32>>, on geometry: Geometry,
    _ recorder: PathRecorder
  ) -> Bool {
    // One comparison, as no node is all bits set.
    let isNode = recorder.assume("the node is one of the machine, or none is asked for") {
      request.node &+ .one <= SymbolicWord(constant: UInt64(geometry.nodes))
    }
    return isNode && recorder.assume("the alignment is not 0") { request.align != .zero }
      && recorder.assume("the alignment is a power of two") {
        request.align & (request.align &- .one) == .zero
      } && flagsHold(request.flags, recorder)
  }

  /// Assumes it of the flags; whether it holds in this run.
  package static func flagsHold(_ flags: SymbolicWord<UInt32>, _ recorder: PathRecorder) -> Bool {
    recorder.assume("the flags are those of users") {
      flags & ~SymbolicWord(constant: AreaFlag.noGuard | AreaFlag.allowHuge) == .zero
    }
  }
}
