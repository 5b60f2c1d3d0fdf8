// Functions of each element, and their in-place forms.
#include "bind.h"

#define UNARY(name) OP1(THSTensor_##name, name) OP1(THSTensor_##name##_, name##_)

UNARY(abs)
UNARY(acos)
UNARY(arccosh)
UNARY(arcsinh)
UNARY(arctanh)
UNARY(asin)
UNARY(atan)
UNARY(bitwise_not)
UNARY(ceil)
UNARY(conj_physical)
UNARY(cos)
UNARY(cosh)
UNARY(deg2rad)
UNARY(digamma)
UNARY(erf)
UNARY(erfc)
UNARY(erfinv)
UNARY(exp)
UNARY(exp2)
UNARY(expm1)
UNARY(floor)
UNARY(frac)
UNARY(hardsigmoid)
UNARY(hardswish)
UNARY(i0)
UNARY(lgamma)
UNARY(log)
UNARY(log10)
UNARY(log1p)
UNARY(log2)
UNARY(logical_not)
UNARY(neg)
UNARY(rad2deg)
UNARY(reciprocal)
UNARY(relu)
UNARY(relu6)
UNARY(rsqrt)
UNARY(selu)
UNARY(sgn)
UNARY(sigmoid)
UNARY(sign)
UNARY(silu)
UNARY(sin)
UNARY(sinc)
UNARY(sinh)
UNARY(sqrt)
UNARY(tan)
UNARY(tanh)
UNARY(trunc)

OP1(THSTensor_angle, angle)
OP1(THSTensor_conj, conj)
OP1(THSTensor_imag, imag)
OP1(THSTensor_isfinite, isfinite)
OP1(THSTensor_isinf, isinf)
OP1(THSTensor_isnan, isnan)
OP1(THSTensor_isneginf, isneginf)
OP1(THSTensor_isposinf, isposinf)
OP1(THSTensor_isreal, isreal)
OP1(THSTensor_log_sigmoid, log_sigmoid)
OP1(THSTensor_positive, positive)
OP1(THSTensor_real, real)
OP1(THSTensor_resolve_conj, resolve_conj)
OP1(THSTensor_resolve_neg, resolve_neg)
OP1(THSTensor_signbit, signbit)
OP2(THSTensor_frexp, frexp_Tensor)

// Activations with parameters.

OP2(THSTensor_celu, celu)
OP2(THSTensor_celu_, celu_)
OP4(THSTensor_elu, elu)
OP4(THSTensor_elu_, elu_)
OP2(THSTensor_glu, glu)
OP2(THSTensor_hardshrink, hardshrink)
OP3(THSTensor_hardtanh, hardtanh)
OP3(THSTensor_hardtanh_, hardtanh_)
OP2(THSTensor_leaky_relu, leaky_relu)
OP2(THSTensor_leaky_relu_, leaky_relu_)
OP2(THSTensor_prelu, prelu)
OP3(THSTensor_rrelu, rrelu)
OP3(THSTensor_rrelu_, rrelu_)
OP3(THSTensor_softplus, softplus)
OP2(THSTensor_softshrink, softshrink)
OP3(THSTensor_threshold, threshold)
OP3(THSTensor_threshold_, threshold_)

static const char* or_none(const char* approximate) { return approximate == nullptr ? "none" : approximate; }

void* THSTensor_gelu(void* input) { return run<at::_ops::gelu>(input, "none"); }
void* THSTensor_gelu_(void* input) { return run<at::_ops::gelu_>(input, "none"); }
void* THSTensor_gelu_with_approximate(void* input, const char* approximate) { return run<at::_ops::gelu>(input, or_none(approximate)); }
void* THSTensor_gelu_with_approximate_(void* input, const char* approximate) { return run<at::_ops::gelu_>(input, or_none(approximate)); }

// Two or three tensors.

#define BINARY(name) OP2(THSTensor_##name, name) OP2(THSTensor_##name##_, name##_)
#define BINARY_TENSOR(name) OP2(THSTensor_##name, name##_Tensor) OP2(THSTensor_##name##_, name##__Tensor)
#define BINARY_SCALAR(name) OP2(THSTensor_##name##_scalar, name##_Scalar) OP2(THSTensor_##name##_scalar_, name##__Scalar)

BINARY(atan2)
BINARY(gcd)
BINARY(heaviside)
BINARY(lcm)
BINARY(logical_and)
BINARY(logical_or)
BINARY(logical_xor)
BINARY(nextafter)

BINARY_TENSOR(bitwise_and)
BINARY_TENSOR(bitwise_left_shift)
BINARY_TENSOR(bitwise_or)
BINARY_TENSOR(bitwise_right_shift)
BINARY_TENSOR(bitwise_xor)
BINARY_TENSOR(copysign)

BINARY_TENSOR(eq) BINARY_SCALAR(eq)
BINARY_TENSOR(fmod) BINARY_SCALAR(fmod)
BINARY_TENSOR(ge) BINARY_SCALAR(ge)
BINARY_TENSOR(gt) BINARY_SCALAR(gt)
BINARY_TENSOR(le) BINARY_SCALAR(le)
BINARY_TENSOR(lt) BINARY_SCALAR(lt)
BINARY_TENSOR(mul) BINARY_SCALAR(mul)
BINARY_TENSOR(ne) BINARY_SCALAR(ne)
BINARY_TENSOR(remainder) BINARY_SCALAR(remainder)
BINARY_TENSOR(true_divide) BINARY_SCALAR(true_divide)
BINARY_SCALAR(floor_divide)

OP2(THSTensor_float_power, float_power_Tensor_Tensor)
OP2(THSTensor_float_power_, float_power__Tensor)
OP2(THSTensor_floor_divide, floor_divide)
OP2(THSTensor_floor_divide_, floor_divide__Tensor)
OP2(THSTensor_fmax, fmax)
OP2(THSTensor_fmin, fmin)
OP2(THSTensor_hypot, hypot)
OP2(THSTensor_igamma, igamma)
OP2(THSTensor_igammac, igammac)
OP2(THSTensor_ldexp, ldexp_Tensor)
OP2(THSTensor_ldexp_, ldexp_)
OP2(THSTensor_logaddexp, logaddexp)
OP2(THSTensor_logaddexp2, logaddexp2)
OP2(THSTensor_max_elementwise, maximum)
OP2(THSTensor_min_elementwise, minimum)
OP2(THSTensor_pow, pow_Tensor_Tensor)
OP2(THSTensor_pow_, pow__Tensor)
OP2(THSTensor_pow_scalar, pow_Tensor_Scalar)
OP2(THSTensor_pow_scalar_, pow__Scalar)
OP2(THSTensor_xlogy, xlogy_Tensor)
OP2(THSTensor_xlogy_, xlogy__Tensor)
OP2(THSTensor_xlogy_scalar, xlogy_Scalar_Other)
OP2(THSTensor_xlogy_scalar_, xlogy__Scalar_Other)

OP3(THSTensor_add, add_Tensor)
OP3(THSTensor_add_, add__Tensor)
OP3(THSTensor_add_scalar, add_Scalar)
OP3(THSTensor_add_scalar_, add__Scalar)
void* THSTensor_sub(void* left, void* right) { return run<at::_ops::sub_Tensor>(left, right, 1); }
void THSTensor_sub_(void* left, void* right) { run<at::_ops::sub__Tensor, void>(left, right, 1); }
void* THSTensor_sub_scalar(void* left, void* right) { return run<at::_ops::sub_Scalar>(left, right, 1); }
void THSTensor_sub_scalar_(void* left, void* right) { run<at::_ops::sub__Scalar, void>(left, right, 1); }

void* THSTensor_div(void* left, void* right, const char* rounding) {
    return rounding == nullptr ? run<at::_ops::div_Tensor>(left, right) : run<at::_ops::div_Tensor_mode>(left, right, rounding);
}
void THSTensor_div_(void* left, void* right, const char* rounding) {
    rounding == nullptr ? run<at::_ops::div__Tensor, void>(left, right) : run<at::_ops::div__Tensor_mode, void>(left, right, rounding);
}
void* THSTensor_div_scalar(void* left, void* right, const char* rounding) {
    return rounding == nullptr ? run<at::_ops::div_Scalar>(left, right) : run<at::_ops::div_Scalar_mode>(left, right, rounding);
}
void THSTensor_div_scalar_(void* left, void* right, const char* rounding) {
    rounding == nullptr ? run<at::_ops::div__Scalar, void>(left, right) : run<at::_ops::div__Scalar_mode, void>(left, right, rounding);
}

OP4(THSTensor_addcdiv, addcdiv)
OP4(THSTensor_addcdiv_, addcdiv_)
OP4(THSTensor_addcmul, addcmul)
OP4(THSTensor_addcmul_, addcmul_)
OP3(THSTensor_lerp, lerp_Tensor)
OP3(THSTensor_lerp_, lerp__Tensor)

// Other parameters.

OP3(THSTensor_clamp, clamp)
OP3(THSTensor_clamp_, clamp_)
OP2(THSTensor_clamp_max, clamp_max)
OP2(THSTensor_clamp_max_, clamp_max_)
OP2(THSTensor_clamp_min, clamp_min)
OP2(THSTensor_clamp_min_, clamp_min_)
OP3(THSTensor_clamp_tensor, clamp_Tensor)
OP3(THSTensor_clamp_tensor_, clamp__Tensor)
OP5(THSTensor_isclose, isclose)
OP2(THSTensor_logit, logit)
OP2(THSTensor_logit_, logit_)
OP2(THSTensor_mvlgamma, mvlgamma)
OP2(THSTensor_mvlgamma_, mvlgamma_)
OP4(THSTensor_nan_to_num, nan_to_num)
OP4(THSTensor_nan_to_num_, nan_to_num_)
OP2(THSTensor_polygamma_, polygamma_)
OP2(THSTensor_round, round_decimals)
OP2(THSTensor_round_, round__decimals)
void* THSTensor_polygamma(void* input, int64_t n) { return run<at::_ops::polygamma>(n, input); }
OP2(THSTensor_complex, complex)
OP2(THSTensor_polar, polar)
