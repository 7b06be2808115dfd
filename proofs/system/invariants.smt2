; The invariant of the system, in pieces: each holds for all values of its variables, in every state.

; Area a still holds its page k: it is busy, or its pages are being given back and k is not yet.
(define-fun holds ((a Int) (k Int)) Bool
  (and (<= 0 k) (< k (select count a))
    (or (= (select status a) BUSY) (and (= a cur) (= pc PUTTING) (<= i k)))))

; Area a still has its page array: it is busy, or on its way to giving the array back.
(define-fun has-array ((a Int)) Bool
  (or (= (select status a) BUSY) (and (= a cur) (or (= pc PUTTING) (= pc ARRAY)))))

; The pages that the page array of the call's area needs: bytes over the page size, rounded up.
(define-fun array-pages () Int (div (+ (* POINTER n) (- PAGE 1)) PAGE))

; The call makes an area.
(define-fun making () Bool (and (not (= pc IDLE)) (not (= outcome EXIT_RELEASE))))

; The call releases an area.
(define-fun releasing () Bool (and (not (= pc IDLE)) (= outcome EXIT_RELEASE)))

; Area a is the one of the call, or one that serves it as a page array.
(define-fun in-call ((a Int)) Bool
  (and (not (= pc IDLE)) (= (select root a) (select root cur)) (<= (select level cur) (select level a))))

; Area a waits for its page array, or for its release, while this call makes or releases that array.
(define-fun waits ((a Int)) Bool
  (and (not (= outer 0)) (= (select root a) outer) (< (select level a) within)))

; Frame f is in the page array of the call's area.
(define-fun own ((f Int)) Bool
  (and (<= 0 (select slot f)) (< (select slot f) (select count cur))
    (= (select (select pages cur) (select slot f)) f)))

(set-info :title "Page k of an area is a frame that the area owns, as page k")
(define-fun stored ((a Int) (k Int)) Bool
  (=> (holds a k)
    (and (= (select owner (select (select pages a) k)) a) (= (select slot (select (select pages a) k)) k))))

(set-info :title "A frame that an area owns is in its page array, where it was stored")
(define-fun owned ((f Int)) Bool
  (=> (< 0 (select owner f))
    (and (holds (select owner f) (select slot f))
      (= (select (select pages (select owner f)) (select slot f)) f))))

(set-info :title "A virtual page that is translated leads to the frame of a busy area, as that page")
(define-fun mapped ((v Int)) Bool
  (=> (not (= (select xlate v) 0))
    (and (< 0 (select owner (select xlate v)))
      (= (select status (select owner (select xlate v))) BUSY)
      (= v (+ (select base (select owner (select xlate v))) (select slot (select xlate v)))))))

(set-info :title "Of the area of the call, the pages that the walk has passed are translated, or not any more")
(set-info :of "call")
(define-fun walked ((v Int)) Bool
  (=> (and (not (= (select xlate v) 0)) (= (select owner (select xlate v)) cur))
    (or (= pc ENDED)
      (and (= pc MAPPING) (< (select slot (select xlate v)) i))
      (and (= pc UNMAPPING) (<= i (select slot (select xlate v)))))))

(set-info :title "Page k of a complete area is translated to its frame")
(define-fun translated ((a Int) (k Int)) Bool
  (=> (and (= (select status a) BUSY) (<= 0 k) (< k (select count a))
        (or (not (= a cur)) (= pc ENDED) (and (= pc MAPPING) (< k i))))
    (= (select xlate (+ (select base a) k)) (select (select pages a) k))))

(set-info :title "Ranges that are busy or lazily freed are disjoint")
(define-fun disjoint ((a Int) (b Int)) Bool
  (=> (and (not (= a b)) (not (= (select status a) VACANT)) (not (= (select status b) VACANT)))
    (or (<= (+ (select base a) (select span a)) (select base b))
      (<= (+ (select base b) (select span b)) (select base a)))))

(set-info :title "A range begins at a page, and is long enough for the pages stored")
(define-fun extent ((a Int)) Bool
  (=> (not (= (select status a) VACANT))
    (and (< 0 a) (<= 0 (select count a)) (<= (select count a) (select span a)) (< 0 (select base a)))))

(set-info :title "There is no frame 0")
(define-fun no-frame-0 () Bool (= (select owner 0) OTHER))

(set-info :title "A translation that the TLB may still hold is of a lazily freed range, or of one being unmapped")
(define-fun stale-lazy ((v Int)) Bool
  (=> (not (= (select stale v) 0))
    (and (<= (select base (select stale v)) v)
      (< v (+ (select base (select stale v)) (select span (select stale v))))
      (or (= (select status (select stale v)) LAZY)
        (and (= (select status (select stale v)) BUSY) (= (select stale v) cur) (= pc UNMAPPING)
          (< v (+ (select base (select stale v)) i)))))))

(set-info :title "A frame is in hand exactly between its arrival and its being stored")
(define-fun in-hand ((f Int)) Bool (= (= (select owner f) HELD) (and (= pc GOT) (= f page))))

(set-info :title "An area's page array is the next area of its chain, and the last one's is a slab object")
(define-fun nested ((a Int)) Bool
  (=> (and (has-array a) (not (waits a)))
    (ite (= (select array a) 0) (= (select depth (select root a)) (select level a))
      (and (< (select level a) (select depth (select root a)))
        (= (select status (select array a)) BUSY)
        (= (select root (select array a)) (select root a))
        (= (select level (select array a)) (+ (select level a) 1))))))

(set-info :title "The areas of a chain of page arrays have different levels, none beyond the chain's depth")
(define-fun chained ((a Int)) Bool
  (=> (= (select status a) BUSY)
    (and (= (select (select link (select root a)) (select level a)) a)
      (<= 0 (select level a)) (<= (select level a) (select depth (select root a))))))

(set-info :title "An outermost area has no chain but its own")
(define-fun rooted ((a Int)) Bool
  (=> (= (select status a) BUSY)
    (and (= (select root (select root a)) (select root a)) (= (select level (select root a)) 0)
      (or (= (select status (select root a)) BUSY) (and (not (= outer 0)) (= (select root a) outer)) (in-call a)))))

(set-info :title "The call is where it can be, and its area is what it has to be there")
(set-info :of "call")
(define-fun control () Bool
  (and (<= IDLE pc) (<= pc ENDED)
    (= (= pc IDLE) (= cur 0)) (<= 0 cur)
    (=> (or (= pc RESERVED) (= pc PAGES) (= pc GOT) (= pc MAPPING) (= pc UNMAPPING))
      (= (select status cur) BUSY))
    (=> (or (= pc PUTTING) (= pc ARRAY) (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK))))
      (not (= (select status cur) BUSY)))
    (=> (and (= pc ENDED) (= outcome EXIT_OK)) (and (= (select status cur) BUSY) (= ret cur)))
    (=> (not (= pc IDLE))
      (and (= (select (select link (select root cur)) (select level cur)) cur) (<= 0 (select level cur))
        (=> (= (select level cur) 0) (= (select root cur) cur))
        (ite (= outer 0) (= (select level cur) 0) (and (= (select root cur) outer) (= (select level cur) within)))))
    (=> (and making (not (= outer 0))) (= (select status outer) BUSY))
    (=> (not (= outer 0)) (and (< 0 within) (= (select root outer) outer) (= (select level outer) 0)))
    (=> (or (= pc RESERVED) (= pc PAGES) (= pc GOT) (= pc MAPPING)) (= outcome 0))
    (=> (= pc UNMAPPING)
      (or (= outcome EXIT_NO_ARRAY) (= outcome EXIT_NO_PAGE) (= outcome EXIT_NO_MAPPING) (= outcome EXIT_RELEASE)))
    (=> (or (= pc PUTTING) (= pc ARRAY)) (or (= outcome EXIT_NO_PAGE) (= outcome EXIT_NO_MAPPING) (= outcome EXIT_RELEASE)))
    (=> (= pc DESCRIPTOR)
      (or (= outcome EXIT_NO_ARRAY) (= outcome EXIT_NO_PAGE) (= outcome EXIT_NO_MAPPING) (= outcome EXIT_RELEASE)))
    (=> (or (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK))))
      (= (select depth (select root cur)) (- (select level cur) 1)))))

(set-info :title "The indices of the loops stay within their bounds")
(set-info :of "call")
(define-fun bounds () Bool
  (and
    (=> (= pc RESERVED) (and (= i 0) (= (select count cur) 0) (= (select array cur) 0) (< 0 n)
       (= (select depth (select root cur)) (select level cur))))
    (=> (or (= pc RESERVED) (= pc PAGES) (= pc GOT) (= pc MAPPING)) (<= n (select span cur)))
    (=> (= pc PAGES) (and (<= 0 i) (<= i n) (= (select count cur) i)))
    (=> (= pc GOT) (and (<= 0 i) (< i n) (= (select count cur) i)))
    (=> (= pc MAPPING) (and (<= 0 i) (<= i n) (= (select count cur) n)))
    (=> (= pc UNMAPPING) (and (<= 0 i) (<= i (select span cur))))
    (=> (and (= pc UNMAPPING) (= outcome EXIT_NO_ARRAY))
      (and (= (select count cur) 0) (= (select depth (select root cur)) (select level cur))))
    (=> (= pc PUTTING) (and (<= 0 i) (<= i (select count cur))))
    (=> (or (= pc ARRAY) (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK)) )) (= i (select count cur)))
    (ite (or (= pc PUTTING) (= pc ARRAY) (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK)))) (= putCount i) (=> (not (= pc IDLE)) (= putCount 0)))))

(set-info :title "The call has put a frame once if it has come by it in the page array, and else not at all")
(set-info :of "call")
(define-fun put-once ((f Int)) Bool
  (=> (not (= pc IDLE))
    (= (select puts f)
      (ite (and (or (= pc PUTTING) (= pc ARRAY) (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK))))
             (<= 0 (select slot f)) (< (select slot f) i)
             (= (select (select pages cur) (select slot f)) f))
        1 0))))

(set-info :title "A call that makes an area takes free frames only, and leaves all others to their owners")
(set-info :of "call")
(define-fun taken ((f Int)) Bool
  (=> making
    (and (not (= (select owner.old f) HELD))
      (=> (< 0 (select owner.old f)) (not (in-call (select owner.old f))))
      (or (= (select owner f) (select owner.old f))
        (and (= (select owner.old f) FREE)
          (or (= (select owner f) TABLE) (= (select owner f) HELD)
            (and (< 0 (select owner f)) (in-call (select owner f)))))))))

(set-info :title "A release gives back frames of its own areas only, and leaves all others to their owners")
(set-info :of "call")
(define-fun given-back ((f Int)) Bool
  (=> releasing
    (or (= (select owner f) (select owner.old f))
      (and (= (select owner.old f) cur) (or (= (select owner f) FREE) (= (select owner f) OTHER)))
      (and (or (= pc DESCRIPTOR) (= pc ENDED))
        (or (= (select owner f) FREE) (= (select owner f) OTHER))
        (< 0 (select owner.old f)) (in-call (select owner.old f))))))

(set-info :title "A call that makes an area leaves translations as they are, but for those of its own frames")
(set-info :of "call")
(define-fun untouched ((v Int)) Bool
  (=> making
    (and (=> (not (= (select xlate.old v) 0)) (= (select xlate v) (select xlate.old v)))
      (=> (not (= (select xlate v) (select xlate.old v))) (in-call (select owner (select xlate v)))))))

(set-info :title "A release leaves translations as they are, but for those of its own areas")
(set-info :of "call")
(define-fun cleared ((v Int)) Bool
  (=> releasing
    (or (= (select xlate v) (select xlate.old v))
      (and (= (select xlate v) 0) (in-call (select owner.old (select xlate.old v)))))))

(set-info :title "Areas that were there stay as they are, but for those that the call releases")
(set-info :of "call")
(define-fun kept ((a Int)) Bool
  (=> (and (not (= pc IDLE)) (= (select status.old a) BUSY))
    (and (=> making (not (in-call a)))
      (= (select root a) (select root.old a)) (= (select level a) (select level.old a))
      (=> (not (in-call a))
        (and (= (select status a) BUSY)
          (= (select base a) (select base.old a)) (= (select span a) (select span.old a))
          (= (select guards a) (select guards.old a))
          (= (select count a) (select count.old a)) (= (select pages a) (select pages.old a))
          (= (select array a) (select array.old a)))))))

(set-info :title "Areas that were not there are those that the call makes")
(set-info :of "call")
(define-fun made ((a Int)) Bool
  (=> (and (not (= pc IDLE)) (= (select status a) BUSY) (not (= (select status.old a) BUSY)))
    (and making (in-call a))))

(set-info :title "The page array and the frames of an area that is released are those that it had")
(set-info :of "call")
(define-fun same () Bool
  (=> releasing
    (and (< 0 cur) (= (select status.old cur) BUSY) (= (select count cur) (select count.old cur))
      (= (select pages cur) (select pages.old cur)) (= (select base cur) (select base.old cur)) (= (select span cur) (select span.old cur))
      (= (select deep cur) (- (select depth.old (select root cur)) (select level cur))))))

(set-info :title "What was translated when the call began was a frame of an area")
(set-info :of "call")
(define-fun backed ((v Int)) Bool
  (=> (and (not (= pc IDLE)) (not (= (select xlate.old v) 0))) (< 0 (select owner.old (select xlate.old v)))))

(set-info :title "The index that a page of the call's area was stored at is remembered")
(set-info :of "call")
(define-fun remembered ((k Int)) Bool
  (=> (and (not (= pc IDLE)) (<= 0 k) (< k (select count cur))) (= (select slot (select (select pages cur) k)) k)))

(set-info :title "Frames that the environment took or gave back were nobody's of the allocator")
(set-info :of "call")
(define-fun moved-only ((f Int)) Bool
  (=> (not (= pc IDLE))
    (or (= (select owner.old f) (select owner.first f))
      (and (or (= (select owner.first f) FREE) (= (select owner.first f) OTHER))
        (or (= (select owner.old f) FREE) (= (select owner.old f) OTHER))))))

(set-info :title "Who owned a frame when the call began was a busy area then")
(set-info :of "call")
(define-fun was-owned ((f Int)) Bool
  (=> (and (not (= pc IDLE)) (< 0 (select owner.old f))) (= (select status.old (select owner.old f)) BUSY)))

(set-info :title "A range that a purge has collected is lazily freed, within the hull, and not in the TLB after the flush")
(define-fun purged ((a Int) (v Int)) Bool
  (=> (and (not (= purge 0)) (= (select collected a) 1))
    (and (= (select status a) LAZY)
      (=> (= purge 1) (and (<= low (select base a)) (<= (+ (select base a) (select span a)) high)))
      (=> (and (= purge 2) (<= (select base a) v) (< v (+ (select base a) (select span a)))) (= (select stale v) 0)))))

(set-info :title "A range that was reserved had no translation")
(set-info :of "call")
(define-fun fresh () Bool (=> (not (= pc IDLE)) (= rangeTranslated 0)))

(set-info :title "The frames given back are those of the page array, in its order, and none of them is mapped")
(set-info :of "call")
(define-fun put-log ((k Int)) Bool
  (=> (and (not (= pc IDLE)) (<= 0 k) (< k putCount))
    (and (= (select putFrame k) (select (select pages cur) k)) (= (select putMapped k) 0) (= (select putOwner k) cur))))

(set-info :title "The leaf entries written are those of the pages in order, each of a frame that the area owns as that page")
(set-info :of "call")
(define-fun map-log ((k Int)) Bool
  (=> (and making (<= 0 k) (< k mapCount))
    (and (= (select mapPage k) (+ (select base cur) k)) (= (select mapFrame k) (select (select pages cur) k))
      (= (select mapOwner k) cur) (= (select mapIndex k) k))))

(set-info :title "Of the area that the call makes, no page is translated whose leaf entry was not written")
(set-info :of "call")
(define-fun written-first ((v Int)) Bool
  (=> (and making (not (= (select xlate v) 0)) (= (select owner (select xlate v)) cur))
    (< (select slot (select xlate v)) mapCount)))

(set-info :title "As many leaf entries were written as pages are mapped")
(set-info :of "call")
(define-fun map-counted () Bool
  (and (=> making (and (<= 0 mapCount) (<= mapCount (select count cur))))
    (=> (= pc MAPPING) (= mapCount i))
    (=> (or (= pc RESERVED) (= pc PAGES) (= pc GOT)) (= mapCount 0))
    (=> releasing (= mapCount 0))))

(set-info :title "Once the range is retired nothing in it is translated")
(set-info :of "call")
(define-fun unmapped ((v Int)) Bool
  (=> (and (or (= pc PUTTING) (= pc ARRAY) (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK))))
        (<= (select base cur) v) (< v (+ (select base cur) (select span cur))))
    (= (select xlate v) 0)))

(set-info :title "The range is retired once, then the frames are given back, then the descriptor, once")
(set-info :of "call")
(define-fun in-order () Bool
  (=> (not (= pc IDLE))
    (and
      (= retireCount
        (ite (or (= pc PUTTING) (= pc ARRAY) (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK)))) 1 0))
      (= freedCount (ite (and (= pc ENDED) (not (= outcome EXIT_OK))) 1 0))
      (=> (= retireCount 1) (< retiredAt now))
      (=> (< 0 putCount) (and (< retiredAt firstPutAt) (<= firstPutAt lastPutAt) (< lastPutAt now)))
      (=> (and (= freedCount 1) (< 0 putCount)) (< lastPutAt freedAt)))))

(set-info :title "In all, a call gives back each frame of its own once, and those of its page array once if it releases that")
(set-info :of "call")
(define-fun in-all ((f Int)) Bool
  (and
    (=> (and making (not (= outcome EXIT_NO_ARRAY)) (own f)) (= (select putsInAll f) (select puts f)))
    (=> (and making (or (= outcome 0) (= outcome EXIT_OK))) (= (select putsInAll f) 0))
    (=> (and making (or (= outcome EXIT_NO_PAGE) (= outcome EXIT_NO_MAPPING)) (= pc UNMAPPING))
      (= (select putsInAll f) 0))
    (=> releasing
      (= (select putsInAll f)
        (ite (or (= pc DESCRIPTOR) (= pc ENDED))
          (ite (and (< 0 (select owner.old f)) (in-call (select owner.old f))) 1 0)
          (select puts f))))))

(set-info :title "What the area that is released owned is what its page array has")
(set-info :of "call")
(define-fun was-stored ((f Int)) Bool (=> releasing (= (= (select owner.old f) cur) (own f))))

(set-info :title "A page that was given back is free, or the environment has it")
(set-info :of "call")
(define-fun handed-back ((k Int)) Bool
  (=> (and (or (= pc PUTTING) (= pc ARRAY) (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK))))
        (<= 0 k) (< k i))
    (or (= (select owner (select (select pages cur) k)) FREE)
      (= (select owner (select (select pages cur) k)) OTHER))))

(set-info :title "From the mapping on the area has all its pages, and an area that is released has those it was found with")
(set-info :of "call")
(define-fun complete () Bool
  (and (=> (and making (or (= outcome EXIT_OK) (= outcome EXIT_NO_MAPPING))) (= (select count cur) n))
    (=> releasing (= (select count cur) n))
    (=> (and making (= pc ENDED) (= outcome EXIT_OK)) (<= n (select span cur)))))

; The call has its page array, or had it until it gave it back.
(define-fun had-array () Bool
  (and (not (= pc IDLE)) (not (= pc RESERVED)) (not (= outcome EXIT_NO_ARRAY))))

; The call makes an area and has asked for its page array.
(define-fun has-asked () Bool (and making (not (= pc RESERVED))))

(set-info :title "Below an area, page arrays nest as deep as they did when it was made")
(define-fun chain-deep ((a Int)) Bool
  (=> (and (has-array a) (not (waits a))) (= (select deep a) (- (select depth (select root a)) (select level a)))))

(set-info :title "The page array of an area has room for the pages stored")
(define-fun roomy ((a Int)) Bool
  (=> (and (has-array a) (not (waits a))) (<= (* POINTER (select count a)) (select capacity a))))

(set-info :title "A call for a page array makes as many pages as it was asked for")
(set-info :of "call")
(define-fun as-many () Bool (=> (and making (not (= outer 0))) (= n asked)))

(set-info :title "The page array of the area to be made was asked for as its pages need it")
(set-info :of "call")
(define-fun array-asked () Bool
  (and
    (=> (= pc RESERVED) (and (= arrKind 0) (= nestedPages 0) (= vpages 0)))
    (=> has-asked
      (and (ite (= arrKind AREA) (< PAGE (* POINTER n)) (and (= arrKind SLAB) (<= (* POINTER n) slab-most)))
        (= arrBytes (* POINTER n))
        (= nestedPages (ite (= arrKind AREA) array-pages 0)) (= vpages (ite (= arrKind AREA) 1 0))
        (=> (and (= arrKind AREA) (= nestedReturn 0)) (= outcome EXIT_NO_ARRAY))))))

(set-info :title "The page array that the call has is of the kind that was asked for")
(set-info :of "call")
(define-fun array-kind () Bool
  (=> had-array (= arrKind (ite (= (select array cur) 0) SLAB AREA))))

(set-info :title "The page array is given back once, as what it is")
(set-info :of "call")
(define-fun array-once () Bool
  (=> (not (= pc IDLE))
    (ite (and had-array (or (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK)))))
      (and (= arrReleases 1) (= arrReleaseKind arrKind) (= nestedReleases (ite (= arrKind AREA) 1 0)))
      (and (= arrReleases 0) (= nestedReleases 0)))))

(set-info :title "The page array has room for all pages")
(set-info :of "call")
(define-fun array-room () Bool
  (and (=> (and making had-array) (<= (* POINTER n) (select capacity cur)))
    (=> releasing (<= (* POINTER (select count cur)) (select capacity cur)))))

(set-info :title "Page arrays nest as deep as the pages need, and no deeper")
(set-info :of "call")
(define-fun array-depth () Bool
  (and
    (=> making (<= 0 reached))
    (=> (= pc RESERVED) (= reached 0))
    (=> (and making (not (= reached 0))) (< (select limit (- reached 1)) n))
    (=> (and making had-array)
      (and (= reached (select deep cur)) (=> (= slab-most PAGE) (<= n (select limit reached)))))
    (=> releasing (= reached (ite (or (= pc DESCRIPTOR) (= pc ENDED)) (select deep cur) 0)))))

(set-info :title "The page count in the descriptor is that of the pages wanted, and of those obtained if there were fewer")
(set-info :of "call")
(define-fun counts () Bool
  (=> making
    (and (< 0 countWrites) (= countFirst n) (= countLast (ite (= outcome EXIT_NO_PAGE) (select count cur) n))
      (= storeCount (select count cur)) (<= (select count cur) n)
      (=> (= outcome EXIT_NO_ARRAY) (= (select count cur) 0))
      (=> (= outcome EXIT_NO_PAGE) (< (select count cur) n)))))

(set-info :title "Entries of the page array were written in order")
(set-info :of "call")
(define-fun store-log ((k Int)) Bool
  (=> (and making (<= 0 k) (< k storeCount)) (= (select storeIndex k) k)))

(set-info :title "Entries of the page array are read that were written only")
(set-info :of "call")
(define-fun load-log ((k Int)) Bool
  (=> (and (not (= pc IDLE)) (<= 0 k) (< k loadCount))
    (and (<= 0 (select loadIndex k)) (< (select loadIndex k) (select count cur)))))

(set-info :title "Each page is asked for once, and page tables as often as there are some that serve the area")
(set-info :of "call")
(define-fun asked-once () Bool
  (=> making
    (and (= requestCount (+ (select count cur) (ite (or (= pc GOT) (= outcome EXIT_NO_PAGE)) 1 0)))
      (<= 0 tableCount) (<= tableCount walkTables)
      (<= requests (+ (ite (= pc RESERVED) 4 5) requestCount tableCount)))))

(set-info :title "A range has one guard page, or none")
(define-fun guarded ((a Int)) Bool
  (=> (not (= (select status a) VACANT)) (and (<= 0 (select guards a)) (<= (select guards a) 1))))

(set-info :title "The range of the call's area is its pages and its guard")
(set-info :of "call")
(define-fun laid-out () Bool
  (=> (not (= pc IDLE))
    (and (=> making (= (select span cur) (+ n (select guards cur))))
      (<= 0 (select guards cur)) (<= (select guards cur) 1))))
