package import SymbolicExecution

/// Inputs of a path, in words.
package enum InputsText {
  /// What is asked for, and what is refused, of the inputs of a path on a machine with words of so many bits; frames, nodes
  /// that were given and places in the slab are left out.
  package static func text(_ inputs: [String: UInt64], wordBits: Int, refusals: Refusals) -> String {
    let none = UInt64.max >> UInt64(64 - wordBits)
    let parts: [(name: String, text: (UInt64) -> String)] = [
      ("size", { "size \($0)" }),
      ("align", { "alignment \($0)" }),
      ("gfp", { MaskText.gfp(UInt32(truncatingIfNeeded: $0)) }),
      ("node", { $0 == none ? "no node" : "node \($0)" }),
      ("prot", { "protection \($0)" }),
      ("flags", { "flags \(MaskText.areaFlags($0))" }),
      ("sizeThen", { "then size \($0)" }),
      ("flagsThen", { "then flags \(MaskText.areaFlags($0))" }),
      ("address", { "release of 0x\(String($0, radix: 16))" }),
      ("interrupt", { $0 == 1 ? "in interrupt context" : "in no interrupt" }),
      ("foreign", { "page \($0) of the window being somebody else's" }),
      (
        "refused",
        { request in
          isNone(request)
            ? "nothing refused"
            : refusals == .onward ? "requests from \(request) on refused" : "request \(request) refused"
        }
      ),
      ("refusedThen", { isNone($0) ? "nothing else" : "request \($0), too" }),
    ]
    return parts.compactMap { part in inputs[part.name].map(part.text) }.joined(separator: ", ")
  }

  /// Whether the number of a request is beyond those that there are.
  private static func isNone(_ request: UInt64) -> Bool { request >= UInt64(UInt32.max) - 1 }
}
