; Why a call ends: each of its steps makes something smaller that cannot become smaller for ever, first the phase, then
; what is left of it.
;
; Steps that stand beside the call, those of the environment and of a purge, change neither. A call for a page array is
; one step: that it ends is the induction over the pages of the array (lemma/shrinks), and over how deep arrays nest
; for its release (lemma/unwinds).

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
