/// The `set-info` entries of a specification file.
struct Header {
  var entries: [String: (value: String, line: Int)] = [:]
  let file: String

  /// Reads the entries, refusing keys that are unknown or said twice.
  init(_ commands: [CommandReader.Command], file: String, allowing keys: Set<String>)
    throws(SpecificationError)
  {
    self.file = file
    for command in commands where command.form.first?.symbol == "set-info" {
      guard command.form.count == 3, let key = command.form[1].symbol,
        case .string(let value) = command.form[2]
      else {
        throw SpecificationError(
          file: file, line: command.line, message: "expected (set-info :key \"value\")")
      }
      guard keys.contains(key) else {
        let known = keys.sorted().joined(separator: " ")
        throw SpecificationError(
          file: file, line: command.line, message: "unknown key \(key); expected one of \(known)")
      }
      guard entries.updateValue((value, command.line), forKey: key) == nil else {
        throw SpecificationError(file: file, line: command.line, message: "\(key) is said twice")
      }
    }
  }

  /// The value of a key that must be there.
  func required(_ key: String) throws(SpecificationError) -> String {
    guard let entry = entries[key], !entry.value.isEmpty else {
      throw SpecificationError(file: file, line: 1, message: "expected (set-info \(key) \"...\")")
    }
    return entry.value
  }

  /// The value of a key, or an empty string.
  func optional(_ key: String) -> String { entries[key]?.value ?? "" }

  /// The words of a key that must be there, each looked up in a table.
  func words<Value>(_ key: String, _ table: [String: Value]) throws(SpecificationError) -> [Value] {
    var values: [Value] = []
    for word in try required(key).split(separator: " ") {
      guard let value = table[String(word)] else {
        let known = table.keys.sorted().joined(separator: " ")
        throw SpecificationError(
          file: file, line: entries[key]?.line ?? 0, message: "\(key) names \(word); expected one of \(known)"
        )
      }
      values.append(value)
    }
    return values
  }
}
