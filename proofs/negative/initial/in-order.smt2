(set-info :smt-lib-version 2.6)
(set-info :id "initial/in-order")
(set-info :title "At first: The range is retired once, then the frames are given back, then the descriptor, once")
(set-info :without "at-idle")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun pc () Int)
(declare-fun outcome () Int)
(declare-fun putCount () Int)
(declare-fun retireCount () Int)
(declare-fun freedCount () Int)
(declare-fun now () Int)
(declare-fun retiredAt () Int)
(declare-fun firstPutAt () Int)
(declare-fun lastPutAt () Int)
(declare-fun freedAt () Int)
(define-fun IDLE () Int 0)
(define-fun PUTTING () Int 6)
(define-fun ARRAY () Int 7)
(define-fun DESCRIPTOR () Int 8)
(define-fun ENDED () Int 9)
(define-fun EXIT_OK () Int 1)
(define-fun in-order () Bool
  (=> (not (= pc IDLE))
    (and
      (= retireCount
        (ite
          (or (= pc PUTTING) (= pc ARRAY) (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK))))
          1
          0))
      (= freedCount (ite (and (= pc ENDED) (not (= outcome EXIT_OK))) 1 0))
      (=> (= retireCount 1) (< retiredAt now))
      (=> (< 0 putCount) (and (< retiredAt firstPutAt) (<= firstPutAt lastPutAt) (< lastPutAt now)))
      (=> (and (= freedCount 1) (< 0 putCount)) (< lastPutAt freedAt)))))

(assert (! (not in-order) :named goal))
(check-sat)
