// Views, joining and splitting.
#include "operators.h"

OP6(THSTensor_as_strided, as_strided)
EACH(TENSOR1, atleast_1d, atleast_2d, atleast_3d, fliplr, flipud, ravel, t, view_as_complex, view_as_real, adjoint, mH, mT)
EACH(TENSOR3, broadcast_to, flip, permute, repeat, reshape, tile, transpose_, vander, view)
EACH(TENSOR2, channel_shuffle, diag, diagflat, unsqueeze, unsqueeze_)
EACH(TENSOR4, diag_embed, diagonal, expand, unfold)
OP5(THSTensor_roll, roll)
OP3(THSTensor_flatten, flatten_using_ints)
OP5(THSTensor_movedim, movedim_intlist)
OP1(THSTensor_squeeze_no_dim, squeeze)
OP2(THSTensor_squeeze, squeeze_dim)
OP1(THSTensor_squeeze_no_dim_, squeeze_)
OP2(THSTensor_squeeze_, squeeze__dim)
OP3(THSTensor_transpose, transpose_int)
OP4(THSTensor_unflatten, unflatten_int)

void* THSTensor_rot90(void* input, int64_t k, int64_t dim1, int64_t dim2) {
    int64_t dims[] = {dim1, dim2};
    return run<at::_ops::rot90>(input, k, static_cast<void*>(dims), 2);
}
void* THSTensor_tril(void* input, int64_t diagonal, bool inplace) {
    return inplace ? run<at::_ops::tril_>(input, diagonal) : run<at::_ops::tril>(input, diagonal);
}
void* THSTensor_triu(void* input, int64_t diagonal, bool inplace) {
    return inplace ? run<at::_ops::triu_>(input, diagonal) : run<at::_ops::triu>(input, diagonal);
}

// The smallest integer means "not given".
static Optional<int64_t> given(int64_t value) { return value == INT64_MIN ? Optional<int64_t>() : Optional<int64_t>(value); }
void* THSTensor_repeat_interleave(void* input, void* repeats, int64_t dim, int64_t output_size) {
    return guard([&] { return give(tensor(input).repeat_interleave(tensor(repeats), given(dim), given(output_size))); });
}
void* THSTensor_repeat_interleave_int64(void* input, int64_t repeats, int64_t dim, int64_t output_size) {
    return guard([&] { return give(tensor(input).repeat_interleave(repeats, given(dim), given(output_size))); });
}

// Joining.

EACH(TENSOR2, block_diag, cartesian_prod, column_stack, dstack, hstack, row_stack, vstack)
EACH(TENSOR3, broadcast_tensors, cat, combinations, stack)
OP4(THSTensor_meshgrid, meshgrid_indexing)

// Splitting.

OP4(THSTensor_chunk, chunk)
OP5(THSTensor_split_with_sizes, split_with_sizes)
OP3(THSTensor_dsplit_with_size, dsplit_int)
OP4(THSTensor_dsplit_with_sizes, dsplit_array)
OP3(THSTensor_hsplit_with_size, hsplit_int)
OP4(THSTensor_hsplit_with_sizes, hsplit_array)
OP4(THSTensor_split_with_size, split_Tensor)
OP4(THSTensor_tensor_split_with_size, tensor_split_sections)
OP5(THSTensor_tensor_split_with_sizes, tensor_split_indices)
OP4(THSTensor_tensor_split_with_tensor_sizes, tensor_split_tensor_indices_or_sections)
OP3(THSTensor_unbind, unbind_int)
OP3(THSTensor_vsplit_with_size, vsplit_int)
OP4(THSTensor_vsplit_with_sizes, vsplit_array)
