(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/bridge-nested-pages-12-4")
(set-info :title "Below 2^29 pages the pages of a page array are its bytes over the page size, rounded up, in words as in numbers")
(set-info :source "pages = __vmalloc_node(array_size, 1, ...)")
(set-info :without "in-domain")
(set-info :status sat)
(set-logic QF_BV)
(declare-fun n () (_ BitVec 32))
(define-fun page () (_ BitVec 64) (bvshl (_ bv1 64) (_ bv12 64)))
(define-fun bytes () (_ BitVec 64) ((_ zero_extend 32) (bvmul n (_ bv4 32))))
(define-fun pages () (_ BitVec 64) (bvlshr (bvadd bytes (bvsub page (_ bv1 64))) (_ bv12 64)))
(define-fun exact () (_ BitVec 64) (bvmul ((_ zero_extend 32) n) (_ bv4 64)))
(assert
  (!
    (not
      (and (bvule exact (bvshl pages (_ bv12 64)))
        (or (= exact (_ bv0 64)) (bvult (bvshl (bvsub pages (_ bv1 64)) (_ bv12 64)) exact))))
    :named
    goal))
(check-sat)
