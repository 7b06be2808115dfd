import PropertyTesting
import ToyAllocator

/// Histories of the benchmark allocator. What it does itself is not inlined, so that it can be told from the engine.
struct BenchmarkMachine: StateMachine {
  enum Rule: CaseIterable { case allocate, release, purge }

  enum Command {
    case allocate(Int)
    case release(ObjectID)
    case purge
  }

  private var allocator = BenchmarkAllocator()
  private var areas = Pool<Range<Int>>()

  static func weight(of rule: Rule) -> UInt64 {
    switch rule {
    case .allocate: 5
    case .release: 4
    case .purge: 1
    }
  }

  func allows(_ rule: Rule) -> Bool { rule != .release || !areas.isEmpty }

  func command(_ rule: Rule, _ source: inout ChoiceSource) throws -> Command {
    switch rule {
    case .allocate: .allocate(Int(source.draw(1...8)))
    case .release: .release(try areas.draw(&source))
    case .purge: .purge
    }
  }

  mutating func run(_ command: Command, _ source: inout ChoiceSource) throws {
    switch command {
    case .allocate(let count):
      if let area = allocate(count) { areas.add(area, &source) }
    case .release(let id):
      if let area = areas.remove(id) { release(area) }
    case .purge: purge()
    }
  }

  func checkInvariants() throws {
    try expect(isWhole, "all pages and frames are accounted for, and no frame is behind two pages")
  }

  @inline(never) private mutating func allocate(_ count: Int) -> Range<Int>? { allocator.allocate(count) }
  @inline(never) private mutating func release(_ area: Range<Int>) { allocator.release(area) }
  @inline(never) private mutating func purge() { allocator.purge() }
  @inline(never) private var isWhole: Bool { allocator.isWhole }
}
