internal import Specification

/// An obligation about words and numbers alone, written by hand: a file of `proofs/arithmetic`.
///
/// It may be a family: `:vary "NAME A B"` stands for one obligation with A and one with B in place of NAME, also
/// within `bvNAME`. Its negative twin is without the hypothesis that `:twin` names, or has the assertion named
/// `twin` instead of the goal.
struct Arithmetic: Sendable {
  private var name: String
  private var info: [(key: String, value: String)] = []
  private var twin: String?
  private var variations: [(name: String, values: [String])] = []
  private var commands: [Form] = []
  private var file: String

  /// Reads a file.
  ///
  /// - Throws: `SpecificationError`.
  init(name: String, file: String) throws(SpecificationError) {
    self.name = name
    self.file = file
    for command in try Files.commands(file) {
      guard command.form.first?.symbol == "set-info" else {
        commands.append(.list(command.form))
        continue
      }
      let (key, value) = try Files.info(
        command, file, allowing: [":title", ":source", ":clauses", ":vary", ":twin"])
      switch key {
      case ":twin": twin = value
      case ":vary":
        let words = value.split(separator: " ").map(String.init)
        guard words.count >= 2 else {
          throw SpecificationError(
            file: file, line: command.line, message: "expected a name and its values, such as SHIFT 12 14")
        }
        variations.append((words[0], Array(words.dropFirst())))
      default: info.append((key, value))
      }
    }
    let named = Set(commands.compactMap(Self.assertion))
    guard named.contains("goal"), twin.map(named.contains) ?? named.contains("twin") else {
      throw SpecificationError(
        file: file, line: 0,
        message: "expected an assertion named goal, and :twin with the name of another, or one named twin")
    }
  }

  /// The files of the family, each with its twin.
  var files: [ProofFolder.MadeFile] {
    var members: [(name: String, replacements: [String: Form])] = [(name, [:])]
    for variation in variations {
      members = members.flatMap { member in
        variation.values.map { value in
          var next = member
          if variation.values.count > 1 { next.name += "-" + value }
          next.replacements[variation.name] = .symbol(value)
          next.replacements["bv" + variation.name] = .symbol("bv" + value)
          return next
        }
      }
    }
    return members.flatMap { member in
      ["obligations", "negative"].map { kind in
        ProofFolder.MadeFile(
          path: "\(kind)/arithmetic/\(member.name).smt2",
          text: text(member.name, member.replacements, isTwin: kind == "negative"))
      }
    }
  }

  private func text(_ name: String, _ replacements: [String: Form], isTwin: Bool) -> String {
    let replaced = commands.map { $0.replacing(replacements) }
    let kept = replaced.compactMap { command -> Form? in
      guard let assertion = Self.assertion(command) else { return command }
      if assertion == "twin" { return isTwin ? command.replacing(["twin": .symbol("goal")]) : nil }
      if isTwin, assertion == twin || (twin == nil && assertion == "goal") { return nil }
      return command
    }
    var head = [Form.call("set-info", .symbol(":smt-lib-version"), .symbol("2.6"))]
    head.append(.call("set-info", .symbol(":id"), .string("arithmetic/" + name)))
    head += info.map { .call("set-info", .symbol($0.key), .string($0.value)) }
    if isTwin { head.append(.call("set-info", .symbol(":without"), .string(twin ?? "goal"))) }
    head.append(.call("set-info", .symbol(":status"), .symbol(isTwin ? "sat" : "unsat")))
    return (head.map(\.text) + kept.map { $0.wrapped() }).joined(separator: "\n") + "\n"
  }

  /// The name of an assertion; nil for another command.
  private static func assertion(_ command: Form) -> String? {
    guard let parts = command.list, parts.first == .symbol("assert"), let named = parts.last?.list else {
      return nil
    }
    return named.last?.symbol
  }
}
