internal import Machine
internal import Properties
internal import Vmalloc

/// What a run was made of, by the names that inputs have on a symbolic machine: the arguments of its allocations, and what its
/// environment gave.
enum HistoryInputs {
  /// The inputs of the run that made a history.
  static func of(_ history: History, _ log: EventLog, on geometry: Geometry) -> [String: UInt64] {
    var inputs: [String: UInt64] = [:]
    let word = Argument.word(of: geometry)
    let sizes = history.calls.compactMap { call in
      if case .vmalloc(let size, _, _) = call { size } else { nil }
    }
    let allocations = log.calls.filter { $0.depth == 0 && $0.operation == .vmalloc }
    for (number, (call, size)) in zip(allocations, sizes).enumerated() {
      switch size {
      case .pages: break
      case .bytes(let pages):
        inputs[Argument.missing.name(number)] = pages &* geometry.pageSize &- call.size
      case .any: inputs[Argument.size.name(number)] = call.size
      }
      inputs[Argument.gfp.name(number)] = UInt64(call.gfp)
      inputs[Argument.prot.name(number)] = UInt64(call.prot)
      inputs[Argument.node.name(number)] = call.node & word
    }
    addForeign(log, to: &inputs)
    var objects = 0
    visitRequests(log) { number, event, isRefused in
      guard let event, !isRefused else { return }
      switch event.kind {
      case .pageGot where event.order == 0:
        inputs["frame.\(number + 1)"] = event.x
        inputs["node.\(number + 1)"] = event.y
      case .pageGot:
        inputs["block.\(event.order).\(number + 1)"] = event.x >> UInt64(event.order)
        inputs["node.\(number + 1)"] = event.y
      case .ptNew: inputs["frame.\(number + 1)"] = event.x
      case .arrKmalloc:
        inputs["slab.\(objects)"] = (event.y - geometry.slabStart) / geometry.slabStep
        objects += 1
      default: break
      }
    }
    return inputs
  }

  /// Whether an input is an argument of an allocation; the others are what the environment gives.
  static func isArgument(_ name: String) -> Bool { name.first?.isNumber ?? false }

  /// Adds the frames of foreign steps.
  private static func addForeign(_ log: EventLog, to inputs: inout [String: UInt64]) {
    var steps = 0
    for event in log.events where event.call == Event.noCall {
      switch event.kind {
      case .ptNew: inputs["foreign.\(steps).table.\(event.order)"] = event.x
      case .env:
        inputs["foreign.\(steps).frame"] = event.y
        steps += 1
      default: break
      }
    }
  }

  /// The arguments of an allocation that are open.
  enum Argument: String {
    // As they are called in a request.
    case size, gfp, prot, node
    /// What is missing to whole pages, in bytes.
    case missing

    /// Its name among the inputs.
    func name(_ allocation: Int) -> String { "\(allocation).\(rawValue)" }

    /// All bits of a machine's word.
    static func word(of geometry: Geometry) -> UInt64 {
      geometry.wordBits == 64 ? .max : 1 << UInt64(geometry.wordBits) - 1
    }
  }

  /// The numbers of the requests that were refused.
  static func refusedRequests(_ log: EventLog) -> Set<UInt64> {
    var refused: Set<UInt64> = []
    visitRequests(log) { number, _, isRefused in
      if isRefused { refused.insert(number) }
    }
    return refused
  }

  /// What was given, in order, to foreign steps, too: frames are numbered from 0 in the order in which they were given first,
  /// pointers from -1 downwards. Of a block all frames are told: some may have been given before.
  static func given(_ log: EventLog) -> [Int] {
    var given: [Int] = []
    var frames: [UInt64: Int] = [:]
    var pointers: [UInt64: Int] = [:]
    for event in log.events where event.ok {
      switch event.kind {
      case .pageGot, .ptNew, .env:
        let frame = event.kind == .env ? event.y : event.x
        if frames[frame] == nil { frames[frame] = frames.count }
        given.append(frames[frame] ?? 0)
      case .arrKmalloc where event.x != 0:
        if pointers[event.y] == nil { pointers[event.y] = -1 - pointers.count }
        given.append(pointers[event.y] ?? 0)
      default: break
      }
    }
    return given
  }

  /// Visits the requests of a log, in the order in which a symbolic machine counts them from 0: a request for many pages is
  /// one for each page that was given, and one more if those are not all.
  ///
  /// - Parameter visit: is given the number, the event of the answer, nil for the end of many, and whether it was refused.
  private static func visitRequests(_ log: EventLog, _ visit: (UInt64, Event?, Bool) -> Void) {
    var number: UInt64 = 0
    func request(_ event: Event?, _ isRefused: Bool) {
      visit(number, event, isRefused)
      number += 1
    }
    var place = 0
    while place < log.events.count {
      let event = log.events[place]
      place += 1
      switch event.kind {
      // Foreign steps ask for tables of their own.
      case .ptNew where event.call == Event.noCall: break
      case .structNew, .ptNew: request(event, !event.ok)
      // An array of no bytes is no request.
      case .arrKmalloc where event.x != 0: request(event, !event.ok)
      case .reserve: request(event, false)
      case .reserveFail: request(event, event.order == 1)
      case .pageReq:
        let answers = log.events[place...].prefix { $0.kind == .pageGot }
        place += answers.count
        if event.y == 0 {
          // A block has one answer for each page.
          if let first = answers.first { request(first, !first.ok) }
        } else {
          let given = answers.filter(\.ok)
          for answer in given { request(answer, false) }
          if given.count < event.y, !answers.isEmpty { request(nil, true) }
        }
      default: break
      }
    }
  }

  /// A workload with the arguments that inputs say; what a workload cannot say stays as it is.
  static func workload(_ workload: Workload, with inputs: [String: UInt64]) -> Workload {
    var changed = workload
    var number = 0
    for place in changed.commands.indices {
      guard case .vmalloc(var arguments) = changed.commands[place] else { continue }
      func input(_ argument: Argument) -> UInt64? { inputs[argument.name(number)] }
      if let size = input(.size) { arguments.size = size }
      if let missing = input(.missing), let shape = workload.shape,
        case .bytes(let pages) = History.Size(arguments.size, page: shape.pageSize)
      {
        arguments.size = pages &* shape.pageSize &- missing
      }
      if let gfp = input(.gfp) { arguments.gfp = UInt32(truncatingIfNeeded: gfp) }
      if let prot = input(.prot), [Protection.kernel, Protection.kernelExecutable].contains(prot) {
        arguments.executable = prot == Protection.kernelExecutable
      }
      if let node = input(.node), let shape = workload.shape {
        arguments.node = node < UInt64(shape.nodes) ? node : nil
      }
      changed.commands[place] = .vmalloc(arguments)
      number += 1
    }
    return changed
  }
}
