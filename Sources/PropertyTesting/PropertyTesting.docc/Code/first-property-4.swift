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

let outcome = try check(seed: 1) { source in
  source.list(maximum: 20) { source in
    let start = source.integer(0...100)
    return start..<start + source.integer(1...50)
  }
} property: { ranges in
  let union = merged(ranges)
  for point in 0..<150 {
    let before = ranges.contains { $0.contains(point) }
    let after = union.contains { $0.contains(point) }
    try expect(before == after, "\(point) is inside: \(before); after merging: \(after)")
  }
}
switch outcome {
case .failed(let failure): print(failure)
case .passed(let tally): print(tally)
case .gaveUp(let tally), .uncovered(let tally): print("no pass:", tally)
}
