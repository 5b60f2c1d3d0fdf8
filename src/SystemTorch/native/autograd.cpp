// Gradients: what is recorded, and running it backwards.
#include "shim.h"

#include <vector>

#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>

namespace {

std::vector<at::Tensor> list(TensorHandle const* handles, int32_t count) {
    std::vector<at::Tensor> tensors;
    tensors.reserve(count);
    for (int32_t i = 0; i < count; i++) tensors.push_back(tensor_of(handles[i]));
    return tensors;
}

// Gradients may be absent one by one: null stands for "of a scalar, 1".
std::vector<at::Tensor> gradients(TensorHandle const* handles, int32_t count) {
    std::vector<at::Tensor> tensors;
    tensors.reserve(count);
    for (int32_t i = 0; i < count; i++) tensors.push_back(handles[i] == nullptr ? at::Tensor() : *handles[i]);
    return tensors;
}

}  // namespace

ST_API int32_t st_grad_mode() { return at::GradMode::is_enabled(); }

ST_API void st_set_grad_mode(int32_t enabled) { at::GradMode::set_enabled(enabled != 0); }

ST_API int32_t st_inference_mode() { return c10::InferenceMode::is_enabled(); }

ST_API c10::InferenceMode* st_inference_mode_enter(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }

ST_API void st_inference_mode_leave(c10::InferenceMode* mode) { delete mode; }

ST_API int32_t st_anomaly_mode() { return torch::autograd::AnomalyMode::is_enabled(); }

ST_API int32_t st_anomaly_checks_nan() { return torch::autograd::AnomalyMode::should_check_nan(); }

ST_API void st_set_anomaly_mode(int32_t enabled, int32_t check_nan) { torch::autograd::AnomalyMode::set_enabled(enabled != 0, check_nan != 0); }

ST_API Message st_set_requires_grad(TensorHandle handle, int32_t requires_grad) {
    return guard([&] { tensor_of(handle).set_requires_grad(requires_grad != 0); });
}

ST_API Message st_retain_grad(TensorHandle handle) {
    return guard([&] { tensor_of(handle).retain_grad(); });
}

// The gradient, or null where there is none.
ST_API Message st_grad(TensorHandle handle, TensorHandle* result) {
    return guard([&] {
        const at::Tensor& grad = tensor_of(handle).grad();
        *result = grad.defined() ? wrap(grad) : nullptr;
    });
}

ST_API Message st_set_grad(TensorHandle handle, TensorHandle grad) {
    return guard([&] { tensor_of(handle).mutable_grad() = grad == nullptr ? at::Tensor() : *grad; });
}

ST_API Message st_backward(TensorHandle const* tensors, int32_t count, TensorHandle const* grads, int32_t grad_count, int32_t retain_graph,
                           int32_t create_graph, TensorHandle const* inputs, int32_t input_count) {
    return guard([&] {
        torch::autograd::backward(list(tensors, count), gradients(grads, grad_count), retain_graph != 0, create_graph != 0, list(inputs, input_count));
    });
}

// Writes input_count handles; null for an input that the outputs do not depend on.
ST_API Message st_autograd_grad(TensorHandle const* outputs, int32_t output_count, TensorHandle const* inputs, int32_t input_count,
                                TensorHandle const* grads, int32_t grad_count, int32_t retain_graph, int32_t create_graph, int32_t allow_unused,
                                TensorHandle* results) {
    return guard([&] {
        auto found = torch::autograd::grad(list(outputs, output_count), list(inputs, input_count), gradients(grads, grad_count), retain_graph != 0,
                                           create_graph != 0, allow_unused != 0);
        for (size_t i = 0; i < found.size(); i++) results[i] = found[i].defined() ? wrap(std::move(found[i])) : nullptr;
    });
}
