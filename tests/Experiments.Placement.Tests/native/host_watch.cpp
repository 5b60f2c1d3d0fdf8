// Watches how the program under test uses libtorch: which operators leave tensors on the CPU, and which operators it calls.
#include <torch/version.h>

#if TORCH_VERSION_MAJOR == 1

#include <cstring>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include <ATen/ATen.h>
#include <ATen/record_function.h>

#include "host_cuda.h"

namespace {

// Operators that left a tensor with one or more dimensions on the CPU while watching.
std::mutex watched;
std::set<std::string> left_on_cpu;
at::CallbackHandle watch = at::INVALID_CALLBACK_HANDLE;

void look_at_results(const at::RecordFunction& call, at::ObserverContext*) {
    for (const auto& value : call.outputs())
        each_tensor(value, [&](const at::Tensor& tensor) {
            if (!tensor.defined() || !tensor.is_cpu() || tensor.dim() == 0) return;
            std::lock_guard<std::mutex> lock(watched);
            left_on_cpu.insert(call.name());
        });
}

// Operators that the program called while counting, in order, without inner operators.
std::mutex counted;
std::string calls;
at::CallbackHandle count = at::INVALID_CALLBACK_HANDLE;
thread_local int depth = 0;

std::unique_ptr<at::ObserverContext> enter(const at::RecordFunction& call) {
    if (depth++ == 0) {
        std::lock_guard<std::mutex> lock(counted);
        calls += std::string(call.name()) + "\n";
    }
    return nullptr;
}

void leave(const at::RecordFunction&, at::ObserverContext*) { depth--; }

void fill(char* names, int capacity, const std::string& text) {
    std::strncpy(names, text.c_str(), capacity);
    names[capacity - 1] = 0;
}

}  // namespace

HOST_CUDA_API void host_cuda_watch() {
    if (watch != at::INVALID_CALLBACK_HANDLE) return;
    auto nothing = [](const at::RecordFunction&) -> std::unique_ptr<at::ObserverContext> { return nullptr; };
    watch = at::addGlobalCallback(at::RecordFunctionCallback(nothing, look_at_results).needsOutputs(true));
}

// Returns the names since the watch began, one per line, as far as the caller's buffer allows.
HOST_CUDA_API void host_cuda_end_watch(char* names, int capacity) {
    if (watch != at::INVALID_CALLBACK_HANDLE) at::removeCallback(watch);
    watch = at::INVALID_CALLBACK_HANDLE;
    std::string text;
    std::lock_guard<std::mutex> lock(watched);
    for (const auto& name : left_on_cpu) text += name + "\n";
    left_on_cpu.clear();
    fill(names, capacity, text);
}

HOST_CUDA_API void host_cuda_count_calls() {
    if (count == at::INVALID_CALLBACK_HANDLE)
        count = at::addGlobalCallback(at::RecordFunctionCallback(enter, leave).scopes({at::RecordScope::FUNCTION}));
}

// Returns the calls since counting began, one per line.
HOST_CUDA_API void host_cuda_end_calls(char* names, int capacity) {
    if (count != at::INVALID_CALLBACK_HANDLE) at::removeCallback(count);
    count = at::INVALID_CALLBACK_HANDLE;
    std::lock_guard<std::mutex> lock(counted);
    fill(names, capacity, calls);
    calls.clear();
}

#endif
