/// What a state machine was told to do.
public struct History<Command> {
  /// The commands that were run, first to last. If one of them failed, it is the last.
  public var commands: [Command] = []
  /// The failures that were injected.
  public var failures: [Recording.InjectedFailure] = []
  /// Where something failed; nil if nothing did.
  public var failingPoint: FailingPoint?

  /// Where in a history something failed.
  public enum FailingPoint: Hashable, Sendable {
    /// Before the first step: an invariant does not hold in the initial state.
    case initialState
    /// In the last step.
    case lastStep
    /// An invariant does not hold after the last step.
    case invariant
    /// After the last step, as the history was ended.
    case tearDown
  }

  /// No commands.
  @inlinable
  public init() {}
}

extension History: CustomStringConvertible {
  /// A line for each command, numbered from 1, with the failures injected in it and what failed there.
  public var description: String {
    var lines: [String] = []
    if failingPoint == .initialState { lines.append("fails in the initial state") }
    for (index, command) in commands.enumerated() {
      let injected = failures.filter { $0.step == index }.map { "\($0.what) fails" }
      let isLast = index == commands.count - 1
      let remark: String? =
        switch failingPoint {
        case .lastStep where isLast: "here"
        case .invariant where isLast: "an invariant is broken after this"
        case .tearDown where isLast: "fails at the end, after this"
        default: nil
        }
      let remarks = injected + (remark.map { [$0] } ?? [])
      lines.append(
        "\(index + 1). \(command)" + (remarks.isEmpty ? "" : "  <- " + remarks.joined(separator: ", ")))
    }
    if commands.isEmpty, failingPoint == .tearDown {
      lines.append("fails at the end of a history of no steps")
    }
    return lines.joined(separator: "\n")
  }
}

extension History: Sendable where Command: Sendable {}
extension History: Equatable where Command: Equatable {
  /// Whether both run the same commands and fail at the same point.
  public static func == (left: Self, right: Self) -> Bool {
    left.commands == right.commands && left.failingPoint == right.failingPoint
  }
}
