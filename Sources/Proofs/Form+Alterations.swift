internal import Specification

extension CommandReader.Form {
  /// The form with one operator changed, in every way and at every place, each with what was done, in the order of the
  /// text.
  ///
  /// - Parameter isClaim: whether an equation at the top is a claim and may be turned around: what a field becomes is
  ///   none.
  func alterations(isClaim: Bool = true) -> [(what: String, form: CommandReader.Form)] {
    guard case .list(let parts) = self, let head = parts.first?.symbol, parts.count > 1 else { return [] }
    let arguments = Array(parts.dropFirst())
    var alterations: [(what: String, form: CommandReader.Form)] = []
    func replaced(_ by: String) {
      alterations.append(("\(head) becomes \(by)", .list([.symbol(by)] + arguments)))
    }
    switch head {
    case "<": replaced("<=")
    case "<=": replaced("<")
    case "+": replaced("-")
    case "-" where arguments.count > 1: replaced("+")
    case "and": replaced("or")
    case "or": replaced("and")
    case "=" where isClaim: replaced("distinct")
    case "=>": alterations.append(("premise of => dropped", arguments[arguments.count - 1]))
    case "not": alterations.append(("not dropped", arguments[0]))
    case "ite" where arguments.count == 3:
      alterations.append(
        ("branches of ite exchanged", .call("ite", arguments[0], arguments[2], arguments[1])))
    case "*": replaced("+")
    case "div": replaced("*")
    case "bvmul": replaced("bvadd")
    case "bvshl": replaced("bvlshr")
    case "bvlshr": replaced("bvshl")
    case "bvnot", "bvneg": alterations.append(("\(head) dropped", arguments[0]))
    case "bvult": replaced("bvule")
    case "bvule": replaced("bvult")
    case "bvadd": replaced("bvsub")
    case "bvsub": replaced("bvadd")
    case "bvand": replaced("bvor")
    case "store" where arguments.count == 3: alterations.append(("store dropped", arguments[0]))
    default: break
    }
    for (index, argument) in arguments.enumerated() {
      for inner in argument.alterations() {
        var changed = parts
        changed[index + 1] = inner.form
        alterations.append((inner.what, .list(changed)))
      }
    }
    return alterations
  }
}
