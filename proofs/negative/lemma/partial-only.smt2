(set-info :smt-lib-version 2.6)
(set-info :id "lemma/partial-only")
(set-info :title "After page i was refused no other frame is given back")
(set-info :without "bounds")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun slot () (Array Int Int))
(declare-fun count () (Array Int Int))
(declare-fun pages () (Array Int (Array Int Int)))
(declare-fun pc () Int)
(declare-fun cur () Int)
(declare-fun i () Int)
(declare-fun outcome () Int)
(declare-fun puts () (Array Int Int))
(declare-fun f () Int)
(define-fun IDLE () Int 0)
(define-fun PUTTING () Int 6)
(define-fun ARRAY () Int 7)
(define-fun DESCRIPTOR () Int 8)
(define-fun ENDED () Int 9)
(define-fun EXIT_OK () Int 1)
(define-fun put-once ((f Int)) Bool
  (=> (not (= pc IDLE))
    (= (select puts f)
      (ite
        (and
          (or (= pc PUTTING) (= pc ARRAY) (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK))))
          (<= 0 (select slot f))
          (< (select slot f) i)
          (= (select (select pages cur) (select slot f)) f))
        1
        0))))

(assert (! (= pc ENDED) :named at-ended))
(assert (! (put-once f) :named |put-once f|))
(assert
  (!
    (and (not (= (select puts f) 0))
      (not
        (and (<= 0 (select slot f)) (< (select slot f) (select count cur))
          (= (select (select pages cur) (select slot f)) f))))
    :named
    goal))
(check-sat)
