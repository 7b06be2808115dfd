/// What a task of the trace is in the middle of.
struct TaskState {
  /// The areas whose pages may come next: the outermost, and the page arrays inside it.
  var open: [Int] = []
  /// The release whose frees may come next.
  var release: Int?
  /// Whether it released an area that is not known, whose frees may come next.
  var inUnknownRelease = false
  /// The areas it reserved, oldest first.
  var areas: [Int] = []
  /// The area whose translations are read next.
  var probed: Int?
}
