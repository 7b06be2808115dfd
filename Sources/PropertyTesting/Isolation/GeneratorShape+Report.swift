extension GeneratorShape {
  /// The bytes that a worker sends.
  var encoded: [UInt8] {
    var writer = ByteWriter()
    let sequences: [ChoiceSequence]
    switch self {
    case .everything(let all):
      writer.append(0)
      sequences = all
    case .large(let rows):
      writer.append(1)
      sequences = rows
    }
    writer.append(UInt64(sequences.count))
    for sequence in sequences { writer.append(raw: sequence.values) }
    return writer.bytes
  }

  /// What a worker sent.
  init(decoding bytes: [UInt8]) throws(ByteReader.Malformed) {
    var reader = ByteReader(bytes[...])
    let kind = try reader.number()
    var sequences: [ChoiceSequence] = []
    for _ in 0..<(try reader.number()) { sequences.append(ChoiceSequence(try reader.raw(UInt64.self))) }
    switch kind {
    case 0: self = .everything(sequences)
    case 1: self = .large(rows: sequences)
    default: throw ByteReader.Malformed()
    }
  }
}
