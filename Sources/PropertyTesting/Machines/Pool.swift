/// The objects of a history that commands can name: what was allocated, opened, created.
///
/// A command holds the name, and not the object: it is shown in counterexamples, and stays right when earlier steps are
/// taken out. See ``ObjectID``.
public struct Pool<Object> {
  @usableFromInline var entries: ContiguousArray<Entry> = []

  @usableFromInline
  struct Entry {
    /// In the order of their creation.
    @usableFromInline var id: ObjectID
    /// The object's index in the recording that is replayed with steps left out; -1 if it is not known there.
    @usableFromInline var original: Int
    @usableFromInline var object: Object

    @inlinable
    init(id: ObjectID, original: Int, object: Object) {
      self.id = id
      self.original = original
      self.object = object
    }
  }

  /// No objects.
  @inlinable
  public init() {}

  /// How many objects there are.
  @inlinable
  public var count: Int { entries.count }

  /// Whether there is none.
  @inlinable
  public var isEmpty: Bool { entries.isEmpty }

  /// Adds an object, and names it. Constant time.
  @inlinable
  @discardableResult
  public mutating func add(_ object: Object, _ source: inout ChoiceSource) -> ObjectID {
    let original = source.originalOfNextObject
    let id = source.nameObject()
    if entries.capacity == 0 { entries.reserveCapacity(16) }
    entries.append(Entry(id: id, original: original, object: object))
    return id
  }

  /// Draws one of the names, all equally likely. Shrinks toward the oldest. Constant time; in a replay with steps left
  /// out, linear in the number of objects.
  ///
  /// - Throws: ``Discard`` if there is no object, or the one that was named here is not there any more.
  @inlinable
  public func draw(_ source: inout ChoiceSource) throws -> ObjectID {
    if entries.isEmpty { throw Discard() }
    var forced: Int?
    if let wanted = source.wantedObject {
      forced = entries.firstIndex { $0.original == wanted }
      if forced == nil { throw Discard() }
    }
    let index = source.chooseObject(of: entries.count, forced: forced)
    let id = entries[index].id
    source.noteReference(to: id)
    return id
  }

  /// The object of a name; nil if it is not there any more. Setting it to nil takes it out; setting one that is not
  /// there any more does nothing. O(log n), and O(n) to take one out.
  @inlinable
  public subscript(id: ObjectID) -> Object? {
    get {
      guard let index = index(of: id) else { return nil }
      return entries[index].object
    }
    set {
      guard let index = index(of: id) else { return }
      if let newValue { entries[index].object = newValue } else { entries.remove(at: index) }
    }
  }

  /// Takes an object out; nil if it is not there any more. O(n).
  @inlinable
  @discardableResult
  public mutating func remove(_ id: ObjectID) -> Object? {
    guard let index = index(of: id) else { return nil }
    return entries.remove(at: index).object
  }

  @inlinable
  func index(of id: ObjectID) -> Int? {
    let place = entries.partitioningIndex { $0.id >= id }
    return place < entries.count && entries[place].id == id ? place : nil
  }
}

extension Pool: Sequence {
  /// The names and objects, the oldest first.
  @inlinable
  public func makeIterator() -> AnyIterator<(id: ObjectID, object: Object)> {
    var index = 0
    return AnyIterator {
      guard index < entries.count else { return nil }
      defer { index += 1 }
      return (entries[index].id, entries[index].object)
    }
  }
}

extension Pool: Sendable where Object: Sendable {}
extension Pool.Entry: Sendable where Object: Sendable {}
