import Foundation

/// Curves over axes that are both logarithmic, as an SVG that needs nothing else.
public struct LogPlot {
  /// A place on a curve, and between what the samples were.
  public struct Point {
    /// To the right.
    public var x: Double
    /// Upwards.
    public var y: Double
    /// The least sample.
    public var low: Double
    /// The most.
    public var high: Double

    /// A place with the samples around it.
    public init(x: Double, y: Double, low: Double, high: Double) {
      (self.x, self.y, self.low, self.high) = (x, y, low, high)
    }
  }

  /// A curve.
  public struct Series {
    /// What the legend calls it.
    public var name: String
    /// By ascending `x`; all coordinates are above 0.
    public var points: [Point]

    /// A curve through points.
    public init(name: String, points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  /// What stands above it.
  public var title: String
  /// What stands below the axis.
  public var x: String
  /// What stands beside the axis.
  public var y: String
  /// The curves.
  public var series: [Series] = []

  /// A plot without curves.
  public init(title: String, x: String, y: String) {
    self.title = title
    self.x = x
    self.y = y
  }

  private static let (width, height) = (720.0, 440.0)
  private static let (left, right, top, bottom) = (76.0, 24.0, 64.0, 56.0)
  // Told apart in print and with colour blindness (Okabe, Ito).
  private static let colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"]

  /// The picture.
  public var svg: String {
    let points = series.flatMap(\.points)
    let across = Axis(points.map(\.x), from: Self.left, to: Self.width - Self.right)
    let upwards = Axis(points.flatMap { [$0.low, $0.high] }, from: Self.height - Self.bottom, to: Self.top)
    var body = [
      text(title, x: Self.left, y: 24, size: 16),
      text(x, x: (Self.left + Self.width - Self.right) / 2, y: Self.height - 14, anchor: "middle"),
      """
      <text transform="rotate(-90)" x="\(-(Self.top + Self.height - Self.bottom) / 2)" y="20" \
      text-anchor="middle">\(escaped(y))</text>
      """,
    ]
    body += across.ticks.flatMap { tick in
      [
        line(across[tick], Self.top, across[tick], Self.height - Self.bottom, colour: "#ddd"),
        text(label(tick), x: across[tick], y: Self.height - Self.bottom + 20, anchor: "middle"),
      ]
    }
    body += upwards.ticks.flatMap { tick in
      [
        line(Self.left, upwards[tick], Self.width - Self.right, upwards[tick], colour: "#ddd"),
        text(label(tick), x: Self.left - 8, y: upwards[tick] + 4, anchor: "end"),
      ]
    }
    for (number, series) in series.enumerated() {
      let colour = Self.colours[number % Self.colours.count]
      body += curve(series, across, upwards, colour: colour)
      let place = Self.left + Double(number) * 180
      body.append(line(place, 44, place + 24, 44, colour: colour, width: 2))
      body.append(text(series.name, x: place + 30, y: 48))
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(coordinate(Self.width)) \(coordinate(Self.height))" \
      font-family="sans-serif" font-size="13" fill="#222" role="img" aria-label="\(escaped(title))">
      <rect width="100%" height="100%" fill="#fff"/>
      \(body.joined(separator: "\n"))
      </svg>

      """
  }

  /// A curve with a dot at each median, and a stroke from the least to the most.
  private func curve(_ series: Series, _ across: Axis, _ upwards: Axis, colour: String) -> [String] {
    let path = series.points.map { "\(coordinate(across[$0.x])),\(coordinate(upwards[$0.y]))" }
    return [
      "<polyline points=\"\(path.joined(separator: " "))\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2\"/>"
    ]
      + series.points.flatMap { point in
        [
          line(across[point.x], upwards[point.low], across[point.x], upwards[point.high], colour: colour),
          """
          <circle cx="\(coordinate(across[point.x]))" cy="\(coordinate(upwards[point.y]))" r="3.5" fill="\(colour)">\
          <title>\(escaped("\(series.name): \(label(point.x)) \(x), \(label(point.y)) \(y)"))</title></circle>
          """,
        ]
      }
  }

  private func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, colour: String, width: Int = 1
  ) -> String {
    """
    <line x1="\(coordinate(x1))" y1="\(coordinate(y1))" x2="\(coordinate(x2))" y2="\(coordinate(y2))" \
    stroke="\(colour)" stroke-width="\(width)"/>
    """
  }

  private func text(
    _ text: String, x: Double, y: Double, anchor: String = "start", size: Int = 13
  ) -> String {
    """
    <text x="\(coordinate(x))" y="\(coordinate(y))" text-anchor="\(anchor)" font-size="\(size)">\(escaped(text))</text>
    """
  }

  private func coordinate(_ number: Double) -> String { String(format: "%.1f", number) }

  /// A number as text, thousands and millions abbreviated.
  private func label(_ number: Double) -> String {
    let units = [(1e6, "M"), (1e3, "k"), (1, "")]
    let (unit, letter) = units.first { number >= $0.0 } ?? (1, "")
    return String(format: "%g", (number / unit).rounded(digits: 4)) + letter
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }

  /// A logarithmic axis.
  struct Axis {
    private let low: Double
    private let high: Double
    private let start: Double
    private let end: Double

    /// An axis that has room for some numbers, from a place in the picture to another.
    init(_ numbers: [Double], from start: Double, to end: Double) {
      let positive = numbers.filter { $0 > 0 }.map(log10)
      let (least, most) = (positive.min() ?? 0, positive.max() ?? 1)
      let margin = max(0.05, (most - least) * 0.04)
      (low, high) = (least - margin, most + margin)
      (self.start, self.end) = (start, end)
    }

    /// The place of a number.
    subscript(number: Double) -> Double {
      start + (log10(max(number, .leastNormalMagnitude)) - low) / (high - low) * (end - start)
    }

    /// The powers of ten on the axis; with twice and five times as much where these are few.
    var ticks: [Double] {
      let decades = Int(low.rounded(.down))...Int(high.rounded(.up))
      let powers = decades.map { pow(10, Double($0)) }
      let inside = { (number: Double) in log10(number) >= low && log10(number) <= high }
      let tens = powers.filter(inside)
      return tens.count > 2 ? tens : powers.flatMap { [$0, 2 * $0, 5 * $0] }.filter(inside)
    }
  }
}
