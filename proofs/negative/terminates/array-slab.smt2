(set-info :smt-lib-version 2.6)
(set-info :id "terminates/array-slab")
(set-info :title "Nearer to the end: The page array is a slab object")
(set-info :source "pages = kmalloc_node(array_size, nested_gfp, node)")
(set-info :without "at-reserved")
(set-info :status sat)
(set-logic QF_ALIA)

(declare-fun span () (Array Int Int))
(declare-fun span.next () (Array Int Int))
(declare-fun count () (Array Int Int))
(declare-fun count.next () (Array Int Int))
(declare-fun pc () Int)
(declare-fun pc.next () Int)
(declare-fun cur () Int)
(declare-fun cur.next () Int)
(declare-fun n () Int)
(declare-fun n.next () Int)
(declare-fun i () Int)
(declare-fun i.next () Int)
(declare-fun walkTables () Int)
(declare-fun walkTables.next () Int)
(declare-fun tableCount () Int)
(declare-fun tableCount.next () Int)
(define-fun RESERVED () Int 1)
(define-fun PAGES () Int 2)
(define-fun GOT () Int 3)
(define-fun MAPPING () Int 4)
(define-fun UNMAPPING () Int 5)
(define-fun PUTTING () Int 6)
(define-fun ARRAY () Int 7)
(define-fun DESCRIPTOR () Int 8)
(define-fun phase () Int
  (ite (= pc RESERVED) 7
    (ite (or (= pc PAGES) (= pc GOT)) 6
      (ite (= pc MAPPING) 5
        (ite (= pc UNMAPPING) 4 (ite (= pc PUTTING) 3 (ite (= pc ARRAY) 2 (ite (= pc DESCRIPTOR) 1 0))))))))
(define-fun left () Int
  (ite (= pc PAGES) (* 2 (- n i))
    (ite (= pc GOT) (- (* 2 (- n i)) 1)
      (ite (= pc MAPPING) (+ (- n i) (- walkTables tableCount))
        (ite (= pc UNMAPPING) (- (select span cur) i) (ite (= pc PUTTING) (- (select count cur) i) 0))))))
(define-fun phase.next () Int
  (ite (= pc.next RESERVED) 7
    (ite (or (= pc.next PAGES) (= pc.next GOT)) 6
      (ite (= pc.next MAPPING) 5
        (ite (= pc.next UNMAPPING) 4
          (ite (= pc.next PUTTING) 3 (ite (= pc.next ARRAY) 2 (ite (= pc.next DESCRIPTOR) 1 0))))))))
(define-fun left.next () Int
  (ite (= pc.next PAGES) (* 2 (- n.next i.next))
    (ite (= pc.next GOT) (- (* 2 (- n.next i.next)) 1)
      (ite (= pc.next MAPPING) (+ (- n.next i.next) (- walkTables.next tableCount.next))
        (ite (= pc.next UNMAPPING) (- (select span.next cur.next) i.next)
          (ite (= pc.next PUTTING) (- (select count.next cur.next) i.next) 0))))))

(assert (! (= pc.next PAGES) :named to-pages))
(assert
  (! (not (or (< phase.next phase) (and (= phase.next phase) (<= 0 left) (< left.next left)))) :named goal))
(check-sat)
