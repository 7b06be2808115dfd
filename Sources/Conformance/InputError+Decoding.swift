import Foundation
import Properties

extension InputError {
  /// What a decoder found wrong with a counterexample, in words: where, what is wrong, and what was expected.
  init(file: String, decoding error: any Error, of data: Data) {
    var advice = "expected a file that vmverify verify wrote"
    let problem: String
    switch error as? DecodingError {
    case .keyNotFound(let key, let context):
      problem = "\(InputError.place(context.codingPath)) has no \"\(key.stringValue)\""
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      problem = "\(InputError.place(context.codingPath)) is not \(InputError.name(of: type))"
    case .dataCorrupted(let context):
      if let number = JSONValue.numberOutOfRange(in: data) {
        problem = "\(InputError.place(number.path)) is \(number.text), which is out of range"
        advice =
          "expected a whole number from \(number.expected.lowerBound) to \(number.expected.upperBound)"
      } else if context.codingPath.isEmpty {
        problem = "is not JSON" + (InputError.syntaxError(in: data).map { ": \($0)" } ?? "")
      } else {
        problem = "\(InputError.place(context.codingPath)) has a value that is not known"
      }
    default: problem = "cannot be read: \(error)"
    }
    self.init(file: file, problem: problem, advice: advice)
  }

  /// What is wrong with JSON, and at which line, as far as the parser tells.
  private static func syntaxError(in data: Data) -> String? {
    do {
      _ = try JSONSerialization.jsonObject(with: data)
      return nil
    } catch {
      guard let text = (error as NSError).userInfo["NSDebugDescription"] as? String else { return nil }
      guard let place = text.firstRange(of: " around character "),
        let character = Int(text[place.upperBound...].prefix { $0.isNumber })
      else { return text.contains("end of file") ? "it ends too early" : nil }
      let line = data.prefix(character).count { $0 == UInt8(ascii: "\n") } + 1
      return "\(text[..<place.lowerBound].lowercased()) at line \(line)"
    }
  }

  /// A place of a file, steps and refusals counted from 1 as listings count them.
  private static func place(_ path: [any CodingKey]) -> String {
    var words: [String] = []
    for key in path where key.stringValue != "_0" {
      if let index = key.intValue {
        switch words.last {
        case "commands": words = ["step \(index + 1)"]
        case "refusals": words = ["refusal \(index + 1)"]
        case let last: words = words.dropLast() + ["\(last ?? "")[\(index)]"]
        }
      } else {
        words.append(key.stringValue)
      }
    }
    guard let first = words.first else { return "the file" }
    guard first.contains(" "), words.count > 1 else { return words.joined(separator: ".") }
    return "\(first): \(words.dropFirst().joined(separator: "."))"
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: return "text"
    case is Bool.Type: return "true or false"
    case is Command.Type: return "one of the commands vmalloc, vfree, purge, deferredWork, plant"
    case is any BinaryInteger.Type: return "a whole number"
    case is any Sequence.Type: return "\(type)".hasPrefix("Dictionary") ? "an object" : "a list"
    default: return "an object"
    }
  }
}
