public import Machine
internal import Synchronization

/// Something that a run did on an induction machine, or was told by it.
public struct InductionMoment: Sendable {
  /// What it is.
  public enum What: Hashable, Sendable {
    /// An operation of the machine, and whether it was granted.
    case operation(EventKind, granted: Bool)
    /// A message.
    case message(Warning)
    /// A leaf entry was looked at: `address`, `frame`.
    case entry
    /// A page table of a level was looked for: `address`.
    case table(level: Int, isThere: Bool)
    /// A table of the level above was used for an address that it has to serve: `address`; `part` is one that it does serve.
    case access(level: Int)
    /// A loop came by its head: `index` or `address`, `end`.
    case arrival(LoopHead.Loop, entry: Int, isFirst: Bool)
    /// The loop goes on from any state in which it can be there.
    case anywhere(LoopHead.Loop, entry: Int)
    /// A call within the call was taken for its contract: its arguments, `result`.
    case contract(CallRecord.Operation)
    /// A huge leaf was looked for where there is no table of leaves: `address`.
    case hugeLeaf(isThere: Bool)
    /// A huge leaf was written: `address`, `frame`.
    case hugeMap
    /// A huge leaf was cleared: `address`.
    case hugeUnmap
    /// A block of 2^`order` pages was asked for: `frame`.
    case block(order: Int, granted: Bool)
    /// The frames of a block were stored: `frame`, `array`, `index`.
    case blockStored(order: Int)
    /// Many operations of a kind, `count` of them in a row: `array` and `index` of the first, `address` of the first.
    case many(EventKind)
    /// The call has returned: what it leaves on record, how many areas are `live` and ranges `lazy`, `start` and `bytes` of the
    /// first of those.
    case left
    /// A mapping of many stopped at an `address`, where an entry is in use, or none of the page array at `index`.
    case stopped
  }

  /// What it is.
  public var what: What
  /// The words that belong to it, by name.
  public var words: [String: SymbolicWord<UInt64>] = [:]
  /// The words and flags on record of the areas, at an arrival.
  public var record: [SymbolicWord<UInt64>] = []
  /// Flags that are noted.
  public var flags: [SymbolicWord<UInt32>] = []
  /// The area that it is of.
  public var area: UInt32 = 0
  /// How many comparisons the run had made.
  public var comparisons = 0
  /// The order of blocks that a loop is at.
  public var order = 0
}

/// What a run did on an induction machine, in order. Machines that are copied go on with the same one.
public final class InductionTrace: Sendable {
  /// A page table: its level, 0 for one of leaves, and an address that it serves, nil if that is any.
  struct Table: Sendable {
    var level: Int
    var address: SymbolicWord<UInt64>?
  }

  /// The place of an entry: a table, and the part of the address space.
  struct Place: Hashable, Sendable {
    var table: Int
    var part: SymbolicWord<UInt64>.Identity
  }

  struct Content: Sendable {
    var moments: [InductionMoment] = []
    var tables: [Table]
    /// Tables that were looked for and not found are 0.
    var below: [Place: Int] = [:]
    var entries: [Place: SymbolicWord<UInt64>] = [:]
    /// Whether an entry is a huge leaf.
    var hugeLeaves: [Place: SymbolicWord<UInt64>] = [:]
    /// How many inputs of a name there were.
    var counts: [String: Int] = [:]
    /// The loop that was entered last, and how often each was.
    var phase = "start"
    var phases: [LoopHead.Loop: Int] = [:]
    /// How many moments there were when a loop was cut last.
    var lastCut = 0
    /// Loops that were entered.
    var entered = 0
    /// Of those, loops that are in no other one.
    var stages = 0

    /// Forgets what was answered of page tables: the state is another one.
    mutating func forget() {
      below = [:]
      entries = [:]
      hugeLeaves = [:]
    }
  }

  let content: Mutex<Content>

  /// Nothing done yet, on a machine whose top table is of a level.
  init(topLevel: Int) {
    content = Mutex(Content(tables: [Table(level: topLevel, address: nil)]))
  }

  /// All moments, in order.
  public var moments: [InductionMoment] { content.withLock { $0.moments } }
}
