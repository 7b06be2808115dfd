(set-info :id "V6.range")
(set-info :title "Releasing an area retires its range once, whole, and gives back its descriptor once")
(set-info :profile "contract")
(set-info :unit "vfree")
(set-info :source "vfree(area->addr)")
(assert (=> releasing
  (and (= retireCount w1) (= retireBytes rangeBytes) (= structFreed w1))))
