(set-info :title "An alignment longer than what is left of the address space rounds up to 0 (F4)")
(set-info :source "addr = ALIGN(first->va_end, align)")
(set-info :twin "longer")
(set-logic QF_BV)
(declare-fun end () (_ BitVec 64))
(declare-fun align () (_ BitVec 64))
(define-fun rounded () (_ BitVec 64)
  (bvand (bvadd end (bvsub align (_ bv1 64))) (bvnot (bvsub align (_ bv1 64)))))
(assert (! (= (bvand align (bvsub align (_ bv1 64))) (_ bv0 64)) :named power-of-two))
; With F4-holds, an address before the end of the address space wraps exactly if the alignment is longer than what is left:
; the smallest that does is the next power of two.
(assert (! (bvult (bvneg end) align) :named longer))
(assert (! (not (= rounded (_ bv0 64))) :named goal))
(check-sat)
