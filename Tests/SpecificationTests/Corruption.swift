import Machine
import PropertyTesting

/// Changes to a log that make it one that no allocator and no machine could have made.
enum Corruption: CaseIterable {
  case removed, repeated, swapped, answered, moved, displaced, reattributed

  /// Kinds that shape the tree of calls, or whose absurd values only make columns of absurd length.
  private static let kept: Set<EventKind> = [.call, .ret, .trap]

  /// The log with one event changed; nil if there is none to change.
  func apply(to log: EventLog, _ source: inout ChoiceSource) -> EventLog? {
    let places = log.events.indices.filter { !Corruption.kept.contains(log.events[$0].kind) }
    guard let place = places.isEmpty ? nil : source.element(of: places) else { return nil }
    var events = log.events
    let same = events.filter { $0.kind == events[place].kind && $0.ok == events[place].ok }
    switch self {
    case .removed: events.remove(at: place)
    case .repeated: events.insert(events[place], at: place)
    case .swapped:
      guard place + 1 < events.count, !Corruption.kept.contains(events[place + 1].kind) else { return nil }
      events.swapAt(place, place + 1)
    case .answered: events[place].ok.toggle()
    case .moved: events[place].x = source.element(of: same.map(\.x))
    case .displaced: events[place].y = source.element(of: same.map(\.y))
    case .reattributed:
      guard events[place].kind != .reserve else { return nil }
      events[place].area = source.element(of: events.map(\.area))
    }
    var corrupted = log
    corrupted.events = events
    return events == log.events ? nil : corrupted
  }
}
