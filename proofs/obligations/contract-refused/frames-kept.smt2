(set-info :smt-lib-version 2.6)
(set-info :id "contract-refused/frames-kept")
(set-info :title "Promised by a call that does nothing: Frames have their owners, but for those taken for page tables")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun f.any () Int)
(define-fun FREE () Int 0)
(define-fun TABLE () Int (- 1))
(define-fun frames-kept.untouched ((f Int)) Bool
  (or (= (select owner f) (select owner f)) (and (= (select owner f) FREE) (= (select owner f) TABLE))))

(assert (! (not (frames-kept.untouched f.any)) :named goal))
(check-sat)
