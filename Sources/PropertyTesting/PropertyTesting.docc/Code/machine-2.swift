import PropertyTesting

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

struct QueueMachine: StateMachine {
  enum Rule: CaseIterable { case push, pop }
  enum Command { case push(Int), pop }

  /// The model: what the queue has to hold.
  var model: [Int] = []
  /// The system.
  var queue = RingQueue()

  func allows(_ rule: Rule) -> Bool {
    switch rule {
    case .push: true
    case .pop: !model.isEmpty
    }
  }

  func command(_ rule: Rule, _ source: inout ChoiceSource) -> Command {
    switch rule {
    case .push: .push(source.integer(0...99))
    case .pop: .pop
    }
  }

  mutating func run(_ command: Command, _ source: inout ChoiceSource) throws {
    switch command {
    case .push(let element):
      model.append(element)
      queue.push(element)
    case .pop:
      let expected = model.removeFirst()
      let found = queue.pop()
      try expect(found == expected, "pops \(expected), not \(found)")
    }
  }
}

let outcome = try Runner(seed: 1, runs: 1000).check { _ in QueueMachine() }
print(outcome.failure.map { "\($0)" } ?? "\(outcome.tally)")
