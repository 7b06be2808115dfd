(set-info :smt-lib-version 2.6)
(set-info :id "contract-refused/translations-kept")
(set-info :title "Promised by a call that does nothing: Translations are as they were")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun xlate () (Array Int Int))
(declare-fun v.any () Int)
(define-fun translations-kept.untouched ((v Int)) Bool (= (select xlate v) (select xlate v)))

(assert (! (not (translations-kept.untouched v.any)) :named goal))
(check-sat)
