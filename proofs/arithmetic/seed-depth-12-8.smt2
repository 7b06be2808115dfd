(set-info :title "In the seed's arithmetic page arrays nest at most 3 deep, whatever the size: a bound for the wrong reason, as sizes wrap (F1)")
(set-info :source "unsigned int nr_pages, array_size, i")
(set-info :vary "SHIFT 12")
(set-info :vary "POINTER 8")
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
(assert (! (is-nested (nested-size (nested-size (nested-size size)))) :named goal))
; That deep they do nest.
(assert (! (is-nested (nested-size (nested-size size))) :named twin))
(check-sat)
