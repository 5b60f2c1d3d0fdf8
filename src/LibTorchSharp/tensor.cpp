// Properties, memory and copies of a tensor; single elements.
#include "operators.h"
#include "profile.h"

#include <algorithm>

#include <ATen/TensorIndexing.h>

// Properties.

int64_t THSTensor_element_size(void* handle) { return guard([&] { return static_cast<int64_t>(tensor(handle).element_size()); }); }
int64_t THSTensor_ndimension(void* handle) { return guard([&] { return tensor(handle).dim(); }); }
int64_t THSTensor_numel(void* handle) { return guard([&] { return tensor(handle).numel(); }); }
int64_t THSTensor_size(void* handle, int64_t dim) { return guard([&] { return tensor(handle).size(dim); }); }
int64_t THSTensor_stride(void* handle, int64_t dim) { return guard([&] { return tensor(handle).stride(dim); }); }
int64_t THSTensor_storage_offset(void* handle) { return guard([&] { return tensor(handle).storage_offset(); }); }
int8_t THSTensor_type(void* handle) { return guard([&] { return static_cast<int8_t>(tensor(handle).scalar_type()); }); }
int32_t THSTensor_device_index(void* handle) { return guard([&] { return static_cast<int32_t>(tensor(handle).device().index()); }); }
int32_t THSTensor_device_type(void* handle) { return guard([&] { return static_cast<int32_t>(tensor(handle).device().type()); }); }
bool THSTensor_is_contiguous(void* handle) { return guard([&] { return tensor(handle).is_contiguous(); }); }
bool THSTensor_is_cpu(void* handle) { return guard([&] { return tensor(handle).is_cpu(); }); }
bool THSTensor_is_leaf(void* handle) { return guard([&] { return tensor(handle).is_leaf(); }); }
bool THSTensor_is_nonzero(void* handle) { return guard([&] { return tensor(handle).is_nonzero(); }); }
bool THSTensor_is_sparse(void* handle) { return guard([&] { return tensor(handle).is_sparse(); }); }
int64_t THSTensor_is_conj(void* handle) { return guard([&] { return static_cast<int64_t>(tensor(handle).is_conj()); }); }
int64_t THSTensor_is_neg(void* handle) { return guard([&] { return static_cast<int64_t>(tensor(handle).is_neg()); }); }
bool THSTensor_requires_grad(void* handle) { return guard([&] { return tensor(handle).requires_grad(); }); }
int32_t THSTensor_result_type(void* left, void* right) { return run<at::_ops::result_type_Tensor, int32_t>(left, right); }

static int64_t copy_out(at::IntArrayRef values, AllocatePinnedArray allocate) {
    std::copy(values.begin(), values.end(), static_cast<int64_t*>(allocate(reinterpret_cast<void*>(values.size()))));
    return static_cast<int64_t>(values.size());
}

int64_t THSTensor_sizes(void* handle, AllocatePinnedArray allocate) {
    return guard([&] { return copy_out(tensor(handle).sizes(), allocate); });
}
int64_t THSTensor_strides(void* handle, AllocatePinnedArray allocate) {
    return guard([&] { return copy_out(tensor(handle).strides(), allocate); });
}

// Memory.

// TorchSharp reads the numbers of a CPU tensor through this pointer.
void* THSTensor_data(void* handle) {
    return guard([&] {
        note_wait("read of a number");
        return tensor(handle).data_ptr();
    });
}
float THSTensor_data_idx_float16(void* handle, int64_t i) {
    return guard([&] { return static_cast<float>(tensor(handle).data_ptr<at::Half>()[i]); });
}
float THSTensor_data_idx_bfloat16(void* handle, int64_t i) {
    return guard([&] { return static_cast<float>(tensor(handle).data_ptr<at::BFloat16>()[i]); });
}
void* THSStorage_data_ptr(void* handle) { return guard([&] { return const_cast<void*>(static_cast<const void*>(tensor(handle).storage().data())); }); }
uint64_t THSStorage_nbytes(void* handle) { return guard([&] { return static_cast<uint64_t>(tensor(handle).storage().nbytes()); }); }
void THSStorage_set_nbytes(void* handle, uint64_t bytes) {
    guard([&] { tensor(handle).storage().set_nbytes(static_cast<size_t>(bytes)); });
}
void THSTensor_free(void*) {}

// Functions whose result has the same elements, or copies of them.

void* THSTensor_alias(void* handle) { return guard([&] { return give(tensor(handle)); }); }
OP1(THSTensor_clone, clone)
void* THSTensor_contiguous(void* handle) { return guard([&] { return give(tensor(handle).contiguous()); }); }
void* THSTensor_cpu(void* handle) { return guard([&] { return give(tensor(handle).cpu()); }); }
void* THSTensor_cuda(void* handle) { return guard([&] { return give(tensor(handle).cuda()); }); }
EACH(TENSOR1, detach, detach_, to_dense, int_repr, is_pinned, pin_memory, to_sparse, q_scale, q_zero_point, q_per_channel_axis,
     q_per_channel_scales, q_per_channel_zero_points)
OP4(THSTensor_quantize_per_tensor, quantize_per_tensor)
OP5(THSTensor_quantize_per_channel, quantize_per_channel)
OP2(THSTensor_fill_, fill__Scalar)
OP2(THSTensor_set_, set__source_Tensor)
OP1(THSTensor_dequantize, dequantize_self)
OP2(THSTensor_to_sparse_with_dims, to_sparse_sparse_dim)
OP1(THSTensor_indices, _indices)
OP1(THSTensor_values, _values)

int64_t THSTensor_copy_(void* handle, void* source, bool non_blocking) {
    run<at::_ops::copy_, void>(handle, source, non_blocking);
    return 0;
}
void* THSTensor_to_device(void* handle, int32_t device_type, int32_t device_index, bool copy, bool non_blocking) {
    return guard([&] {
        const at::Tensor& input = tensor(handle);
        return give(input.to(device(device_type, device_index), input.scalar_type(), non_blocking, copy));
    });
}
void* THSTensor_to_type(void* handle, int8_t dtype, bool copy, bool non_blocking) {
    return guard([&] { return give(tensor(handle).to(static_cast<at::ScalarType>(dtype), non_blocking, copy)); });
}
void* THSTensor_to_type_and_device(void* handle, int8_t dtype, int32_t device_type, int32_t device_index, bool copy, bool non_blocking) {
    return guard([&] {
        return give(tensor(handle).to(device(device_type, device_index), static_cast<at::ScalarType>(dtype), non_blocking, copy));
    });
}
void* THSTensor_item(void* handle) { return guard([&] { return static_cast<void*>(new at::Scalar(tensor(handle).item())); }); }

// Single elements and sub-tensors.

template <class... Index>
static at::Tensor at_index(void* handle, Index... indices) {
    at::Tensor part = tensor(handle);
    ((part = part.select(0, indices)), ...);
    return part;
}

#define INT1 int64_t i
#define INT2 INT1, int64_t j
#define INT3 INT2, int64_t k
#define INT4 INT3, int64_t l
#define INT5 INT4, int64_t m
#define INT6 INT5, int64_t n

void* THSTensor_get1(void* handle, INT1) { return guard([&] { return give(at_index(handle, i)); }); }
void* THSTensor_get2(void* handle, INT2) { return guard([&] { return give(at_index(handle, i, j)); }); }
void* THSTensor_get3(void* handle, INT3) { return guard([&] { return give(at_index(handle, i, j, k)); }); }
void* THSTensor_get4(void* handle, INT4) { return guard([&] { return give(at_index(handle, i, j, k, l)); }); }
void* THSTensor_get5(void* handle, INT5) { return guard([&] { return give(at_index(handle, i, j, k, l, m)); }); }
void* THSTensor_get6(void* handle, INT6) { return guard([&] { return give(at_index(handle, i, j, k, l, m, n)); }); }
void THSTensor_set1(void* handle, INT1, void* value) { guard([&] { at_index(handle, i).copy_(tensor(value)); }); }
void THSTensor_set2(void* handle, INT2, void* value) { guard([&] { at_index(handle, i, j).copy_(tensor(value)); }); }
void THSTensor_set3(void* handle, INT3, void* value) { guard([&] { at_index(handle, i, j, k).copy_(tensor(value)); }); }
void THSTensor_set4(void* handle, INT4, void* value) { guard([&] { at_index(handle, i, j, k, l).copy_(tensor(value)); }); }
void THSTensor_set5(void* handle, INT5, void* value) { guard([&] { at_index(handle, i, j, k, l, m).copy_(tensor(value)); }); }
void THSTensor_set6(void* handle, INT6, void* value) { guard([&] { at_index(handle, i, j, k, l, m, n).copy_(tensor(value)); }); }
