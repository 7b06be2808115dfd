#include <z3.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
