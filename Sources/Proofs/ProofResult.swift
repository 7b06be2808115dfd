/// What came of an obligation.
package struct ProofResult: Sendable, Encodable {
  /// Its name.
  package var id: String
  /// What it claims.
  package var title: String
  /// The clauses of the specification that it is of.
  package var clauses: [String]
  /// Its file.
  package var file: String
  /// The names of its hypotheses.
  package var hypotheses: [String]
  /// Those that the proof did not use.
  package var unused: [String] = []
  /// What Z3 makes of it, of its hypotheses alone and of its twin; nil if it was not asked.
  package var verdict: ProofVerdict?
  /// What the second solver makes of it, and of its twin if it was asked; nil if it was not asked at all.
  package var otherVerdict: ProofVerdict?
  /// Its refutation as clauses; nil if there is none.
  package var certificate: Certificate?
  /// What the model of its negative twin says of the call; nil if that was not asked for, or there is none.
  package var twin: TwinModel?
  /// Whether it was proved before, of the same texts by the same solvers, and not asked about again.
  package var isRecalled = false
  /// The work that Z3 did for the proof, in its own steps.
  package var steps: UInt64?

  /// The group: what comes before the slash of its name.
  package var group: String { String(id.prefix { $0 != "/" }) }

  /// The first verdict that is no proof; `unknown` if nobody was asked.
  package var worst: ProofVerdict {
    let verdicts = [verdict, otherVerdict, certificate?.verdict].compactMap { $0 }
    return verdicts.first { $0 != .proved } ?? verdicts.first ?? .unknown("no solver was asked")
  }
}

/// What is known of an obligation.
package enum ProofVerdict: Hashable, Sendable, Encodable, CustomStringConvertible {
  /// As claimed, and not vacuously.
  case proved
  /// Not so.
  case refuted(String)
  /// As claimed, but so would be anything.
  case vacuous(String)
  /// The solver gave up.
  case unknown(String)
  /// Something went wrong, with the one to blame.
  case error(String)

  /// Whether nobody said anything against it.
  package var isUndecided: Bool {
    switch self {
    case .unknown, .error: true
    case .proved, .refuted, .vacuous: false
    }
  }

  /// `proved`, or what is wrong.
  package var description: String {
    switch self {
    case .proved: "proved"
    case .refuted(let reason): "refuted (\(reason))"
    case .vacuous(let reason): "vacuous (\(reason))"
    case .unknown(let reason): "unknown (\(reason))"
    case .error(let reason): "error (\(reason))"
    }
  }

  /// Encodes the description.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
