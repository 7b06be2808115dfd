/// A queue that keeps its elements in a ring, which grows when it is full.
struct RingQueue {
  private var ring = [0, 0]
  private var first = 0
  private(set) var count = 0

  mutating func push(_ element: Int) {
    if count == ring.count { ring += Array(repeating: 0, count: ring.count) }
    ring[(first + count) % ring.count] = element
    count += 1
  }

  mutating func pop() -> Int {
    defer {
      first = (first + 1) % ring.count
      count -= 1
    }
    return ring[first]
  }
}
