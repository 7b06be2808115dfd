extension TraceParser {
  /// What stands before the event on every line.
  struct Head {
    var pid: UInt32
    var cpu: UInt32
    var inInterrupt: Bool
    var time: UInt64
  }

  /// `TASK-PID [CPU] FLAGS TIME:`, leaving the cursor behind it.
  ///
  /// A task's name may hold spaces, dashes, colons and brackets, so every bracket is tried until the
  /// whole head fits around it.
  mutating func readHead() -> Head? {
    let start = text.cursor.at
    var bracket = start
    while bracket < text.cursor.end {
      if text.cursor.bytes[bracket] == Ascii.openBracket, let pid = pid(before: bracket, from: start) {
        text.cursor.at = bracket + 1
        if let head = readTail(pid: pid) { return head }
      }
      bracket += 1
    }
    text.cursor.at = start
    return nil
  }

  /// The number behind the last dash before the bracket; a thread group in parentheses may follow it.
  private func pid(before bracket: Int, from start: Int) -> UInt32? {
    let bytes = text.cursor.bytes
    var at = bracket
    func skipSpaces() {
      while at > start, bytes[at - 1] == Ascii.space { at -= 1 }
    }
    skipSpaces()
    guard at < bracket else { return nil }
    if at > start, bytes[at - 1] == Ascii.closeParenthesis {
      while at > start, bytes[at - 1] != Ascii.openParenthesis { at -= 1 }
      if at > start { at -= 1 }
      skipSpaces()
    }
    var value: UInt64 = 0
    var scale: UInt64 = 1
    var digits = 0
    while at > start, digits < 10, let digit = Ascii.decimalDigit(bytes[at - 1]) {
      value += digit * scale
      scale *= 10
      digits += 1
      at -= 1
    }
    guard digits > 0, at > start, bytes[at - 1] == Ascii.dash else { return nil }
    return UInt32(exactly: value)
  }

  /// `CPU] FLAGS TIME:`.
  private mutating func readTail(pid: UInt32) -> Head? {
    guard let cpu = text.cursor.decimal().flatMap(UInt32.init(exactly:)),
      text.cursor.take(Ascii.closeBracket),
      text.cursor.take(Ascii.space)
    else { return nil }
    text.cursor.skipSpaces()
    let flags = text.cursor.at
    text.cursor.skipWord()
    guard text.cursor.at - flags >= 4 else { return nil }
    let context = text.cursor.bytes[flags + 2]
    text.cursor.skipSpaces()
    guard let time = readTime() else { return nil }
    return Head(pid: pid, cpu: cpu, inInterrupt: Words.interruptContexts.contains(context), time: time)
  }

  /// `SECONDS.FRACTION:` in nanoseconds, below 2^63 so that moments can be added to it; a clock that
  /// counts has no fraction.
  private mutating func readTime() -> UInt64? {
    guard let seconds = text.cursor.decimal() else { return nil }
    var fraction: UInt64 = 0
    if text.cursor.take(Ascii.dot) {
      let start = text.cursor.at
      guard let digits = text.cursor.decimal(), text.cursor.at - start <= 9 else { return nil }
      fraction = digits
      for _ in (text.cursor.at - start)..<9 { fraction *= 10 }
    }
    let (nanoseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carry) = nanoseconds.addingReportingOverflow(fraction)
    guard !overflow, !carry, sum >> 63 == 0, text.cursor.take(Ascii.colon) else { return nil }
    return sum
  }
}
