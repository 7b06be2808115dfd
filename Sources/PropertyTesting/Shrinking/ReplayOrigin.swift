/// How the numbers of a candidate lie in the recording of a history that it was made from.
///
/// With it a replay can tell that a step is the same step as before, and an object the same object, though others were
/// taken out: a step that names an object which is not there any more, or that is not allowed any more, is left out
/// whole.
struct ReplayOrigin {
  /// The recording.
  let recording: Recording
  /// For each number of the candidate, the index of the choice it was taken from; -1 if it was changed.
  let places: ContiguousArray<Int>
  /// The index of the step that is replayed.
  private(set) var step: Int?
  /// How many objects have been created in it, or in the initial state.
  private var created = 0
  /// Whether any step has begun.
  private var hasBegun = false

  /// A candidate that leaves out some of the choices, which are in order and apart, and has another number for one.
  init(_ recording: Recording, without removed: [Range<Int>], changing changed: Int?) {
    self.recording = recording
    var places: ContiguousArray<Int> = []
    var next = 0
    for range in removed {
      places.append(contentsOf: next..<range.lowerBound)
      next = range.upperBound
    }
    places.append(contentsOf: next..<recording.choices.count)
    if let place = places.firstIndex(where: { $0 == changed }) { places[place] = -1 }
    self.places = places
  }

  /// A candidate of which it is only known how it begins and ends.
  init(_ recording: Recording, candidate: ChoiceSequence) {
    self.recording = recording
    let numbers = recording.choices
    let common = min(numbers.count, candidate.count)
    var head = 0
    while head < common, numbers[head].value == candidate[head] { head += 1 }
    var tail = 0
    while tail < common - head,
      numbers[numbers.count - 1 - tail].value == candidate[candidate.count - 1 - tail]
    {
      tail += 1
    }
    var places: ContiguousArray<Int> = []
    places.append(contentsOf: 0..<head)
    places.append(contentsOf: repeatElement(-1, count: candidate.count - head - tail))
    places.append(contentsOf: numbers.count - tail..<numbers.count)
    self.places = places
  }

  /// Begins the step whose first number is the one at an index of the candidate.
  mutating func beginStep(at index: Int) {
    created = 0
    hasBegun = true
    step = nil
    guard index < places.count, places[index] >= 0 else { return }
    let steps = recording.steps
    let place = steps.partitioningIndex { $0.range.lowerBound >= places[index] }
    if place < steps.count, steps[place].range.lowerBound == places[index] { step = place }
  }

  /// The index of the candidate behind the step that is replayed, from another index on.
  func endOfStep(from index: Int) -> Int {
    guard let step else { return index }
    let end = recording.steps[step].range.upperBound
    var index = index
    while index < places.count, places[index] < end { index += 1 }
    return index
  }

  /// The object that the next one created is; -1 if that is not known.
  var nextObject: Int {
    guard let step else {
      // Before the first step: objects of the initial state.
      let initial = recording.steps.first?.firstObject ?? recording.objects
      return hasBegun || created >= initial ? -1 : created
    }
    let first = recording.steps[step].firstObject
    let last = step + 1 < recording.steps.count ? recording.steps[step + 1].firstObject : recording.objects
    return first + created < last ? first + created : -1
  }

  /// Counts an object created.
  mutating func createObject() { created += 1 }

  /// The object that the number at an index of the candidate chose; nil if it chose none.
  func object(at index: Int) -> Int? {
    guard index < places.count, places[index] >= 0 else { return nil }
    let references = recording.references
    let place = references.partitioningIndex { $0.choice >= places[index] }
    return place < references.count && references[place].choice == places[index]
      ? references[place].object : nil
  }
}
