import Foundation

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

extension Double {
  /// Rounded to so many significant digits: more of a measurement is noise.
  func rounded(digits: Int) -> Double {
    guard self != 0, isFinite else { return self }
    let places = digits - 1 - Int(log10(abs(self)).rounded(.down))
    // Dividing by a power of ten gives the nearest number to the decimal; multiplying by a fraction does not.
    let scale = pow(10, Double(abs(places)))
    return places >= 0 ? (self * scale).rounded() / scale : (self / scale).rounded() * scale
  }
}
