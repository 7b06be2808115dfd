package import Machine
package import Properties
internal import Vmalloc

/// What runs have in common that may be on one path: the calls, with their pages, alignments and flags; which requests the
/// environment refused; and where it gave something that it had got back. Masks, nodes, protections and the rest of a last page
/// are no part of it.
package struct History: Hashable, Sendable {
  /// A call.
  package enum Call: Hashable, Sendable {
    /// An allocation, with an alignment in bytes and flags of its area: its other arguments are open.
    case vmalloc(Size, align: UInt64, flags: UInt64)
    /// The release of so many bytes above what an allocation returned, by its number from 0, or above an address below the
    /// window.
    case vfree(allocation: Int?, offset: UInt64, inInterrupt: Bool)
    /// Lazily freed ranges become reusable.
    case purge
    /// Releases that were put off are carried out.
    case deferredWork
    /// Somebody else maps a page, so many pages from the window's start.
    case plant(page: UInt64)
  }

  /// What is asked for.
  package enum Size: Hashable, Sendable {
    /// So many pages.
    case pages(UInt64)
    /// So many pages, but for some bytes of the last one, of any number.
    case bytes(pages: UInt64)
    /// Any size: the allocation is refused before it has a range.
    case any

    /// A size in bytes.
    init(_ size: UInt64, page: UInt64) {
      self = size % page == 0 ? .pages(size / page) : .bytes(pages: size / page + 1)
    }
  }

  /// The name of the machine's geometry.
  package private(set) var geometry: String
  /// Its page frames.
  package private(set) var ramPages: UInt64
  /// The calls, those that release what is left among them.
  package private(set) var calls: [Call] = []
  /// The numbers of the requests that were refused, as a symbolic machine counts them.
  package private(set) var refused: Set<UInt64>
  /// The frames and pointers that were given, by numbers that are the same where they are the same.
  package private(set) var given: [Int]
  /// Whether it went to its end, where everything is released.
  package private(set) var isComplete: Bool

  /// All of it, in words.
  var text: String {
    "\(geometry) of \(ramPages) pages; \(calls); refused \(refused.sorted()); given \(given); "
      + (isComplete ? "complete" : "not complete")
  }

  /// What a run of a workload did.
  ///
  /// - Parameter run: runs a workload.
  /// - Returns: the calls, and the log of the run; nil if the workload has no machine.
  package static func made(by workload: Workload, _ run: (Workload) -> RunRecord) -> (History, EventLog)? {
    guard let shape = workload.shape else { return nil }
    var marked = workload
    // A history is made once: what is so at the second time is no question of its paths.
    marked.isRepeated = false
    // What follows the last command begins at one that does nothing.
    marked.commands.append(.vfree(.init(allocation: .max)))
    let record = run(marked)
    return (History(marked, shape, record), record.log)
  }

  private init(_ workload: Workload, _ shape: Geometry, _ record: RunRecord) {
    geometry = workload.geometry
    ramPages = shape.ramPages
    refused = HistoryInputs.refusedRequests(record.log)
    given = HistoryInputs.given(record.log)
    isComplete = record.halt == nil && !record.isCut
    /// Allocations whose release is still to come, or whose result is 0; by number.
    var isLive: [Bool] = []
    let events = record.log.events
    for (number, start) in record.commandStarts.enumerated() {
      let isMarker = number == workload.commands.count - 1
      let end = number + 1 < record.commandStarts.count ? record.commandStarts[number + 1] : events.count
      if isMarker { break }
      let own = events[start..<end]
      switch workload.commands[number] {
      case .vmalloc(let arguments):
        let flags =
          (arguments.unguarded ? AreaFlag.noGuard : 0)
          | (arguments.allowsHuge == true ? AreaFlag.allowHuge : 0)
        let hasRange = own.contains { $0.kind == .reserve && $0.depth == 0 }
        let size = hasRange ? Size(arguments.size, page: shape.pageSize) : .any
        calls.append(.vmalloc(size, align: arguments.align, flags: flags))
        isLive.append(own.last { $0.kind == .ret && $0.depth == 0 }?.x != 0)
      case .vfree(let arguments):
        // It is left out where nobody can tell what it is of.
        guard own.contains(where: { $0.kind == .call && $0.depth == 0 }) else { continue }
        let allocation = arguments.allocation.map { isLive.count - 1 - $0 }
        calls.append(
          .vfree(allocation: allocation, offset: arguments.offset, inInterrupt: arguments.inInterrupt))
        if let allocation, arguments.offset == 0 { isLive[allocation] = false }
      case .purge: calls.append(.purge)
      case .deferredWork: calls.append(.deferredWork)
      case .plant(let page):
        if own.contains(where: { $0.kind == .env }) { calls.append(.plant(page: page)) }
      }
    }
    let isAtEnd = record.commandStarts.count == workload.commands.count
    guard isAtEnd, !record.isCut else { return }
    calls += isLive.indices.filter { isLive[$0] }
      .map { .vfree(allocation: $0, offset: 0, inInterrupt: false) }
    calls += [.deferredWork, .purge]
  }
}
