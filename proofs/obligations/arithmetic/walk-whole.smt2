(set-info :smt-lib-version 2.6)
(set-info :id "arithmetic/walk-whole")
(set-info :title "The four nested loops visit the pages of a range one after the other, each once, through the entries that its address selects (four levels, pages of 4 KiB)")
(set-info :source "map_vm_area: vmap_pud_range, vmap_pmd_range, vmap_pte_range")
(set-info :status unsat)
(set-logic QF_LIA)
(define-fun part-end ((entry Int) (span Int) (end Int)) Int
  (ite (< (* span (+ entry 1)) end) (* span (+ entry 1)) end))
(define-fun serves ((entry Int) (span Int) (page Int)) Bool
  (and (<= (* span entry) page) (< page (* span (+ entry 1)))))
(define-fun pud-end ((pgd Int) (end Int)) Int (part-end pgd 134217728 end))
(define-fun pmd-end ((pgd Int) (pud Int) (end Int)) Int (part-end pud 262144 (pud-end pgd end)))
(define-fun pte-end ((pgd Int) (pud Int) (pmd Int) (end Int)) Int (part-end pmd 512 (pmd-end pgd pud end)))
(define-fun at-page ((pgd Int) (pud Int) (pmd Int) (page Int) (end Int)) Bool
  (and (serves pgd 134217728 page) (serves pud 262144 page) (serves pmd 512 page) (< page end)))
(declare-fun end () Int)
(declare-fun pgd () Int)
(declare-fun pud () Int)
(declare-fun pmd () Int)
(declare-fun page () Int)
(assert (! (at-page pgd pud pmd page end) :named stands))
(define-fun pte-ended () Bool (= (+ page 1) (pte-end pgd pud pmd end)))
(define-fun pmd-ended () Bool (and pte-ended (= (pte-end pgd pud pmd end) (pmd-end pgd pud end))))
(define-fun pud-ended () Bool (and pmd-ended (= (pmd-end pgd pud end) (pud-end pgd end))))
(define-fun ended () Bool (and pud-ended (= (pud-end pgd end) end)))
(define-fun pgd.next () Int (ite pud-ended (+ pgd 1) pgd))
(define-fun pud.next () Int (ite pud-ended (* 512 pgd.next) (ite pmd-ended (+ pud 1) pud)))
(define-fun pmd.next () Int (ite pmd-ended (* 512 pud.next) (ite pte-ended (+ pmd 1) pmd)))
(define-fun page.next () Int (ite pte-ended (* 512 pmd.next) (+ page 1)))
(assert
  (!
    (not
      (and (= ended (= (+ page 1) end))
        (=> (not ended) (and (= page.next (+ page 1)) (at-page pgd.next pud.next pmd.next page.next end)))))
    :named
    goal))
(check-sat)
