/// One node of a term, taken apart.
public enum TermNode {
  /// A function or connective applied. `name` is the symbol's, also of an operator; a constant has no arguments.
  case application(Operator, name: String, arguments: [AnyTerm])
  /// True or false.
  case bool(Bool)
  /// A word of at most 64 bits: its unsigned value and its bits.
  case numeral(UInt64, width: Int)
  /// A word of more than 64 bits: its unsigned value and its bits.
  case wideNumeral(IntegerValue, width: Int)
  /// An integer.
  case integer(IntegerValue)
  /// A number of another sort (a real), as printed.
  case other(String)
  /// A binder and its body.
  case quantifier(Quantifier)
  /// A bound variable, by its de Bruijn index: how many binders to go outwards, 0 for the nearest.
  /// Of several variables bound together, the last declared is the nearest.
  case variable(index: Int)
}
