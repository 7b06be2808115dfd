extension ToyAllocator {
  /// The length of the shortest failing histories, by breadth-first search. Exponential in it.
  public static func leastLength(_ bug: Bug) -> Int {
    var states: [(allocator: ToyAllocator, areas: [Range<Int>])] = [(ToyAllocator(bug), [])]
    var length = 0
    while true {
      length += 1
      var next = states
      next.removeAll()
      for state in states {
        for count in 1...8 {
          var successor = state
          guard let area = successor.allocator.allocate(count) else { continue }
          successor.areas.append(area)
          if !successor.allocator.isClean(area) || !successor.allocator.isWhole { return length }
          next.append(successor)
        }
        for index in state.areas.indices {
          var successor = state
          successor.allocator.write(state.areas[index])
          if !successor.allocator.isWhole { return length }
          next.append(successor)
          successor = state
          successor.allocator.release(successor.areas.remove(at: index))
          if !successor.allocator.isWhole { return length }
          next.append(successor)
        }
        var successor = state
        successor.allocator.purge()
        if !successor.allocator.isWhole { return length }
        next.append(successor)
      }
      states = next
    }
  }
}
