import PropertyTesting

/// A state machine that fails where it records an issue, too.
struct WatchedMachine<Machine: StateMachine>: StateMachine {
  typealias Rule = Machine.Rule
  typealias Command = Machine.Command

  var machine: Machine
  let watch: IssueWatch

  static func weight(of rule: Rule) -> UInt64 { Machine.weight(of: rule) }

  func allows(_ rule: Rule) -> Bool { machine.allows(rule) }

  func command(_ rule: Rule, _ source: inout ChoiceSource) throws -> Command {
    try machine.command(rule, &source)
  }

  mutating func run(_ command: Command, _ source: inout ChoiceSource) throws {
    try watch.judge { try machine.run(command, &source) }
  }

  mutating func checkInvariants() throws {
    try watch.judge { try machine.checkInvariants() }
  }

  mutating func tearDown() throws {
    try watch.judge { try machine.tearDown() }
  }
}
