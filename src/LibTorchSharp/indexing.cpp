// Selecting and writing elements.
#include "operators.h"

#include <ATen/TensorIndexing.h>

EACH(TENSOR1, argwhere, nonzero)
EACH(TENSOR3, gather, index_select, masked_scatter, masked_scatter_, take_along_dim)
EACH(TENSOR5, index_add, index_add_, diagonal_scatter)
EACH(TENSOR4, index_copy, index_copy_, narrow, scatter_add, scatter_add_, select_scatter)
EACH(TENSOR2, masked_select, take)
OP6(THSTensor_slice_scatter, slice_scatter)
OP4(THSTensor_index_fill, index_fill_int_Scalar)
OP4(THSTensor_index_fill_, index_fill__int_Scalar)
OP3(THSTensor_masked_fill, masked_fill_Scalar)
OP3(THSTensor_masked_fill_, masked_fill__Scalar)
OP4(THSTensor_scatter, scatter_src)
OP4(THSTensor_scatter_, scatter__src)
OP3(THSTensor_select, select_int)
OP5(THSTensor_slice, slice_Tensor)
OP2(THSTensor_take_along_dim_dflt, take_along_dim)
OP3(THSTensor_where, where_self)
OP2(THSTensor_where_list, where)

// Indices as in Python. TorchSharp encodes the kind of each index in the number of its start.

namespace {

using at::indexing::Slice;
using at::indexing::TensorIndex;

constexpr int64_t smallest = INT64_MIN;

enum Kind : int64_t {
    Null = smallest,
    False = smallest + 1,
    True = smallest + 2,
    Ellipsis = smallest + 3,
    None = smallest + 4,
    ByTensor = smallest + 5,
    SliceFromTheFirst = smallest + 6,
};

Optional<int64_t> bound(const int64_t* bounds, int32_t i) {
    return bounds == nullptr || bounds[i] == smallest ? Optional<int64_t>() : Optional<int64_t>(bounds[i]);
}

TensorIndex index_of(int64_t start, Optional<int64_t> end, Optional<int64_t> step, void* by) {
    switch (start) {
        case Null:
        case None: return TensorIndex(at::indexing::None);
        case False: return TensorIndex(false);
        case True: return TensorIndex(true);
        case Ellipsis: return TensorIndex(at::indexing::Ellipsis);
        case ByTensor: return TensorIndex(tensor(by));
        case SliceFromTheFirst: return TensorIndex(Slice(Optional<int64_t>(), end, step));
    }
    if (start > smallest / 4) return TensorIndex(start);
    return TensorIndex(Slice(start - smallest / 2, end, step));
}

std::vector<TensorIndex> indices(void* starts, void* ends, void* steps, void* by, int32_t length) {
    auto tensors = static_cast<void**>(by);
    std::vector<TensorIndex> list;
    list.reserve(length);
    for (int32_t i = 0; i < length; i++) {
        list.push_back(index_of(static_cast<int64_t*>(starts)[i], bound(static_cast<int64_t*>(ends), i), bound(static_cast<int64_t*>(steps), i),
                                tensors == nullptr ? nullptr : tensors[i]));
    }
    return list;
}

}  // namespace

void* THSTensor_index(void* handle, void* starts, void* ends, void* steps, void* by, int32_t length) {
    return guard([&] { return give(tensor(handle).index(indices(starts, ends, steps, by, length))); });
}
void THSTensor_index_put_(void* handle, void* starts, void* ends, void* steps, void* by, int32_t length, void* value, bool accumulate) {
    guard([&] {
        if (!accumulate) {
            tensor(handle).index_put_(indices(starts, ends, steps, by, length), tensor(value));
            return;
        }
        c10::List<Optional<at::Tensor>> list;
        for (const at::Tensor& each : tensors(by, length)) list.push_back(each);
        tensor(handle).index_put_(list, tensor(value), true);
    });
}
void THSTensor_index_put_scalar_(void* handle, void* starts, void* ends, void* steps, void* by, int32_t length, void* value) {
    guard([&] { tensor(handle).index_put_(indices(starts, ends, steps, by, length), scalar(value)); });
}
