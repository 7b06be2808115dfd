/// What a worker says of a run that ended.
struct RunReport {
  /// How it ended.
  enum Ending {
    case passed
    case discarded
    /// The property threw.
    case failed(FailedInWorker)
    /// The generator threw, and there is no value.
    case threw(FailedInWorker)

    /// Whether the runs behind it do not count.
    var isLast: Bool {
      switch self {
      case .passed, .discarded: false
      case .failed, .threw: true
      }
    }
  }

  var ending: Ending
  /// How long it took, in nanoseconds.
  var nanoseconds: UInt64
  /// How many steps there were, if it is a history.
  var steps: UInt64
  var notes: RunNotes
  /// The text of the value that failed.
  var text: String
  /// What was drawn, if that is of use.
  var recording: Recording
}

extension RunReport {
  /// The bytes that are sent, their number before them.
  var encoded: [UInt8] {
    var writer = ByteWriter()
    switch ending {
    case .passed: writer.append(0)
    case .discarded: writer.append(1)
    case .failed(let error):
      writer.append(2)
      writer.append(error.description)
    case .threw(let error):
      writer.append(3)
      writer.append(error.description)
    }
    writer.append(nanoseconds)
    writer.append(steps)
    notes.encode(to: &writer)
    writer.append(text)
    recording.encode(to: &writer)
    var framed = ByteWriter()
    framed.append(UInt64(writer.bytes.count))
    return framed.bytes + writer.bytes
  }

  /// All reports in what a worker sent, up to where it ended.
  static func all(in bytes: [UInt8]) -> [RunReport] {
    var reader = ByteReader(bytes[...])
    var reports: [RunReport] = []
    while !reader.isAtEnd, let frame = try? reader.bytes(), let report = try? RunReport(decoding: frame) {
      reports.append(report)
    }
    return reports
  }

  private init(decoding bytes: ArraySlice<UInt8>) throws(ByteReader.Malformed) {
    var reader = ByteReader(bytes)
    switch try reader.number() {
    case 0: ending = .passed
    case 1: ending = .discarded
    case 2: ending = .failed(FailedInWorker(description: try reader.text()))
    case 3: ending = .threw(FailedInWorker(description: try reader.text()))
    default: throw ByteReader.Malformed()
    }
    nanoseconds = try reader.number()
    steps = try reader.number()
    notes = try RunNotes(from: &reader)
    text = try reader.text()
    recording = try Recording(from: &reader)
  }
}

extension RunNotes {
  /// Writes everything.
  func encode(to writer: inout ByteWriter) {
    writer.append(UInt64(labels.count))
    for label in labels { writer.append(label) }
    writer.append(UInt64(covers.count))
    for (name, cover) in covers {
      writer.append(name)
      writer.append(cover.share.bitPattern)
      writer.append(cover.isMet ? 1 : 0)
    }
    writer.append(UInt64(scores.count))
    for (name, score) in scores {
      writer.append(name)
      writer.append(score.bitPattern)
    }
  }

  /// Reads what was written.
  init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    self.init()
    for _ in 0..<(try reader.number()) { labels.insert(try reader.text()) }
    for _ in 0..<(try reader.number()) {
      let name = try reader.text()
      let share = Double(bitPattern: try reader.number())
      covers[name] = Cover(share: share, isMet: try reader.number() == 1)
    }
    for _ in 0..<(try reader.number()) {
      let name = try reader.text()
      scores[name] = Double(bitPattern: try reader.number())
    }
  }
}

extension Recording {
  /// Writes everything.
  func encode(to writer: inout ByteWriter) {
    writer.append(raw: choices)
    writer.append(raw: spans)
    writer.append(UInt64(steps.count))
    for step in steps {
      writer.append(UInt64(step.range.lowerBound))
      writer.append(UInt64(step.range.upperBound))
      writer.append(UInt64(step.firstObject))
    }
    writer.append(raw: failures)
    writer.append(raw: references)
    writer.append(UInt64(objects))
  }

  /// Reads what was written.
  init(from reader: inout ByteReader) throws(ByteReader.Malformed) {
    self.init()
    choices = try reader.raw(Choice.self)
    spans = try reader.raw(Span.self)
    for _ in 0..<(try reader.number()) {
      let (lower, upper) = (try reader.index(), try reader.index())
      guard lower <= upper, upper <= choices.count else { throw ByteReader.Malformed() }
      steps.append(Step(range: lower..<upper, firstObject: try reader.index()))
    }
    failures = try reader.raw(InjectedFailure.self)
    references = try reader.raw(Reference.self)
    objects = try reader.index()
  }
}
