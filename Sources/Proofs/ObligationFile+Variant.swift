internal import PropertyTesting
internal import Specification

extension ObligationFile {
  /// The same obligation as another file could state it: names of its own, constants and assertions in another
  /// order.
  ///
  /// What cannot matter to a solver that reasons, but may to one that guesses: Y. Zhou et al., "Mariposa:
  /// Measuring SMT Instability in Automated Program Verification", FMCAD 2023,
  /// doi:10.34727/2023/isbn.978-3-85448-060-0_26.
  ///
  /// - Throws: `SpecificationError`; none for an obligation that was read.
  func variant(_ seed: Seed) throws(SpecificationError) -> ObligationFile {
    var random = Xoshiro256(seed: seed)
    let commands = try CommandReader.commands(in: text, file: file).map(\.form)
    let names = commands.compactMap {
      ["declare-fun", "define-fun"].contains($0.first?.symbol) ? $0[1].symbol : nil
    }
    let numbers = Array(names.indices).shuffled(using: &random)
    let renamed = Dictionary(
      zip(names, numbers.map { Form.symbol("s\($0)") })
    ) { first, _ in first }
    func all(_ kind: String) -> [Form] {
      commands.filter { $0.first?.symbol == kind }.map { command in
        // The name of an assertion is no symbol of the formula.
        guard kind == "assert", let named = command[1].list, named.count == 4 else {
          return Form.list(command).replacing(renamed)
        }
        return .call("assert", .list([named[0], named[1].replacing(renamed), named[2], named[3]]))
      }
    }
    let lines =
      all("set-info") + all("set-logic") + all("declare-fun").shuffled(using: &random) + all("define-fun")
      + all("assert").shuffled(using: &random) + all("check-sat")
    return try ObligationFile(text: lines.map(\.text).joined(separator: "\n") + "\n", file: file)
  }
}
