import Foundation

/// The hardware and software that numbers were measured on.
public struct MachineFacts: Codable {
  /// The model of the processor.
  public var cpu = MachineFacts.processorModel()
  /// Processors that may be used.
  public var cores = ProcessInfo.processInfo.activeProcessorCount
  /// The release of the kernel.
  public var kernel = MachineFacts.text("/proc/sys/kernel/osrelease") ?? "unknown"
  /// The version of the compiler.
  public var swift = MachineFacts.compilerVersion()

  /// Those of this machine.
  public init() {}

  private static func text(_ path: String) -> String? {
    (try? String(contentsOfFile: path, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func processorModel() -> String {
    let lines = text("/proc/cpuinfo")?.split(separator: "\n") ?? []
    let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
    return model?.trimmingCharacters(in: .whitespaces) ?? "unknown"
  }

  private static func compilerVersion() -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["swift", "--version"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return "unknown" }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").first.map(String.init) ?? "unknown"
  }
}
