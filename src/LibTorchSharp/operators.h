// Binds TorchSharp's C functions to libtorch's operators.
//
//     OP3(THSTensor_add, add_Tensor)
//
// defines THSTensor_add, with the parameters of its declaration, as a call of at::_ops::add_Tensor. The digit is the number of C
// parameters. Each parameter of the operator's schema uses one or more C arguments, from left to right:
//
//     schema                             C
//     Tensor, Scalar                     a handle; for a Scalar also a number
//     Tensor?, Scalar?, Generator?       a handle or null
//     int[], SymInt[], float[]?          pointer and length; for int[] also one number
//     Tensor[]                           pointer to handles and length
//     int?, float?                       a number, or a pointer that may be null
//     ScalarType?                        a number; has_type and number where a bool comes first
//     Device?                            type and index
//     Layout?, MemoryFormat?, bool?      nothing: the default
//
// Optional parameters and flags at the end of the schema may have no C argument; they are then absent or false. A bool after a tensor's
// options is requires_grad. If the operator has several results, they are written to memory from the allocator, or the first result is
// returned and the other results are written through the trailing void**. The code does not compile if an argument fits no rule, or if an
// argument is not used.
#pragma once

#include "bind.h"

#define P(f, i) bind::Parameter<decltype(f), i>
#define OP_(f, op, parameters, arguments) \
    bind::Result<decltype(f)> f parameters { return run<at::_ops::op, bind::Result<decltype(f)>> arguments; }
#define OP1(f, op) OP_(f, op, (P(f, 0) a), (a))
#define OP2(f, op) OP_(f, op, (P(f, 0) a, P(f, 1) b), (a, b))
#define OP3(f, op) OP_(f, op, (P(f, 0) a, P(f, 1) b, P(f, 2) c), (a, b, c))
#define OP4(f, op) OP_(f, op, (P(f, 0) a, P(f, 1) b, P(f, 2) c, P(f, 3) d), (a, b, c, d))
#define OP5(f, op) OP_(f, op, (P(f, 0) a, P(f, 1) b, P(f, 2) c, P(f, 3) d, P(f, 4) e), (a, b, c, d, e))
#define OP6(f, op) OP_(f, op, (P(f, 0) a, P(f, 1) b, P(f, 2) c, P(f, 3) d, P(f, 4) e, P(f, 5) g), (a, b, c, d, e, g))
#define OP7(f, op) OP_(f, op, (P(f, 0) a, P(f, 1) b, P(f, 2) c, P(f, 3) d, P(f, 4) e, P(f, 5) g, P(f, 6) h), (a, b, c, d, e, g, h))
#define OP8(f, op) \
    OP_(f, op, (P(f, 0) a, P(f, 1) b, P(f, 2) c, P(f, 3) d, P(f, 4) e, P(f, 5) g, P(f, 6) h, P(f, 7) i), (a, b, c, d, e, g, h, i))
#define OP9(f, op)                                                                                                       \
    OP_(f, op, (P(f, 0) a, P(f, 1) b, P(f, 2) c, P(f, 3) d, P(f, 4) e, P(f, 5) g, P(f, 6) h, P(f, 7) i, P(f, 8) j),       \
        (a, b, c, d, e, g, h, i, j))
#define OP10(f, op)                                                                                                                \
    OP_(f, op, (P(f, 0) a, P(f, 1) b, P(f, 2) c, P(f, 3) d, P(f, 4) e, P(f, 5) g, P(f, 6) h, P(f, 7) i, P(f, 8) j, P(f, 9) k),      \
        (a, b, c, d, e, g, h, i, j, k))
#define OP11(f, op)                                                                                                                \
    OP_(f, op, (P(f, 0) a, P(f, 1) b, P(f, 2) c, P(f, 3) d, P(f, 4) e, P(f, 5) g, P(f, 6) h, P(f, 7) i, P(f, 8) j, P(f, 9) k,       \
                P(f, 10) l), (a, b, c, d, e, g, h, i, j, k, l))

// EACH(ROW, a, b, c) expands to ROW(a) ROW(b) ROW(c).
#define EACH(row, ...) AGAIN_(EACH_(row, __VA_ARGS__))
#define EACH_(row, first, ...) row(first) __VA_OPT__(EACH_LATER_ NOTHING_ (row, __VA_ARGS__))
#define EACH_LATER_() EACH_
#define NOTHING_ ()
#define AGAIN_(...) AGAIN2_(AGAIN2_(AGAIN2_(AGAIN2_(__VA_ARGS__))))
#define AGAIN2_(...) AGAIN3_(AGAIN3_(AGAIN3_(AGAIN3_(__VA_ARGS__))))
#define AGAIN3_(...) AGAIN4_(AGAIN4_(AGAIN4_(AGAIN4_(__VA_ARGS__))))
#define AGAIN4_(...) __VA_ARGS__

// Functions whose names contain the operator's name.
#define TENSOR1(name) OP1(THSTensor_##name, name)
#define TENSOR2(name) OP2(THSTensor_##name, name)
#define TENSOR3(name) OP3(THSTensor_##name, name)
#define TENSOR4(name) OP4(THSTensor_##name, name)
#define TENSOR5(name) OP5(THSTensor_##name, name)
#define TENSOR6(name) OP6(THSTensor_##name, name)
#define TENSOR7(name) OP7(THSTensor_##name, name)
#define TENSOR8(name) OP8(THSTensor_##name, name)
#define TENSOR10(name) OP10(THSTensor_##name, name)
#define TENSOR11(name) OP11(THSTensor_##name, name)
#define NN2(name) OP2(THSNN_##name, name)
#define NN3(name) OP3(THSNN_##name, name)
#define NN5(name) OP5(THSNN_##name, name)
#define LINALG1(name) OP1(THSLinalg_##name, linalg_##name)
#define LINALG2(name) OP2(THSLinalg_##name, linalg_##name)
#define LINALG3(name) OP3(THSLinalg_##name, linalg_##name)
#define LINALG5(name) OP5(THSLinalg_##name, linalg_##name)
