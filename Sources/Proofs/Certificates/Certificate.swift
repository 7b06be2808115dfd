internal import Foundation
internal import Specification

/// An obligation about bit-vectors, refuted as clauses by a solver that is not trusted: its proof is checked.
package struct Certificate: Hashable, Sendable, Encodable {
  /// Variables of the obligation as clauses.
  package var variables: Int
  /// Its clauses.
  package var clauses: Int
  /// Clauses of the proof, each of which was checked to follow; 0 if there is none.
  package var lemmas: Int
  /// `proved` if the proof was checked, and the negative twin as clauses has a model.
  package var verdict: ProofVerdict
}

/// Makes certificates and checks them.
package struct Certifier: Sendable {
  /// The solver that is asked.
  package var solver: SATSolver
  /// The folder that keeps what others may check again: `NAME.cnf`, `NAME.drat` and `NAME.twin.cnf`.
  package var folder: String

  /// The edition of the bit-blaster and the checker: what another has checked is checked again.
  static let edition = 1

  /// With a solver and a folder, which is made if it is not there.
  package init(solver: SATSolver, folder: String) {
    self.solver = solver
    self.folder = folder
  }

  /// The certificate of an obligation; nil if it is not about bit-vectors.
  ///
  /// - Parameter twin: its negative twin, which has to have a model.
  /// - Throws: an error of the file system.
  package func certify(_ obligation: ObligationFile, twin: ObligationFile?) throws -> Certificate? {
    guard obligation.logic == "QF_BV", obligation.expectsContradiction else { return nil }
    var certificate = Certificate(variables: 0, clauses: 0, lemmas: 0, verdict: .proved)
    do {
      let cnf = try BitBlaster.clauses(of: obligation)
      certificate.variables = Int(cnf.variables)
      certificate.clauses = cnf.clauses.count
      (certificate.verdict, certificate.lemmas) = try refute(cnf, name: obligation.id)
      if certificate.verdict == .proved, let twin {
        certificate.verdict = try model(of: BitBlaster.clauses(of: twin), name: obligation.id)
      }
    } catch let error as BitBlaster.Unsupported {
      certificate.verdict = .error("clauses of \(obligation.file): \(error)")
    }
    return certificate
  }

  /// Whether an obligation is to have a certificate, and its files are not there.
  func lacks(_ obligation: ObligationFile) -> Bool {
    obligation.logic == "QF_BV" && obligation.expectsContradiction
      && ![".cnf", ".drat"].allSatisfy { FileManager.default.fileExists(atPath: path(obligation.id + $0)) }
  }

  private func refute(_ cnf: CNF, name: String) throws -> (ProofVerdict, lemmas: Int) {
    let file = try write(cnf, name + ".cnf")
    let proof = path(name + ".drat")
    try? FileManager.default.removeItem(atPath: proof)
    switch solver.solve(file, proof: proof) {
    case .error(let reason): return (.error(reason), 0)
    case .satisfiable: return (.refuted("\(solver.name) has a model of \(file)"), 0)
    case .unsatisfiable: break
    }
    guard let data = FileManager.default.contents(atPath: proof) else {
      return (.error("\(solver.name) has written no proof to \(proof)"), 0)
    }
    do {
      var checker = RUPChecker(cnf)
      return (.proved, try checker.check(proof: [UInt8](data)))
    } catch let flaw {
      return (.error("the proof of \(solver.name), \(proof): \(flaw)"), 0)
    }
  }

  /// Whether clauses have a model, which is looked at, too.
  private func model(of cnf: CNF, name: String) throws -> ProofVerdict {
    let file = try write(cnf, name + ".twin.cnf")
    switch solver.solve(file) {
    case .error(let reason): return .error(reason)
    case .unsatisfiable:
      return .vacuous("\(file) is to have a model, and has none: the clauses say more than the obligation")
    case .satisfiable(let model):
      guard let clause = cnf.firstClause(notSatisfiedBy: model) else { return .proved }
      return .error("\(solver.name): its model of \(file) does not satisfy clause \(clause + 1)")
    }
  }

  private func path(_ name: String) -> String { folder + "/" + name.replacing("/", with: "-") }

  private func write(_ cnf: CNF, _ name: String) throws -> String {
    let file = path(name)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(cnf.dimacs.utf8).write(to: URL(fileURLWithPath: file))
    return file
  }
}
