import Foundation

/// How many processors this process may use.
enum ProcessorCount {
  static let active = ProcessInfo.processInfo.activeProcessorCount
}
