import ArgumentParser
import Conformance
import Foundation

struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a counterexample again, step by step, with the memory map.",
    discussion: """
      Exits with 1 if the run still breaks a clause that no finding explains, else with 0. A clause that the \
      file names and the run does not break is told at the end.
      """)

  @Argument(
    help: ArgumentHelp(
      "The file that verify wrote, or the witness of a finding.", valueName: "counterexample"))
  var counterexample: String

  @Option(
    help: ArgumentHelp("Run it on another implementation than the one it was found on.", valueName: "name"))
  var implementation: String?

  @Option(help: "The most events to list; those where a clause is broken are kept.")
  var events = 400

  @OptionGroup var specs: SpecificationOption

  func run() throws {
    try reportingErrors {
      guard events >= 0 else {
        throw UsageError(description: "--events is \(events); expected 0 or more")
      }
      let example = try Counterexample.load(path: counterexample)
      let name = implementation ?? example.implementation
      guard let implementation = Implementation(named: name) else {
        throw UsageError(
          description: "there is no implementation \"\(name)\"; choose one with --implementation: "
            + Implementation.names.joined(separator: ", "))
      }
      let specification = try specs.load()
      try example.checkAgreement(with: specification, file: counterexample)
      let listing = ReplayListing(example, on: implementation, by: specification)
      try Terminal.out(listing.text(mostEvents: events))
      return listing.isBroken ? .violated : .conforms
    }
  }
}
