(set-info :id "V6.order")
(set-info :title "Releasing an area gives back its frames in the order of its pages")
(set-info :profile "seed linux")
(set-info :unit "vfree")
(set-info :source "vfree(area->addr)")
(assert (=> releasing
  (forall ((j W))
    (=> (w< j putCount)
      (= (putFrame j) (frameAt j))))))
