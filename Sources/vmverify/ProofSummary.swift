import Conformance
import Proofs

/// What a run of proofs says.
struct ProofSummary: Encodable {
  var obligations: Int
  var proved: Int
  /// The version of Z3, if it was asked.
  var z3: String?
  /// The version of cvc5, if it was asked.
  var cvc5: String?
  /// Files that are not what the system says.
  var differences: [String]
  var results: [ProofResult]
  /// Runs of the reference that were followed by steps of the system, if any were.
  var behaviours: BehaviourSummary?
  /// What became of the models of negative twins, if they were replayed.
  var twins: TwinSummary?
  /// The version of CaDiCaL, if it made certificates.
  var cadical: String?
  /// Programs that were to be asked and are not there, in words.
  var missing: [String] = []

  private enum CodingKeys: String, CodingKey {
    case obligations, proved, z3, cvc5, cadical, missing, differences, behaviours, twins, results
  }

  init(
    results: [ProofResult], differences: [String], z3: String?, other: OtherSolver?,
    behaviours: BehaviourSummary?, twins: TwinSummary?
  ) {
    self.twins = twins
    self.behaviours = behaviours
    self.results = results
    self.differences = differences
    self.z3 = z3
    cvc5 = other?.version
    obligations = results.count
    proved = results.count { $0.worst == .proved }
  }

  var status: ExitStatus {
    guard missing.isEmpty else { return .unknown }
    var worst = ExitStatus.conforms
    for result in results {
      switch result.worst {
      case .proved: break
      case .unknown, .error: return .unknown
      case .refuted, .vacuous: worst = .violated
      }
    }
    return differences.isEmpty && behaviours?.isFollowed != false && twins?.isKept != false
      ? worst : .violated
  }

  /// The lines of a summary.
  ///
  /// - Parameters:
  ///   - proofs: the seconds until everything was proved.
  ///   - all: those until the end.
  func text(isVerbose: Bool, proofs: Double, all: Double) -> String {
    var lines: [String] = differences
    for result in results where isVerbose || result.worst != .proved {
      lines.append("\(result.id): \(result.worst)")
    }
    let unused = results.filter { !$0.unused.isEmpty }
    lines += unused.map { "\($0.id): not used: \($0.unused.joined(separator: ", "))" }
    let solvers = [z3.map { "Z3 \($0)" }, cvc5.map { "cvc5 \($0)" }].compactMap { $0 }
    lines += missing
    let certificates = results.compactMap(\.certificate)
    if let cadical {
      let checked = certificates.filter { $0.verdict == .proved }
      lines.append(
        "\(checked.count) of \(certificates.count) obligations about bit-vectors: refuted by CaDiCaL \(cadical) as "
          + "clauses, \(checked.reduce(0) { $0 + $1.lemmas }) steps of its proofs checked")
    }
    lines += behaviours?.lines ?? []
    lines += twins?.lines(isVerbose: isVerbose) ?? []
    let recalled = results.count(where: \.isRecalled)
    let unchanged = recalled == 0 ? "" : " (\(recalled) unchanged since they were proved)"
    func tenths(_ seconds: Double) -> Double { (seconds * 10).rounded() / 10 }
    let time =
      behaviours == nil
      ? "in \(tenths(all)) s" : "in \(tenths(proofs)) s, with runs of the reference \(tenths(all)) s"
    lines.append(
      "\(obligations) obligations: \(proved) proved (model) by \(solvers.joined(separator: " and ")), "
        + "\(obligations - proved) not" + unchanged + ", " + time)
    return lines.joined(separator: "\n")
  }
}
