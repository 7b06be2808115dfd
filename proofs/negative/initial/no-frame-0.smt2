(set-info :smt-lib-version 2.6)
(set-info :id "initial/no-frame-0")
(set-info :title "At first: There is no frame 0")
(set-info :without "no-frame")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(define-fun OTHER () Int (- 3))
(define-fun no-frame-0 () Bool (= (select owner 0) OTHER))

(assert (! (not no-frame-0) :named goal))
(check-sat)
