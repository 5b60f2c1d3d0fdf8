// New tensors: from memory, from numbers, and filled with a value.
#include "operators.h"

#include <ATen/ops/from_blob.h>
#include <ATen/ops/scalar_tensor.h>

namespace {

// Creates a tensor that uses the caller's memory, and converts it to dtype and the device. The deleter runs when no tensor uses the memory
// any more.
void* over(void* data, GCHandleDeleter deleter, at::IntArrayRef sizes, int8_t type, int8_t dtype, int32_t device_type, int32_t device_index,
           bool requires_grad) {
    at::Tensor blob = at::from_blob(data, sizes, deleter, at::TensorOptions(static_cast<at::ScalarType>(type)));
    bool convert = type != dtype, move = device_type != 0;
    if (requires_grad && !move) blob.set_requires_grad(true);
    if (!convert && !move) return give(blob);
    at::Tensor moved = blob.to(move ? device(device_type, device_index) : blob.device(), static_cast<at::ScalarType>(dtype));
    return give(moved, requires_grad && move);
}

void* of_number(const at::Scalar& value, at::ScalarType dtype, int32_t device_type, int32_t device_index, bool requires_grad) {
    return give(at::scalar_tensor(value, options(static_cast<int8_t>(dtype), device_type, device_index)), requires_grad);
}

}  // namespace

void* THSTensor_new(void* data, GCHandleDeleter deleter, void* sizes, int32_t count, int8_t type, int8_t dtype, int32_t device_type,
                    int32_t device_index, bool requires_grad) {
    return guard([&] { return over(data, deleter, ints(sizes, count), type, dtype, device_type, device_index, requires_grad); });
}
void* THSTensor_newInt64(void* data, GCHandleDeleter deleter, void* sizes, int32_t count, int32_t device_type, int32_t device_index,
                         bool requires_grad) {
    auto type = static_cast<int8_t>(at::kLong);
    return guard([&] { return over(data, deleter, ints(sizes, count), type, type, device_type, device_index, requires_grad); });
}
void* THSTensor_frombuffer(void* data, GCHandleDeleter deleter, int64_t count, int64_t offset, int8_t type, int8_t dtype, int32_t device_type,
                           int32_t device_index, bool requires_grad) {
    return guard([&] { return over(static_cast<char*>(data) + offset, deleter, count, type, dtype, device_type, device_index, requires_grad); });
}

#define NUMBER(name, type, dtype, value)                                                                    \
    void* THSTensor_new##name##Scalar(type v, int32_t device_type, int32_t device_index, bool requires_grad) { \
        return guard([&] { return of_number(value, at::dtype, device_type, device_index, requires_grad); });   \
    }
NUMBER(Bool, bool, kBool, v)
NUMBER(Byte, uint8_t, kByte, v)
NUMBER(Int8, int8_t, kChar, v)
NUMBER(Int16, int16_t, kShort, v)
NUMBER(Int32, int32_t, kInt, v)
NUMBER(Int64, int64_t, kLong, v)
NUMBER(Float32, float, kFloat, v)
NUMBER(Float64, double, kDouble, v)
NUMBER(Float16, float, kHalf, static_cast<at::Half>(v))

void* THSTensor_newComplexFloat32Scalar(float real, float imaginary, int32_t device_type, int32_t device_index, bool requires_grad) {
    return guard([&] { return of_number(c10::complex<float>(real, imaginary), at::kComplexFloat, device_type, device_index, requires_grad); });
}
void* THSTensor_newComplexFloat64Scalar(double real, double imaginary, int32_t device_type, int32_t device_index, bool requires_grad) {
    return guard([&] { return of_number(c10::complex<double>(real, imaginary), at::kComplexDouble, device_type, device_index, requires_grad); });
}

// Filled tensors. The options of a new tensor are dtype, device type, device index and requires_grad.

EACH(TENSOR5, empty_like, ones_like, zeros_like)
EACH(TENSOR3, empty_out, ones_out, zeros_out)
EACH(TENSOR8, empty_strided, logspace)
EACH(TENSOR7, full, linspace)
EACH(TENSOR6, full_like, ones, zeros, tril_indices, triu_indices)
OP4(THSTensor_full_out, full_out)
OP7(THSTensor_arange, arange_start_step)
OP4(THSTensor_arange_out, arange_start_out)
OP6(THSTensor_empty, empty_memory_format)
OP6(THSTensor_eye, eye_m)
OP3(THSTensor_eye_out, eye_m_out)
OP8(THSTensor_sparse, sparse_coo_tensor_indices_size)

OP6(THSTensor_bartlett_window, bartlett_window_periodic)
OP6(THSTensor_blackman_window, blackman_window_periodic)
OP8(THSTensor_hamming_window, hamming_window_periodic_alpha_beta)
OP6(THSTensor_hann_window, hann_window_periodic)
OP7(THSTensor_kaiser_window, kaiser_window_beta)
