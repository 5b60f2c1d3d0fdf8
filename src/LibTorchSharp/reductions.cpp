// Reductions, scans, sorting and statistics.
#include "operators.h"

EACH(TENSOR1, all, any, argmax, argmin, max, min, nansum, mean, median, nanmedian)
EACH(TENSOR4, amax, amin, mode)
EACH(TENSOR5, amax_out, amin_out, allclose)
EACH(TENSOR3, sum, prod, std_mean, var_mean, logsumexp, dist)
EACH(TENSOR2, std, var, equal)
OP3(THSTensor_all_along_dimension, all_dim)
OP3(THSTensor_any_along_dimension, any_dim)
OP3(THSTensor_argmax_along_dimension, argmax)
OP3(THSTensor_argmin_along_dimension, argmin)
OP4(THSTensor_max_along_dimension, max_dim)
OP4(THSTensor_min_along_dimension, min_dim)
OP6(THSTensor_sum_along_dimensions, sum_dim_IntList)
OP6(THSTensor_mean_along_dimensions, mean_dim)
OP5(THSTensor_prod_along_dimensions, prod_dim_int)
OP5(THSTensor_std_along_dimensions, std_dim)
OP6(THSTensor_std_mean_along_dimensions, std_mean_dim)
OP5(THSTensor_var_along_dimensions, var_dim)
OP6(THSTensor_var_mean_along_dimensions, var_mean_dim)
OP2(THSTensor_norm, norm_Scalar)
OP3(THSTensor_count_nonzero, count_nonzero_dim_IntList)

EACH(TENSOR3, cummax, cummin, cumulative_trapezoid_x, cumulative_trapezoid_dx, trapezoid_x, trapezoid_dx)
EACH(TENSOR4, cumprod, cumsum)
OP2(THSTensor_logcumsumexp, logcumsumexp)
OP5(THSTensor_diff, diff)

EACH(TENSOR3, argsort, bincount)
EACH(TENSOR1, msort, corrcoef)
OP5(THSTensor_kthvalue, kthvalue)
OP6(THSTensor_topk, topk)
EACH(TENSOR4, histc, cov)
OP4(THSTensor_bucketize, bucketize_Tensor)
OP4(THSTensor_isin, isin_Tensor_Tensor)

void* THSTensor_norm_along_dimension(void* input, int64_t dim, bool keepdim, float p) {
    return run<at::_ops::norm_ScalarOpt_dim>(input, p, dim, keepdim);
}

// In these functions, dimension -1 means all dimensions.
static Optional<int64_t> all_if_last(int64_t dim) { return dim == -1 ? Optional<int64_t>() : Optional<int64_t>(dim); }
void* THSTensor_aminmax(void* input, int64_t dim, bool keepdim, void** max) {
    return run<at::_ops::aminmax>(input, all_if_last(dim), keepdim, max);
}
void* THSTensor_quantile(void* input, void* q, int64_t dim, bool keepdim) {
    return run<at::_ops::quantile>(input, q, all_if_last(dim), keepdim, "linear");
}
void* THSTensor_nanquantile(void* input, void* q, int64_t dim, bool keepdim) {
    return run<at::_ops::nanquantile>(input, q, all_if_last(dim), keepdim, "linear");
}

void* THSTensor_sort(void* input, int64_t dim, bool descending, bool stable, void** indices) {
    return guard([&] {
        auto sorted = tensor(input).sort(stable, dim, descending);
        *indices = give(std::get<1>(sorted));
        return give(std::get<0>(sorted));
    });
}

// The sorter of searchsorted contains the indices that sort the sequence. Null means that the sequence is already sorted.
void* THSTensor_searchsorted_t(void* sequence, void* values, int32_t as_int32, int32_t right, void* sorter) {
    return run<at::_ops::searchsorted_Tensor>(sequence, values, as_int32 != 0, right != 0, Optional<bind::StringView>(), sorter);
}
void* THSTensor_searchsorted_s(void* sequence, void* value, int32_t as_int32, int32_t right, void* sorter) {
    return run<at::_ops::searchsorted_Scalar>(sequence, value, as_int32 != 0, right != 0, Optional<bind::StringView>(), sorter);
}

void* THSTensor_histogram_t(void* input, void* bins, void* weight, int32_t density, void** edges) {
    return run<at::_ops::histogram_bins_tensor>(input, bins, weight, density != 0, edges);
}
void* THSTensor_histogram_i(void* input, int64_t bins, void* range, int32_t length, void* weight, int32_t density, void** edges) {
    return run<at::_ops::histogram_bin_ct>(input, bins, range, length, weight, density != 0, edges);
}

// Unique elements. The inverse and the counts are returned only if the caller asked for them.
static void* give_unique(std::tuple<at::Tensor, at::Tensor, at::Tensor> results, bool inverse, bool counts, void** inverse_out, void** counts_out) {
    if (inverse) *inverse_out = give(std::get<1>(results));
    if (counts) *counts_out = give(std::get<2>(results));
    return give(std::get<0>(results));
}
void* THSTensor_unique(void* input, bool sorted, bool inverse, bool counts, void** inverse_out, void** counts_out) {
    return guard([&] { return give_unique(at::_ops::_unique2::call(tensor(input), sorted, inverse, counts), inverse, counts, inverse_out, counts_out); });
}
void* THSTensor_unique_consecutive(void* input, bool inverse, bool counts, void** inverse_out, void** counts_out) {
    return guard([&] {
        return give_unique(at::_ops::unique_consecutive::call(tensor(input), inverse, counts, Optional<int64_t>()), inverse, counts, inverse_out, counts_out);
    });
}
void* THSTensor_unique_dim(void* input, int64_t dim, bool sorted, bool inverse, bool counts, void** inverse_out, void** counts_out) {
    return guard([&] {
        return give_unique(at::_ops::unique_dim::call(tensor(input), dim, sorted, inverse, counts), inverse, counts, inverse_out, counts_out);
    });
}
void* THSTensor_unique_dim_consecutive(void* input, int64_t dim, bool inverse, bool counts, void** inverse_out, void** counts_out) {
    return guard([&] {
        return give_unique(at::_ops::unique_dim_consecutive::call(tensor(input), dim, inverse, counts), inverse, counts, inverse_out, counts_out);
    });
}
