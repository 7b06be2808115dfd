(set-info :title "Where no size wraps, page arrays nest at most d deep exactly if the pages are at most the pointers of a page to the power d + 1 (D2)")
(set-info :clauses "D2 D2.bound")
(set-info :source "unsigned int nr_pages, array_size, i")
(set-info :vary "SHIFT 12 14 16")
(set-info :vary "POINTER 4 8")
(set-info :twin "in-domain")
(set-logic QF_BV)
; One page array as the seed computes it: from a size in bytes to the size of the array in an unsigned int.
(define-fun count ((size (_ BitVec 64))) (_ BitVec 32) ((_ extract 31 0) (bvlshr size (_ bvSHIFT 64))))
(define-fun array-bytes ((size (_ BitVec 64))) (_ BitVec 32) (bvmul (count size) (_ bvPOINTER 32)))
(define-fun is-nested ((size (_ BitVec 64))) Bool
  (bvult (bvshl (_ bv1 32) (_ bvSHIFT 32)) (array-bytes size)))
; The size asked for the array, rounded up to pages.
(define-fun nested-size ((size (_ BitVec 64))) (_ BitVec 64)
  (bvand (bvadd ((_ zero_extend 32) (array-bytes size)) (bvsub (bvshl (_ bv1 64) (_ bvSHIFT 64)) (_ bv1 64)))
    (bvnot (bvsub (bvshl (_ bv1 64) (_ bvSHIFT 64)) (_ bv1 64)))))
(declare-fun size () (_ BitVec 64))
(define-fun size-1 () (_ BitVec 64) (nested-size size))
(define-fun size-2 () (_ BitVec 64) (nested-size size-1))
(define-fun size-3 () (_ BitVec 64) (nested-size size-2))
(define-fun pages () (_ BitVec 64) (bvlshr size (_ bvSHIFT 64)))
(define-fun pointer-bits () (_ BitVec 64) (ite (= (_ bvPOINTER 64) (_ bv8 64)) (_ bv3 64) (_ bv2 64)))
; So many pages of which the bytes of all pointers fit into an unsigned int.
(assert (! (bvult pages (bvshl (_ bv1 64) (bvsub (_ bv32 64) pointer-bits))) :named in-domain))
; The pointers of a page to the power e.
(define-fun power ((e (_ BitVec 64))) (_ BitVec 64)
  (bvshl (_ bv1 64) (bvmul e (bvsub (_ bvSHIFT 64) pointer-bits))))
(assert (! (not (and
  (= (not (is-nested size)) (bvule pages (power (_ bv1 64))))
  (= (not (and (is-nested size) (is-nested size-1))) (bvule pages (power (_ bv2 64))))
  (= (not (and (is-nested size) (is-nested size-1) (is-nested size-2))) (bvule pages (power (_ bv3 64))))
  (= (not (and (is-nested size) (is-nested size-1) (is-nested size-2) (is-nested size-3)))
    (bvule pages (power (_ bv4 64)))))) :named goal))
(check-sat)
