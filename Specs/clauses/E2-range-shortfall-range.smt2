(set-info :id "E2.range")
(set-info :title "After a late failure the range is retired once, whole, and the descriptor given back once")
(set-info :profile "contract")
(set-info :unit "vmalloc")
(set-info :source "vfree(area->addr)")
(assert (=> failedLate
  (and (= retireCount w1) (= retireBytes rangeBytes) (= structFreed w1))))
