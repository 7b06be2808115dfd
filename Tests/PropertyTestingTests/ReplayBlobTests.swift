import PropertyTesting
import Testing

@Suite("Replay blobs")
struct ReplayBlobTests {
  private let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ é"

  /// The blobs of random sequences and of the extremes.
  private let blobs: [ReplayBlob] = {
    var source = ChoiceSource(seed: 0xB10B)
    let extremes: [ChoiceSequence] = [[], [0], [.max], [127, 128], [0, 0, 0, 0], [.max, 0, .max]]
    return (extremes + (0..<12).map { _ in anySequence(&source) }).map(ReplayBlob.init)
  }()

  private func error(_ text: String) -> ReplayBlobError? {
    do throws(ReplayBlobError) {
      _ = try ReplayBlob(parsing: text)
      return nil
    } catch {
      return error
    }
  }

  @Test("a blob is read as it prints")
  func roundTrip() throws {
    for blob in blobs {
      #expect(try ReplayBlob(parsing: blob.description) == blob)
    }
    #expect(ReplayBlob([]).description == "pt1..00000000")
    #expect(ReplayBlob([0]).description == "pt1.AA.d202ef8d")
  }

  @Test("every changed character is found")
  func changed() {
    for blob in blobs {
      let text = Array(blob.description)
      for index in text.indices {
        for character in alphabet where character != text[index] {
          var damaged = text
          damaged[index] = character
          if error(String(damaged)) == nil {
            Issue.record("\(String(damaged)) was read in place of \(blob)")
          }
        }
      }
    }
  }

  @Test("every missing and every additional character is found")
  func lengths() {
    for blob in blobs {
      let text = Array(blob.description)
      for index in text.indices {
        #expect(error(String(text[..<index])) != nil)
        #expect(error(String(text[..<index] + text[(index + 1)...])) != nil)
      }
      #expect(error(String(text) + "0") == .tooLong(by: 1))
    }
  }

  @Test("an error says what was expected")
  func errors() {
    #expect(error("") == .notABlob)
    #expect(error("seed 5") == .notABlob)
    #expect(error("pt1") == .truncated(missing: .version))
    #expect(error("pt2.AA.d202ef8d") == .wrongVersion(found: "2"))
    #expect(error("pt1.AA") == .truncated(missing: .checksum))
    #expect(error("pt1.AA.d202ef8") == .truncated(missing: .endOfChecksum))
    #expect(error("pt1.A.d202ef8d") == .truncated(missing: .endOfByte))
    #expect(error("pt1.gA.d202ef8d") == .truncated(missing: .endOfNumber))
    #expect(error("pt1.A$.d202ef8d") == .badCharacter("$", offset: 5))
    #expect(error("pt1.AA.d202eF8d") == .badCharacter("F", offset: 12))
    #expect(error("pt1.AB.d202ef8d") == .malformed(.unusedBitsSet))
    #expect(error("pt1.gAA.d202ef8d") == .malformed(.numberNotShortest))
    #expect(error("pt1._____________w.d202ef8d") == .malformed(.numberTooLarge))
    #expect(
      error("pt1.AQ.d202ef8d") == .checksumMismatch(expected: 0xD202_EF8D, found: 0xA505_DF1B))
    #expect(error("pt2.AA.d202ef8d")?.description == "wrong version: expected '1', found '2'")
  }
}
