(set-info :smt-lib-version 2.6)
(set-info :id "array-released/handed-back")
(set-info :title "Kept: A page that was given back is free, or the environment has it")
(set-info :source "vfree: vfree(area->pages)")
(set-info :status unsat)
(set-logic QF_ALIA)

(declare-fun owner () (Array Int Int))
(declare-fun owner.next () (Array Int Int))
(declare-fun status () (Array Int Int))
(declare-fun pages () (Array Int (Array Int Int)))
(declare-fun pages.next () (Array Int (Array Int Int)))
(declare-fun root () (Array Int Int))
(declare-fun level () (Array Int Int))
(declare-fun pc () Int)
(declare-fun pc.next () Int)
(declare-fun cur () Int)
(declare-fun cur.next () Int)
(declare-fun i () Int)
(declare-fun i.next () Int)
(declare-fun outcome () Int)
(declare-fun outcome.next () Int)
(declare-fun owner.old.called () (Array Int Int))
(declare-fun k.any () Int)
(define-fun FREE () Int 0)
(define-fun OTHER () Int (- 3))
(define-fun BUSY () Int 1)
(define-fun PUTTING () Int 6)
(define-fun ARRAY () Int 7)
(define-fun DESCRIPTOR () Int 8)
(define-fun ENDED () Int 9)
(define-fun EXIT_OK () Int 1)
(define-fun handed-back ((k Int)) Bool
  (=>
    (and
      (or (= pc PUTTING) (= pc ARRAY) (= pc DESCRIPTOR) (and (= pc ENDED) (not (= outcome EXIT_OK))))
      (<= 0 k)
      (< k i))
    (or (= (select owner (select (select pages cur) k)) FREE)
      (= (select owner (select (select pages cur) k)) OTHER))))
(define-fun handed-back.next ((k Int)) Bool
  (=>
    (and
      (or (= pc.next PUTTING) (= pc.next ARRAY) (= pc.next DESCRIPTOR)
        (and (= pc.next ENDED) (not (= outcome.next EXIT_OK))))
      (<= 0 k)
      (< k i.next))
    (or (= (select owner.next (select (select pages.next cur.next) k)) FREE)
      (= (select owner.next (select (select pages.next cur.next) k)) OTHER))))
(define-fun below-before.called ((a Int)) Bool
  (and (= (select root a) (select root cur)) (<= (+ 1 (select level cur)) (select level a))
    (= (select status a) BUSY)))
(define-fun environment.called ((f Int)) Bool
  (or (= (select owner.old.called f) (select owner f))
    (and (or (= (select owner f) FREE) (= (select owner f) OTHER))
      (or (= (select owner.old.called f) FREE) (= (select owner.old.called f) OTHER)))))
(define-fun frames-given-back.called ((f Int)) Bool
  (or (= (select owner.next f) (select owner.old.called f))
    (and (or (= (select owner.next f) FREE) (= (select owner.next f) OTHER))
      (< 0 (select owner.old.called f))
      (below-before.called (select owner.old.called f)))))

(assert (! (= pc ARRAY) :named at-array))
(assert (! (= pages.next pages) :named frame-pages))
(assert (! (= cur.next cur) :named frame-cur))
(assert (! (= i.next i) :named frame-i))
(assert
  (! (environment.called (select (select pages cur) k.any)) :named
    |environment.called (select (select pages cur) k.any)|))
(assert
  (! (frames-given-back.called (select (select pages cur.next) k.any)) :named
    |frames-given-back.called (select (select pages cur.next) k.any)|))
(assert (! (handed-back k.any) :named |handed-back k.any|))
(assert (! (not (handed-back.next k.any)) :named goal))
(check-sat)
