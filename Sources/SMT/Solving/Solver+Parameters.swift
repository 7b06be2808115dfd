internal import CZ3

// The configuration, as Z3 takes it.

extension Solver {
  /// Sets the parameters of the configuration. Names come in alphabetical order, so an error is repeatable.
  func apply(_ configuration: SolverConfiguration) throws {
    let parameters = try context.call("Z3_mk_params") { unsafe Z3_mk_params($0) }
    unsafe Z3_params_inc_ref(context.raw, parameters)
    defer { unsafe Z3_params_dec_ref(context.raw, parameters) }

    var all = configuration.parameters
    all["random_seed"] = .count(configuration.randomSeed.rawValue)
    if let limit = configuration.resourceLimit { all["rlimit"] = .count(limit.steps) }
    if let limit = configuration.timeLimit { all["timeout"] = .count(limit) }
    for (name, value) in all.sorted(by: { $0.key < $1.key }) {
      let key = try context.symbol(name)
      switch value {
      case .flag(let flag):
        try context.call("Z3_params_set_bool") { unsafe Z3_params_set_bool($0, parameters, key, flag) }
      case .count(let count):
        try context.call("Z3_params_set_uint") { unsafe Z3_params_set_uint($0, parameters, key, count) }
      case .fraction(let fraction):
        try context.call("Z3_params_set_double") {
          unsafe Z3_params_set_double($0, parameters, key, fraction)
        }
      case .symbol(let text):
        let symbol = try context.symbol(text)
        try context.call("Z3_params_set_symbol") {
          unsafe Z3_params_set_symbol($0, parameters, key, symbol)
        }
      }
    }
    // Every engine has a limit and a seed; looking all parameters up takes longer than a short check.
    if !configuration.parameters.isEmpty { unsafe try validate(parameters) }
    try context.call("Z3_solver_set_params") { unsafe Z3_solver_set_params($0, raw, parameters) }
  }

  /// Refuses parameters that the solver does not have; setting them would do nothing, in silence.
  @unsafe private func validate(_ parameters: Z3_params?) throws {
    let known = try context.call("Z3_solver_get_param_descrs") { unsafe Z3_solver_get_param_descrs($0, raw) }
    unsafe Z3_param_descrs_inc_ref(context.raw, known)
    defer { unsafe Z3_param_descrs_dec_ref(context.raw, known) }
    try context.call("Z3_params_validate") { unsafe Z3_params_validate($0, parameters, known) }
  }
}
