/// A promise, as its file states it.
public struct Clause: Sendable {
  /// Its stable id.
  public var id: String
  /// One sentence.
  public var title: String
  /// Who makes it.
  public var profiles: Set<Profile>
  /// What it is judged on.
  public var units: Set<Unit>
  /// The statement of the seed that it comes from.
  public var source: String
  /// More about it, or empty.
  public var prose: String
  /// Whether it is a promise of the environment, monitored but no evidence for the code.
  public var isAssumption: Bool
  /// Its file.
  public var file: String
  /// The file's text, for the solver.
  public var text: String

  /// Reads a clause file.
  ///
  /// - Throws: `SpecificationError` with the line of what is missing or malformed.
  public init(text: String, file: String) throws(SpecificationError) {
    let commands = try CommandReader.commands(in: text, file: file)
    let header = try Header(
      commands, file: file,
      allowing: [":id", ":title", ":profile", ":unit", ":source", ":prose", ":status"])
    id = try header.required(":id")
    title = try header.required(":title")
    profiles = Set(
      try header.words(
        ":profile", Dictionary(uniqueKeysWithValues: Profile.allCases.map { ($0.rawValue, $0) })))
    units = Set(
      try header.words(":unit", Dictionary(uniqueKeysWithValues: Unit.allCases.map { ($0.rawValue, $0) })))
    source = try header.required(":source")
    prose = header.optional(":prose")
    let status = header.optional(":status")
    guard status.isEmpty || status == "assumption" else {
      throw SpecificationError(
        file: file, line: header.entries[":status"]?.line ?? 0, message: ":status can only be \"assumption\"")
    }
    isAssumption = status == "assumption"
    try Clause.requireOneAssertion(commands, file: file)
    self.file = file
    self.text = text
  }

  /// A clause or finding has exactly one assertion, and declares nothing: a free symbol would make its
  /// negation satisfiable whatever the observation.
  static func requireOneAssertion(_ commands: [CommandReader.Command], file: String)
    throws(SpecificationError)
  {
    var assertions = 0
    var line = 0
    for command in commands {
      let name = command.form.first?.symbol ?? ""
      switch name {
      case "set-info": break
      case "assert":
        assertions += 1
        if assertions == 2 { line = command.line }
      default:
        throw SpecificationError(
          file: file, line: command.line,
          message: "\(name) is not allowed here; expected set-info and one assert")
      }
    }
    guard assertions == 1 else {
      throw SpecificationError(
        file: file, line: line, message: "expected one (assert ...), found \(assertions)")
    }
  }
}
