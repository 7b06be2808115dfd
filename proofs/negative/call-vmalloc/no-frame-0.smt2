(set-info :smt-lib-version 2.6)
(set-info :id "call-vmalloc/no-frame-0")
(set-info :title "For a call: There is no frame 0")
(set-info :source "pages = __vmalloc_node(array_size, 1, ...)")
(set-info :without "no-frame-0")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(define-fun OTHER () Int (- 3))
(define-fun no-frame-0.calling () Bool (= (select owner 0) OTHER))

(assert (! (not no-frame-0.calling) :named goal))
(check-sat)
