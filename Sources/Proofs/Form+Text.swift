package import Specification

/// A token of SMT-LIB 2, or a parenthesised list.
package typealias Form = CommandReader.Form

extension CommandReader.Form {
  /// A list of forms.
  package static func call(_ head: String, _ arguments: Form...) -> Form {
    .list([.symbol(head)] + arguments)
  }

  /// The SMT-LIB 2 text, on one line.
  package var text: String {
    switch self {
    case .symbol(let name): name
    case .string(let value): "\"" + value.replacing("\"", with: "\"\"") + "\""
    case .list(let forms): "(" + forms.map(\.text).joined(separator: " ") + ")"
    }
  }

  /// The SMT-LIB 2 text, broken where a line would be longer than `width`; what is broken is indented by two.
  func wrapped(indent: Int = 0, width: Int = 110) -> String {
    guard case .list(let forms) = self, indent + text.utf8.count > width, forms.count > 1 else { return text }
    var head = "(" + forms[0].text
    var rest = forms[1...]
    // What is short stays on the first line: the name of a definition, its parameters, its sort.
    while let next = rest.first, indent + head.utf8.count + next.text.utf8.count < width - 10, rest.count > 1
    {
      head += " " + next.text
      rest = rest.dropFirst()
    }
    let margin = String(repeating: " ", count: indent + 2)
    return head + rest.map { "\n" + margin + $0.wrapped(indent: indent + 2, width: width) }.joined() + ")"
  }

  /// The form with symbols replaced, all at once. O(size).
  package func replacing(_ replacements: [String: Form]) -> Form {
    switch self {
    case .symbol(let name): replacements[name] ?? self
    case .string: self
    case .list(let forms): .list(forms.map { $0.replacing(replacements) })
    }
  }

  /// Every symbol in it, into a set. O(size).
  package func collectSymbols(into symbols: inout Set<String>) {
    switch self {
    case .symbol(let name): symbols.insert(name)
    case .string: break
    case .list(let forms): for form in forms { form.collectSymbols(into: &symbols) }
    }
  }
}
