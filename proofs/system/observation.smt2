; What an observer sees of a call that has ended: the vocabulary of Specs/, defined by the state.
;
; A symbol S of the vocabulary is seen.S here. A clause is proved if it speaks of these symbols only. Constants that are
; declared stand for any value: for any page of a range, say, or for any list of the frames that changed hands.

; Owners as the vocabulary numbers them, those of areas' data apart from each other.
(define-fun owner-number ((o Int)) Int
  (ite (= o FREE) 0 (ite (= o TABLE) 2 (ite (= o HELD) 3 (ite (= o OTHER) 4 (+ 4 o))))))

; Any page of the call's range.
(declare-fun left-over () Int)
; Any list of frames, and its length.
(declare-fun frames.changed () (Array Int Int))
(declare-fun number.frames () Int)
; Any list of virtual pages, and its length.
(declare-fun virtual.changed () (Array Int Int))
(declare-fun number.virtual () Int)

; However a call halts: the system has no halts, and T0 is not proved of it.
(declare-fun any-trap () Int)
(set-info :without "T0")
; That the walk asks for no more tables than serve the range is a guard of the steps that ask: what E3.walk says.
(set-info :without "E3.walk")

(define-fun seen.pageSize () Int PAGE)
(define-fun seen.pointerSize () Int POINTER)
(define-fun seen.nestingLimit ((d Int)) Int (select limit d))
(define-fun seen.trap () Int any-trap)
(define-fun seen.exitPath () Int outcome)
(define-fun seen.ret () Int (ite (= ret 0) 0 (bytes (select base ret))))
; The system has releases of live areas only, and none in an interrupt.
(define-fun seen.releasing () Bool releasing)
(define-fun seen.n () Int n)
(define-fun seen.obtained () Int (select count cur))
(define-fun seen.area () Int cur)
(define-fun seen.basePage () Int (select base cur))
(define-fun seen.rangeBytes () Int (bytes (select span cur)))
(define-fun seen.guardSize () Int (bytes (select guards cur)))
(define-fun seen.environmentRequests () Int requests)
(define-fun seen.requestCount () Int requestCount)
(define-fun seen.tableCount () Int tableCount)
(define-fun seen.walkTables () Int walkTables)
(define-fun seen.reserveCount () Int (ite making 1 0))
(define-fun seen.rangeTranslated () Int rangeTranslated)
(define-fun seen.foreignCount () Int 0)
(define-fun seen.retireCount () Int retireCount)
(define-fun seen.retireBytes () Int (ite (= retireCount 0) 0 (bytes (select span cur))))
(define-fun seen.retireAt () Int (ite (= retireCount 0) NONE retiredAt))
(define-fun seen.structFreed () Int freedCount)
(define-fun seen.structFreedAt () Int (ite (= freedCount 0) NONE freedAt))
; 1 if that page of the range is translated: no number, but 0 for every page exactly if none is.
(define-fun seen.rangeLeft () Int
  (ite (and (<= (select base cur) left-over) (< left-over (+ (select base cur) (select span cur)))
         (not (= (select xlate left-over) 0))) 1 0))
(define-fun seen.arrKind () Int arrKind)
(define-fun seen.arrBytes () Int arrBytes)
(define-fun seen.arrCapacity () Int (select capacity cur))
(define-fun seen.arrReleases () Int arrReleases)
(define-fun seen.arrReleaseKind () Int arrReleaseKind)
(define-fun seen.nestedReleases () Int nestedReleases)
(define-fun seen.nestedPages () Int nestedPages)
(define-fun seen.nestedReturn () Int nestedReturn)
(define-fun seen.depthReached () Int reached)
(define-fun seen.depthAllocated () Int (ite releasing (select deep cur) 0))
(define-fun seen.vpagesFlag () Int vpages)
(define-fun seen.countWrites () Int countWrites)
(define-fun seen.countFirst () Int countFirst)
(define-fun seen.countLast () Int countLast)
(define-fun seen.storeCount () Int storeCount)
(define-fun seen.storeIndex ((j Int)) Int (select storeIndex j))
(define-fun seen.loadCount () Int loadCount)
(define-fun seen.loadIndex ((j Int)) Int (select loadIndex j))
(define-fun seen.frameAt ((k Int)) Int
  (ite (and (<= 0 k) (< k (select count cur))) (select (select pages cur) k) 0))
(define-fun seen.pageOf ((f Int)) Int (ite (own f) (select slot f) NONE))
(define-fun seen.putCount () Int putCount)
(define-fun seen.putFrame ((j Int)) Int (select putFrame j))
(define-fun seen.putMapped ((j Int)) Int (select putMapped j))
(define-fun seen.putHolder ((j Int)) Int (select putOwner j))
(define-fun seen.putsOf ((f Int)) Int (select putsInAll f))
(define-fun seen.firstPutAt () Int (ite (= putCount 0) NONE firstPutAt))
(define-fun seen.lastPutAt () Int (ite (= putCount 0) NONE lastPutAt))
(define-fun seen.mapCount () Int mapCount)
(define-fun seen.mapPage ((j Int)) Int (select mapPage j))
(define-fun seen.mapFrame ((j Int)) Int (select mapFrame j))
(define-fun seen.mapOwnerArea ((j Int)) Int (select mapOwner j))
(define-fun seen.mapOwnerIndex ((j Int)) Int (select mapIndex j))
(define-fun seen.translationCount () Int
  (ite (= ret 0) 0 (+ (select count cur) (ite (< (select count cur) n) 1 0))))
(define-fun seen.translationPage ((j Int)) Int j)
(define-fun seen.translationFrame ((j Int)) Int (select xlate (+ (select base cur) j)))
(define-fun seen.guardTranslation () Int
  (ite (< n (select span cur)) (select xlate (+ (select base cur) n)) 0))
(define-fun seen.frameCount () Int number.frames)
(define-fun seen.frameBefore ((j Int)) Int (owner-number (select owner.old (select frames.changed j))))
(define-fun seen.frameAfter ((j Int)) Int (owner-number (select owner (select frames.changed j))))
(define-fun seen.pageCount () Int number.virtual)
(define-fun seen.changedPage ((j Int)) Int (select virtual.changed j))
(define-fun seen.translationBefore ((j Int)) Int (select xlate.old (select virtual.changed j)))
(define-fun seen.translationAfter ((j Int)) Int (select xlate (select virtual.changed j)))
; 1 only if it lies in the range of one of the areas that the call made or released. Clauses take this for an excuse:
; having it less often shows more.
(define-fun seen.pageOwn ((j Int)) Int
  (ite (and (in-call (select owner (select xlate (select virtual.changed j))))
         (<= (select base (select owner (select xlate (select virtual.changed j)))) (select virtual.changed j))
         (< (select virtual.changed j)
           (+ (select base (select owner (select xlate (select virtual.changed j))))
             (select span (select owner (select xlate (select virtual.changed j)))))))
    1 0))
