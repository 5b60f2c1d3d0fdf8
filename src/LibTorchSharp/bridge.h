// Shared by every source file: TorchSharp's declarations, handles and errors.
//
// A tensor handle points to a heap-allocated at::Tensor, a scalar handle to an at::Scalar, and a generator handle to an at::Generator. Each
// handle belongs to the caller, who disposes it once. The handle of an undefined tensor is null.
//
// No exception crosses the boundary. A function that fails leaves its message as the thread's last error, which TorchSharp fetches after
// most calls.
#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

// Two structures that the declared functions pass by value.
struct ArrayWithSize {
    void** array;
    int64_t size;
};

struct NodeUnmanagedPtr {
    void* shared_ptr;
    void* weak_ptr;
};

#pragma GCC visibility push(default)
#include "signatures.h"
#pragma GCC visibility pop

extern __thread const char* last_error;

// Stores the current exception as the thread's last error.
void remember_exception() noexcept;

[[noreturn]] void refuse_null(const char* what);

// Runs a function body. As in TorchSharp's library, the last error is first reset, and a failed function returns zero.
template <class Body>
auto guard(Body&& body) noexcept -> decltype(body()) {
    last_error = nullptr;
    try {
        return body();
    } catch (...) {
        remember_exception();
        return decltype(body())();
    }
}

inline at::Tensor& tensor(void* handle) {
    if (handle == nullptr) refuse_null("a tensor");
    return *static_cast<at::Tensor*>(handle);
}

inline const at::Scalar& scalar(void* handle) {
    if (handle == nullptr) refuse_null("a scalar");
    return *static_cast<at::Scalar*>(handle);
}

inline at::Generator& generator(void* handle) {
    if (handle == nullptr) refuse_null("a generator");
    return *static_cast<at::Generator*>(handle);
}

// libtorch's optional: the type of c10 in early versions, the type of the standard library in later versions.
template <class>
struct TemplateOf;
template <template <class> class Template, class Argument>
struct TemplateOf<Template<Argument>> {
    template <class T>
    using With = Template<T>;
};
template <class T>
using Optional = typename TemplateOf<std::decay_t<decltype(std::declval<at::TensorOptions>().device_opt())>>::template With<T>;

// Returns the value of a handle or pointer that may be null.
template <class T>
Optional<T> maybe(void* handle) {
    return handle == nullptr ? Optional<T>() : Optional<T>(*static_cast<T*>(handle));
}

// Returns the tensor of a handle; an undefined tensor if the handle is null.
inline at::Tensor tensor_or_undefined(void* handle) { return handle == nullptr ? at::Tensor() : *static_cast<at::Tensor*>(handle); }

std::vector<at::Tensor> tensors(void* handles, int64_t count);
std::vector<at::Tensor> tensors_or_undefined(void* handles, int64_t count);

inline at::IntArrayRef ints(void* values, int64_t count) { return at::IntArrayRef(static_cast<const int64_t*>(values), count); }

inline at::Device device(int64_t type, int64_t index) {
    return at::Device(static_cast<at::DeviceType>(type), static_cast<at::DeviceIndex>(index));
}

inline at::TensorOptions options(int8_t dtype, int64_t device_type, int64_t device_index) {
    return at::TensorOptions(static_cast<at::ScalarType>(dtype)).device(device(device_type, device_index));
}

// Returns a new handle for a tensor. TorchSharp disposes the handle.
void* give(at::Tensor tensor);

inline void* give(at::Tensor tensor, bool requires_grad) {
    if (requires_grad) tensor.set_requires_grad(true);
    return give(std::move(tensor));
}

// Writes handles for all tensors to memory that TorchSharp allocates.
void give(const std::vector<at::Tensor>& tensors, AllocatePinnedArray allocate);
