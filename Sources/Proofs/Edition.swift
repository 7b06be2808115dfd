internal import Specification

/// The definitions of the system read of other fields: those of the next state, say.
///
/// A definition that speaks of the state exists once per edition, its name ending in the edition's suffix.
struct Edition: Sendable {
  var suffix: String
  /// What stands for a field.
  var fields: [String: Form]

  /// The state as it is.
  static let current = Edition(suffix: "", fields: [:])
}

extension TransitionSystem {
  /// The next state.
  var next: Edition {
    Edition(
      suffix: ".next",
      fields: Dictionary(uniqueKeysWithValues: fields.map { ($0.name, .symbol($0.name + ".next")) }))
  }

  /// The state as a call for a page array, or for its release, finds it: nothing is going on at its level.
  var calling: Edition {
    var edition = Edition(suffix: ".calling", fields: [:])
    for name in ["cur", "i", "page"] { edition.fields[name] = .symbol("0") }
    edition.fields["pc"] = .symbol("IDLE")
    edition.fields["outer"] = .call("select", .symbol("root"), .symbol("cur"))
    edition.fields["within"] = .call("+", .symbol("1"), .call("select", .symbol("level"), .symbol("cur")))
    return edition
  }

  /// The state that such a call leaves when it does nothing at all: what was when it began is what is.
  var untouched: Edition {
    var edition = calling
    edition.suffix = ".untouched"
    for field in fields { edition.noteBeginning(field.name, as: { .symbol($0) }) }
    return edition
  }

  /// The state that the call of a step leaves, as that call sees it.
  ///
  /// It is the next state, its own fields being the call's; a field for which the step declares a constant
  /// that ends in `.called` is that constant.
  func called(by step: Part) -> Edition {
    var edition = next
    edition.suffix = ".called"
    edition.fields.merge(calling.fields) { _, own in own }
    for field in fields { edition.noteBeginning(field.name, as: { .symbol($0) }) }
    for parameter in step.parameters where parameter.name.hasSuffix(".called") {
      edition.fields[String(parameter.name.dropLast(".called".count))] = .symbol(parameter.name)
    }
    return edition
  }

  /// The definitions of an edition, in order; constants belong to the current one only.
  func definitions(of edition: Edition) -> [Definition] {
    var replacements = edition.fields
    for definition in definitions where isStateful(definition.name) {
      replacements[definition.name] = .symbol(definition.name + edition.suffix)
    }
    return definitions.compactMap { definition in
      guard isStateful(definition.name) else { return edition.suffix.isEmpty ? definition : nil }
      var copy = definition
      copy.name += edition.suffix
      copy.body = definition.body.replacing(replacements)
      return copy
    }
  }

  private func isStateful(_ definition: String) -> Bool { fieldsOfDefinition[definition]?.isEmpty == false }
}

extension Edition {
  /// Lets a field that tells what another was when the call began stand for that other.
  fileprivate mutating func noteBeginning(_ name: String, as field: (String) -> Form) {
    for ending in [".old", ".first"] where name.hasSuffix(ending) {
      fields[name] = field(String(name.dropLast(ending.count)))
    }
  }
}
