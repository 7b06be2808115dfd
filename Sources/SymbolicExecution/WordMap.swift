internal import Machine

/// Values by words that may depend on inputs.
///
/// A word that was made in the same way is found at once, O(1); another one is compared with all that are there, O(entries),
/// and what cannot be decided becomes a part of the path.
struct WordMap<Concrete: ConcreteWord, Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    var key: SymbolicWord<Concrete>
    var value: Value
  }

  /// Those that were removed are nil.
  private var entries: [Entry?] = []
  private var places: [SymbolicTerm: Int] = [:]
  /// How many entries have a number as the value of their word in this run.
  private var numbers: [UInt64: Int] = [:]

  /// The values, in the order in which their words came.
  var values: [Value] { entries.compactMap { $0?.value } }

  /// The value of a word, nil if there is none.
  subscript(key: SymbolicWord<Concrete>) -> Value? {
    get { place(of: key).flatMap { entries[$0]?.value } }
    set {
      guard let value = newValue else {
        _ = remove(key)
        return
      }
      if let place = place(of: key) {
        entries[place]?.value = value
      } else {
        add(value, for: key)
      }
    }
  }

  /// Removes the value of a word; the word that it was added for, which need not be made in the same way, nil if there is
  /// none.
  mutating func remove(_ key: SymbolicWord<Concrete>) -> SymbolicWord<Concrete>? {
    guard let place = place(of: key), let entry = entries[place] else { return nil }
    places[entry.key.term] = nil
    numbers[UInt64(entry.key.value), default: 0] -= 1
    entries[place] = nil
    return entry.key
  }

  /// Adds a value for a word that is known to be another than those that are there. O(1).
  mutating func add(_ value: Value, for key: SymbolicWord<Concrete>) {
    places[key.term] = entries.count
    numbers[UInt64(key.value), default: 0] += 1
    entries.append(Entry(key: key, value: value))
  }

  /// Whether a number is the value of a word in this run. O(1).
  func contains(_ number: UInt64) -> Bool { numbers[number, default: 0] > 0 }

  private func place(of key: SymbolicWord<Concrete>) -> Int? {
    places[key.term] ?? entries.firstIndex { entry in entry.map { $0.key == key } ?? false }
  }
}
