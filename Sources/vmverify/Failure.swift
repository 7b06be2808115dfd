import ArgumentParser
import Conformance
import Foundation
import KernelTrace
import SMT
import Specification

/// Runs a command; errors go to standard error, each with its exit code.
func reportingErrors(_ body: () throws -> ExitStatus) throws {
  let status: ExitStatus
  do {
    status = try body()
  } catch let error as ExitCode {
    throw error
  } catch {
    Terminal.error("vmverify: \(error)")
    throw ExitCode(exitStatus(of: error).rawValue)
  }
  if status != .conforms { throw ExitCode(status.rawValue) }
}

private func exitStatus(of error: any Error) -> ExitStatus {
  switch error {
  case is InputError, is TraceError, is SpecificationError, is ParseError: .badInput
  case is SolverError: .unknown
  case is OutputError: .cannotWrite
  case is UsageError: .usage
  default: .internalError
  }
}

/// A file, folder or stream that cannot be written.
struct OutputError: Error, CustomStringConvertible {
  var path: String
  var reason: String
  var advice = "choose another folder with --report"
  var description: String { "\(path): cannot be written (\(reason)); \(advice)" }
}

/// An argument that is no good.
struct UsageError: Error, CustomStringConvertible {
  var description: String
}
