; The vocabulary of observation: every symbol that a clause may use.
;
; An observation is of one call, or of a whole history, and is derived from the recorded events alone.
; `needs` names the facts a source has to show for the symbol to be defined (see Sight); a clause that
; uses it is not observable elsewhere. Functions of an index j are defined below the count of their
; group, functions of a page or frame everywhere; "when" is the number of an event.
; "The call itself" leaves out what the calls within it did. The arguments of an allocation are 0 of other
; calls, and so is whatever a call of its kind does not have; moments that never came are NONE.

; How a vmalloc call ended: the first of these that fits. A halt after a refusal counts as the exit that
; the refusal leads to.
(define-fun EXIT_OK () W #x0000000000000001) ; an address
(define-fun EXIT_REFUSED () W #x0000000000000002) ; NULL, before anything was asked for
(define-fun EXIT_NO_RANGE () W #x0000000000000003) ; a descriptor or a range was refused
(define-fun EXIT_NO_ARRAY () W #x0000000000000004) ; the page array was refused, or never asked for: E1
(define-fun EXIT_NO_PAGE () W #x0000000000000005) ; the last page asked for was refused: E2
(define-fun EXIT_NO_MAPPING () W #x0000000000000006) ; NULL all the same, or a page table refused or an entry in use: E3
(define-fun EXIT_TRAP () W #x0000000000000007) ; a halt, and nothing was refused before
(define-fun EXIT_RELEASE () W #x0000000000000008) ; of a release or purge, however it ended

; What an address to release is: the first of these that fits.
(define-fun TARGET_NULL () W #x0000000000000000) ; the NULL pointer
(define-fun TARGET_AREA () W #x0000000000000001) ; the start of a live area: its range is busy
(define-fun TARGET_INTERIOR () W #x0000000000000002) ; the start of a page of a live area or its guard, not of the first
(define-fun TARGET_UNALIGNED () W #x0000000000000003) ; not the start of a page
(define-fun TARGET_UNKNOWN () W #x0000000000000004) ; none of these, also not the next
(define-fun TARGET_FORMER () W #x0000000000000005) ; the start of a range that was retired, the address not reserved since

; Kinds of page arrays.
(define-fun ARR_NONE () W #x0000000000000000) ; none
(define-fun ARR_SLAB () W #x0000000000000001) ; a slab object
(define-fun ARR_AREA () W #x0000000000000002) ; an area of its own

; Owners of frames.
(define-fun OWNER_FREE () W #x0000000000000000) ; nobody
(define-fun OWNER_DATA () W #x0000000000000001) ; an area: stored in its page array while held
(define-fun OWNER_TABLE () W #x0000000000000002) ; the page tables
(define-fun OWNER_HELD () W #x0000000000000003) ; obtained, but not stored anywhere yet
(define-fun OWNER_FOREIGN () W #x0000000000000004) ; somebody else

; Messages.
(define-fun WARN_NO_AREA () W #x0000000000000001) ; the size was refused or there was no area
(define-fun WARN_PARTIAL () W #x0000000000000002) ; pages or mapping were not to be had
(define-fun WARN_NO_RANGE () W #x0000000000000003) ; no range was free
(define-fun WARN_BAD_ADDRESS () W #x0000000000000004) ; an unaligned address to release
(define-fun WARN_UNKNOWN_AREA () W #x0000000000000005) ; an address to release without an area
(define-fun WARN_ENTRY_IN_USE () W #x0000000000000006) ; a leaf entry in use
(define-fun WARN_MISSING_PAGE () W #x0000000000000007) ; a page array without a page

; Halts.
(define-fun TRAP_NULL () W #x0000000000000001) ; NULL dereferenced
(define-fun TRAP_ZERO_SIZE () W #x0000000000000002) ; the object of no bytes accessed
(define-fun TRAP_SLAB_OVERFLOW () W #x0000000000000003) ; an access beyond a slab object
(define-fun TRAP_UNMAPPED () W #x0000000000000004) ; an address without a translation accessed
(define-fun TRAP_BAD_PUT () W #x0000000000000005) ; a free frame put
(define-fun TRAP_BAD_FREE () W #x0000000000000006) ; no live slab object freed
(define-fun TRAP_BAD_FRAME () W #x0000000000000007) ; no such frame
(define-fun TRAP_BUG () W #x0000000000000008) ; an assertion of the implementation
(define-fun TRAP_FUEL () W #x0000000000000009) ; no end in sight
; A machine has fuel for several times as many pages: a call for no more of them has to end before it is spent.
(define-fun FUEL_PAGES () W #x0000000000010000)

; Bits of allocation masks, with the values of Linux 4.3.
(define-fun GFP_WAIT () F #x00000010)
(define-fun GFP_RECLAIM () F #x00013ef0)
(define-fun GFP_ZONE () F #x0000000f)
(define-fun GFP_HIGHMEM () F #x00000002)
(define-fun GFP_NOWARN () F #x00000200)
(define-fun GFP_ZERO () F #x00008000)
(define-fun GFP_THISNODE () F #x00040000)
(define-fun GFP_KERNEL () F #x000000d0)
; What makes a request stronger: more ways to reclaim, reserves, no giving up.
(define-fun GFP_STRENGTH () F #x000028f0)
; Protection of the kernel's own data.
(define-fun PROT_KERNEL () W w1)

; --- The machine ---

(set-info :doc "Bytes of a page.")
(declare-fun pageSize () W)
(set-info :doc "Bytes of a pointer, an entry of a page array.")
(declare-fun pointerSize () W)
(set-info :doc "Page frames of memory.")
(declare-fun ramPages () W)
(set-info :doc "First address of the window for areas: the call's own where it names one, else the machine's.")
(declare-fun windowStart () W)
(set-info :doc "End address of that window.")
(declare-fun windowEnd () W)
(set-info :doc "Levels of page tables.")
(declare-fun levels () W)
(set-info :doc "The first number that an unsigned int cannot hold.")
(declare-fun uintLimit () W)
(set-info :doc "The most pages an area may have if page arrays nest i deep: pointers per page to the power i + 1, at most 2^64 - 1. Defined for i below 64.")
(declare-fun nestingLimit (W) W)

; --- The call ---

(set-info :doc "Bytes asked for.")
(set-info :needs "arguments")
(declare-fun size () W)
(set-info :doc "Alignment asked for, in bytes.")
(set-info :needs "address")
(declare-fun align () W)
(set-info :doc "The allocation mask of the call.")
(set-info :needs "arguments")
(declare-fun gfp () F)
(set-info :doc "The node asked for, NONE for NUMA_NO_NODE.")
(set-info :needs "arguments")
(declare-fun node () W)
(set-info :doc "The protection asked for.")
(set-info :needs "arguments")
(declare-fun prot () W)
(set-info :doc "1 if the call asks for no guard page.")
(set-info :needs "arguments")
(declare-fun unguarded () W)
(set-info :doc "Who is noted as the caller.")
(set-info :needs "arguments")
(declare-fun caller () W)
(set-info :doc "1 in interrupt context.")
(set-info :needs "outcome")
(declare-fun inInterrupt () W)
(set-info :doc "How many page arrays deep the call is.")
(set-info :needs "nesting")
(declare-fun depth () W)

; --- How it ended ---

(set-info :doc "One of the EXIT_ values.")
(set-info :needs "outcome")
(declare-fun exitPath () W)
(set-info :doc "The address returned, 0 for NULL.")
(set-info :needs "outcome")
(declare-fun ret () W)
(set-info :doc "One of the TRAP_ values, 0 if the call returned.")
(set-info :needs "outcome")
(declare-fun trap () W)
(set-info :doc "What the address to release is: one of the TARGET_ values.")
(set-info :needs "outcome")
(declare-fun targetKind () W)
(set-info :doc "Events of the call itself; entry, return and halt are not counted.")
(set-info :needs "arguments outcome messages descriptors")
(declare-fun eventCount () W)
(set-info :doc "Pages, slab objects, page tables and ranges asked for by the call itself.")
(set-info :needs "requests array tables descriptors")
(declare-fun environmentRequests () W)

; --- The area ---

(set-info :doc "The area made, or the live area that the address to release lies in; 0 for none.")
(set-info :needs "extent")
(declare-fun area () W)
(set-info :doc "Pages the area is to have: the size asked for over the page size, rounded up, in wide arithmetic; of a release, the pages it got. From the length of the range where the size, or the page array, is not shown.")
(set-info :needs "extent")
(declare-fun n () W)
(set-info :doc "Bytes of the guard: a page, or 0.")
(set-info :needs "extent")
(declare-fun guardSize () W)
(set-info :doc "Pages the area got: entries of its page array that a frame was written to.")
(set-info :needs "frames")
(declare-fun obtained () W)
(set-info :doc "How often the call itself noted the page count in the descriptor.")
(set-info :needs "count")
(declare-fun countWrites () W)
(set-info :doc "The page count it noted first.")
(set-info :needs "count")
(declare-fun countFirst () W)
(set-info :doc "The page count it noted last.")
(set-info :needs "count")
(declare-fun countLast () W)
(set-info :doc "1 if the flags that the call itself noted last in the descriptor say that the page array is an area.")
(set-info :needs "flags")
(declare-fun vpagesFlag () W)
(set-info :doc "When the call itself first cleared the mark of an incomplete area, NONE if never.")
(set-info :needs "array")
(declare-fun publishAt () W)
(set-info :doc "Frames counted over all nodes, NONE if they were not counted.")
(set-info :needs "nodes")
(declare-fun nodeTotal () W)

; --- The range ---

(set-info :doc "Ranges reserved by the call itself.")
(set-info :needs "extent")
(declare-fun reserveCount () W)
(set-info :doc "First address of the area's range.")
(set-info :needs "address")
(declare-fun rangeBase () W)
(set-info :doc "Length of the area's range in bytes, guard included.")
(set-info :needs "extent")
(declare-fun rangeBytes () W)
(set-info :doc "The page number of rangeBase.")
(set-info :needs "address")
(declare-fun basePage () W)
(set-info :doc "Pages of the range that were translated when the call itself reserved it.")
(set-info :needs "mapping")
(declare-fun rangeTranslated () W)
(set-info :doc "Busy and lazily freed ranges that the range overlapped when the call itself reserved it.")
(set-info :needs "occupancy")
(declare-fun rangeOverlap () W)
(set-info :doc "Searches of the call itself that ended without a range; requests that the failure plan refused are none.")
(set-info :needs "reuse")
(declare-fun refusedCount () W)
(set-info :doc "The length that was asked for in the last of them, guard included.")
(set-info :needs "reuse")
(declare-fun refusedBytes () W)
(set-info :doc "Bytes, from the alignment asked for, of the largest gap that there was then, with lazily freed ranges gone.")
(set-info :needs "reuse")
(declare-fun refusedGap () W)
(set-info :doc "How often the call itself retired the area's range; any range, if it has no area.")
(set-info :needs "retirement")
(declare-fun retireCount () W)
(set-info :doc "When the last time, NONE if never.")
(set-info :needs "retirement")
(declare-fun retireAt () W)
(set-info :doc "Bytes it retired then, 0 if never.")
(set-info :needs "retirement extent")
(declare-fun retireBytes () W)
(set-info :doc "Pages of the area's range that are translated when the call has ended, those apart whose translation was planted behind the allocator's back.")
(set-info :needs "mapping")
(declare-fun rangeLeft () W)
(set-info :doc "Page tables, the top one apart, that serve the n pages from the start of the area's range; 0 of a release.")
(set-info :needs "extent address")
(declare-fun walkTables () W)
(set-info :doc "Translations planted behind the allocator's back before the call; in a history, in all.")
(set-info :needs "mapping")
(declare-fun foreignCount () W)

; --- Descriptors ---

(set-info :doc "Area descriptors obtained by the call itself.")
(set-info :needs "descriptors")
(declare-fun structNew () W)
(set-info :doc "Area descriptors given back by the call itself.")
(set-info :needs "descriptors")
(declare-fun structFreed () W)
(set-info :doc "When the last one was given back, NONE if never.")
(set-info :needs "descriptors")
(declare-fun structFreedAt () W)
(set-info :doc "Range descriptors obtained by the call itself.")
(set-info :needs "descriptors")
(declare-fun rangeStructNew () W)
(set-info :doc "Range descriptors given back by the call itself.")
(set-info :needs "descriptors")
(declare-fun rangeStructFreed () W)

; --- The page array ---

(set-info :doc "ARR_NONE, ARR_SLAB or ARR_AREA: how the area's array was asked for.")
(set-info :needs "nesting")
(declare-fun arrKind () W)
(set-info :doc "1 if the call itself had the array.")
(set-info :needs "array")
(declare-fun arrObtained () W)
(set-info :doc "Bytes the call itself asked for.")
(set-info :needs "array")
(declare-fun arrBytes () W)
(set-info :doc "The mask it was asked for with.")
(set-info :needs "array")
(declare-fun arrGfp () F)
(set-info :doc "Bytes the area's array has: of the slab object, or of the pages that the nested area got; 0 if it was refused.")
(set-info :needs "array")
(declare-fun arrCapacity () W)
(set-info :doc "How often the call itself gave it back, by its address.")
(set-info :needs "array nesting releases")
(declare-fun arrReleases () W)
(set-info :doc "As what it was given back last: ARR_SLAB or ARR_AREA, ARR_NONE if not.")
(set-info :needs "array nesting releases")
(declare-fun arrReleaseKind () W)
(set-info :doc "How often the call itself released the nested area that is the page array, 0 if there is none.")
(set-info :needs "nesting releases")
(declare-fun nestedReleases () W)
(set-info :doc "Pages that the nested allocation is to have, also if it fails; 0 if there is none.")
(set-info :needs "nesting")
(declare-fun nestedPages () W)
(set-info :doc "What the nested allocation returned.")
(set-info :needs "nesting outcome")
(declare-fun nestedReturn () W)
(set-info :doc "The protection of the nested allocation.")
(set-info :needs "arguments")
(declare-fun nestedProt () W)
(set-info :doc "The caller noted for the nested allocation.")
(set-info :needs "arguments")
(declare-fun nestedCaller () W)
(set-info :doc "Page arrays nested within each other below this call: of an allocation, those asked for; of a release, those released.")
(set-info :needs "nesting")
(declare-fun depthReached () W)
(set-info :doc "Of a release: the depth reached when the area was made.")
(set-info :needs "nesting")
(declare-fun depthAllocated () W)

; --- Page requests of the call itself ---

(set-info :doc "How many.")
(set-info :needs "requests")
(declare-fun requestCount () W)
(set-info :doc "The mask of request j.")
(set-info :needs "requests")
(declare-fun requestGfp (W) F)
(set-info :doc "The node of request j, NONE for none.")
(set-info :needs "arguments")
(declare-fun requestNode (W) W)
(set-info :doc "The order of request j.")
(set-info :needs "requests")
(declare-fun requestOrder (W) W)
(set-info :doc "When.")
(set-info :needs "requests")
(declare-fun requestAt (W) W)

; --- Frames obtained by the call itself ---

(set-info :doc "How many.")
(set-info :needs "frames")
(declare-fun gotCount () W)
(set-info :doc "Frame j.")
(set-info :needs "frames")
(declare-fun gotFrame (W) W)
(set-info :doc "Its node.")
(set-info :needs "nodes")
(declare-fun gotNode (W) W)
(set-info :doc "Who owned it before: one of the OWNER_ values.")
(set-info :needs "owners")
(declare-fun gotOwner (W) W)
(set-info :doc "When.")
(set-info :needs "frames")
(declare-fun gotAt (W) W)
(set-info :doc "The frame of the area's page k, the last one written to its entry; 0 if it has none.")
(set-info :needs "frames")
(declare-fun frameAt (W) W)
(set-info :doc "When it became so, NONE if never.")
(set-info :needs "frames")
(declare-fun frameAtAt (W) W)
(set-info :doc "The area's page that frame f was stored for last, NONE if for none. Defined by the stores, never by the page tables.")
(set-info :needs "frames")
(declare-fun pageOf (W) W)

; --- Entries of page arrays, written and read by the call itself ---

(set-info :doc "How many were written.")
(set-info :needs "array")
(declare-fun storeCount () W)
(set-info :doc "The index of store j.")
(set-info :needs "array")
(declare-fun storeIndex (W) W)
(set-info :doc "Its frame.")
(set-info :needs "array")
(declare-fun storeFrame (W) W)
(set-info :doc "When.")
(set-info :needs "array")
(declare-fun storeAt (W) W)
(set-info :doc "How many were read.")
(set-info :needs "array")
(declare-fun loadCount () W)
(set-info :doc "The index of load j.")
(set-info :needs "array")
(declare-fun loadIndex (W) W)
(set-info :doc "When.")
(set-info :needs "array")
(declare-fun loadAt (W) W)

; --- References dropped by the call itself ---

(set-info :doc "How many.")
(set-info :needs "releases")
(declare-fun putCount () W)
(set-info :doc "The frame of put j.")
(set-info :needs "releases")
(declare-fun putFrame (W) W)
(set-info :doc "How many translations led to it at that moment.")
(set-info :needs "mapping")
(declare-fun putMapped (W) W)
(set-info :doc "The area that owned it until then, as the frame of one of its pages, 0 for none.")
(set-info :needs "releases owners")
(declare-fun putHolder (W) W)
(set-info :doc "When.")
(set-info :needs "releases")
(declare-fun putAt (W) W)
(set-info :doc "How often frame f was put by the call and those within it.")
(set-info :needs "releases")
(declare-fun putsOf (W) W)
(set-info :doc "When the call itself put the first, NONE if there was none.")
(set-info :needs "releases")
(declare-fun firstPutAt () W)
(set-info :doc "When the call itself put the last, NONE if there was none.")
(set-info :needs "releases")
(declare-fun lastPutAt () W)

; --- Page tables ---

(set-info :doc "Page tables the call itself asked for.")
(set-info :needs "tables")
(declare-fun tableCount () W)
(set-info :doc "The mask of request j.")
(set-info :needs "tables")
(declare-fun tableGfp (W) F)
(set-info :doc "When.")
(set-info :needs "tables")
(declare-fun tableAt (W) W)

; --- Leaf entries written by the call itself ---

(set-info :doc "How many.")
(set-info :needs "mapping")
(declare-fun mapCount () W)
(set-info :doc "The virtual page of entry j.")
(set-info :needs "mapping")
(declare-fun mapPage (W) W)
(set-info :doc "Its frame.")
(set-info :needs "mapping")
(declare-fun mapFrame (W) W)
(set-info :doc "Its protection.")
(set-info :needs "mapping")
(declare-fun mapProt (W) W)
(set-info :doc "The area that owned the frame at that moment, 0 for none.")
(set-info :needs "mapping")
(declare-fun mapOwnerArea (W) W)
(set-info :doc "As which of its pages, NONE for none.")
(set-info :needs "mapping")
(declare-fun mapOwnerIndex (W) W)
(set-info :doc "When.")
(set-info :needs "mapping")
(declare-fun mapAt (W) W)
(set-info :doc "When the last was, NONE if there was none.")
(set-info :needs "mapping")
(declare-fun lastMapAt () W)

; --- Translations of the area's pages when the call has ended ---

(set-info :doc "How many are shown: those that were read back or, where leaf entries are seen and an address was returned, one for each page that the area got and for the next one, if it was to have more.")
(set-info :needs "translation")
(declare-fun translationCount () W)
(set-info :doc "Which page of the area translation j is of, counted from 0.")
(set-info :needs "translation")
(declare-fun translationPage (W) W)
(set-info :doc "The frame it leads to, 0 for none.")
(set-info :needs "translation")
(declare-fun translationFrame (W) W)
(set-info :doc "When it was seen; the end of the call if it was not read back.")
(set-info :needs "translation")
(declare-fun translationAt (W) W)
(set-info :doc "The frame that the guard page leads to, 0 for none, also if there is no guard.")
(set-info :needs "mapping")
(declare-fun guardTranslation () W)

; --- What changed during the call and those within it ---

(set-info :doc "Frames whose owner changed at some moment.")
(set-info :needs "owners frames releases tables")
(declare-fun frameCount () W)
(set-info :doc "The owner of changed frame j before the call, as a number that also tells areas and pages apart; OWNER_FREE and OWNER_TABLE as they are.")
(set-info :needs "owners frames releases tables")
(declare-fun frameBefore (W) W)
(set-info :doc "Its owner after, likewise.")
(set-info :needs "owners frames releases tables")
(declare-fun frameAfter (W) W)
(set-info :doc "When it first changed.")
(set-info :needs "owners frames releases tables")
(declare-fun frameChangeAt (W) W)
(set-info :doc "Virtual pages whose translation changed at some moment.")
(set-info :needs "mapping")
(declare-fun pageCount () W)
(set-info :doc "Changed page j.")
(set-info :needs "mapping")
(declare-fun changedPage (W) W)
(set-info :doc "The frame it led to before the call, 0 for none.")
(set-info :needs "mapping")
(declare-fun translationBefore (W) W)
(set-info :doc "The frame it led to after.")
(set-info :needs "mapping")
(declare-fun translationAfter (W) W)
(set-info :doc "1 if the translation before was planted behind the allocator's back.")
(set-info :needs "mapping")
(declare-fun pageForeign (W) W)
(set-info :doc "1 if it lies in a range that the call or one within it reserved or retired.")
(set-info :needs "mapping")
(declare-fun pageOwn (W) W)
(set-info :doc "When it first changed.")
(set-info :needs "mapping")
(declare-fun pageChangeAt (W) W)

; --- Messages ---

(set-info :doc "Messages of the call itself.")
(set-info :needs "messages")
(declare-fun warnCount () W)
(set-info :doc "One of the WARN_ values.")
(set-info :needs "messages")
(declare-fun warnKind (W) W)
(set-info :doc "Pages message j says were obtained.")
(set-info :needs "messages")
(declare-fun warnPages (W) W)
(set-info :doc "Bytes message j says were wanted.")
(set-info :needs "messages")
(declare-fun warnBytes (W) W)
(set-info :doc "When.")
(set-info :needs "messages")
(declare-fun warnAt (W) W)
(set-info :doc "Points of preemption in the call itself.")
(set-info :needs "messages")
(declare-fun reschedCount () W)
(set-info :doc "The most pages that the call itself stored in a row without a point of preemption.")
(set-info :needs "array messages")
(declare-fun reschedGap () W)
(set-info :doc "Releases put off by the call itself.")
(set-info :needs "messages")
(declare-fun deferredCount () W)

; --- Lazily freed ranges ---

(set-info :doc "Ranges that became reusable during the call itself.")
(set-info :needs "reuse")
(declare-fun reusableCount () W)
(set-info :doc "The pages of range j.")
(set-info :needs "reuse")
(declare-fun reusablePages (W) W)
(set-info :doc "How many of them were lazily freed at that moment.")
(set-info :needs "reuse")
(declare-fun reusableLazy (W) W)
(set-info :doc "How many of them the TLB may still have translated: their entry was cleared, and no flush since covered them.")
(set-info :needs "reuse")
(declare-fun reusableStale (W) W)
(set-info :doc "When.")
(set-info :needs "reuse")
(declare-fun reusableAt (W) W)
(set-info :doc "How often the call itself noted the count of lazily freed pages.")
(set-info :needs "reuse")
(declare-fun lazyCount () W)
(set-info :doc "What was noted, as the signed number that it is, of as many bits as an int.")
(set-info :needs "reuse")
(declare-fun lazyNoted (W) W)
(set-info :doc "How many pages the lazily freed ranges had.")
(set-info :needs "reuse")
(declare-fun lazyTrue (W) W)
(set-info :doc "The most pages that were lazily freed when any call so far noted their count.")
(set-info :needs "reuse")
(declare-fun lazyMost () W)
(set-info :doc "When.")
(set-info :needs "reuse")
(declare-fun lazyAt (W) W)

; --- The history, at its end ---

(set-info :doc "Frames that belong to areas, or were obtained and not stored.")
(set-info :needs "arguments owners descriptors mapping")
(declare-fun liveData () W)
(set-info :doc "Ranges that are busy.")
(set-info :needs "arguments owners descriptors mapping")
(declare-fun liveBusy () W)
(set-info :doc "Ranges that are lazily freed.")
(set-info :needs "arguments owners descriptors mapping")
(declare-fun liveLazy () W)
(set-info :doc "Slab objects that were not given back: page arrays and descriptors.")
(set-info :needs "arguments owners descriptors mapping")
(declare-fun liveSlab () W)
(set-info :doc "Page tables made until the history began to repeat itself, NONE if it did not.")
(set-info :needs "arguments owners descriptors mapping")
(declare-fun tablesBefore () W)
(set-info :doc "Requests for pages, slab objects, page tables and ranges that were refused.")
(set-info :needs "arguments owners descriptors mapping")
(declare-fun refusedInAll () W)
(set-info :doc "Page tables made until its end.")
(set-info :needs "arguments owners descriptors mapping")
(declare-fun tablesAfter () W)

; --- Shorthands ---

; The call failed after it had its page array.
(define-fun failedLate () Bool (or (= exitPath EXIT_NO_PAGE) (= exitPath EXIT_NO_MAPPING)))
; The call is the release of a live area by its address.
(define-fun releasing () Bool
  (and (= exitPath EXIT_RELEASE) (= targetKind TARGET_AREA) (= inInterrupt w0)))
; Pages of the area's page array, if it is an area of its own.
(define-fun arrayPages () W (w/ (w+ (w* n pointerSize) (w- pageSize w1)) pageSize))
