/// The page allocator: nodes, zones, fallback.
///
/// A request names the highest zone it may use by its mask, and a node. The node's own zones are
/// tried from the highest allowed down, then the other nodes' in ring order, unless the mask forbids
/// to leave the node.
@usableFromInline
struct FrameAllocator: Sendable {
  @usableFromInline var pools: ContiguousArray<FramePool> = []
  @usableFromInline let nodes: Int
  /// The node of the processor the run is on: where a request without a node starts.
  @usableFromInline let localNode: Int
  @usableFromInline let scatter: UInt64

  @usableFromInline static let zones = 4

  @usableFromInline
  init(_ geometry: Geometry, localNode: Int, scatter: UInt64) {
    nodes = geometry.nodes
    self.localNode = localNode
    self.scatter = scatter
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
        pools.append(FramePool(base: from, count: to > from ? to - from : 0, node: node, zone: zone))
      }
    }
  }

  /// The highest zone a mask allows.
  @inlinable
  static func highestZone(_ gfp: UInt64) -> Int {
    if gfp & GFP.dma != 0 { return 0 }
    if gfp & GFP.dma32 != 0 { return 1 }
    return gfp & GFP.highmem != 0 ? 3 : 2
  }

  /// Takes a frame; (0, 0) if none may be had. `node` is nil for NUMA_NO_NODE: then THISNODE means the local
  /// node. O(nodes).
  @inlinable
  mutating func take(gfp: UInt64, node: Int?) -> (frame: UInt64, node: Int) {
    let first = node ?? localNode
    let top = FrameAllocator.highestZone(gfp)
    let reach = gfp & GFP.thisnode != 0 ? 1 : nodes
    for step in 0..<reach {
      var owner = first &+ step
      if owner >= nodes { owner &-= nodes }
      var zone = top
      while zone >= 0 {
        let index = owner &* FrameAllocator.zones &+ zone
        let frame = pools[index].take(zeroed: gfp & GFP.zero != 0, scatter: scatter)
        if frame != 0 { return (frame, owner) }
        zone &-= 1
      }
    }
    return (0, 0)
  }

  /// Gives a frame back; nil if the machine has no such frame, false if it is free already. O(nodes).
  @inlinable
  mutating func put(_ frame: UInt64) -> Bool? {
    pool(of: frame).map { pools[$0].put(frame) }
  }

  /// The pool a frame belongs to, or nil if the machine has no such frame. O(nodes).
  @inlinable
  func pool(of frame: UInt64) -> Int? {
    for index in pools.indices where pools[index].holds(frame) { return index }
    return nil
  }

  /// Whether a frame in use came zeroed.
  @inlinable
  func isZeroed(_ frame: UInt64) -> Bool {
    guard let index = pool(of: frame) else { return false }
    let offset = Int(frame &- pools[index].base)
    return offset < pools[index].state.count && pools[index].state[offset] & FramePool.zeroed != 0
  }
}
