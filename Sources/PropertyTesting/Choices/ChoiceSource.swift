/// Where a generator gets its numbers from: every decision it takes is drawn here, and recorded.
///
/// A generator is any function of an `inout ChoiceSource`. The numbers come first from a recorded sequence,
/// if there is one, and then from the *tail*: random numbers, zeros, or nothing. As the generator sees only
/// numbers, a value is rebuilt by replaying them, and made simpler by changing them: the shrinker needs to
/// know nothing of the value, and whatever it finds satisfies what the generator guarantees.
///
/// Drawing allocates only when the storage of the recording grows; `restart` keeps that storage.
///
/// ### Replay is total
///
/// A replayed number above the limit of its draw is *clamped* to the limit. Clamping never enlarges a number,
/// so what is recorded is never larger, in shortlex order, than what was replayed (with the tail `overrun`).
///
/// ### Overrun
///
/// A draw past the end of the tail `overrun`, or past `choiceLimit`, returns the simplest number, is not
/// recorded, and sets `hasOverrun`. The run is to be discarded: see `checkpoint()`. Draws do not throw, so a
/// generator stays free of `try`; one that repeats a draw until it likes the result may not terminate, and
/// should call `checkpoint()` in the loop.
public struct ChoiceSource: Sendable {
  /// What comes after the recorded numbers.
  public enum Tail: Hashable, Sendable {
    /// Random numbers from this seed.
    case random(Seed)
    /// The simplest choice, always.
    case zeros
    /// Nothing: a draw is an overrun.
    case overrun
  }

  /// What has been drawn so far.
  public internal(set) var recording = Recording()
  /// Whether a draw found nothing to draw from: the value is then meaningless and the run is to be discarded.
  public internal(set) var hasOverrun = false
  /// The most choices a run may make.
  public let choiceLimit: Int
  /// What the run says of itself: labels, and how near it came to a target.
  public var notes = RunNotes()
  /// How large random values are to be, in percent: see `restart`.
  public private(set) var size = 100

  /// How many choices have been drawn: the index of the next one.
  @usableFromInline
  var position: Int { recording.choices.count }

  /// The index of the innermost open span.
  var openSpan: Int?
  /// How the numbers to replay lie in the recording that they were made from, if that matters.
  var origin: ReplayOrigin?
  /// The index of the next number to replay.
  var cursor = 0
  private(set) var replayed: ContiguousArray<UInt64> = []
  private(set) var tail: Tail
  /// What was recorded at the end of the first attempt that was taken back, if zeros follow what is replayed.
  var firstInVain: ContiguousArray<Choice>?
  private var random: Xoshiro256
  /// Whether a generator found nothing to its liking in all its attempts, which is a discard if the generator around it
  /// lets it through.
  var hasGivenUp = false
  /// Whether weights are ignored: what is to be drawn is everything that there is, not what is usual.
  var isFlat = false
  /// The most steps that a history may have.
  var stepLimit = Int.max
  /// Where what happens is written down as well; nil in all runs but those that are alone in a process.
  @usableFromInline var journal: Journal?
  /// Fingerprints of what the candidates of a shrink have drawn so far.
  var drawn: Set<UInt64> = []
  /// Whether a candidate was found to draw what another one had drawn before, and was not tried.
  private(set) var isRepetition = false
  /// How often injected failures happen in this run; nil if that has not been drawn yet.
  var failureRate: Probability?

  /// The limit on the choices of a run when none is given.
  public static let defaultChoiceLimit = 1 << 16

  /// A source of random numbers.
  ///
  /// - Parameters:
  ///   - seed: where the random numbers begin.
  ///   - choiceLimit: the most choices the run may make.
  public init(seed: Seed, choiceLimit: Int = defaultChoiceLimit) {
    self.init(replaying: [], then: .random(seed), choiceLimit: choiceLimit)
  }

  /// A source that replays numbers.
  ///
  /// - Parameters:
  ///   - sequence: the numbers that come first.
  ///   - tail: what comes after them.
  ///   - choiceLimit: the most choices the run may make.
  public init(
    replaying sequence: ChoiceSequence, then tail: Tail = .overrun,
    choiceLimit: Int = defaultChoiceLimit
  ) {
    self.choiceLimit = choiceLimit
    self.tail = tail
    random = Xoshiro256(seed: 0)
    recording.choices.reserveCapacity(64)
    recording.spans.reserveCapacity(16)
    restart(replaying: sequence, then: tail)
  }

  /// Forgets the run and begins another, keeping the storage.
  ///
  /// - Parameters:
  ///   - sequence: the numbers that come first.
  ///   - tail: what comes after them.
  ///   - size: how large random integers without a distribution of their own and lists without an expected length
  ///     are to be, in percent. What is possible does not depend on it, only how likely it is.
  public mutating func restart(replaying sequence: ChoiceSequence = [], then tail: Tail, size: Int = 100) {
    recording.removeAll()
    notes.removeAll()
    replayed = sequence.values
    cursor = 0
    origin = nil
    failureRate = nil
    firstInVain = nil
    isFlat = false
    stepLimit = .max
    hasGivenUp = false
    isRepetition = false
    openSpan = nil
    hasOverrun = false
    self.tail = tail
    self.size = size
    if case .random(let seed) = tail {
      random = Xoshiro256(seed: seed)
    }
  }

  /// Draws and records one choice of `0...limit`: the next replayed number, clamped; or `pick` of the random
  /// generator. Every draw of this type ends here.
  ///
  /// `pick` returns a number of `0...limit`. Its decisions on the way are not recorded: only the result
  /// counts, so a biased draw shrinks like a plain one.
  @inline(__always)
  mutating func choose(
    upTo limit: UInt64, origin: UInt64 = 0, kind: Choice.Kind = .number, pick: (inout Xoshiro256) -> UInt64
  ) -> UInt64 {
    guard position < choiceLimit, !hasOverrun else {
      record(.overrun)
      return 0
    }
    let value: UInt64
    if cursor < replayed.count {
      value = min(replayed[cursor], limit)
      cursor += 1
    } else {
      switch tail {
      case .random: value = pick(&random)
      case .zeros: value = 0
      case .overrun:
        record(.overrun)
        return 0
      }
    }
    record(.choice(Choice(value: value, limit: limit, origin: origin, kind: kind)))
    return value
  }

  /// Whether an earlier candidate of the same shrink has drawn exactly what this one has; then it need not be tried, and
  /// what is said of it does not matter.
  ///
  /// To be asked once everything is drawn. Always false where nothing is shrunk. O(choices).
  public mutating func isDrawnAgain() -> Bool {
    isRepetition = !drawn.isEmpty && drawn.contains(recording.fingerprint)
    return isRepetition
  }

  /// Whether the numbers to replay are used up, and nothing comes after them.
  var isUsedUp: Bool { cursor >= replayed.count && tail == .overrun }

  /// Decides something that only says how likely the choices to come are, and is not recorded: random where choices are
  /// random, nil where they are not.
  mutating func unrecorded<Decision>(_ pick: (inout Xoshiro256) -> Decision) -> Decision? {
    guard case .random = tail else { return nil }
    return pick(&random)
  }

  /// Makes the next number to replay another one.
  mutating func replaceNext(with value: UInt64) {
    if cursor < replayed.count { replayed[cursor] = value }
  }
}
