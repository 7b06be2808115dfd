internal import Specification

/// The definitions of the system read of other fields: those of the next state, say.
///
/// A definition that speaks of the state exists once per edition, its name ending in the edition's suffix.
struct Edition: Sendable {
  var suffix: String
  /// What stands for a field.
  var fields: [String: Form]
  /// The definitions, in order; those that do not speak of the state belong to the current edition only.
  private(set) var definitions: [TransitionSystem.Definition] = []

  /// An edition without definitions yet.
  init(suffix: String, fields: [String: Form]) {
    self.suffix = suffix
    self.fields = fields
  }

  /// Lets a field that tells what another was when the call began stand for that other.
  fileprivate mutating func noteBeginning(of state: [TransitionSystem.Field]) {
    for field in state {
      for ending in [".old", ".first"] where field.name.hasSuffix(ending) {
        fields[field.name] = .symbol(String(field.name.dropLast(ending.count)))
      }
    }
  }

  /// The edition with its definitions. O(size of all).
  fileprivate func complete(of system: TransitionSystem) -> Edition {
    var replacements = fields
    for definition in system.definitions where system.isStateful(definition.name) {
      replacements[definition.name] = .symbol(definition.name + suffix)
    }
    var edition = self
    edition.definitions = system.definitions.compactMap { definition in
      guard system.isStateful(definition.name) else { return suffix.isEmpty ? definition : nil }
      var copy = definition
      copy.name += suffix
      copy.body = definition.body.replacing(replacements)
      return copy
    }
    for index in edition.definitions.indices { edition.definitions[index].render() }
    return edition
  }
}

/// The editions that are the same for all steps.
struct Editions: Sendable {
  /// The state as it is.
  private(set) var current = Edition(suffix: "", fields: [:])
  /// The next state.
  private(set) var next = Edition(suffix: ".next", fields: [:])
  /// The state as a call for a page array, or for its release, finds it: nothing is going on at its level.
  private(set) var calling = Edition(suffix: ".calling", fields: [:])
  /// The state that such a call leaves when it does nothing at all: what was when it began is what is.
  private(set) var untouched = Edition(suffix: ".untouched", fields: [:])

  /// Those of no system.
  init() {}

  /// Those of a system whose definitions are known.
  init(of system: TransitionSystem) {
    next.fields = Dictionary(
      uniqueKeysWithValues: system.fields.map { ($0.name, .symbol($0.name + ".next")) })
    for name in ["cur", "i", "page"] { calling.fields[name] = .symbol("0") }
    calling.fields["pc"] = .symbol("IDLE")
    calling.fields["outer"] = .call("select", .symbol("root"), .symbol("cur"))
    calling.fields["within"] = .call("+", .symbol("1"), .call("select", .symbol("level"), .symbol("cur")))
    calling.fields["asked"] = .symbol("array-pages")
    untouched.fields = calling.fields
    untouched.noteBeginning(of: system.fields)
    current = current.complete(of: system)
    next = next.complete(of: system)
    calling = calling.complete(of: system)
    untouched = untouched.complete(of: system)
  }
}

extension TransitionSystem {
  /// The state that the call of a step leaves, as that call sees it.
  ///
  /// It is the next state, its own fields being the call's; a field for which the step declares a constant
  /// that ends in `.called` is that constant.
  func called(by step: Part) -> Edition {
    var edition = Edition(suffix: ".called", fields: editions.next.fields)
    edition.fields.merge(editions.calling.fields) { _, own in own }
    edition.noteBeginning(of: fields)
    for parameter in step.parameters where parameter.name.hasSuffix(".called") {
      edition.fields[String(parameter.name.dropLast(".called".count))] = .symbol(parameter.name)
    }
    return edition.complete(of: self)
  }

  fileprivate func isStateful(_ definition: String) -> Bool {
    fieldsOfDefinition[definition]?.isEmpty == false
  }
}
