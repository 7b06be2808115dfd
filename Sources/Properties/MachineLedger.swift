public import Machine

/// What the record of a machine says of translations and frames, followed through a log.
@usableFromInline
struct MachineLedger {
  /// The frame that each virtual page was last mapped to.
  @usableFromInline var translations: [UInt64: UInt64] = [:]
  /// The pages among them that others have mapped.
  @usableFromInline var foreignPages: Set<UInt64> = []
  /// Frames obtained and not given back, those of page tables and of others' translations included.
  @usableFromInline var framesInUse = 0
  /// Frames of page tables and of others' translations: no allocator accounts for them.
  @usableFromInline var otherFrames = 0
  private var seen = 0
  /// Where the list begins that the next event is for; nil if it is for one thing only.
  private var list: Int?

  @usableFromInline
  init() {}

  /// Takes in what was recorded since the last time. O(pages).
  @usableFromInline
  mutating func follow(_ log: EventLog) {
    while seen < log.events.count {
      let event = log.events[seen]
      seen += 1
      if event.kind == .run {
        list = Int(event.x)
      } else if let start = list {
        list = nil
        take(event, log.frames(ofList: start))
      } else {
        let isMapping = event.kind == .map || event.kind == .unmap
        let count = isMapping ? 1 : UInt64(1) << UInt64(event.order)
        take(event, [FrameRun(first: isMapping ? event.y : event.x, count: count)])
      }
    }
  }

  private mutating func take(_ event: Event, _ frames: some Sequence<FrameRun>) {
    switch event.kind {
    case .pageGot where event.ok: for run in frames { framesInUse += Int(run.count) }
    case .pagePut: for run in frames { framesInUse -= Int(run.count) }
    case .ptNew where event.ok:
      framesInUse += 1
      otherFrames += 1
    case .env:
      translations[event.x] = event.y
      foreignPages.insert(event.x)
      framesInUse += 1
      otherFrames += 1
    case .map:
      var page = event.x
      for run in frames {
        for frame in run.first..<run.first + run.count {
          translations[page] = frame
          foreignPages.remove(page)
          page += 1
        }
      }
    case .unmap:
      var page = event.x
      for run in frames {
        for _ in 0..<run.count {
          translations[page] = nil
          foreignPages.remove(page)
          page += 1
        }
      }
    default: break
    }
  }
}
