import Machine
import OptimizedVmalloc
import Testing
import Vmalloc

/// How an area comes by its frames: how many at once, and from which node.
@Suite("The frames of an area")
struct FrameRequestTests {
  /// The first way to frames that is open.
  enum Way: CaseIterable {
    case blocks, bulk, oneByOne

    /// Refuses the requests for blocks, and the first one in bulk.
    func plan(_ pages: UInt64) -> FailurePlan {
      let blocks = UInt32(63 - pages.leadingZeroBitCount)
      let refused: UInt32
      switch self {
      case .blocks: refused = 0
      case .bulk: refused = blocks
      case .oneByOne: refused = blocks + 1
      }
      return FailurePlan((0..<refused).map { .init(resource: .page, ordinal: $0, andLater: false) })
    }

    /// Whether frames came that way, and none by one that was closed.
    func isTaken(_ log: EventLog) -> Bool {
      let granted = zip(log.events, log.events.dropFirst())
        .filter { $0.kind == .pageReq && $1.kind == .pageGot && $1.ok }.map(\.0)
      let (blocks, bulk) = (granted.count { $0.order > 0 }, granted.count { $0.y > 0 })
      switch self {
      case .blocks: return blocks > 0
      case .bulk: return blocks == 0 && bulk == granted.count
      case .oneByOne: return blocks == 0 && bulk == 0 && granted.count > 0
      }
    }
  }

  /// A request to a machine of two nodes with 100 frames each, of which the other one is the processor's own, or as
  /// much memory as there is.
  struct Area {
    var pages: UInt64
    var way: Way
    var node: UInt64?
    var mask: UInt64 = 0

    /// Makes the request to an allocator made of steps.
    func allocate<Steps: OptimizedSteps>(_: Steps.Type) throws -> (log: EventLog, isGranted: Bool) {
      var shape = Geometry.x86_64
      if node != nil { shape.ramPages = 200 }
      var allocator = OptimizedVmalloc<Steps, ConcreteMachine<UInt64>>(
        machine: ConcreteMachine(shape, failures: way.plan(pages), localNode: node == 0 ? 1 : 0))
      let address = try allocator.vmalloc(
        Request(
          size: pages * shape.pageSize, gfp: UInt32(GFP.kernel | GFP.highmem | mask), node: node ?? .max))
      var none: [Int] = []
      return (allocator.machine.log.expanded(adjusting: &none), address != 0)
    }

    /// What is wrong with the requests in bulk: they are for 100 pages at most.
    func wrongRequest<Steps: OptimizedSteps>(_ steps: Steps.Type) throws -> String? {
      let (log, isGranted) = try allocate(steps)
      if !isGranted || !way.isTaken(log) { return "not allocated by \(way)" }
      let asked = log.events.filter { $0.kind == .pageReq && $0.y > 0 }.map(\.y)
      if way == .bulk, asked.reduce(0, +) != pages { return "asks for \(asked) instead of \(pages) pages" }
      return asked.max().flatMap { $0 > 100 ? "asks for \($0) pages at once" : nil }
    }

    /// What is wrong with the frames' nodes: the area's own comes first, as far as its frames go, and alone if the mask
    /// says so.
    func wrongNode<Steps: OptimizedSteps>(_ steps: Steps.Type) throws -> String? {
      let (log, isGranted) = try allocate(steps)
      let isAlone = mask & GFP.thisnode != 0
      if isGranted != (pages <= (isAlone ? 100 : 200)) { return "granted or not" }
      if !way.isTaken(log) { return "not allocated by \(way)" }
      let nodes = log.events.filter { $0.kind == .pageGot && $0.ok }.map(\.y)
      let own = nodes.prefix { $0 == node }.count
      if own != min(pages, 100) { return "\(own) pages of the node, then another's" }
      if nodes.dropFirst(own).contains(where: { $0 == node }) { return "the node is left too early" }
      return nodes.count == (isAlone ? own : Int(pages)) ? nil : "\(nodes.count) pages in all"
    }
  }

  @Test("a request in bulk is for 100 pages at most")
  func bulk() throws {
    for pages in [99, 100, 101, 250, 600, 799] as [UInt64] {
      for way in Way.allCases {
        #expect(try Area(pages: pages, way: way).wrongRequest(ModernSteps.self) == nil, "\(pages) by \(way)")
      }
    }
    let several = Area(pages: 250, way: .bulk)
    #expect(try several.wrongRequest(AllAtOnce.self) == "asks for 250 pages at once")
    #expect(try Area(pages: 100, way: .bulk).wrongRequest(AllAtOnce.self) == nil)
  }

  @Test("the node that was asked for gives what it has, then the other, unless it is to be the only one")
  func nodes() throws {
    for (pages, node) in [(1, 0), (60, 0), (60, 1), (100, 1), (120, 0), (120, 1), (190, 1)]
      as [(UInt64, UInt64)]
    {
      for way in Way.allCases where pages > 1 || way != .blocks {
        for mask in [0, GFP.thisnode] {
          let area = Area(pages: pages, way: way, node: node, mask: mask)
          #expect(try area.wrongNode(ModernSteps.self) == nil, "\(area)")
        }
      }
    }
  }

  @Test("frames of the wrong node are noticed, by block and one by one")
  func wrongNodes() throws {
    let some = Area(pages: 120, way: .blocks, node: 1)
    #expect(try some.wrongNode(BlocksFromAnyNode.self)?.contains("pages of the node") == true)
    let single = Area(pages: 60, way: .oneByOne, node: 1)
    #expect(try single.wrongNode(NodeIgnored.self) == "0 pages of the node, then another's")
    #expect(
      try Area(pages: 1, way: .blocks, node: 1).wrongNode(ModernSteps.self) == "not allocated by blocks")
    // Where they do not matter, they are not.
    #expect(try Area(pages: 60, way: .bulk, node: 1).wrongNode(BlocksFromAnyNode.self) == nil)
    #expect(try Area(pages: 60, way: .bulk, node: 1).wrongNode(NodeIgnored.self) == nil)
  }
}

/// Asks for all that is missing at once.
private enum AllAtOnce: OptimizedSteps {
  static func chunk<M: Machine>(_ state: OptimizedState<M>, _ missing: M.Word) -> M.Word { missing }
}

/// Takes blocks that are far away rather than single pages that are near.
private enum BlocksFromAnyNode: OptimizedSteps {
  static func blockMask<M: Machine>(_ gfp: M.Flags, on: M.Type) -> M.Flags {
    ModernSteps.blockMask(gfp, on: M.self) & ~M.Flags(constant: GFP.thisnode)
  }
}

/// Asks for a single page of whatever node.
private enum NodeIgnored: OptimizedSteps {
  static func requestPage<M: Machine>(
    _ state: inout OptimizedState<M>, gfp: M.Flags, node: M.Word
  ) throws(Halt) -> M.Word {
    try state.machine.allocatePage(gfp: gfp, node: .allOnes)
  }
}
