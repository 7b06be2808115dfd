import Machine
import SymbolicExecution
import Testing

/// Runs on the machine of proofs by induction.
@Suite("The induction machine") struct InductionMachineTests {
  /// What is on record of no area.
  private struct NoArea: AreaRecord {
    let words: [SymbolicWord<UInt64>] = []
    let allFlags: [SymbolicWord<UInt32>] = []
  }

  /// A run that decides something by an input, comes by the head of a loop, and decides something else by it; what it decided.
  private func run(_ recorder: PathRecorder, heads: Int, prefix: [Branch] = []) -> (
    isSmall: Bool, isOdd: Bool?, moments: [InductionMoment]
  ) {
    var machine = InductionMachine(.x86_64, recorder: recorder, heads: heads, prefix: prefix)
    let argument: SymbolicWord<UInt64> = recorder.input("argument", otherwise: 0)
    return recorder.recording {
      let isSmall = argument < SymbolicWord(constant: 100)
      var (head, index) = (LoopHead(.pages), SymbolicWord<UInt64>.zero)
      do throws(Halt) {
        try machine.cut(&head, index: &index, record: NoArea())
        return (isSmall, argument & .one == .one, machine.trace.moments)
      } catch { return (isSmall, nil, machine.trace.moments) }
    }
  }

  @Test(
    "A run ends at the head of a loop, and is looked at from there by itself, whatever its inputs were before"
  )
  func stages() throws {
    let before = PathRecorder(inputs: ["argument": 7])
    let first = run(before, heads: 0)
    #expect(first.isSmall && first.isOdd == nil && before.branches.count == 1)
    let after = PathRecorder(inputs: ["argument": 1001])
    let second = run(after, heads: 1, prefix: before.branches)
    // It goes the way of the first run, though 1001 is not small.
    #expect(second.isSmall && second.isOdd == true)
    #expect(after.branches.count == 1, "\(after.branches)")
    #expect(second.moments.count == first.moments.count + 1)
    // Without those comparisons its own inputs say where it goes.
    #expect(!run(PathRecorder(inputs: ["argument": 1001]), heads: 1).isSmall)
  }
}
