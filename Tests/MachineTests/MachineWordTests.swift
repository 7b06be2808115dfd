import Machine
import Testing

@Suite("Machine words")
struct MachineWordTests {
  @Test("a shift of the width or more gives zero")
  func wideShifts() {
    for value in UInt8.min...UInt8.max {
      for count in 8...20 {
        #expect(value.shiftedLeft(count) == 0)
        #expect(value.shiftedRight(count) == 0)
      }
    }
  }

  @Test("narrowing keeps the low bits", arguments: 1...8)
  func narrowing(width: Int) {
    for value in UInt8.min...UInt8.max {
      #expect(UInt64(value.narrowed(to: width)) == UInt64(value) % (UInt64(1) << UInt64(width)))
    }
  }

  @Test("a constant is reduced modulo the word")
  func constants() {
    #expect(UInt8(constant: 0x1FF) == 0xFF)
    #expect(UInt64(constant: .max) == UInt64.allOnes)
  }
}
