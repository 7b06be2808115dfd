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
    let last = texts.count - 1
    texts[place] = texts[last]
    texts.removeLast()
    for (other, itsPlace) in places where itsPlace == last { places[other] = place }
  }

  func text(_ number: Int) -> String? {
    guard let place = places[number], texts.indices.contains(place) else { return nil }
    return texts[place]
  }
}

struct StoreMachine: StateMachine {
  enum Rule: CaseIterable { case create, append, delete }
  enum Command { case create, append(String, to: ObjectID), delete(ObjectID) }

  /// The model of a document: what it has to say, and its number in the store.
  struct Document {
    var text = ""
    var number: Int
  }

  var documents = Pool<Document>()
  var store = DocumentStore()

  func allows(_ rule: Rule) -> Bool { rule == .create || !documents.isEmpty }

  func command(_ rule: Rule, _ source: inout ChoiceSource) throws -> Command {
    switch rule {
    case .create: .create
    case .append: .append(source.element(of: ["a", "b"]), to: try documents.draw(&source))
    case .delete: .delete(try documents.draw(&source))
    }
  }

  mutating func run(_ command: Command, _ source: inout ChoiceSource) throws {
    switch command {
    case .create:
      documents.add(Document(number: store.create()), &source)
    case .append(let text, let id):
      guard let document = documents[id] else { return }
      do {
        try store.append(text, to: document.number) {
          if source.failure("the disk") { throw DiskFull() }
        }
        documents[id]?.text += text
      } catch is DiskFull {
        // The document stays what it was.
      }
    case .delete(let id):
      guard let document = documents.remove(id) else { return }
      store.delete(document.number)
    }
  }

  func checkInvariants() throws {
    for (id, document) in documents {
      let found = store.text(document.number).map { "'\($0)'" } ?? "gone"
      try expect(found == "'\(document.text)'", "document \(id) is '\(document.text)', not \(found)")
    }
  }
}

let outcome = try Runner(seed: 1, runs: 1000).check { _ in StoreMachine() }
print(outcome.failure.map { "\($0)" } ?? "\(outcome.tally)")
