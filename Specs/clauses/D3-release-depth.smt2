(set-info :id "D3")
(set-info :title "A release nests exactly as deep as the allocation did")
(set-info :profile "contract linux")
(set-info :unit "vfree")
(set-info :source "vfree(area->addr)")
(assert (=> releasing
  (= depthReached depthAllocated)))
