(set-info :id "V6")
(set-info :title "Releasing an area gives back as many frames as it has pages")
(set-info :profile "contract linux")
(set-info :unit "vfree")
(set-info :source "vfree(area->addr)")
(assert (=> releasing
  (= putCount n)))
