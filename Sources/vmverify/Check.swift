import ArgumentParser
import Conformance
import Foundation
import PropertyTesting

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Judge recordings of a real kernel.",
    discussion: """
      A recording is ftrace text of the vmalloc and page allocator events, or a copy of /proc/vmallocinfo, \
      gzipped or not. What a recording does not show is "not observable", what it never did is "not \
      exercised"; neither fails it.
      """)

  @Argument(help: ArgumentHelp("Recordings.", valueName: "trace"))
  var traces: [String]

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Flag(help: "List every clause with its verdict.")
  var clauses = false

  @OptionGroup var specs: SpecificationOption

  func run() throws {
    try reportingErrors {
      let core = try Verification([], specs.load(), seed: 0, runs: 0, recordings: traces).perform().core
      if json {
        try Terminal.out(String(decoding: ReportWriter.encode(core), as: UTF8.self))
        return core.status
      }
      try Terminal.out(TextSummary(core).text)
      if clauses {
        for clause in core.clauses {
          for evidence in clause.recordings {
            try Terminal.out(
              "\(evidence.verdict.rawValue)  \(clause.id)  \(evidence.name)  \(evidence.exercised) of \(evidence.judged)"
            )
          }
        }
      }
      return core.status
    }
  }
}
