// Products of matrices and linear algebra.
#include "operators.h"

EACH(TENSOR5, addbmm, addbmm_, addmm, addmm_, addmv, addmv_, addr, addr_)
void* THSTensor_baddbmm(void* batch1, void* batch2, void* added, float beta, float alpha) {
    return run<at::_ops::baddbmm>(added, batch1, batch2, beta, alpha);
}
EACH(TENSOR2, bmm, dot, inner, kron, matmul, mm, mv, outer, vdot)
EACH(TENSOR3, cross, einsum)
OP1(THSTensor_trace, trace)
OP6(THSLinalg_tensordot, tensordot)
void* THSTensor_cdist(void* left, void* right, double p, int64_t mode) {
    return run<at::_ops::cdist>(left, right, p, mode == 0 ? Optional<int64_t>() : Optional<int64_t>(mode));
}
void* THSTensor_renorm(void* input, float p, int64_t dim, float maximum) { return run<at::_ops::renorm>(input, p, dim, maximum); }

EACH(TENSOR1, inverse, logdet, matrix_exp)
EACH(TENSOR2, cholesky_inverse, geqrf)
OP3(THSTensor_cholesky_solve, cholesky_solve)
OP5(THSTensor_ormqr, ormqr)
OP6(THSTensor_lu_unpack, lu_unpack)
void* THSTensor_cholesky(void* input, bool upper) {
    return guard([&] {
        at::Tensor lower = at::_ops::linalg_cholesky::call(tensor(input), false);
        return give(upper ? lower.mH() : lower);
    });
}

void* THSLinalg_cholesky(void* input) { return run<at::_ops::linalg_cholesky>(input, false); }
void* THSLinalg_cholesky_ex(void* input, bool check, void** info) { return run<at::_ops::linalg_cholesky_ex>(input, false, check, info); }
OP2(THSLinalg_cond_float, linalg_cond)
OP2(THSLinalg_cond_int, linalg_cond)
OP1(THSLinalg_cond_none, linalg_cond)
void* THSLinalg_cond_str(void* input, const char* p) {
    return p == nullptr ? run<at::_ops::linalg_cond>(input) : run<at::_ops::linalg_cond_p_str>(input, p);
}
OP3(THSLinalg_cross, linalg_cross)
EACH(LINALG1, det, eigvals)
EACH(LINALG2, slogdet, eig)
void* THSLinalg_eigh(void* input, uint8_t triangle, void** vectors) {
    const char text[] = {static_cast<char>(triangle), 0};
    return run<at::_ops::linalg_eigh>(input, static_cast<const char*>(text), vectors);
}
void* THSLinalg_eigvalsh(void* input, uint8_t triangle) {
    const char text[] = {static_cast<char>(triangle), 0};
    return run<at::_ops::linalg_eigvalsh>(input, static_cast<const char*>(text));
}
OP2(THSLinalg_householder_product, linalg_householder_product)
OP1(THSLinalg_inv, linalg_inv)
EACH(LINALG3, inv_ex, ldl_factor)
OP5(THSLinalg_ldl_factor_ex, linalg_ldl_factor_ex)
OP4(THSLinalg_ldl_solve, linalg_ldl_solve)
void* THSLinalg_lstsq_none(void* a, void* b, void** residuals, void** rank, void** singular_values) {
    return run<at::_ops::linalg_lstsq>(a, b, Optional<double>(), Optional<bind::StringView>(), residuals, rank, singular_values);
}
void* THSLinalg_lstsq_rcond(void* a, void* b, double rcond, void** residuals, void** rank, void** singular_values) {
    return run<at::_ops::linalg_lstsq>(a, b, rcond, Optional<bind::StringView>(), residuals, rank, singular_values);
}
OP4(THSLinalg_lu, linalg_lu)
OP3(THSLinalg_lu_factor, linalg_lu_factor)
OP5(THSLinalg_matrix_norm, linalg_matrix_norm)
void* THSLinalg_matrix_norm_fronuc(void* input, uint8_t which, void* dims, int32_t count, bool keepdim) {
    return run<at::_ops::linalg_matrix_norm_str_ord>(input, which == 0 ? "fro" : "nuc", dims, count, keepdim);
}
OP5(THSLinalg_vector_norm, linalg_vector_norm)
EACH(LINALG2, matrix_power, multi_dot)
OP5(THSLinalg_norm_float, linalg_norm)
OP5(THSLinalg_norm_int, linalg_norm)
OP5(THSLinalg_norm_str, linalg_norm_ord_str)
void* THSLinalg_norm_opt(void* input, void* dims, int32_t count, bool keepdim) {
    return run<at::_ops::linalg_norm>(input, static_cast<void*>(nullptr), dims, count, keepdim);
}

static Optional<double> if_given(double value, bool given) { return given ? Optional<double>(value) : Optional<double>(); }
void* THSLinalg_matrix_rank(void* input, double atol, bool has_atol, double rtol, bool has_rtol, bool hermitian) {
    return run<at::_ops::linalg_matrix_rank_atol_rtol_float>(input, if_given(atol, has_atol), if_given(rtol, has_rtol), hermitian);
}
OP4(THSLinalg_matrix_rank_tensor, linalg_matrix_rank_atol_rtol_tensor)
void* THSLinalg_pinv(void* input, double atol, bool has_atol, double rtol, bool has_rtol, bool hermitian) {
    return run<at::_ops::linalg_pinv_atol_rtol_float>(input, if_given(atol, has_atol), if_given(rtol, has_rtol), hermitian);
}
OP4(THSLinalg_pinv_tensor, linalg_pinv_atol_rtol_tensor)
OP3(THSLinalg_pinverse, linalg_pinv)

void* THSLinalg_qr(void* input, uint8_t mode, void** r) {
    return run<at::_ops::linalg_qr>(input, mode == 0 ? "reduced" : mode == 1 ? "complete" : "r", r);
}
OP3(THSLinalg_solve, linalg_solve)
EACH(LINALG5, solve_ex, solve_triangular)
OP6(THSLinalg_solve_triangular_out, linalg_solve_triangular_out)
void* THSLinalg_svd(void* input, bool full, void** s, void** vh) {
    return run<at::_ops::linalg_svd>(input, full, Optional<bind::StringView>(), s, vh);
}
OP1(THSLinalg_svdvals, linalg_svdvals)
EACH(LINALG2, tensorinv, vander)
OP4(THSLinalg_tensorsolve, linalg_tensorsolve)
void* THSLinalg_vecdot(void* x, void* y, int64_t dim, void* out) {
    return out == nullptr ? run<at::_ops::linalg_vecdot>(x, y, dim) : run<at::_ops::linalg_vecdot_out>(x, y, dim, out);
}
void* THSLinalg_lu_solve(void* b, void* lu, void* pivots, bool left, bool adjoint, void* out) {
    return out == nullptr ? run<at::_ops::linalg_lu_solve>(lu, pivots, b, left, adjoint)
                          : run<at::_ops::linalg_lu_solve_out>(lu, pivots, b, left, adjoint, out);
}
void* THSTensor_lu_solve(void* b, void* lu, void* pivots) { return run<at::_ops::linalg_lu_solve>(lu, pivots, b, true, false); }
void* THSTensor_lu(void* input, bool pivot, bool with_info, void** info, void** pivots) {
    return guard([&] {
        auto results = at::_ops::linalg_lu_factor_ex::call(tensor(input), pivot, false);
        *info = with_info ? give(std::get<2>(results)) : nullptr;
        *pivots = give(std::get<1>(results));
        return give(std::get<0>(results));
    });
}
