import Glibc

/// Calls of the system that Swift's view of the C library leaves out. They are looked up once, and before the first fork:
/// the lookup takes a lock.
enum SystemCalls {
  /// Makes a copy of this process, in which only the calling thread goes on; returns 0 there, and here the number of the
  /// new process.
  ///
  /// Swift marks `fork` unavailable, for good reasons. The copy has all memory as it was at that moment, and none of the
  /// other threads: a lock that one of them held stays locked for ever, and what it was about to write stays half
  /// written. The C library sets its own locks right (of `malloc` and of files); those of the Swift runtime (a type or
  /// a global that is made for the first time), of Dispatch and of the program are not. So a copy can hang or die through
  /// no fault of what it runs, which is why `Isolator` counts only what happens again; and the system under test can use
  /// no thread, queue or task that was there before.
  static let fork = lookUp("fork", as: (@convention(c) () -> pid_t).self)

  /// Makes a file that has no name and lies in memory; the second argument is `closeOnExec`.
  static let memfdCreate = lookUp(
    "memfd_create", as: (@convention(c) (UnsafePointer<CChar>, CUnsignedInt) -> CInt).self)

  /// The flag of `memfdCreate` for a file that no other program inherits.
  static let closeOnExec: CUnsignedInt = 1

  /// Sets what a process is like. It takes a varying number of arguments in C, which are passed like others on Linux.
  static let prctl = lookUp("prctl", as: (@convention(c) (CInt, CUnsignedLong) -> CInt).self)

  /// What `prctl` sets: the signal that a process gets when its parent ends.
  static let parentDeathSignal: CInt = 1

  /// What `prctl` sets: the name that is shown of the process.
  static let processName: CInt = 15

  private static func lookUp<Function>(_ name: String, as: Function.Type) -> Function {
    guard let function = dlsym(nil, name) else {
      preconditionFailure("the C library has no \(name): this needs glibc 2.27 or later")
    }
    return unsafeBitCast(function, to: Function.self)
  }
}

/// What a system call that cannot fail, unless memory or descriptors are used up, failed with.
struct SystemCallFailed: Error, CustomStringConvertible {
  /// The call.
  let call: String
  /// The number of the error.
  let code = errno

  /// The call and the reason.
  var description: String { "a worker could not be started: \(call): \(String(cString: strerror(code)))" }
}
