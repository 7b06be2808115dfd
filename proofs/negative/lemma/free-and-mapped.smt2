(set-info :smt-lib-version 2.6)
(set-info :id "lemma/free-and-mapped")
(set-info :title "At no instant is a frame free and mapped")
(set-info :without "(mapped v)")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun xlate () (Array Int Int))
(declare-fun v () Int)
(define-fun FREE () Int 0)

(assert (! (and (not (= (select xlate v) 0)) (= (select owner (select xlate v)) FREE)) :named goal))
(check-sat)
