; The state of the system: memory, areas, and the call that is being carried out.
;
; Numbers: frames, virtual pages, areas and indices are integers from 1 on (0: none). Lengths are in pages.
; A name that ends in .next is the field after a step, one that ends in .old the field when the call began.

; Bytes of a page, bytes of a pointer, and pointers that a page has room for.
(define-fun PAGE () Int 4096)
(define-fun POINTER () Int 8)
(define-fun PER_PAGE () Int 512)

; The bytes of some pages.
(define-fun bytes ((pages Int)) Int (* PAGE pages))

; Owners of frames; the number of an area is the owner of its data.
(define-fun FREE () Int 0)
(define-fun TABLE () Int (- 1)) ; page tables
(define-fun HELD () Int (- 2)) ; handed to the call, not stored yet
(define-fun OTHER () Int (- 3)) ; somebody else, for good or until it is given back

; What an area's range is.
(define-fun VACANT () Int 0) ; not reserved
(define-fun BUSY () Int 1) ; reserved
(define-fun LAZY () Int 2) ; lazily freed: no longer in use, not reusable yet

; Where the call stands.
(define-fun IDLE () Int 0) ; there is none
(define-fun RESERVED () Int 1) ; it has a range, and no page array yet
(define-fun PAGES () Int 2) ; head of the loop over pages: i are stored
(define-fun GOT () Int 3) ; in that loop, with a frame in hand
(define-fun MAPPING () Int 4) ; head of the walk that maps: i are mapped
(define-fun UNMAPPING () Int 5) ; head of the walk that unmaps: i are passed
(define-fun PUTTING () Int 6) ; head of the loop that gives frames back: i are given back
(define-fun ARRAY () Int 7) ; the page array is to be given back
(define-fun DESCRIPTOR () Int 8) ; the descriptor is to be given back
(define-fun ENDED () Int 9) ; the call has ended

; Kinds of page arrays, and how the call ends: numbers as in the vocabulary of the specification.
(define-fun SLAB () Int 1) ; a slab object
(define-fun AREA () Int 2) ; an area of its own
(define-fun EXIT_OK () Int 1)
(define-fun EXIT_NO_ARRAY () Int 4)
(define-fun EXIT_NO_PAGE () Int 5)
(define-fun EXIT_NO_MAPPING () Int 6)
(define-fun EXIT_RELEASE () Int 8)

; --- Memory ---

(set-info :doc "Who owns a frame.")
(declare-fun owner () (Array Int Int))
(set-info :doc "Ghost: the index that a frame was stored at last, as the stores say.")
(declare-fun slot () (Array Int Int))
(set-info :doc "The frame that a virtual page translates to, 0 for none.")
(declare-fun xlate () (Array Int Int))
(set-info :doc "Ghost: the area whose translation of a virtual page the TLB may still hold, 0 for none.")
(declare-fun stale () (Array Int Int))

; --- Areas ---

(set-info :doc "What an area's range is.")
(declare-fun status () (Array Int Int))
(set-info :doc "The first virtual page of an area's range.")
(declare-fun base () (Array Int Int))
(set-info :doc "The pages of an area's range, its guard included.")
(declare-fun span () (Array Int Int))
(set-info :doc "The guard pages of an area's range, its last ones: 1 or none.")
(declare-fun guards () (Array Int Int))
(set-info :doc "The entries of an area's page array that were written.")
(declare-fun count () (Array Int Int))
(set-info :doc "An area's page array: the frame at an index.")
(declare-fun pages () (Array Int (Array Int Int)))
(set-info :doc "The area that is the page array of an area, 0 if it is a slab object or if there is none.")
(declare-fun array () (Array Int Int))
(set-info :doc "Ghost: the outermost area of those that an area is a page array for, itself if it is for none.")
(declare-fun root () (Array Int Int))
(set-info :doc "Ghost: how many page arrays deep an area is.")
(declare-fun level () (Array Int Int))
(set-info :doc "Ghost: the area of an outermost area's chain of page arrays that is at a level.")
(declare-fun link () (Array Int (Array Int Int)))
(set-info :doc "Ghost: the deepest level that an outermost area's chain reaches, less than 0 if there is no chain left.")
(declare-fun depth () (Array Int Int))

(set-info :doc "Ghost: how many page arrays nested within each other below an area when it was made.")
(declare-fun deep () (Array Int Int))
(set-info :doc "Ghost: the bytes that an area's page array has, 0 if it has none.")
(declare-fun capacity () (Array Int Int))

; --- The call ---

(set-info :doc "Where the call stands.")
(declare-fun pc () Int)
(set-info :doc "The area that the call makes or releases, 0 if there is none.")
(declare-fun cur () Int)
(set-info :doc "The pages that the area is to have.")
(declare-fun n () Int)
(set-info :doc "The index of the loop that the call is in.")
(declare-fun i () Int)
(set-info :doc "The frame in hand.")
(declare-fun page () Int)
(set-info :doc "How the call will end: one of the EXIT_ values, 0 if that is open.")
(declare-fun outcome () Int)
(set-info :doc "The area whose address the call returned, 0 for NULL.")
(declare-fun ret () Int)
(set-info :doc "Ghost: how often the call gave a frame back.")
(declare-fun puts () (Array Int Int))
(set-info :doc "Ghost: how many frames it gave back.")
(declare-fun putCount () Int)
(set-info :doc "Ghost: the outermost area whose page array the call makes or releases, 0 if it is a call from outside.")
(declare-fun outer () Int)
(set-info :doc "Ghost: how many page arrays deep the call works, if it is not a call from outside.")
(declare-fun within () Int)

(set-info :doc "Ghost: the pages that the page array is to have that it makes, if it is not a call from outside.")
(declare-fun asked () Int)

; --- What the call did about its page array ---

(set-info :doc "Ghost: SLAB or AREA, as it was asked for, 0 before; of a release, what it is.")
(declare-fun arrKind () Int)
(set-info :doc "Ghost: the bytes that were asked for.")
(declare-fun arrBytes () Int)
(set-info :doc "Ghost: the pages that the call for it was asked for, 0 if there was none.")
(declare-fun nestedPages () Int)
(set-info :doc "Ghost: the address that this call returned.")
(declare-fun nestedReturn () Int)
(set-info :doc "Ghost: how many page arrays were asked for within each other, or released.")
(declare-fun reached () Int)
(set-info :doc "Ghost: how often it was given back.")
(declare-fun arrReleases () Int)
(set-info :doc "Ghost: as what, the last time.")
(declare-fun arrReleaseKind () Int)
(set-info :doc "Ghost: how often as an area.")
(declare-fun nestedReleases () Int)
(set-info :doc "Ghost: 1 if the descriptor says that it is an area.")
(declare-fun vpages () Int)
(set-info :doc "Ghost: how often the page count was noted in the descriptor.")
(declare-fun countWrites () Int)
(set-info :doc "Ghost: the first count that was.")
(declare-fun countFirst () Int)
(set-info :doc "Ghost: the last one.")
(declare-fun countLast () Int)
(set-info :doc "Ghost: how many entries were written.")
(declare-fun storeCount () Int)
(set-info :doc "Ghost: their indices, in order.")
(declare-fun storeIndex () (Array Int Int))
(set-info :doc "Ghost: how many entries were read, by the walk that maps and to give frames back.")
(declare-fun loadCount () Int)
(set-info :doc "Ghost: their indices, in order.")
(declare-fun loadIndex () (Array Int Int))

; --- What the call did so far ---

(set-info :doc "Ghost: the frames it gave back, in order.")
(declare-fun putFrame () (Array Int Int))
(set-info :doc "Ghost: for each of them 1 if a virtual page led to it at that moment.")
(declare-fun putMapped () (Array Int Int))
(set-info :doc "Ghost: the area that each of them was of until then, 0 if it was none's.")
(declare-fun putOwner () (Array Int Int))
(set-info :doc "Ghost: how often a frame was given back by it and by the calls within it.")
(declare-fun putsInAll () (Array Int Int))
(set-info :doc "Ghost: how many leaf entries it wrote.")
(declare-fun mapCount () Int)
(set-info :doc "Ghost: their virtual pages, in order.")
(declare-fun mapPage () (Array Int Int))
(set-info :doc "Ghost: their frames.")
(declare-fun mapFrame () (Array Int Int))
(set-info :doc "Ghost: who owned those frames at that moment.")
(declare-fun mapOwner () (Array Int Int))
(set-info :doc "Ghost: as which page.")
(declare-fun mapIndex () (Array Int Int))
(set-info :doc "Ghost: 1 if a page of the range was translated when it was reserved.")
(declare-fun rangeTranslated () Int)
(set-info :doc "Ghost: how often it retired its range.")
(declare-fun retireCount () Int)
(set-info :doc "Ghost: how often it gave its descriptor back.")
(declare-fun freedCount () Int)
(set-info :doc "Ghost: a clock that ticks when a range is retired, a frame or a descriptor is given back.")
(declare-fun now () Int)
(set-info :doc "Ghost: when the range was retired.")
(declare-fun retiredAt () Int)
(set-info :doc "Ghost: when the first frame was given back.")
(declare-fun firstPutAt () Int)
(set-info :doc "Ghost: when the last one was.")
(declare-fun lastPutAt () Int)
(set-info :doc "Ghost: when the descriptor was given back.")
(declare-fun freedAt () Int)

; --- What the call asked for ---

(set-info :doc "Ghost: the page tables that serve the pages of its area, the top one apart.")
(declare-fun walkTables () Int)
(set-info :doc "Ghost: how many page tables it asked for.")
(declare-fun tableCount () Int)
(set-info :doc "Ghost: how many pages.")
(declare-fun requestCount () Int)
(set-info :doc "Ghost: how many pages, page tables, slab objects and ranges in all.")
(declare-fun requests () Int)

; --- A purge of lazily freed ranges, which may go on beside the call ---

(set-info :doc "0 if there is none, 1 while it collects ranges, 2 after the TLB was flushed.")
(declare-fun purge () Int)
(set-info :doc "1 for an area whose range it has collected and not freed yet.")
(declare-fun collected () (Array Int Int))
(set-info :doc "The first page of the hull of the ranges collected.")
(declare-fun low () Int)
(set-info :doc "The page after its last.")
(declare-fun high () Int)

; --- When the call began; what the environment does since is done here, too ---

(set-info :doc "Ghost: The owners of frames.")
(declare-fun owner.old () (Array Int Int))
(set-info :doc "Ghost: The translations.")
(declare-fun xlate.old () (Array Int Int))
(set-info :doc "Ghost: What the ranges of areas were.")
(declare-fun status.old () (Array Int Int))
(set-info :doc "Ghost: Where they began.")
(declare-fun base.old () (Array Int Int))
(set-info :doc "Ghost: How long they were.")
(declare-fun span.old () (Array Int Int))
(set-info :doc "Ghost: Their guards.")
(declare-fun guards.old () (Array Int Int))
(set-info :doc "Ghost: The entries of their page arrays that were written.")
(declare-fun count.old () (Array Int Int))
(set-info :doc "Ghost: Their page arrays.")
(declare-fun pages.old () (Array Int (Array Int Int)))
(set-info :doc "Ghost: The areas that were their page arrays.")
(declare-fun array.old () (Array Int Int))
(set-info :doc "Ghost: Their outermost areas.")
(declare-fun root.old () (Array Int Int))
(set-info :doc "Ghost: Their levels.")
(declare-fun level.old () (Array Int Int))
(set-info :doc "Ghost: How deep their chains reached.")
(declare-fun depth.old () (Array Int Int))
(set-info :doc "Ghost: The owners of frames, and nothing that the environment did since.")
(declare-fun owner.first () (Array Int Int))
