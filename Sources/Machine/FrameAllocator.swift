/// The page allocator: nodes, zones, fallback.
///
/// A request names the highest zone it may use by its mask, and a node. The node's own zones are
/// tried from the highest allowed down, then the other nodes' in ring order, unless the mask forbids
/// to leave the node. The first pool that has what is asked for serves it.
@usableFromInline
package struct FrameAllocator: Sendable {
  @usableFromInline package var pools: ContiguousArray<FramePool> = []
  @usableFromInline let nodes: Int
  /// The node of the processor the run is on: where a request without a node starts.
  @usableFromInline let localNode: Int

  @usableFromInline package static let zones = 4

  @usableFromInline
  package init(_ geometry: Geometry, localNode: Int, scatter: UInt64) {
    nodes = geometry.nodes
    self.localNode = localNode
    let bounds = [
      0, geometry.dmaEnd, max(geometry.dmaEnd, geometry.dma32End),
      max(geometry.dmaEnd, geometry.dma32End, min(geometry.highStart, geometry.ramPages + 1)),
      geometry.ramPages + 1,
    ]
    let share = geometry.ramPages / UInt64(geometry.nodes)
    for node in 0..<geometry.nodes {
      let low = 1 + share * UInt64(node)
      let high = node == geometry.nodes - 1 ? geometry.ramPages + 1 : low + share
      for zone in 0..<FrameAllocator.zones {
        let from = max(low, bounds[zone])
        let to = min(high, bounds[zone + 1])
        pools.append(
          FramePool(
            base: from, count: to > from ? to - from : 0, node: node, zone: zone,
            scatter: scatter))
      }
    }
  }

  /// The highest zone a mask allows.
  @inlinable
  package static func highestZone(_ gfp: UInt64) -> Int {
    if gfp & GFP.dma != 0 { return 0 }
    if gfp & GFP.dma32 != 0 { return 1 }
    return gfp & GFP.highmem != 0 ? 3 : 2
  }

  /// Takes a frame; (0, 0) if none may be had. `node` is nil for NUMA_NO_NODE: then THISNODE means the local
  /// node. O(nodes).
  @inlinable
  package mutating func take(gfp: UInt64, node: Int?) -> (frame: UInt64, node: Int) {
    var frame: UInt64 = 0
    let owner = serve(gfp, node) { pool, zeroed in
      frame = pool.take(zeroed: zeroed)
      return frame != 0
    }
    return (frame, owner)
  }

  /// Takes at least one frame and at most `count`, those that as many calls of `take` would have taken, and lists
  /// them in that order; (0, 0) if none may be had. They are of one node, and may be fewer than there are. O(nodes +
  /// frames).
  @inlinable
  package mutating func takeRuns(
    atMost count: Int, gfp: UInt64, node: Int?, listing runs: inout ContiguousArray<FrameRun>
  ) -> (count: Int, node: Int) {
    var taken = 0
    let owner = serve(gfp, node) { pool, zeroed in
      while taken < count {
        let got = pool.takeRuns(atMost: count &- taken, zeroed: zeroed, listing: &runs)
        if got == 0 { break }
        taken &+= got
      }
      return taken != 0
    }
    return (taken, owner)
  }

  /// Takes a block of 2^order frames, more than one, whose first number is a multiple of that; (0, 0) if
  /// none may be had. O(nodes) and the search of `FramePool.takeBlock`.
  @inlinable
  package mutating func takeBlock(order: Int, gfp: UInt64, node: Int?) -> (first: UInt64, node: Int) {
    var first: UInt64 = 0
    let owner = serve(gfp, node) { pool, zeroed in
      first = pool.takeBlock(order: order, zeroed: zeroed)
      return first != 0
    }
    return (first, owner)
  }

  /// Offers a request to the pools it may be served from, in order, until `take` says that one did serve
  /// it; the node of that, or 0.
  @inlinable @inline(__always)
  mutating func serve(_ gfp: UInt64, _ node: Int?, _ take: (inout FramePool, _ zeroed: Bool) -> Bool) -> Int {
    let first = node ?? localNode
    let top = FrameAllocator.highestZone(gfp)
    let reach = gfp & GFP.thisnode != 0 ? 1 : nodes
    for step in 0..<reach {
      var owner = first &+ step
      if owner >= nodes { owner &-= nodes }
      var zone = top
      while zone >= 0 {
        let pool = owner &* FrameAllocator.zones &+ zone
        if !pools[pool].isEmpty, take(&pools[pool], gfp & GFP.zero != 0) { return owner }
        zone &-= 1
      }
    }
    return 0
  }

  /// Gives a frame back; nil if the machine has no such frame, false if it is free already. O(nodes).
  @inlinable
  package mutating func put(_ frame: UInt64) -> Bool? {
    pool(of: frame).map { pools[$0].put(frame) }
  }

  /// Gives `count` frames back, `first` and those that follow, until one is not in use or not a frame of
  /// the machine; returns how many it gave back. O(nodes), and a step each 64 frames.
  @inlinable
  package mutating func putRun(_ first: UInt64, count: Int) -> Int {
    var given = 0
    // A run may go on in the next zone or node.
    while given < count, let index = pool(of: first &+ UInt64(given)) {
      let part = pools[index].putRun(first &+ UInt64(given), count: count &- given)
      if part == 0 { break }
      given &+= part
    }
    return given
  }

  /// Gives the frames of short runs back: of the runs at the start of a range that are of the same 64 frames. How many
  /// runs; 0, and nothing is given back, if that is not possible for all of these. O(nodes + runs).
  @inlinable
  package mutating func putShortRuns(_ runs: ContiguousArray<FrameRun>, _ range: Range<Int>) -> Int {
    guard let index = pool(of: runs[range.lowerBound].first) else { return 0 }
    return pools[index].putShortRuns(runs.span.extracting(range))
  }

  /// The pool a frame belongs to, or nil if the machine has no such frame. O(nodes).
  @inlinable
  package func pool(of frame: UInt64) -> Int? {
    for index in pools.indices where pools[index].holds(frame) { return index }
    return nil
  }

  /// Whether a frame is in use; false if the machine has no such frame. O(nodes).
  @inlinable
  package func isInUse(_ frame: UInt64) -> Bool { pool(of: frame).map { pools[$0].isInUse(frame) } ?? false }

  /// Whether a frame is in use and came zeroed. O(nodes).
  @inlinable
  package func isZeroed(_ frame: UInt64) -> Bool {
    pool(of: frame).map { pools[$0].isZeroed(frame) } ?? false
  }
}
