import Plotting

/// What samples were like.
struct Spread: Codable {
  /// The least.
  var least: Double
  /// The one in the middle.
  var median: Double
  /// The most.
  var most: Double

  /// The spread of samples, of which there is at least one.
  init(_ samples: [Double]) {
    let sorted = samples.sorted()
    let middle = sorted.count / 2
    least = sorted[0].rounded(digits: 4)
    most = sorted[sorted.count - 1].rounded(digits: 4)
    let median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    self.median = median.rounded(digits: 4)
  }
}
