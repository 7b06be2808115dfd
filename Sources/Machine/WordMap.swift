/// A word that may depend on inputs, as a key: what is known of it without a comparison.
public protocol KeyWord: MachineWord {
  /// What only words share that are equal, whatever the inputs.
  associatedtype Identity: Hashable, Sendable

  /// How it is made.
  var identity: Identity { get }

  /// The number that it is; nil if it depends on inputs.
  var number: UInt64? { get }

  /// Whether it differs from all words of which this is so, too, but those that are made in the same way.
  var isApart: Bool { get }
}

extension UInt64: KeyWord {
  /// Itself.
  @inlinable
  public var identity: UInt64 { self }

  /// Itself.
  @inlinable
  public var number: UInt64? { self }

  /// Always: numbers differ.
  @inlinable
  public var isApart: Bool { true }
}

/// Values by words that may depend on inputs.
///
/// A word that was made in the same way is found at once, O(1), and so is a number among numbers; another one is compared
/// with all that are there, O(entries), and what cannot be decided becomes a part of the path.
public struct WordMap<Word: KeyWord, Value: Sendable>: Sendable {
  /// Those that were removed are nil.
  @usableFromInline
  var entries: [(key: Word, value: Value)?] = []
  @usableFromInline
  var places: [Word.Identity: Int] = [:]
  /// How many words depend on inputs.
  @usableFromInline
  var dependent = 0
  /// How many words differ from all that do, too, and are made otherwise.
  @usableFromInline
  var apart = 0

  /// No words.
  @inlinable
  public init() {}

  /// Whether there are none. O(1).
  @inlinable
  public var isEmpty: Bool { places.isEmpty }

  /// The words, in the order in which they came.
  @inlinable
  public var keys: [Word] { entries.compactMap { $0?.key } }

  /// The values, in that order.
  @inlinable
  public var values: [Value] { entries.compactMap { $0?.value } }

  /// The value of a word, nil if there is none.
  @inlinable
  public subscript(key: Word) -> Value? {
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

  /// Changes the value of a word in place; if it has none, and another one is given, that becomes its value first.
  @inlinable
  public mutating func update(_ key: Word, otherwise: Value? = nil, _ change: (inout Value) -> Void) {
    if let place = place(of: key), var entry = entries[place] {
      entries[place] = nil
      change(&entry.value)
      entries[place] = entry
    } else if var value = otherwise {
      change(&value)
      add(value, for: key)
    }
  }

  /// Removes the value of a word; the word that it was added for, which need not be made in the same way, nil if there is
  /// none.
  @inlinable
  public mutating func remove(_ key: Word) -> Word? {
    guard let place = place(of: key), let entry = entries[place] else { return nil }
    places[entry.key.identity] = nil
    if entry.key.number == nil { dependent -= 1 }
    if entry.key.isApart { apart -= 1 }
    entries[place] = nil
    return entry.key
  }

  /// Adds a value for a word that is known to be another than those that are there. O(1).
  @inlinable
  public mutating func add(_ value: Value, for key: Word) {
    places[key.identity] = entries.count
    if key.number == nil { dependent += 1 }
    if key.isApart { apart += 1 }
    entries.append((key, value))
  }

  @inlinable
  func place(of key: Word) -> Int? {
    if let known = places[key.identity] { return known }
    // Numbers differ without a question.
    if key.number != nil, dependent == 0 { return nil }
    if key.isApart, apart == places.count { return nil }
    return entries.firstIndex { entry in entry.map { $0.key == key } ?? false }
  }
}
