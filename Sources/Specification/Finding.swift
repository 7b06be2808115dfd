/// A declared deviation of an implementation from clauses, with where it shows and a run that shows it.
///
/// Inside the region its formula describes the clauses are not claimed; a finding whose witness no
/// longer violates one of its clauses is stale, and fails the run.
public struct Finding: Sendable {
  /// Its stable id.
  public var id: String
  /// One sentence.
  public var title: String
  /// The clauses that it breaks.
  public var clauses: [String]
  /// The line that names them.
  var clausesLine: Int
  /// The implementations that have it.
  public var implementations: Set<String>
  /// Where it shows, in words.
  public var domain: String
  /// The file of the run that shows it, beside the finding's own file.
  public var witness: String
  /// Its file.
  public var file: String
  /// The file's text, for the solver: the assertion is true of the observations it explains.
  public var text: String

  /// Reads a finding's file.
  ///
  /// - Throws: `SpecificationError` with the line of what is missing or malformed.
  public init(text: String, file: String) throws(SpecificationError) {
    let commands = try CommandReader.commands(in: text, file: file)
    let header = try Header(
      commands, file: file,
      allowing: [":id", ":title", ":clauses", ":implementations", ":domain", ":witness", ":source"])
    id = try header.required(":id")
    title = try header.required(":title")
    clauses = try header.required(":clauses").split(separator: " ").map(String.init)
    clausesLine = header.entries[":clauses"]?.line ?? 0
    implementations = Set(try header.required(":implementations").split(separator: " ").map(String.init))
    domain = try header.required(":domain")
    witness = try header.required(":witness")
    try Clause.requireOneAssertion(commands, file: file)
    self.file = file
    self.text = text
  }
}
