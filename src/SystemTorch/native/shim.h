// The C interface between SystemTorch's managed code and libtorch.
//
// Every entry point returns null when it succeeded, or else the message of what went wrong, which the caller releases with
// st_free_message. No exception ever crosses the boundary. A tensor handle is a heap-allocated at::Tensor, a generator handle a
// heap-allocated at::Generator; each belongs to the caller, who releases it once.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <utility>

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>

#define ST_API extern "C" __attribute__((visibility("default")))

using Message = char*;
using TensorHandle = at::Tensor*;

// An argument or a result of an operator. The managed side mirrors this layout.
enum class Tag : int32_t {
    None = 0,
    Tensor = 1,      // pointer: handle
    Int = 2,         // integer; also dtype, layout and memory format
    Double = 3,      // real
    Bool = 4,        // integer: 0 or 1
    String = 5,      // pointer: UTF-8, count bytes
    IntList = 6,     // pointer: count int64_t
    DoubleList = 7,  // pointer: count double
    TensorList = 8,  // pointer: count handles, null for an absent tensor
    Device = 9,      // count: device type; integer: index or -1
    Generator = 10,  // pointer: handle
    BoolList = 11,   // pointer: count uint8_t
};

struct Value {
    Tag tag;
    int32_t count;
    union {
        int64_t integer;
        double real;
        void* pointer;
    };
};

static_assert(sizeof(Value) == 16, "the managed side relies on this layout");

Message copy_message(const char* text) noexcept;

ST_API void st_tensor_dispose(TensorHandle handle);
TensorHandle wrap(at::Tensor tensor);
const at::Tensor& tensor_of(TensorHandle handle);
at::TensorOptions options_of(int32_t dtype, int32_t device_type, int32_t device_index);

template <class Body>
Message guard(Body&& body) noexcept {
    try {
        body();
        return nullptr;
    } catch (const c10::Error& e) {
        return copy_message(e.what_without_backtrace());
    } catch (const std::exception& e) {
        return copy_message(e.what());
    } catch (...) {
        return copy_message("libtorch threw something that is not a std::exception");
    }
}
