(set-info :smt-lib-version 2.6)
(set-info :id "initial/owned")
(set-info :title "At first: A frame that an area owns is in its page array, where it was stored")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun slot () (Array Int Int))
(declare-fun status () (Array Int Int))
(declare-fun count () (Array Int Int))
(declare-fun pages () (Array Int (Array Int Int)))
(declare-fun pc () Int)
(declare-fun cur () Int)
(declare-fun i () Int)
(declare-fun f.any () Int)
(define-fun FREE () Int 0)
(define-fun HELD () Int (- 2))
(define-fun OTHER () Int (- 3))
(define-fun BUSY () Int 1)
(define-fun PUTTING () Int 6)
(define-fun holds ((a Int) (k Int)) Bool
  (and (<= 0 k) (< k (select count a))
    (or (= (select status a) BUSY) (and (= a cur) (= pc PUTTING) (<= i k)))))
(define-fun owned ((f Int)) Bool
  (=> (< 0 (select owner f))
    (and (holds (select owner f) (select slot f))
      (= (select (select pages (select owner f)) (select slot f)) f))))

(assert
  (!
    (and (<= OTHER (select owner f.any)) (<= (select owner f.any) FREE) (not (= (select owner f.any) HELD)))
    :named
    |no-owner f.any|))
(assert (! (not (owned f.any)) :named goal))
(check-sat)
