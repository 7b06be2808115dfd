internal import Specification

/// The allocator as a transition system: `proofs/system`.
///
/// A state is a value for each field. A step relates a state to the next one, whose fields are named with
/// `.next`; a field with `.old` is what another was when the call began. Invariants hold in every state; the
/// contract is what a call for a page array, taken as one step, leaves behind.
package struct TransitionSystem: Sendable {
  /// A part of the state.
  struct Field: Sendable {
    var name: String
    var sort: Form
  }

  /// A name for a term, with parameters.
  struct Definition: Sendable {
    var name: String
    var parameters: [Form]
    var sort: Form
    var body: Form
    /// The command, as it stands in an obligation, and the symbols of its body; made once, as hundreds of obligations
    /// have it.
    private(set) var text = ""
    private(set) var symbols: Set<String> = []

    init(name: String, parameters: [Form], sort: Form, body: Form) {
      self.name = name
      self.parameters = parameters
      self.sort = sort
      self.body = body
    }

    /// Makes its text.
    mutating func render() {
      text = Form.call("define-fun", .symbol(name), .list(parameters), sort, body).wrapped()
      body.collectSymbols(into: &symbols)
    }
  }

  /// A definition that is claimed for all values of its parameters.
  struct Property: Sendable {
    var name: String
    var title: String
    /// The names of its parameters; all are numbers.
    var variables: [String]
    /// What it is said of: `call` for an invariant of the call in progress; of a promise of the contract, the
    /// ways that a call can end.
    var of: [String]
  }

  /// A named formula, for all values of its variables.
  package struct Statement: Sendable {
    /// Its name, once in its part.
    package var name: String
    /// The names of its variables; all are numbers.
    package var variables: [String]
    /// What it says.
    package var formula: Form

    /// A formula of a name.
    package init(name: String, variables: [String] = [], formula: Form) {
      self.name = name
      self.variables = variables
      self.formula = formula
    }
  }

  /// A constant of a step or lemma.
  package struct Parameter: Sendable {
    /// Its name.
    package var name: String
    /// What it is.
    package var sort: Form

    /// A constant.
    package init(name: String, sort: Form) {
      self.name = name
      self.sort = sort
    }
  }

  /// Formulas about some constants: a step, a lemma.
  package struct Part: Sendable {
    /// Its name.
    package var name: String
    /// What it is about, in a sentence.
    package var title: String
    /// The statement of the seed, or empty.
    var source: String
    /// The fields that a step may change.
    var changes: Set<String>
    /// The call that a step stands for, and how it ends.
    var call: (name: String, end: String)?
    var parameters: [Parameter]
    package var statements: [Statement]
    /// What a lemma refutes.
    package var goal: Form?
    var file: String
  }

  /// The fields, as declared.
  var fields: [Field] = []
  /// Constants and helpers, as defined.
  var definitions: [Definition] = []
  /// The invariants.
  var invariants: [Property] = []
  /// What a call promises to its caller.
  var contract: [Property] = []
  /// The steps, by name.
  package var steps: [Part] = []
  /// What follows from the invariants, by name.
  package var lemmas: [Part] = []
  /// What the first states are.
  var initial: [Statement] = []
  /// The clauses of the specification that it can show.
  var clauses: [Obligation] = []
  /// Constants that are no part of the state: powers, say.
  var constants: [Parameter] = []
  /// What is said of them.
  var axioms: [Statement] = []
  /// Clauses that are not to be shown, though all that they speak of is defined.
  var excluded: Set<String> = []
  /// Constants of what an observer sees, each standing for any value.
  var seenParameters: [Parameter] = []

  /// The fields that each definition speaks of, through the definitions it uses.
  private(set) var fieldsOfDefinition: [String: Set<String>] = [:]
  /// The definitions, read of other fields.
  private(set) var editions = Editions()

  /// Works out what the definitions speak of; each uses only earlier ones. O(size of all).
  mutating func noteFields() {
    let names = Set(fields.map(\.name))
    for definition in definitions {
      var symbols: Set<String> = []
      definition.body.collectSymbols(into: &symbols)
      let used = symbols.flatMap { fieldsOfDefinition[$0] ?? [] }
      fieldsOfDefinition[definition.name] = symbols.intersection(names).union(used)
    }
    editions = Editions(of: self)
  }
}
