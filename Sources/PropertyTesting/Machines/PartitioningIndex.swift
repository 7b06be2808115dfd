extension RandomAccessCollection {
  /// The index of the first element of which something holds that holds of all behind it, too; the end if it holds of
  /// none. O(log n).
  @inlinable
  func partitioningIndex(where belongsInSecond: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if belongsInSecond(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
