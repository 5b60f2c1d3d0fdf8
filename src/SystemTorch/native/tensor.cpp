// Tensor handles: their life, what they describe, and their memory.
#include "shim.h"

#include <algorithm>
#include <atomic>

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

namespace {

std::atomic<int64_t> live_handles{0};
char out_of_memory[] = "out of memory while copying an error message";

at::Device device_of(int32_t type, int32_t index) {
    return at::Device(static_cast<at::DeviceType>(type), static_cast<at::DeviceIndex>(index));
}

}  // namespace

Message copy_message(const char* text) noexcept {
    Message copy = strdup(text);
    return copy != nullptr ? copy : out_of_memory;
}

TensorHandle wrap(at::Tensor tensor) {
    auto handle = new at::Tensor(std::move(tensor));
    live_handles.fetch_add(1, std::memory_order_relaxed);
    return handle;
}

const at::Tensor& tensor_of(TensorHandle handle) {
    TORCH_CHECK(handle != nullptr, "a tensor is required, but null was given");
    return *handle;
}

at::TensorOptions options_of(int32_t dtype, int32_t device_type, int32_t device_index) {
    return at::TensorOptions(static_cast<at::ScalarType>(dtype)).device(device_of(device_type, device_index));
}

ST_API void st_free_message(Message message) {
    if (message != out_of_memory) std::free(message);
}

ST_API void st_free(void* memory) { std::free(memory); }

ST_API int64_t st_live_handles() { return live_handles.load(); }

ST_API void st_tensor_dispose(TensorHandle handle) {
    if (handle == nullptr) return;
    delete handle;
    live_handles.fetch_sub(1, std::memory_order_relaxed);
}

ST_API Message st_tensor_alias(TensorHandle handle, TensorHandle* result) {
    return guard([&] { *result = wrap(tensor_of(handle)); });
}

struct TensorInfo {
    int64_t dim, numel, element_size, storage_offset;
    int32_t dtype, device_type, device_index;
    int32_t requires_grad, is_leaf, is_contiguous, is_sparse, is_readable;
};

ST_API Message st_tensor_info(TensorHandle handle, TensorInfo* info) {
    return guard([&] {
        const at::Tensor& tensor = tensor_of(handle);
        bool strided = tensor.layout() == at::kStrided;
        info->dim = tensor.dim();
        info->numel = tensor.numel();
        info->element_size = static_cast<int64_t>(tensor.element_size());
        info->storage_offset = strided ? tensor.storage_offset() : 0;
        info->dtype = static_cast<int32_t>(tensor.scalar_type());
        info->device_type = static_cast<int32_t>(tensor.device().type());
        info->device_index = tensor.device().index();
        info->requires_grad = tensor.requires_grad();
        info->is_leaf = tensor.is_leaf();
        info->is_contiguous = strided && tensor.is_contiguous();
        info->is_sparse = tensor.is_sparse();
        info->is_readable = strided && tensor.device().is_cpu();
    });
}

// Writes dim() sizes and as many strides, each where there is room for them, that is where the pointer is not null.
ST_API Message st_tensor_shape(TensorHandle handle, int64_t* sizes, int64_t* strides) {
    return guard([&] {
        const at::Tensor& tensor = tensor_of(handle);
        if (sizes != nullptr) std::copy(tensor.sizes().begin(), tensor.sizes().end(), sizes);
        if (strides != nullptr) std::copy(tensor.strides().begin(), tensor.strides().end(), strides);
    });
}

ST_API Message st_tensor_data(TensorHandle handle, void** data) {
    return guard([&] {
        const at::Tensor& tensor = tensor_of(handle);
        TORCH_CHECK(tensor.layout() == at::kStrided, "only a strided tensor has its elements at one address");
        TORCH_CHECK(tensor.device().is_cpu(), "the memory of a tensor on ", tensor.device(), " can't be read from here; move it to the CPU first");
        *data = tensor.data_ptr();
    });
}

// A tensor with a copy of the elements at data, then converted to dtype and moved to the device.
ST_API Message st_tensor_from_memory(const void* data, const int64_t* sizes, int32_t dim, int32_t source_dtype, int32_t dtype,
                                     int32_t device_type, int32_t device_index, int32_t requires_grad, TensorHandle* result) {
    return guard([&] {
        at::Tensor tensor = at::empty(at::IntArrayRef(sizes, dim), at::TensorOptions(static_cast<at::ScalarType>(source_dtype)));
        if (tensor.nbytes() > 0) std::memcpy(tensor.data_ptr(), data, tensor.nbytes());
        tensor = tensor.to(options_of(dtype, device_type, device_index));
        if (requires_grad) tensor.set_requires_grad(true);
        *result = wrap(std::move(tensor));
    });
}

// A tensor over the caller's own memory; release(context) is called when nothing refers to it any more.
ST_API Message st_tensor_over_memory(void* data, const int64_t* sizes, int32_t dim, int32_t dtype, void (*release)(void*), void* context,
                                     TensorHandle* result) {
    return guard([&] {
        at::TensorOptions options(static_cast<at::ScalarType>(dtype));
        *result = wrap(at::from_blob(data, at::IntArrayRef(sizes, dim), [release, context](void*) { release(context); }, options));
    });
}
