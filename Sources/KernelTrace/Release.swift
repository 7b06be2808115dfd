/// One release of an area in a trace, with the pages given back by it.
struct Release {
  /// The area released.
  let area: Int
  /// The index of the line of the release.
  let line: Int
  /// Who released it.
  let task: TraceTask
  /// Whether it came from the area's own task, with nothing else reserved since.
  let fromWithin: Bool
  /// The indices of the lines with frees of this task, until it did something else.
  var frees: [Int] = []
  /// How many of these belong to the area.
  var taken = 0
  /// The index of the line with which the task went on to something else.
  var closing: Int?
  /// The release of the area whose page array this one gives back.
  var parent: Int?
  /// The release of the page array.
  var nested: Int?
  /// Whether every page that it gave back was seen, or would have been.
  var isComplete = false
}
