/// The sort of total maps from an index sort to an element sort.
public struct ArraySort<Index: Sort, Element: Sort>: Sort {
  /// What the map is asked at.
  public let index: Index
  /// What the map answers.
  public let element: Element

  /// The maps from `index` to `element`.
  public init(from index: Index, to element: Element) {
    self.index = index
    self.element = element
  }

  /// The sort, where `kind` is an array's and its parts are of the two types.
  public init?(kind: SortKind) {
    guard case .array(let from, let to) = kind, let index = Index(kind: from), let element = Element(kind: to)
    else { return nil }
    self.init(from: index, to: element)
  }

  /// `(Array index element)`.
  public static var name: String { "(Array \(Index.name) \(Element.name))" }
  /// `.array(index:element:)`.
  public var kind: SortKind { .array(index: index.kind, element: element.kind) }
}

extension Sort {
  /// The maps from `index` to `element`.
  public static func array<Index, Element>(from index: Index, to element: Element) -> Self
  where Self == ArraySort<Index, Element> {
    ArraySort(from: index, to: element)
  }
}
