internal import Machine
internal import Specification

/// The moments at which something was decided, by the word that it was decided for.
///
/// A moment is the number of an event. Made once of a log, so that what was so before a moment is looked up in O(log events)
/// instead of by going back through all of them.
struct Moments<Word: ObservedWord>: Sendable {
  private var moments = WordMap<Word, [Int]>()

  /// - Parameter word: what an event decides something for, nil if it does not.
  init(_ events: [ObservedEvent<Word>], word: (ObservedEvent<Word>) -> Word?) {
    for (moment, event) in events.enumerated() {
      guard let word = word(event) else { continue }
      moments.update(word, otherwise: []) { $0.append(moment) }
    }
  }

  /// The words, in order of their first moments.
  var words: [Word] { moments.keys }

  /// The moments for a word before a moment, in order.
  func all(for word: Word, before moment: Int) -> ArraySlice<Int> {
    guard let moments = moments[word] else { return [] }
    var (low, high) = (0, moments.count)
    while low < high {
      let middle = (low + high) / 2
      if moments[middle] < moment { low = middle + 1 } else { high = middle }
    }
    return moments[..<low]
  }

  /// The last moment for a word before a moment, nil if there is none.
  func last(for word: Word, before moment: Int) -> Int? { all(for: word, before: moment).last }
}
