// Functions of each element, and their in-place forms.
#include "operators.h"

#define UNARY(name) OP1(THSTensor_##name, name) OP1(THSTensor_##name##_, name##_)

EACH(UNARY, abs, acos, arccosh, arcsinh, arctanh, asin, atan, bitwise_not, ceil, conj_physical, cos, cosh, deg2rad, digamma, erf, erfc,
     erfinv, exp, exp2, expm1, floor, frac, hardsigmoid, hardswish, i0, lgamma, log, log10, log1p, log2, logical_not, neg, rad2deg,
     reciprocal, relu, relu6, rsqrt, selu, sgn, sigmoid, sign, silu, sin, sinc, sinh, sqrt, tan, tanh, trunc)

EACH(TENSOR1, angle, conj, imag, isfinite, isinf, isnan, isneginf, isposinf, isreal, log_sigmoid, positive, real, resolve_conj,
     resolve_neg, signbit)
OP2(THSTensor_frexp, frexp_Tensor)

// Activations with parameters.

EACH(TENSOR2, celu, celu_, glu, hardshrink, leaky_relu, leaky_relu_, prelu, softshrink)
EACH(TENSOR4, elu, elu_)
EACH(TENSOR3, hardtanh, hardtanh_, rrelu, rrelu_, softplus, threshold, threshold_)

static const char* or_none(const char* approximate) { return approximate == nullptr ? "none" : approximate; }

void* THSTensor_gelu(void* input) { return run<at::_ops::gelu>(input, "none"); }
void* THSTensor_gelu_(void* input) { return run<at::_ops::gelu_>(input, "none"); }
void* THSTensor_gelu_with_approximate(void* input, const char* approximate) { return run<at::_ops::gelu>(input, or_none(approximate)); }
void* THSTensor_gelu_with_approximate_(void* input, const char* approximate) { return run<at::_ops::gelu_>(input, or_none(approximate)); }

// Two or three tensors.

#define BINARY(name) OP2(THSTensor_##name, name) OP2(THSTensor_##name##_, name##_)
#define BINARY_TENSOR(name) OP2(THSTensor_##name, name##_Tensor) OP2(THSTensor_##name##_, name##__Tensor)
#define BINARY_SCALAR(name) OP2(THSTensor_##name##_scalar, name##_Scalar) OP2(THSTensor_##name##_scalar_, name##__Scalar)

EACH(BINARY, atan2, gcd, heaviside, lcm, logical_and, logical_or, logical_xor, nextafter)

EACH(BINARY_TENSOR, bitwise_and, bitwise_left_shift, bitwise_or, bitwise_right_shift, bitwise_xor, copysign)

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

EACH(TENSOR2, floor_divide, fmax, fmin, hypot, igamma, igammac, ldexp_, logaddexp, logaddexp2)
OP2(THSTensor_float_power, float_power_Tensor_Tensor)
OP2(THSTensor_float_power_, float_power__Tensor)
OP2(THSTensor_floor_divide_, floor_divide__Tensor)
OP2(THSTensor_ldexp, ldexp_Tensor)
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

EACH(TENSOR4, addcdiv, addcdiv_, addcmul, addcmul_)
OP3(THSTensor_lerp, lerp_Tensor)
OP3(THSTensor_lerp_, lerp__Tensor)

// Other parameters.

EACH(TENSOR3, clamp, clamp_)
EACH(TENSOR2, clamp_max, clamp_max_, clamp_min, clamp_min_, logit, logit_, mvlgamma, mvlgamma_, polygamma_)
OP5(THSTensor_isclose, isclose)
EACH(TENSOR4, nan_to_num, nan_to_num_)
OP3(THSTensor_clamp_tensor, clamp_Tensor)
OP3(THSTensor_clamp_tensor_, clamp__Tensor)
OP2(THSTensor_round, round_decimals)
OP2(THSTensor_round_, round__decimals)
void* THSTensor_polygamma(void* input, int64_t n) { return run<at::_ops::polygamma>(n, input); }
EACH(TENSOR2, complex, polar)
