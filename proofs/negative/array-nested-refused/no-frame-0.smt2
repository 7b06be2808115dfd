(set-info :smt-lib-version 2.6)
(set-info :id "array-nested-refused/no-frame-0")
(set-info :title "Kept: There is no frame 0")
(set-info :source "pages = __vmalloc_node(array_size, 1, ...)")
(set-info :without "no-frame-0.called")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun owner.next () (Array Int Int))
(define-fun OTHER () Int (- 3))
(define-fun no-frame-0.next () Bool (= (select owner.next 0) OTHER))

(assert (! (not no-frame-0.next) :named goal))
(check-sat)
