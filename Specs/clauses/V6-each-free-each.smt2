(set-info :id "V6.each")
(set-info :title "Releasing an area gives back each of its frames once")
(set-info :profile "contract linux")
(set-info :unit "vfree")
(set-info :source "vfree(area->addr)")
(assert (=> releasing
  (forall ((k W))
    (=> (w< k obtained)
      (= (putsOf (frameAt k)) w1)))))
