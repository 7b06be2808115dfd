(set-info :smt-lib-version 2.6)
(set-info :id "contract-refused/environment")
(set-info :title "Promised by a call that does nothing: What changed hands besides, the environment took or gave back")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun f.any () Int)
(define-fun FREE () Int 0)
(define-fun OTHER () Int (- 3))
(define-fun environment.untouched ((f Int)) Bool
  (or (= (select owner f) (select owner f))
    (and (or (= (select owner f) FREE) (= (select owner f) OTHER))
      (or (= (select owner f) FREE) (= (select owner f) OTHER)))))

(assert (! (not (environment.untouched f.any)) :named goal))
(check-sat)
