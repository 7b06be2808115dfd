import Glibc
import Synchronization

/// A copy of this process that does something and ends, whatever becomes of it.
struct WorkerProcess {
  /// How a worker ended.
  enum Ending {
    /// It did what it had to do.
    case finished
    /// It died of a signal.
    case signal(CInt)
    /// It ended itself, by `exit`.
    case exited(CInt)
    /// It got nothing done any more, and was ended.
    case hung
  }

  /// How it ended.
  var ending: Ending
  /// What it sent.
  var output: [UInt8]
  /// What was written to standard error last, at most 4096 bytes.
  var errors: [UInt8]

  /// Makes a worker, waits for its end, and leaves nothing of it behind.
  ///
  /// The parent looks for the end every now and then. It does not wait for the end of a pipe: that stays open while any
  /// process has it, and other threads may make processes at any time.
  ///
  /// - Parameters:
  ///   - journal: where the worker says what it gets done.
  ///   - patience: how long it is waited for while it gets nothing done.
  ///   - work: what to do, given a way to send bytes; runs in the worker only.
  /// - Throws: `SystemCallFailed`, if there can be no worker.
  init(_ journal: Journal, _ patience: Patience, _ work: (_ send: ([UInt8]) -> Void) -> Void) throws {
    let output = try MemoryFile("isolated runs: results")
    let errors = try MemoryFile("isolated runs: errors")
    let (outputDescriptor, errorsDescriptor) = (output.descriptor, errors.descriptor)
    journal.removeAll()
    _ = SystemCalls.prctl
    let process = SystemCalls.fork()
    if process < 0 { throw SystemCallFailed(call: "fork") }
    if process == 0 {
      Self.prepare(errors: errorsDescriptor)
      journal.noteProgress()
      work { MemoryFile.write($0, to: outputDescriptor) }
      journal.header.pointee.isFinished.store(true, ordering: .releasing)
      // Nothing that was registered to happen at the end of this process is to happen twice.
      _exit(0)
    }
    ending = try Self.wait(for: process, journal, patience)
    self.output = output.tail()
    self.errors = errors.tail(4096)
  }

  /// Makes a copy of a process a worker.
  private static func prepare(errors: CInt) {
    // Nobody would end a worker that hangs.
    _ = SystemCalls.prctl(SystemCalls.parentDeathSignal, CUnsignedLong(SIGKILL))
    "isolated runs".withCString {
      _ = SystemCalls.prctl(SystemCalls.processName, CUnsignedLong(UInt(bitPattern: $0)))
    }
    // No handler of the parent is to run: neither one that prints a backtrace, which takes seconds, nor one that tidies up.
    for number in [
      SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS, SIGQUIT, SIGPIPE, SIGINT, SIGTERM, SIGHUP,
      SIGALRM,
    ] {
      signal(number, SIG_DFL)
    }
    var none = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, nil)
    // A limit of one byte is below every core file, and also keeps the kernel from piping one to a program.
    var limit = rlimit()
    let core = __rlimit_resource_t(RLIMIT_CORE.rawValue)
    if getrlimit(core, &limit) == 0 {
      limit.rlim_cur = min(1, limit.rlim_max)
      setrlimit(core, &limit)
    }
    while dup2(errors, STDERR_FILENO) < 0, errno == EINTR {}
    // `exit` is the end of the worker, and of nothing else.
    on_exit({ status, _ in _exit(status) }, nil)
  }

  private static func wait(
    for process: pid_t, _ journal: Journal, _ patience: Patience
  ) throws -> Ending {
    let clock = ContinuousClock()
    let start = clock.now
    var progress = -1
    var (since, workedBefore) = (start, Duration.zero)
    while true {
      if let ending = try reap(process, journal, WNOHANG) { return ending }
      let now = clock.now
      let seen = journal.header.pointee.progress.load(ordering: .acquiring)
      if seen != progress {
        (progress, since, workedBefore) = (seen, now, processorTime(process))
      } else if patience.isOver(now - since, worked: { processorTime(process) - workedBefore }) {
        kill(process, SIGKILL)
        guard let ending = try reap(process, journal, 0) else { continue }
        if case .finished = ending { return ending }
        return .hung
      }
      // About as long as has been waited for, divided by eight: quick workers are not kept waiting.
      let delay = min(2000, max(50, (now - start) / .microseconds(8)))
      usleep(useconds_t(delay))
    }
  }

  /// How the worker ended; nil if it has not.
  private static func reap(_ process: pid_t, _ journal: Journal, _ options: CInt) throws -> Ending? {
    var status: CInt = 0
    let found = waitpid(process, &status, options)
    if found < 0, errno != EINTR { throw SystemCallFailed(call: "waitpid") }
    if found != process { return nil }
    let number = status & 0x7F
    if number != 0 { return .signal(number) }
    let isFinished = journal.header.pointee.isFinished.load(ordering: .acquiring)
    return isFinished ? .finished : .exited(status >> 8 & 0xFF)
  }

  /// How long a process has had a processor.
  private static func processorTime(_ process: pid_t) -> Duration {
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else { return .zero }
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}

extension WorkerProcess {
  /// What a run failed with that ended the worker so; nil if the worker did all it had to do.
  func error(timeout: Duration) -> (any EndsProcess)? {
    switch ending {
    case .finished: nil
    case .signal(let number): Trapped(signal: Self.name(of: number), message: message)
    case .exited(let status): Exited(status: Int(status), message: message)
    case .hung: Hung(timeout: timeout)
    }
  }

  /// The last lines that were written to standard error.
  private var message: String {
    let lines = String(decoding: errors, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.suffix(4).map { $0.prefix(300) }.joined(separator: "\n")
  }

  private static func name(of signal: CInt) -> String {
    switch signal {
    case SIGILL: "SIGILL"
    case SIGTRAP: "SIGTRAP"
    case SIGABRT: "SIGABRT"
    case SIGBUS: "SIGBUS"
    case SIGFPE: "SIGFPE"
    case SIGSEGV: "SIGSEGV"
    case SIGSYS: "SIGSYS"
    case SIGPIPE: "SIGPIPE"
    case SIGKILL: "SIGKILL"
    case SIGTERM: "SIGTERM"
    case SIGINT: "SIGINT"
    default: "signal \(signal)"
    }
  }
}
