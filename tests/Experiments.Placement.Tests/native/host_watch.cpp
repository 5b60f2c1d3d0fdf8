// Watches what the program under test does with libtorch: which operators leave tensors on the CPU, and which operators it calls.
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

// Operators that left a tensor of one or more dimensions on the CPU, while watched.
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

// Operators that the program calls while it is counted, in order; those that an operator is made of are left out.
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

// The names since the watch began, one a line; the caller's buffer is filled as far as it goes.
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

// The calls since the count began, one a line.
HOST_CUDA_API void host_cuda_end_calls(char* names, int capacity) {
    if (count != at::INVALID_CALLBACK_HANDLE) at::removeCallback(count);
    count = at::INVALID_CALLBACK_HANDLE;
    std::lock_guard<std::mutex> lock(counted);
    fill(names, capacity, calls);
    calls.clear();
}

#endif
