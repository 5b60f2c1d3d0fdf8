// torch.special.
#include "operators.h"

#define SPECIAL(name) OP1(THSSpecial_##name, special_##name)
#define SPECIAL2(name) OP2(THSSpecial_##name, special_##name)
#define SPECIAL3(name) OP3(THSSpecial_##name, special_##name)
#define SPECIAL_OUT(name) OP1(THSSpecial_##name, special_##name) OP2(THSSpecial_##name##_out, special_##name##_out)
#define POLYNOMIAL(name, kind) \
    OP2(THSSpecial_##name##_polynomial_##kind, special_##name##_polynomial_##kind) \
    OP3(THSSpecial_##name##_polynomial_##kind##_out, special_##name##_polynomial_##kind##_out)

EACH(SPECIAL, digamma, entr, erf, erfc, erfinv, exp2, expit, expm1, gammaln, i0, i0e, i1, i1e, logit, ndtr, ndtri, sinc)
// For erfcx, TorchSharp's library computes erfc. This library makes the same mistake, so that both libraries give equal results.
EACH(SPECIAL2, gammainc, gammaincc, multigammaln, polygamma, xlog1py, zeta)
EACH(SPECIAL3, softmax, log_softmax)
OP1(THSSpecial_erfcx, special_erfc)

EACH(SPECIAL_OUT, airy_ai, bessel_j0, bessel_j1, bessel_y0, bessel_y1, modified_bessel_i0, modified_bessel_i1, modified_bessel_k0,
     modified_bessel_k1, scaled_modified_bessel_k0, scaled_modified_bessel_k1, spherical_bessel_j0)

POLYNOMIAL(chebyshev, t)
POLYNOMIAL(chebyshev, u)
POLYNOMIAL(chebyshev, v)
POLYNOMIAL(chebyshev, w)
POLYNOMIAL(hermite, h)
POLYNOMIAL(hermite, he)
POLYNOMIAL(laguerre, l)
POLYNOMIAL(legendre, p)
POLYNOMIAL(shifted_chebyshev, t)
POLYNOMIAL(shifted_chebyshev, u)
POLYNOMIAL(shifted_chebyshev, v)
POLYNOMIAL(shifted_chebyshev, w)
