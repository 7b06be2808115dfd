extension ChoiceSource {
  /// The next object's index in the recording that is replayed with steps left out; -1 if it is not known there.
  @usableFromInline
  var originalOfNextObject: Int { origin?.nextObject ?? -1 }

  /// Names a new object.
  @usableFromInline
  mutating func nameObject() -> ObjectID {
    origin?.createObject()
    record(.nameObject)
    return ObjectID(number: recording.objects)
  }

  /// The object that the next choice chose in the recording that is replayed with steps left out, as its index there; nil
  /// if that is not known.
  @usableFromInline
  var wantedObject: Int? { origin?.object(at: cursor) }

  /// Draws which of `count` objects is named.
  ///
  /// - Parameter forced: what it has to be, where a replay is to name a certain one.
  @usableFromInline
  mutating func chooseObject(of count: Int, forced: Int?) -> Int {
    if let forced { replaceNext(with: UInt64(forced)) }
    let limit = UInt64(count - 1)
    return Int(choose(upTo: limit, kind: .option) { $0.uniform(upTo: limit) })
  }

  /// Records that the last choice chose an object.
  @usableFromInline
  mutating func noteReference(to id: ObjectID) {
    if hasOverrun { return }
    record(.reference(object: id.number - 1))
  }
}
