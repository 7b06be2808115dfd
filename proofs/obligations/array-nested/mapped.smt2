(set-info :smt-lib-version 2.6)
(set-info :id "array-nested/mapped")
(set-info :title "Kept: A virtual page that is translated leads to the frame of a busy area, as that page")
(set-info :source "pages = __vmalloc_node(array_size, 1, ...)")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun owner.next () (Array Int Int))
(declare-fun slot.next () (Array Int Int))
(declare-fun xlate.next () (Array Int Int))
(declare-fun status.next () (Array Int Int))
(declare-fun base.next () (Array Int Int))
(declare-fun v.any () Int)
(define-fun BUSY () Int 1)
(define-fun mapped.next ((v Int)) Bool
  (=> (not (= (select xlate.next v) 0))
    (and (< 0 (select owner.next (select xlate.next v)))
      (= (select status.next (select owner.next (select xlate.next v))) BUSY)
      (= v
        (+ (select base.next (select owner.next (select xlate.next v)))
          (select slot.next (select xlate.next v)))))))
(define-fun mapped.called ((v Int)) Bool
  (=> (not (= (select xlate.next v) 0))
    (and (< 0 (select owner.next (select xlate.next v)))
      (= (select status.next (select owner.next (select xlate.next v))) BUSY)
      (= v
        (+ (select base.next (select owner.next (select xlate.next v)))
          (select slot.next (select xlate.next v)))))))

(assert (! (mapped.called v.any) :named |mapped.called v.any|))
(assert (! (not (mapped.next v.any)) :named goal))
(check-sat)
