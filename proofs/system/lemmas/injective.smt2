(set-info :title "No two virtual pages translate to the same frame, within an area or across areas")
(declare-fun v () Int) (declare-fun w () Int)
(assert (! (not (= v w)) :named different))
(assert (! (and (not (= (select xlate v) 0)) (= (select xlate v) (select xlate w))) :named goal))
