public import Machine

/// What a search for a place is after.
@usableFromInline
package struct Fit<Word: MachineWord> {
  /// Bytes.
  @usableFromInline package let length: Word
  /// From the first byte to the last.
  @usableFromInline package let span: Word
  /// The bits of an address that have to be 0.
  @usableFromInline package let mask: Word

  /// `length` is at least 1, `align` a power of two.
  @inlinable
  package init(length: Word, align: Word) {
    self.length = length
    span = length &- .one
    mask = align &- .one
  }

  /// The lowest aligned address at which the bytes fit between a first and a last address. O(1).
  @inlinable
  package func place(from first: Word, through last: Word) -> Word? {
    let address = (first &+ mask) & ~mask
    // Below `first`, rounding up has left the address space.
    guard address >= first, address <= last, last &- address >= span else { return nil }
    return address
  }
}

extension ExtentTree {
  /// The lowest multiple of `align` (a power of two) from which `length` bytes lie within one extent; nil
  /// if there is none, or `length` is 0.
  ///
  /// O(log n) if the extents start at multiples of `align`. Otherwise there may be extents that are long
  /// enough but hold no multiple, and it is O(min(n, k log n)), where k is the number of multiples of
  /// `align` below the result.
  @inlinable
  public mutating func lowestFit(length: Word, align: Word) -> Word? {
    guard length != .zero else { return nil }
    let fit = Fit(length: length, align: align)
    let first = lowest(ofLength: length)
    if first != 0,
      let place = fit.place(from: nodes[Int(first)].extent.start, through: nodes[Int(first)].extent.last)
    {
      return place
    }
    return lowestFit(fit, under: root, from: .zero, through: .allOnes)
  }

  /// The lowest node that is long enough, or 0. Mostly it holds a multiple, and then no other has to be looked at.
  @inlinable
  package mutating func lowest(ofLength length: Word) -> Int32 {
    var index = root
    guard nodes[Int(index)].largest >= length else { return 0 }
    while index != 0 {
      visited &+= 1
      let node = nodes[Int(index)]
      if nodes[Int(node.left)].largest >= length {
        index = node.left
      } else if node.extent.length >= length {
        return index
      } else {
        index = node.right
      }
    }
    return 0
  }

  /// The lowest place in a subtree, all of which lies between a first and a last address.
  @inlinable
  package mutating func lowestFit(
    _ fit: Fit<Word>, under top: Int32, from first: Word, through last: Word
  ) -> Word? {
    var (top, first) = (top, first)
    while top != 0 {
      visited &+= 1
      let node = nodes[Int(top)]
      guard node.largest >= fit.length, fit.place(from: first, through: last) != nil else { return nil }
      let extent = node.extent
      // The bounds wrap around only where there is no child on that side.
      if node.left != 0,
        let place = lowestFit(fit, under: node.left, from: first, through: extent.start &- .one)
      {
        return place
      }
      if let place = fit.place(from: extent.start, through: extent.last) { return place }
      first = extent.last &+ .one
      top = node.right
    }
    return nil
  }
}
