import PropertyTesting
import Testing

@Suite("Random numbers and seeds")
struct RandomnessTests {
  @Test("SplitMix64 gives its published numbers")
  func splitMix() {
    var generator = SplitMix64(state: 0)
    let numbers = (0..<3).map { _ in generator.next() }
    #expect(numbers == [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F])
  }

  @Test("xoshiro256** gives its published numbers")
  func xoshiro() {
    var generator = Xoshiro256(state: 1, 2, 3, 4)
    let numbers = (0..<4).map { _ in generator.next() }
    #expect(numbers == [11_520, 0, 1_509_978_240, 1_215_971_899_390_074_240])
  }

  @Test("the runs of a campaign have different seeds")
  func runs() {
    let seeds = Set((0..<10_000).map { Seed(rawValue: 42).run($0) })
    #expect(seeds.count == 10_000)
    #expect(Seed(rawValue: 0).run(0) == 0xE220_A839_7B1D_CDAF)
  }

  @Test("a seed is read as it prints, and in decimal")
  func text() {
    for seed in twentySeeds + [0, Seed(rawValue: .max)] {
      #expect(Seed(seed.description) == seed)
      #expect(Seed("\(seed.rawValue)") == seed)
      #expect(seed.description.count == 18)
    }
    #expect(Seed("0xFF") == 255)
    #expect(Seed("0Xff") == 255)
    #expect(Seed("10") == 10)
  }

  @Test(
    "other text is not a seed",
    arguments: [
      "", "0x", "-1", "+1", "0x+1", " 1", "1 ", "ff", "0xg", "18446744073709551616", "0x10000000000000000",
    ])
  func notSeeds(text: String) {
    #expect(Seed(text) == nil)
  }
}
