import Foundation

extension Double {
  /// Rounded to so many significant digits: more of a measurement is noise.
  public func rounded(digits: Int) -> Double {
    guard self != 0, isFinite else { return self }
    let places = digits - 1 - Int(log10(abs(self)).rounded(.down))
    // Dividing by a power of ten gives the nearest number to the decimal; multiplying by a fraction does not.
    let scale = pow(10, Double(abs(places)))
    return places >= 0 ? (self * scale).rounded() / scale : (self / scale).rounded() * scale
  }
}
