; What a call for a page array promises to the call that makes it.
;
; It is stated of the call's last state, its owners and translations when it began being those that end in .old;
; outer and within say where it worked. :of tells the ways to end it is promised of: returned (the array was made),
; failed (it was not), released (it was given back).

; Area a serves the calling area, or stands below it.
(define-fun below ((a Int)) Bool
  (and (= (select root a) outer) (<= within (select level a)) (= (select status a) BUSY)))
; Area a did when the call began.
(define-fun below-before ((a Int)) Bool
  (and (= (select root.old a) outer) (<= within (select level.old a)) (= (select status.old a) BUSY)))

(set-info :title "What changed hands besides, the environment took or gave back")
(set-info :of "returned failed released")
(define-fun environment ((f Int)) Bool
  (or (= (select owner.old f) (select owner.first f))
    (and (or (= (select owner.first f) FREE) (= (select owner.first f) OTHER))
      (or (= (select owner.old f) FREE) (= (select owner.old f) OTHER)))))

(set-info :title "The area returned is busy, and the next one of the chain")
(set-info :of "returned")
(define-fun result () Bool
  (and (< 0 ret) (= (select status ret) BUSY) (= (select root ret) outer) (= (select level ret) within)))

(set-info :title "It has as many pages as were asked for")
(set-info :of "returned")
(define-fun result-full () Bool (= (select count ret) asked))

(set-info :title "Below it, page arrays nest as deep as its pages need, and no deeper")
(set-info :of "returned")
(define-fun result-depth () Bool
  (and (<= 0 reached) (=> (= slab-most PAGE) (<= asked (select limit reached)))
    (=> (not (= reached 0)) (< (select limit (- reached 1)) asked))
    (= reached (- (select depth outer) within))))

(set-info :title "Page arrays nested no deeper than the pages need")
(set-info :of "failed")
(define-fun depth-bounded () Bool
  (and (<= 0 reached) (=> (not (= reached 0)) (< (select limit (- reached 1)) asked))))

(set-info :title "As many page arrays were released as there were")
(set-info :of "released")
(define-fun depth-released () Bool (= reached (- (select depth.old outer) within)))

(set-info :title "Frames have their owners, but for those taken for page tables and for the areas made")
(set-info :of "returned")
(define-fun frames-taken ((f Int)) Bool
  (or (= (select owner f) (select owner.old f))
    (and (= (select owner.old f) FREE)
      (or (= (select owner f) TABLE) (and (< 0 (select owner f)) (below (select owner f)))))))

(set-info :title "Areas that were busy are as they were")
(set-info :of "returned failed")
(define-fun areas-kept ((a Int)) Bool
  (=> (= (select status.old a) BUSY)
    (and (= (select status a) BUSY) (= (select base a) (select base.old a)) (= (select span a) (select span.old a))
      (= (select guards a) (select guards.old a))
      (= (select count a) (select count.old a)) (= (select pages a) (select pages.old a))
      (= (select array a) (select array.old a)) (= (select root a) (select root.old a))
      (= (select level a) (select level.old a)))))

(set-info :title "Areas that were not busy and are so now serve the calling area")
(set-info :of "returned")
(define-fun areas-made ((a Int)) Bool
  (=> (and (= (select status a) BUSY) (not (= (select status.old a) BUSY))) (below a)))

(set-info :title "Translations are as they were, but for those of the areas made")
(set-info :of "returned")
(define-fun translations-added ((v Int)) Bool
  (and (=> (not (= (select xlate.old v) 0)) (= (select xlate v) (select xlate.old v)))
    (=> (not (= (select xlate v) (select xlate.old v))) (below (select owner (select xlate v))))))

(set-info :title "Frames have their owners, but for those taken for page tables")
(set-info :of "failed")
(define-fun frames-kept ((f Int)) Bool
  (or (= (select owner f) (select owner.old f)) (and (= (select owner.old f) FREE) (= (select owner f) TABLE))))

(set-info :title "No area is busy that was not")
(set-info :of "failed")
(define-fun none-made ((a Int)) Bool (=> (= (select status a) BUSY) (= (select status.old a) BUSY)))

(set-info :title "Translations are as they were")
(set-info :of "failed")
(define-fun translations-kept ((v Int)) Bool (= (select xlate v) (select xlate.old v)))

(set-info :title "The chain ends at the calling area")
(set-info :of "failed released")
(define-fun chain-ends () Bool (= (select depth outer) (- within 1)))

(set-info :title "Frames have their owners, but for those of the areas released, which are free again")
(set-info :of "released")
(define-fun frames-given-back ((f Int)) Bool
  (or (= (select owner f) (select owner.old f))
    (and (or (= (select owner f) FREE) (= (select owner f) OTHER))
      (< 0 (select owner.old f)) (below-before (select owner.old f)))))

(set-info :title "Busy areas are those that were, but for those released")
(set-info :of "released")
(define-fun areas-left ((a Int)) Bool
  (= (= (select status a) BUSY) (and (= (select status.old a) BUSY) (not (below-before a)))))

(set-info :title "Translations are as they were, but for those of the areas released")
(set-info :of "released")
(define-fun translations-cleared ((v Int)) Bool
  (or (= (select xlate v) (select xlate.old v))
    (and (= (select xlate v) 0) (below-before (select owner.old (select xlate.old v))))))

(set-info :title "A frame of the areas released is given back once in all, and no other is")
(set-info :of "released")
(define-fun puts-in-all ((f Int)) Bool
  (= (select putsInAll f) (ite (and (< 0 (select owner.old f)) (below-before (select owner.old f))) 1 0)))

(set-info :title "No frame is given back")
(set-info :of "returned")
(define-fun no-puts ((f Int)) Bool (= (select putsInAll f) 0))
