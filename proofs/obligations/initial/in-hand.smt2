(set-info :smt-lib-version 2.6)
(set-info :id "initial/in-hand")
(set-info :title "At first: A frame is in hand exactly between its arrival and its being stored")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun pc () Int)
(declare-fun page () Int)
(declare-fun f.any () Int)
(define-fun FREE () Int 0)
(define-fun HELD () Int (- 2))
(define-fun OTHER () Int (- 3))
(define-fun IDLE () Int 0)
(define-fun GOT () Int 3)
(define-fun in-hand ((f Int)) Bool (= (= (select owner f) HELD) (and (= pc GOT) (= f page))))

(assert (! (= pc IDLE) :named at-idle))
(assert
  (!
    (and (<= OTHER (select owner f.any)) (<= (select owner f.any) FREE) (not (= (select owner f.any) HELD)))
    :named
    |no-owner f.any|))
(assert (! (not (in-hand f.any)) :named goal))
(check-sat)
