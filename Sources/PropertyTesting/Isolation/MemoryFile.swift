import Glibc

/// A file without a name, in memory, that workers write and their parent reads.
///
/// Unlike a pipe it is never full, so the parent need not read while the worker writes; and unlike a pipe it has no end
/// that another process keeps open.
struct MemoryFile: ~Copyable {
  /// The descriptor.
  let descriptor: CInt

  /// Makes a file; `name` is shown in `/proc`.
  init(_ name: String) throws {
    descriptor = SystemCalls.memfdCreate(name, SystemCalls.closeOnExec)
    if descriptor < 0 { throw SystemCallFailed(call: "memfd_create") }
  }

  deinit { close(descriptor) }

  /// Writes all of `bytes` at the end.
  static func write(_ bytes: [UInt8], to descriptor: CInt) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) }
      if count < 0, errno != EINTR { return }
    }
  }

  /// The last bytes, at most `most`.
  func tail(_ most: Int = .max) -> [UInt8] {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    guard size > 0 else { return [] }
    let start = max(0, size - min(most, size))
    return [UInt8](unsafeUninitializedCapacity: size - start) { buffer, count in
      while count < size - start {
        let read = pread(
          descriptor, buffer.baseAddress.map { $0 + count }, size - start - count, off_t(start + count))
        if read > 0 { count += read }
        if read == 0 || read < 0 && errno != EINTR { return }
      }
    }
  }
}
