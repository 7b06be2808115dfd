import Conformance
import Foundation
import PropertyTesting
import Specification

@main
enum Main {
  static func main() throws {
    let specification = try Specification(folder: CommandLine.arguments.dropFirst().first ?? "../../Specs")
    let own = Implementation(name: "own", profiles: [.contract], family: OwnFamily.self)
    let result = try Verification([own], specification, seed: 1, runs: 2000).perform()
    print(TextSummary(result.core).text)
    for (file, example) in result.counterexamples.sorted(by: { $0.key < $1.key }) {
      print("\n\(file):")
      print(ReplayListing(example, on: own, by: specification).text(mostEvents: 100))
    }
    exit(result.core.status.rawValue)
  }
}
