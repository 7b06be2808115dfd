import Machine
import Testing

@Suite("Refusals")
struct FailurePlanTests {
  /// Makes requests of all kinds in turn; whether each was granted.
  private func requests(_ count: Int, _ refusals: [FailurePlan.Refusal]) throws -> [Bool] {
    var machine = ConcreteMachine<UInt16>(smallShape(), failures: FailurePlan(refusals))
    return try (0..<count).map { turn in
      switch turn % 4 {
      case 0: try machine.takePage() != 0
      case 1: try machine.newRangeDescriptor(gfp: anyZone, node: .max)
      case 2: try machine.makeTable(below: 0, level: 3, at: UInt16(turn) << 12, gfp: anyZone) != 0
      default: try !machine.refusesRange(bytes: 32)
      }
    }
  }

  private func refused(_ refusals: [FailurePlan.Refusal]) throws -> [Int] {
    try requests(12, refusals).enumerated().filter { !$0.element }.map(\.offset)
  }

  @Test("an empty plan refuses nothing")
  func empty() throws {
    #expect(try refused([]) == [])
  }

  @Test("the k-th request of one kind is refused")
  func ordinals() throws {
    for (kind, resource) in [FailurePlan.Resource.page, .slab, .table, .range].enumerated() {
      for ordinal in 0..<3 {
        let refusal = FailurePlan.Refusal(resource: resource, ordinal: UInt32(ordinal), andLater: false)
        #expect(try refused([refusal]) == [ordinal * 4 + kind])
      }
      #expect(try refused([.init(resource: resource, ordinal: 3, andLater: false)]) == [])
    }
  }

  @Test("from the k-th request of one kind on all are refused")
  func fromOn() throws {
    for (kind, resource) in [FailurePlan.Resource.page, .slab, .table, .range].enumerated() {
      #expect(try refused([.init(resource: resource, ordinal: 1, andLater: true)]) == [4 + kind, 8 + kind])
    }
  }

  @Test("without a kind, requests of all kinds are counted together")
  func overall() throws {
    for ordinal in 0..<12 {
      let one = FailurePlan.Refusal(resource: nil, ordinal: UInt32(ordinal), andLater: false)
      #expect(try refused([one]) == [ordinal])
      let later = FailurePlan.Refusal(resource: nil, ordinal: UInt32(ordinal), andLater: true)
      #expect(try refused([later]) == Array(ordinal..<12))
    }
  }

  @Test("refusals add up, and a refused request counts")
  func together() throws {
    let plan: [FailurePlan.Refusal] = [
      .init(resource: .page, ordinal: 0, andLater: false), .init(resource: nil, ordinal: 5, andLater: false),
      .init(resource: .page, ordinal: 2, andLater: true),
    ]
    #expect(try refused(plan) == [0, 5, 8])
  }

  @Test("refusals are on record")
  func events() throws {
    let plan = FailurePlan([.init(resource: nil, ordinal: 0, andLater: true)])
    var machine = ConcreteMachine<UInt16>(smallShape(), failures: plan)
    _ = try machine.takePage()
    _ = try machine.newAreaDescriptor(gfp: anyZone, node: .max)
    _ = try machine.makeTable(below: 0, level: 3, at: 0x4000, gfp: anyZone)
    _ = try machine.allocateArray(bytes: 8, gfp: anyZone, node: .max, area: 0)
    #expect(machine.kinds == [.pageReq, .pageGot, .structNew, .ptNew, .arrKmalloc])
    #expect(machine.log.events.map(\.ok) == [true, false, false, false, false])
    #expect(try machine.refusesRange(bytes: 32))
    #expect(machine.log.events.last == Event(.reserveFail, order: 1, y: 32))
  }
}
