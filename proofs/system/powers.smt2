; How many pages an area may have at most if page arrays nest d deep: the pointers of a page to the power d + 1.
;
; A definition by recursion, for all d from 0 on. It is no part of the state: no step changes it.
(declare-fun limit () (Array Int Int))
(assert (! (= (select limit 0) PER_PAGE) :named limit-0))
(assert (! (forall ((d Int)) (=> (<= 0 d) (= (select limit (+ d 1)) (* PER_PAGE (select limit d))))) :named limit-next))
