// Reductions, scans, sorting and statistics.
#include "bind.h"

OP1(THSTensor_all, all)
OP3(THSTensor_all_along_dimension, all_dim)
OP1(THSTensor_any, any)
OP3(THSTensor_any_along_dimension, any_dim)
OP4(THSTensor_amax, amax)
OP5(THSTensor_amax_out, amax_out)
OP4(THSTensor_amin, amin)
OP5(THSTensor_amin_out, amin_out)
OP1(THSTensor_argmax, argmax)
OP3(THSTensor_argmax_along_dimension, argmax)
OP1(THSTensor_argmin, argmin)
OP3(THSTensor_argmin_along_dimension, argmin)
OP1(THSTensor_max, max)
OP4(THSTensor_max_along_dimension, max_dim)
OP1(THSTensor_min, min)
OP4(THSTensor_min_along_dimension, min_dim)
OP3(THSTensor_sum, sum)
OP6(THSTensor_sum_along_dimensions, sum_dim_IntList)
OP1(THSTensor_nansum, nansum)
OP1(THSTensor_mean, mean)
OP6(THSTensor_mean_along_dimensions, mean_dim)
OP3(THSTensor_prod, prod)
OP5(THSTensor_prod_along_dimensions, prod_dim_int)
OP1(THSTensor_median, median)
OP1(THSTensor_nanmedian, nanmedian)
OP4(THSTensor_mode, mode)
OP2(THSTensor_std, std)
OP5(THSTensor_std_along_dimensions, std_dim)
OP3(THSTensor_std_mean, std_mean)
OP6(THSTensor_std_mean_along_dimensions, std_mean_dim)
OP2(THSTensor_var, var)
OP5(THSTensor_var_along_dimensions, var_dim)
OP3(THSTensor_var_mean, var_mean)
OP6(THSTensor_var_mean_along_dimensions, var_mean_dim)
OP3(THSTensor_logsumexp, logsumexp)
OP2(THSTensor_norm, norm_Scalar)
OP3(THSTensor_count_nonzero, count_nonzero_dim_IntList)
OP5(THSTensor_allclose, allclose)
OP2(THSTensor_equal, equal)
OP3(THSTensor_dist, dist)

OP3(THSTensor_cummax, cummax)
OP3(THSTensor_cummin, cummin)
OP4(THSTensor_cumprod, cumprod)
OP4(THSTensor_cumsum, cumsum)
OP2(THSTensor_logcumsumexp, logcumsumexp)
OP3(THSTensor_cumulative_trapezoid_x, cumulative_trapezoid_x)
OP3(THSTensor_cumulative_trapezoid_dx, cumulative_trapezoid_dx)
OP3(THSTensor_trapezoid_x, trapezoid_x)
OP3(THSTensor_trapezoid_dx, trapezoid_dx)
OP5(THSTensor_diff, diff)

OP3(THSTensor_argsort, argsort)
OP1(THSTensor_msort, msort)
OP5(THSTensor_kthvalue, kthvalue)
OP6(THSTensor_topk, topk)
OP3(THSTensor_bincount, bincount)
OP4(THSTensor_histc, histc)
OP4(THSTensor_bucketize, bucketize_Tensor)
OP1(THSTensor_corrcoef, corrcoef)
OP4(THSTensor_cov, cov)
OP4(THSTensor_isin, isin_Tensor_Tensor)

void* THSTensor_norm_along_dimension(void* input, int64_t dim, bool keepdim, float p) {
    return run<at::_ops::norm_ScalarOpt_dim>(input, p, dim, keepdim);
}

// Dimension -1 stands for all dimensions here.
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

// The sorter of searchsorted orders the sequence; null means that the sequence is sorted.
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

// Unique elements. The inverse and the counts are handed over only where they were asked for.
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
