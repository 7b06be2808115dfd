import PropertyTesting

/// A tree in which no value is less than that of its parent.
indirect enum Heap: CustomStringConvertible {
  case empty
  case node(Int, Heap, Heap)

  /// As the challenge states it: mostly a node while there is size left, its value at least its parent's.
  static func draw(_ source: inout ChoiceSource, above least: Int, size: Int) -> Heap {
    source.span("heap") { source in
      guard source.weighted(size > 0 ? [1, 7] : [1]) == 1 else { return .empty }
      let value = source.integer(least...Int.max)
      let left = draw(&source, above: value, size: size / 2)
      return .node(value, left, draw(&source, above: value, size: size / 2))
    }
  }

  /// All values, from the top down.
  var values: [Int] {
    var values: [Int] = []
    var heaps = [self]
    while let heap = heaps.popLast() {
      if case .node(let value, let left, let right) = heap {
        values.append(value)
        heaps += [right, left]
      }
    }
    return values
  }

  static func merged(_ a: Heap, _ b: Heap) -> Heap {
    guard case .node(let x, let left, let right) = a else { return b }
    guard case .node(let y, let otherLeft, let otherRight) = b else { return a }
    return x <= y ? .node(x, merged(right, b), left) : .node(y, merged(otherRight, a), otherLeft)
  }

  /// Wrong: only the first value is the least of what is left.
  var wronglySorted: [Int] {
    guard case .node(let value, let left, let right) = self else { return [] }
    return [value] + Heap.merged(left, right).values
  }

  var description: String {
    guard case .node(let value, let left, let right) = self else { return "None" }
    return "(\(value), \(left), \(right))"
  }
}

extension Challenge {
  /// The smallest has four values; modulo mirror images.
  static let binaryHeap = Challenge(
    "binary heap", { source in Heap.draw(&source, above: 0, size: 32) },
    fails: { (heap: Heap) in
      let sorted = heap.wronglySorted
      return sorted != sorted.sorted() || sorted.sorted() != heap.values.sorted()
    }
  ) { heap in heap.values.count == 4 && heap.values.sorted() == [0, 0, 0, 1] }
}
