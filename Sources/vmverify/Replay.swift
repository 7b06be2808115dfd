import ArgumentParser
import Conformance
import Foundation

struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a counterexample again, step by step, with the memory map.",
    discussion: "Exits with 1 if the run still breaks a clause that no finding explains, else with 0.")

  @Argument(
    help: ArgumentHelp(
      "The file that verify wrote, or the witness of a finding.", valueName: "counterexample"))
  var counterexample: String

  @Option(
    help: ArgumentHelp("Run it on another implementation than the one it was found on.", valueName: "name"))
  var implementation: String?

  @Option(help: "The most events to list.")
  var events = 400

  @OptionGroup var specs: SpecificationOption

  func run() throws {
    try reportingErrors {
      let example = try Counterexample.load(path: counterexample)
      let name = implementation ?? example.implementation
      guard let implementation = Implementation(named: name) else {
        throw UsageError(
          description: "there is no implementation \"\(name)\"; choose one with --implementation: "
            + Implementation.names.joined(separator: ", "))
      }
      let listing = ReplayListing(example, on: implementation, by: try specs.load())
      try Terminal.out(listing.text(mostEvents: events))
      return listing.isBroken ? .violated : .conforms
    }
  }
}
