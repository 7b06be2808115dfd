import Machine
import Testing

/// Values by words, here by numbers.
@Suite struct WordMapTests {
  @Test("Words keep their values, in the order in which they came, until they are removed")
  func numbers() {
    var map = WordMap<UInt64, String>()
    map[7] = "seven"
    map[3] = "three"
    map.add("nine", for: 9)
    map[7] = "SEVEN"
    #expect(map[7] == "SEVEN" && map[3] == "three" && map[9] == "nine" && map[8] == nil)
    #expect(map.keys == [7, 3, 9] && map.values == ["SEVEN", "three", "nine"])
    #expect(map.remove(3) == 3 && map.remove(3) == nil && map[3] == nil)
    map[9] = nil
    map[3] = "again"
    #expect(map.keys == [7, 3] && map.values == ["SEVEN", "again"])
  }

  @Test("A value is changed in place, or there first")
  func update() {
    var map = WordMap<UInt64, [Int]>()
    map.update(1) { $0.append(1) }
    #expect(map[1] == nil)
    for number in 1...3 { map.update(5, otherwise: []) { $0.append(number) } }
    #expect(map[5] == [1, 2, 3] && map.keys == [5])
  }
}
