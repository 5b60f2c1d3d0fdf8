// Views, joining and splitting.
#include "bind.h"

OP6(THSTensor_as_strided, as_strided)
OP1(THSTensor_atleast_1d, atleast_1d)
OP1(THSTensor_atleast_2d, atleast_2d)
OP1(THSTensor_atleast_3d, atleast_3d)
OP3(THSTensor_broadcast_to, broadcast_to)
OP2(THSTensor_channel_shuffle, channel_shuffle)
OP2(THSTensor_diag, diag)
OP4(THSTensor_diag_embed, diag_embed)
OP2(THSTensor_diagflat, diagflat)
OP4(THSTensor_diagonal, diagonal)
OP4(THSTensor_expand, expand)
OP3(THSTensor_flatten, flatten_using_ints)
OP3(THSTensor_flip, flip)
OP1(THSTensor_fliplr, fliplr)
OP1(THSTensor_flipud, flipud)
OP5(THSTensor_movedim, movedim_intlist)
OP3(THSTensor_permute, permute)
OP1(THSTensor_ravel, ravel)
OP3(THSTensor_repeat, repeat)
OP3(THSTensor_reshape, reshape)
OP5(THSTensor_roll, roll)
OP1(THSTensor_squeeze_no_dim, squeeze)
OP2(THSTensor_squeeze, squeeze_dim)
OP1(THSTensor_squeeze_no_dim_, squeeze_)
OP2(THSTensor_squeeze_, squeeze__dim)
OP1(THSTensor_t, t)
OP3(THSTensor_tile, tile)
OP3(THSTensor_transpose, transpose_int)
OP3(THSTensor_transpose_, transpose_)
OP4(THSTensor_unflatten, unflatten_int)
OP4(THSTensor_unfold, unfold)
OP2(THSTensor_unsqueeze, unsqueeze)
OP2(THSTensor_unsqueeze_, unsqueeze_)
OP3(THSTensor_vander, vander)
OP3(THSTensor_view, view)
OP1(THSTensor_view_as_complex, view_as_complex)
OP1(THSTensor_view_as_real, view_as_real)
OP1(THSTensor_adjoint, adjoint)
OP1(THSTensor_mH, mH)
OP1(THSTensor_mT, mT)

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

// The smallest integer stands for "not given".
static Optional<int64_t> given(int64_t value) { return value == INT64_MIN ? Optional<int64_t>() : Optional<int64_t>(value); }
void* THSTensor_repeat_interleave(void* input, void* repeats, int64_t dim, int64_t output_size) {
    return guard([&] { return give(tensor(input).repeat_interleave(tensor(repeats), given(dim), given(output_size))); });
}
void* THSTensor_repeat_interleave_int64(void* input, int64_t repeats, int64_t dim, int64_t output_size) {
    return guard([&] { return give(tensor(input).repeat_interleave(repeats, given(dim), given(output_size))); });
}

// Joining.

OP2(THSTensor_block_diag, block_diag)
OP3(THSTensor_broadcast_tensors, broadcast_tensors)
OP2(THSTensor_cartesian_prod, cartesian_prod)
OP3(THSTensor_cat, cat)
OP2(THSTensor_column_stack, column_stack)
OP3(THSTensor_combinations, combinations)
OP2(THSTensor_dstack, dstack)
OP2(THSTensor_hstack, hstack)
OP4(THSTensor_meshgrid, meshgrid_indexing)
OP2(THSTensor_row_stack, row_stack)
OP3(THSTensor_stack, stack)
OP2(THSTensor_vstack, vstack)

// Splitting.

OP4(THSTensor_chunk, chunk)
OP3(THSTensor_dsplit_with_size, dsplit_int)
OP4(THSTensor_dsplit_with_sizes, dsplit_array)
OP3(THSTensor_hsplit_with_size, hsplit_int)
OP4(THSTensor_hsplit_with_sizes, hsplit_array)
OP4(THSTensor_split_with_size, split_Tensor)
OP5(THSTensor_split_with_sizes, split_with_sizes)
OP4(THSTensor_tensor_split_with_size, tensor_split_sections)
OP5(THSTensor_tensor_split_with_sizes, tensor_split_indices)
OP4(THSTensor_tensor_split_with_tensor_sizes, tensor_split_tensor_indices_or_sections)
OP3(THSTensor_unbind, unbind_int)
OP3(THSTensor_vsplit_with_size, vsplit_int)
OP4(THSTensor_vsplit_with_sizes, vsplit_array)
