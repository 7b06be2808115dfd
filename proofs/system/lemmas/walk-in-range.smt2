(set-info :title "The walk that unmaps clears translations of the call's area only")
(assert (! (= pc UNMAPPING) :named at-unmapping))
(assert (! (< i (select span cur)) :named more))
(assert (! (and (not (= (select xlate (+ (select base cur) i)) 0)) (not (= (select owner (select xlate (+ (select base cur) i))) cur))) :named goal))
