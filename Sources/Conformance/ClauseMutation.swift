import Machine
import Mutants
import Proofs
import Properties
import PropertyTesting
import Specification

/// A clause that says less: what it concludes is weaker in one place.
struct ClauseMutation {
  /// The clause, and what was done; unique.
  var id: String
  /// The clause's id.
  var original: String
  /// The weaker clause, its id that of the change.
  var clause: Clause
  /// Why it is no clause; nil if it is one. Masks and truth values have no order.
  var refusal: String?

  /// All of the clauses of a specification.
  static func all(of specification: Specification) throws -> [ClauseMutation] {
    var all: [ClauseMutation] = []
    for entry in specification.clauses where !entry.clause.isAssumption {
      let commands = try CommandReader.commands(in: entry.clause.text, file: entry.clause.file)
      guard let assertion = commands.first(where: { $0.form.first == .symbol("assert") }),
        assertion.form.count == 2
      else { continue }
      let nothing = ("says nothing", assertion.form[1].withoutClaim)
      for (number, weaker) in (assertion.form[1].weakenings + [nothing]).enumerated() {
        var clause = entry.clause
        clause.id += "~\(number + 1)"
        clause.text =
          commands.filter { $0.form.first == .symbol("set-info") }.map { Form.list($0.form).text }
          .joined(separator: "\n") + "\n" + Form.list([.symbol("assert"), weaker.form]).text + "\n"
        var mutation = ClauseMutation(
          id: "clause \(entry.clause.id): \(weaker.what)", original: entry.clause.id, clause: clause)
        do {
          _ = try Specification(vocabulary: specification.vocabulary, clauses: [clause], findings: [])
        } catch let error as SpecificationError {
          mutation.refusal = "refused: \(error.message)"
        }
        all.append(mutation)
      }
    }
    var counts: [String: Int] = [:]
    for index in all.indices {
      let count = (counts[all[index].id] ?? 0) + 1
      counts[all[index].id] = count
      if count > 1 { all[index].id += " (\(count))" }
    }
    return all
  }

  /// For each change what shows it: a seeded bug that breaks the clause more often than the weaker one; else an
  /// observation, altered in one value, that breaks the clause and not the weaker one. Nil where nothing does.
  static func noticed(
    _ all: [ClauseMutation], by specification: Specification, runs: Int, progress: (Int, Int) -> Void
  ) throws -> [String: String] {
    let mutations = all.filter { $0.refusal == nil }
    let findings = specification.findings.map(\.finding).map { finding in
      var finding = finding
      // A weaker clause is excused where the clause is.
      finding.clauses += mutations.filter { finding.clauses.contains($0.original) }.map(\.clause.id)
      return finding
    }
    let altered = try Specification(
      vocabulary: specification.vocabulary,
      clauses: specification.clauses.map(\.clause) + mutations.map(\.clause),
      findings: findings)
    let places = Dictionary(
      uniqueKeysWithValues: altered.clauses.enumerated().map { ($0.element.clause.id, $0.offset) })
    var noticed = Dictionary(
      uniqueKeysWithValues: all.compactMap { change in change.refusal.map { (change.id, $0) } })
    let implementations = [Implementation.reference, .optimized] + Mutant.all.map(Implementation.mutant)
    for (number, implementation) in implementations.enumerated() {
      progress(number, implementations.count)
      let tallies = try Campaign(implementation, altered, seed: 1, runs: runs).perform().tallies
      for mutation in mutations where noticed[mutation.id] == nil {
        guard let own = places[mutation.clause.id], let whole = places[mutation.original] else { continue }
        let broken = [whole, own].map { tallies[$0].violated + tallies[$0].excused.values.reduce(0, +) }
        if broken[0] > broken[1] {
          noticed[mutation.id] =
            "\(implementation.name) breaks it in \(broken[0]) observations, what is left of it in \(broken[1])"
        }
      }
    }
    let observations = observations(runs: 240)
    for mutation in mutations where noticed[mutation.id] == nil {
      guard let own = places[mutation.clause.id], let whole = places[mutation.original] else { continue }
      let (clause, weaker) = (altered.clauses[whole], altered.clauses[own])
      let said = observations.lazy.filter { completed in
        mutation.clause.units.contains(completed.unit) && clause.holds(of: completed.observation)
          && clause.isExercised(by: completed.observation)
      }
      for completed in said.prefix(Self.samples) {
        guard let change = tampering(completed.observation, clause, weaker) else { continue }
        noticed[mutation.id] = "an observation with \(change)"
        break
      }
    }
    return noticed
  }

  /// How many observations of a clause are altered.
  private static let samples = 12

  /// Observations of all calls and histories of some runs of the reference, on scaled machines.
  private static func observations(runs: Int) -> [Observer.Completed] {
    var all: [Observer.Completed] = []
    var source = ChoiceSource(seed: 1)
    for run in 0..<runs {
      source.restart(then: .random(Seed(rawValue: 1).run(run)), size: 50)
      let workload = Workload.generate(&source, on: run % 2 == 0 ? .deep16 : .tiny8)
      guard !source.hasOverrun, let shape = workload.shape else { continue }
      let record = Implementation.reference.run(workload)
      var observer = Observer(geometry: shape)
      for event in record.log.events {
        observer.observe(event, calls: record.log.calls)
        all += observer.takeCompleted()
      }
      all.append(
        Observer.Completed(unit: .history, call: Event.noCall, observation: observer.history(tablesBefore: 0))
      )
    }
    return all
  }

  /// A value that, altered, makes an observation break a clause and not a weaker one; nil if there is none.
  private static func tampering(
    _ observation: Observation, _ clause: Specification.CompiledClause, _ weaker: Specification.CompiledClause
  ) -> String? {
    // Where two are compared, one becomes the other.
    let others = clause.symbols.map { observation[$0] }
    for symbol in clause.symbols.sorted(by: { $0.rawValue < $1.rawValue }) {
      for index in indices(of: symbol, in: observation) {
        let before = index.map { observation[symbol, $0] } ?? observation[symbol]
        // A bound out of all proportion would be counted up to.
        let values = ([before &+ 1, before &- 1, 0, 1, 2, 3, before &+ 2, Observation.none] + others).filter {
          $0 != before && ($0 < 1 << 20 || "\(symbol)".hasSuffix("At"))
        }
        for value in values {
          var altered = observation
          if let index { altered.set(symbol, index, to: value) } else { altered[symbol] = value }
          if !clause.holds(of: altered), weaker.holds(of: altered) {
            return "\(symbol)\(index.map { " of \($0)" } ?? "") \(value) instead of \(before)"
          }
        }
      }
    }
    return nil
  }

  /// The indices at which a symbol is altered: none for a number, the first few of a function.
  private static func indices(of symbol: Symbol, in observation: Observation) -> [UInt64?] {
    let entries = observation.entryCount(of: [symbol])
    switch symbol {
    case .nestingLimit: return []
    case .pageOf, .putsOf:
      let frames = (0..<UInt64(min(4, observation.entryCount(of: [.frameAt])))).map {
        observation[.frameAt, $0]
      }
      return frames
        + (0..<UInt64(min(4, observation.entryCount(of: [.putFrame])))).map { observation[.putFrame, $0] }
    default: return entries == 0 ? [nil] : (0..<UInt64(min(4, entries))).map { $0 }
    }
  }
}

extension Form {
  /// The formula with nothing claimed where it claims something.
  fileprivate var withoutClaim: Form {
    guard case .list(let parts) = self, let head = parts.first?.symbol, ["forall", "=>"].contains(head) else {
      return .symbol("true")
    }
    return .list(parts.dropLast() + [parts[parts.count - 1].withoutClaim])
  }

  /// The formula with what it claims weaker in one place, in every way.
  fileprivate var weakenings: [(what: String, form: Form)] {
    guard case .list(let parts) = self, let head = parts.first?.symbol, parts.count > 1 else { return [] }
    var weakenings: [(what: String, form: Form)] = []
    func inside(_ index: Int) {
      for inner in parts[index].weakenings {
        var changed = parts
        changed[index] = inner.form
        weakenings.append((inner.what, .list(changed)))
      }
    }
    switch head {
    case "forall": inside(parts.count - 1)
    case "=>":
      // What is asked of the premise may be more; the bound of a quantifier stays.
      for (what, premise) in parts[1].strengthenings {
        weakenings.append(("premise: " + what, .list([parts[0], premise] + parts.dropFirst(2))))
      }
      inside(parts.count - 1)
    case "ite" where parts.count == 4:
      weakenings.append(("only if \(parts[1].text)", .call("=>", parts[1], parts[2])))
      weakenings.append(("not if \(parts[1].text)", .call("=>", .call("not", parts[1]), parts[3])))
    case "and":
      for index in parts.indices.dropFirst() {
        var rest = parts
        rest.remove(at: index)
        weakenings.append(("without \(parts[index].text)", rest.count == 2 ? rest[1] : .list(rest)))
        inside(index)
      }
    case "or": for index in parts.indices.dropFirst() { inside(index) }
    case "=" where parts.count == 3:
      // Nothing is less than 0.
      for order in [[1, 2], [2, 1]] where !["w0", "OWNER_FREE"].contains(parts[order[1]].symbol ?? "") {
        weakenings.append(
          ("\(parts[order[0]].text) may be less", .list([.symbol("w<=")] + order.map { parts[$0] })))
      }
    case "w<": weakenings.append(("w< becomes w<=", .list([.symbol("w<=")] + parts.dropFirst())))
    case "w<=" where parts.count == 3:
      weakenings.append(
        ("w<= may be one more", .call("w<=", parts[1], .call("w+", parts[2], .symbol("w1")))))
    default: break
    }
    return weakenings
  }

  /// The premise with more asked in one place, in every way.
  fileprivate var strengthenings: [(what: String, form: Form)] {
    guard case .list(let parts) = self, let head = parts.first?.symbol, parts.count > 1 else { return [] }
    var strengthenings: [(what: String, form: Form)] = []
    switch head {
    case "and":
      // The first of them bounds a variable, where there is one.
      for index in parts.indices.dropFirst() {
        for inner in parts[index].strengthenings {
          var changed = parts
          changed[index] = inner.form
          strengthenings.append((inner.what, .list(changed)))
        }
      }
    case "or":
      for index in parts.indices.dropFirst() {
        var rest = parts
        rest.remove(at: index)
        strengthenings.append(("not \(parts[index].text)", rest.count == 2 ? rest[1] : .list(rest)))
      }
    case "w<=" where parts.count == 3:
      strengthenings.append(("w<= becomes w<", .call("w<", parts[1], parts[2])))
    case "not":
      // Two that differ: one of them is less.
      guard let equation = parts[1].list, equation.count == 3, equation[0] == .symbol("=") else { break }
      // What is not the least number, or not the largest, is more, or less.
      let ends: Set = ["w0", "ARR_NONE", "TARGET_NULL", "NONE"]
      guard ends.isDisjoint(with: equation.compactMap(\.symbol)) else { break }
      for order in [[1, 2], [2, 1]] {
        let less = Form.call("w<", equation[order[0]], equation[order[1]])
        strengthenings.append((less.text, less))
      }
    default: break
    }
    return strengthenings
  }
}
