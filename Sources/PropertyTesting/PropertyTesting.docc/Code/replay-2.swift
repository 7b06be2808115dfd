import PropertyTesting

/// Joins the ranges that overlap or touch; what is left is in ascending order.
func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
  var result: [Range<Int>] = []
  for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
    if let last = result.last, range.lowerBound <= last.upperBound {
      result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
    } else {
      result.append(range)
    }
  }
  return result
}

func ranges(_ source: inout ChoiceSource) -> [Range<Int>] {
  source.list(maximum: 20) { source in
    let start = source.integer(0...100)
    return start..<start + source.integer(1...50)
  }
}

func keepsPoints(_ ranges: [Range<Int>]) throws {
  let union = merged(ranges)
  for point in 0..<150 {
    let before = ranges.contains { $0.contains(point) }
    let after = union.contains { $0.contains(point) }
    try expect(before == after, "\(point) is inside: \(before); after merging: \(after)")
  }
}

let blob = try ReplayBlob(parsing: "pt1.AQABAQAAAA.bec79a1f")
let replayed = try Runner(seed: 1).replay(blob, generate: ranges) { ranges, _ in try keepsPoints(ranges) }
print("value:", replayed.value)
print("error:", replayed.error.map { "\($0)" } ?? "none")
if let difference = replayed.difference { print("warning:", difference) }
