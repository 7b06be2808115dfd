public import PropertyTesting

/// Histories of the toy allocator.
public struct ToyMachine: StateMachine {
  /// What can be done with it.
  public enum Rule: CaseIterable, Sendable {
    /// Any of them.
    case allocate, release, write, purge
  }

  /// A step of a history; areas are named.
  public enum Command: Equatable, Sendable {
    /// Pages, 1 to 8.
    case allocate(Int)
    /// Gives an area back, lazily.
    case release(ObjectID)
    /// Writes to the first page of an area.
    case write(ObjectID)
    /// Makes what was given back allocatable.
    case purge
  }

  private var allocator: ToyAllocator
  private var areas = Pool<Range<Int>>()

  /// Everything is free.
  public init(_ bug: ToyAllocator.Bug? = nil) { allocator = ToyAllocator(bug) }

  /// Allocations are frequent.
  public static func weight(of rule: Rule) -> UInt64 {
    switch rule {
    case .allocate: 5
    case .release: 3
    case .write: 2
    case .purge: 1
    }
  }

  /// What is released or written to is an area.
  public func allows(_ rule: Rule) -> Bool {
    switch rule {
    case .allocate, .purge: true
    case .release, .write: !areas.isEmpty
    }
  }

  /// Draws a command.
  public func command(_ rule: Rule, _ source: inout ChoiceSource) throws -> Command {
    switch rule {
    case .allocate: .allocate(Int(source.draw(1...8)))
    case .release: .release(try areas.draw(&source))
    case .write: .write(try areas.draw(&source))
    case .purge: .purge
    }
  }

  /// Carries it out; a new area has to hold nothing.
  public mutating func run(_ command: Command, _ source: inout ChoiceSource) throws {
    switch command {
    case .allocate(let count):
      guard let area = allocator.allocate(count) else { return }
      areas.add(area, &source)
      try expect(allocator.isClean(area), "a new area holds nothing")
    case .release(let id):
      if let area = areas.remove(id) { allocator.release(area) }
    case .write(let id):
      if let area = areas[id] { allocator.write(area) }
    case .purge: allocator.purge()
    }
  }

  /// All pages are accounted for.
  public func checkInvariants() throws { try expect(allocator.isWhole, "all pages are accounted for") }
}
