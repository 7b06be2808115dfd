import PropertyTesting

/// Thrown when the disk cannot be written.
struct DiskFull: Error {}

/// Documents, by the number they got when they were created.
struct DocumentStore {
  private var texts: [String] = []
  private var places: [Int: Int] = [:]
  private var created = 0

  mutating func create() -> Int {
    created += 1
    places[created] = texts.count
    texts.append("")
    return created
  }

  mutating func append(_ text: String, to number: Int, write: () throws -> Void) throws {
    guard let place = places[number] else { return }
    texts[place] += text
    try write()
  }

  mutating func delete(_ number: Int) {
    guard let place = places.removeValue(forKey: number) else { return }
    // The last text fills the gap.
    texts[place] = texts[texts.count - 1]
    texts.removeLast()
  }

  func text(_ number: Int) -> String? {
    guard let place = places[number], texts.indices.contains(place) else { return nil }
    return texts[place]
  }
}
