(set-info :smt-lib-version 2.6)
(set-info :id "call-vfree/roomy")
(set-info :title "For a call: The page array of an area has room for the pages stored")
(set-info :source "vfree: vfree(area->pages)")
(set-info :without "control")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun status () (Array Int Int))
(declare-fun count () (Array Int Int))
(declare-fun root () (Array Int Int))
(declare-fun level () (Array Int Int))
(declare-fun capacity () (Array Int Int))
(declare-fun pc () Int)
(declare-fun cur () Int)
(declare-fun outer () Int)
(declare-fun within () Int)
(declare-fun a.any () Int)
(define-fun POINTER () Int 8)
(define-fun BUSY () Int 1)
(define-fun IDLE () Int 0)
(define-fun PUTTING () Int 6)
(define-fun ARRAY () Int 7)
(define-fun has-array ((a Int)) Bool
  (or (= (select status a) BUSY) (and (= a cur) (or (= pc PUTTING) (= pc ARRAY)))))
(define-fun waits ((a Int)) Bool
  (and (not (= outer 0)) (= (select root a) outer) (< (select level a) within)))
(define-fun roomy ((a Int)) Bool
  (=> (and (has-array a) (not (waits a))) (<= (* POINTER (select count a)) (select capacity a))))
(define-fun has-array.calling ((a Int)) Bool
  (or (= (select status a) BUSY) (and (= a 0) (or (= IDLE PUTTING) (= IDLE ARRAY)))))
(define-fun waits.calling ((a Int)) Bool
  (and (not (= (select root cur) 0)) (= (select root a) (select root cur))
    (< (select level a) (+ 1 (select level cur)))))
(define-fun roomy.calling ((a Int)) Bool
  (=> (and (has-array.calling a) (not (waits.calling a)))
    (<= (* POINTER (select count a)) (select capacity a))))

(assert (! (= pc ARRAY) :named at-array))
(assert (! (roomy a.any) :named |roomy a.any|))
(assert (! (not (roomy.calling a.any)) :named goal))
(check-sat)
