// Gradients: recording modes, backward passes, and functions whose backward is written in C#.
#include "bridge.h"

#include <memory>
#include <unordered_set>

#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/saved_variable.h>

using torch::autograd::AnomalyMode;
using torch::autograd::SavedVariable;
using torch::autograd::variable_list;

// Reading and setting the modes does not change the last error.

bool THSAutograd_isGradEnabled() { return at::GradMode::is_enabled(); }
void THSAutograd_setGrad(bool on) { at::GradMode::set_enabled(on); }
bool THSAutograd_isInferenceModeEnabled() { return c10::InferenceMode::is_enabled(); }
void* THSAutograd_getInferenceModeGuard(bool on) { return new c10::InferenceMode(on); }
void THSAutograd_deleteInferenceModeGuard(void* handle) { delete static_cast<c10::InferenceMode*>(handle); }
bool THSAutograd_isAnomalyEnabled() { return AnomalyMode::is_enabled(); }
bool THSAutograd_shouldCheckNaN() { return AnomalyMode::should_check_nan(); }
void THSAutograd_setAnomaly(bool on, bool check_nan) { AnomalyMode::set_enabled(on, check_nan); }

void* THSTensor_grad(void* handle) { return guard([&] { return give(tensor(handle).grad()); }); }
void THSTensor_set_grad(void* handle, void* grad) {
    guard([&] { tensor(handle).mutable_grad() = tensor_or_undefined(grad); });
}
void THSTensor_set_requires_grad(void* handle, bool on) {
    guard([&] { tensor(handle).set_requires_grad(on); });
}
void THSTensor_retain_grad(void* handle) {
    guard([&] { tensor(handle).retain_grad(); });
}
void THSTensor_backward(void* handle) {
    guard([&] { tensor(handle).backward(); });
}

void THSAutograd_backward(void* roots, int64_t root_count, void* grads, int64_t grad_count, bool retain_graph, bool create_graph, void* inputs,
                          int64_t input_count) {
    guard([&] {
        torch::autograd::backward(tensors(roots, root_count), tensors_or_undefined(grads, grad_count), retain_graph, create_graph,
                                  tensors(inputs, input_count));
    });
}
void THSAutograd_grad(void* outputs, int64_t output_count, void* inputs, int64_t input_count, void* grads, int64_t grad_count, bool retain_graph,
                      bool create_graph, bool allow_unused, AllocatePinnedArray allocate) {
    guard([&] {
        give(torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count), tensors_or_undefined(grads, grad_count),
                                   retain_graph, create_graph, allow_unused),
             allocate);
    });
}

// Functions whose backward is written in C#. TorchSharp has a strong and a weak pointer to a node; it releases the strong pointer when the
// graph owns the node.

namespace {

struct ManagedNode : torch::autograd::Node {
    ApplyFunc run_backward;
    ManagedDeleteNode forget;

    ManagedNode(ApplyFunc run_backward, ManagedDeleteNode forget) : run_backward(run_backward), forget(forget) {}

    variable_list apply(variable_list&& gradients) override {
        std::vector<void*> handles;
        handles.reserve(gradients.size());
        for (auto& gradient : gradients) handles.push_back(give(std::move(gradient)));
        // TorchSharp owns the array and the tensors in the array.
        ArrayWithSize results = run_backward(handles.data(), static_cast<int32_t>(handles.size()));
        return tensors_or_undefined(results.array, results.size);
    }
};

void delete_node(ManagedNode* node) {
    node->forget();
    torch::autograd::deleteNode(node);
}

using Strong = std::shared_ptr<ManagedNode>;
using Weak = std::weak_ptr<ManagedNode>;

// Returns the node; null if it no longer exists.
Strong node_of(NodeUnmanagedPtr pointers) {
    return pointers.weak_ptr == nullptr ? Strong() : static_cast<Weak*>(pointers.weak_ptr)->lock();
}

ManagedNode& living(const Strong& node) {
    TORCH_CHECK(node != nullptr, "the function's node was already released");
    return *node;
}

std::unordered_set<at::TensorImpl*> implementations(ArrayWithSize array) {
    std::unordered_set<at::TensorImpl*> set;
    for (const at::Tensor& each : tensors(array.array, array.size)) set.insert(each.unsafeGetTensorImpl());
    return set;
}

// _wrap_outputs takes more arguments in later versions.
template <class Wrap, class... Common>
auto wrap(Wrap wrap_outputs, const Common&... common) {
    auto view_as_self = [](at::Tensor x) -> at::Tensor { return x.view_as(x); };
    using Set = std::unordered_set<at::TensorImpl*>;
    using View = decltype(view_as_self);
    if constexpr (std::is_invocable<Wrap, Common...>::value) return wrap_outputs(common...);
    else if constexpr (std::is_invocable<Wrap, Common..., Set>::value) return wrap_outputs(common..., Set());
    else if constexpr (std::is_invocable<Wrap, Common..., Set, View>::value) return wrap_outputs(common..., Set(), view_as_self);
    else return wrap_outputs(common..., Set(), view_as_self, false);
}

}  // namespace

NodeUnmanagedPtr THSAutograd_CSharpNode_ctor(ApplyFunc run_backward, ManagedDeleteNode forget) {
    return guard([&] {
        auto strong = new Strong(new ManagedNode(run_backward, forget), delete_node);
        return NodeUnmanagedPtr{strong, new Weak(*strong)};
    });
}
void THSAutograd_CSharpNode_disposeSharedPtr(NodeUnmanagedPtr node) {
    guard([&] { delete static_cast<Strong*>(node.shared_ptr); });
}
void THSAutograd_CSharpNode_disposeWeakPtr(NodeUnmanagedPtr node) {
    guard([&] { delete static_cast<Weak*>(node.weak_ptr); });
}
void THSAutograd_CSharpNode_setNextEdges(NodeUnmanagedPtr node, ArrayWithSize inputs, bool is_executable) {
    guard([&] {
        auto list = tensors(inputs.array, inputs.size);
        living(node_of(node)).set_next_edges(is_executable ? torch::autograd::collect_next_edges(list) : torch::autograd::edge_list());
    });
}
void THSAutograd_CSharpNode_clearInputMetadata(NodeUnmanagedPtr node) {
    guard([&] { living(node_of(node)).clear_input_metadata(); });
}
void THSAutograd_Function_wrapOutputs(ArrayWithSize inputs, ArrayWithSize not_differentiable, ArrayWithSize dirty, ArrayWithSize outputs,
                                      NodeUnmanagedPtr node, AllocatePinnedArray allocate) {
    guard([&] {
        std::vector<Optional<at::Tensor>> given;
        for (at::Tensor& each : tensors(outputs.array, outputs.size)) given.emplace_back(std::move(each));
        auto changed = implementations(dirty);
        for (auto each : changed) each->bump_version();
        torch::autograd::_jvp_fn_t forward_mode = [](variable_list, variable_list) -> variable_list {
            TORCH_CHECK(false, "a function that is written in C# has no forward-mode derivative");
        };
        variable_list wrapped;
        for (auto& each : wrap(&torch::autograd::_wrap_outputs, tensors(inputs.array, inputs.size), implementations(not_differentiable), changed,
                               at::ArrayRef<Optional<at::Tensor>>(given), std::shared_ptr<torch::autograd::Node>(node_of(node)), forward_mode)) {
            wrapped.push_back(each.has_value() ? *each : at::Tensor());
        }
        give(wrapped, allocate);
    });
}

// The handle of a saved variable is a pointer to SavedVariable.

void* THSAutograd_SavedVariable_ctor(void* handle, NodeUnmanagedPtr node, bool is_inplace_on_view) {
    return guard([&] {
        const at::Tensor& variable = tensor(handle);
        bool is_output = variable.grad_fn() != nullptr && variable.grad_fn().get() == node_of(node).get();
        return static_cast<void*>(new SavedVariable(variable, is_output, is_inplace_on_view));
    });
}
void THSAutograd_SavedVariable_dispose(void* saved) {
    guard([&] { delete static_cast<SavedVariable*>(saved); });
}
void* THSAutograd_SavedVariable_unpack(void* saved, NodeUnmanagedPtr saved_for) {
    return guard([&] { return give(static_cast<SavedVariable*>(saved)->unpack(node_of(saved_for))); });
}
void THSAutograd_SavedVariable_reset_data(void* saved) {
    guard([&] { static_cast<SavedVariable*>(saved)->reset_data(); });
}
