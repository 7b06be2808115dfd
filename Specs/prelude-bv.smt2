; The bit-vector edition of the words that clauses are written in.
;
; W is a count, size, address, index or identifier; 64 bits are enough for every geometry, so that
; arithmetic in a clause is wide where an implementation's may wrap. F is a mask of flags.
; NONE stands for "no such thing" where a number is expected.
(define-sort W () (_ BitVec 64))
(define-sort F () (_ BitVec 32))

(define-fun w0 () W #x0000000000000000)
(define-fun w1 () W #x0000000000000001)
(define-fun w2 () W #x0000000000000002)
(define-fun NONE () W #xffffffffffffffff)
(define-fun w+ ((a W) (b W)) W (bvadd a b))
(define-fun w- ((a W) (b W)) W (bvsub a b))
(define-fun w* ((a W) (b W)) W (bvmul a b))
(define-fun w/ ((a W) (b W)) W (bvudiv a b))
(define-fun w% ((a W) (b W)) W (bvurem a b))
(define-fun w< ((a W) (b W)) Bool (bvult a b))
(define-fun w<= ((a W) (b W)) Bool (bvule a b))

(define-fun f-and ((a F) (b F)) F (bvand a b))
(define-fun f-or ((a F) (b F)) F (bvor a b))
(define-fun f-within ((a F) (b F)) Bool (= (bvand a b) a))
(define-fun f-none () F #x00000000)
(define-fun has ((a F) (b F)) Bool (not (= (bvand a b) f-none)))
