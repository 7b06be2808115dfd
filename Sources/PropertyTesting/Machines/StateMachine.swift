/// A system under test with commands, and what is expected of it.
///
/// A history is drawn and run step by step: the rules that are allowed in the present state are candidates, one of them
/// draws a command, and the command is run. After every step, and in the initial state, the invariants are checked. So
/// commands may depend on everything that happened before them, and no step is ever drawn behind the one that fails.
///
///     struct QueueMachine: StateMachine {
///       enum Rule: CaseIterable { case push, pop }
///       enum Command { case push(Int), pop }
///       var model: [Int] = []
///       var queue = RingBuffer()
///
///       func allows(_ rule: Rule) -> Bool { rule == .push || !model.isEmpty }
///       func command(_ rule: Rule, _ source: inout ChoiceSource) -> Command {
///         switch rule {
///         case .push: .push(source.integer(0...99))
///         case .pop: .pop
///         }
///       }
///       mutating func run(_ command: Command, _ source: inout ChoiceSource) throws {
///         switch command {
///         case .push(let value):
///           model.append(value)
///           queue.push(value)
///         case .pop:
///           try expect(queue.pop() == model.removeFirst(), "pops what was pushed first")
///         }
///       }
///     }
///
/// Usually it holds a model, which says what is to happen, and the system. `allows` and `command` had better look at the
/// model alone: what is drawn then does not depend on what the system does wrong.
///
/// Objects that commands create and name are kept in a ``Pool``. Failures of the environment are choices: see
/// ``ChoiceSource/failure(_:)``.
public protocol StateMachine: SendableMetatype {
  /// The kinds of commands, from the simplest to read on; at most 64.
  associatedtype Rule: CaseIterable & Sendable
  /// A command, as it is shown in a counterexample.
  associatedtype Command

  /// How often a rule is to be drawn, beside the others; never, if 0. By default all are drawn equally often.
  static func weight(of rule: Rule) -> UInt64

  /// Whether a command of the kind makes sense in this state. By default it always does.
  func allows(_ rule: Rule) -> Bool

  /// Draws a command of a kind that is allowed.
  ///
  /// - Throws: ``Discard`` if there is none after all: the step is left out.
  func command(_ rule: Rule, _ source: inout ChoiceSource) throws -> Command

  /// Runs a command on the model and the system, and compares what they do.
  ///
  /// - Parameters:
  ///   - command: what to run.
  ///   - source: decides what the environment does meanwhile: see ``ChoiceSource/failure(_:)``.
  /// - Throws: what is wrong; or ``Discard`` if the whole history means nothing.
  mutating func run(_ command: Command, _ source: inout ChoiceSource) throws

  /// Checks what holds in every state.
  ///
  /// - Throws: what is wrong.
  mutating func checkInvariants() throws

  /// Ends a history: gives back what the system holds, and checks what is to hold then. It is called after a failure,
  /// too; what it throws counts only if nothing failed before.
  ///
  /// - Throws: what is wrong.
  mutating func tearDown() throws
}

extension StateMachine {
  /// Equally often.
  @inlinable
  public static func weight(of rule: Rule) -> UInt64 { 1 }

  /// Always.
  @inlinable
  public func allows(_ rule: Rule) -> Bool { true }

  /// Nothing to check.
  @inlinable
  public mutating func checkInvariants() throws {}

  /// Nothing to give back.
  @inlinable
  public mutating func tearDown() throws {}
}

/// What ``expect(_:_:)`` throws: something that ought to hold does not.
public struct Unexpected: Error, Hashable, Sendable, CustomStringConvertible {
  /// What ought to hold.
  public var description: String

  /// An error of that text.
  public init(_ description: String) {
    self.description = description
  }
}

/// Throws if a condition does not hold.
///
/// - Parameters:
///   - condition: what has to hold.
///   - what: that, in words.
/// - Throws: ``Unexpected``.
@inlinable
public func expect(_ condition: Bool, _ what: @autoclosure () -> String) throws {
  if !condition { throw Unexpected(what()) }
}
