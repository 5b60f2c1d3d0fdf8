// Handles and errors.
#include "bridge.h"

#include <atomic>
#include <exception>
#include <stdexcept>
#include <string>

#include <c10/util/Exception.h>
#include <torch/version.h>

#include "experiments_torch.h"

__thread const char* last_error = nullptr;

namespace {

std::atomic<int64_t> live_handles{0};

// TorchSharp never frees an error text. The text belongs to the thread until the next error.
void remember(const char* text) noexcept {
    thread_local std::string message;
    try {
        message = text;
        last_error = message.c_str();
    } catch (...) {
        last_error = "out of memory while an error message was copied";
    }
}

}  // namespace

void remember_exception() noexcept {
    try {
        throw;
    } catch (const c10::Error& e) {
        remember(e.what_without_backtrace());
    } catch (const std::exception& e) {
        remember(e.what());
    } catch (...) {
        remember("libtorch threw something that is not a std::exception");
    }
}

void refuse_null(const char* what) { throw std::invalid_argument(std::string(what) + " is required, but null was given"); }

std::vector<at::Tensor> tensors(void* handles, int64_t count) {
    std::vector<at::Tensor> list;
    if (handles == nullptr) return list;
    list.reserve(count);
    for (int64_t i = 0; i < count; i++) list.push_back(tensor(static_cast<void**>(handles)[i]));
    return list;
}

std::vector<at::Tensor> tensors_or_undefined(void* handles, int64_t count) {
    std::vector<at::Tensor> list;
    if (handles == nullptr) return list;
    list.reserve(count);
    for (int64_t i = 0; i < count; i++) list.push_back(tensor_or_undefined(static_cast<void**>(handles)[i]));
    return list;
}

void* give(at::Tensor tensor) {
    if (!tensor.defined()) return nullptr;
    auto handle = new at::Tensor(std::move(tensor));
    live_handles.fetch_add(1, std::memory_order_relaxed);
    return handle;
}

void give(const std::vector<at::Tensor>& tensors, AllocatePinnedArray allocate) {
    auto handles = static_cast<void**>(allocate(reinterpret_cast<void*>(tensors.size())));
    for (size_t i = 0; i < tensors.size(); i++) handles[i] = give(tensors[i]);
}

void THSTensor_dispose(void* handle) {
    if (handle == nullptr) return;
    delete static_cast<at::Tensor*>(handle);
    live_handles.fetch_sub(1, std::memory_order_relaxed);
}

void* THSTorch_get_and_reset_last_err() { return const_cast<char*>(std::exchange(last_error, nullptr)); }

int64_t ExperimentsTorch_live_handles() { return live_handles.load(); }

const char* ExperimentsTorch_version() { return TORCH_VERSION; }
