// Linear layers of several networks at once, on the CPU: one call for all of them, in the forward and in the backward pass.
//
// A batched product of libtorch creates tensors for each of its products, and adds the terms of a sum in another order than a linear layer.
// This code calls BLAS for each network with the same arguments as libtorch's linear layer, so that the numbers are the same as in separate
// layers, bit for bit. The caller checks this. ReLU can be part of the layer, because it does not round: it then reads the output from the
// processor's cache.
#include "bridge.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <type_traits>
#include <vector>

#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/sum.h>
#include <torch/csrc/autograd/edge.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/saved_variable.h>
#include <torch/csrc/autograd/variable.h>

#include "experiments_torch.h"

// The functions of libtorch's BLAS. The symbols are weak, because a libtorch may not export its BLAS.
extern "C" {
__attribute__((weak)) void sgemm_(const char*, const char*, const int*, const int*, const int*, const float*, const float*, const int*,
                                  const float*, const int*, const float*, float*, const int*);
__attribute__((weak)) void dgemm_(const char*, const char*, const int*, const int*, const int*, const double*, const double*, const int*,
                                  const double*, const int*, const double*, double*, const int*);
}

namespace {

// BLAS may compute a product over more examples in several parts. The parts must be added before they are added to the gradient.
constexpr int64_t most_summed_at_once = 128;

// Computes C = op(A) op(B) + beta C, with matrices stored by columns.
void product(char a_form, char b_form, int m, int n, int k, const float* a, int lda, const float* b, int ldb, float beta, float* c, int ldc) {
    const float one = 1;
    sgemm_(&a_form, &b_form, &m, &n, &k, &one, a, &lda, b, &ldb, &beta, c, &ldc);
}
void product(char a_form, char b_form, int m, int n, int k, const double* a, int lda, const double* b, int ldb, double beta, double* c,
             int ldc) {
    const double one = 1;
    dgemm_(&a_form, &b_form, &m, &n, &k, &one, a, &lda, b, &ldb, &beta, c, &ldc);
}

int blas_size(const at::Tensor& tensor, int64_t dimension) {
    const int64_t value = tensor.size(dimension);
    TORCH_CHECK(value <= std::numeric_limits<int>::max(), "a size of ", value, " is too large for BLAS");
    return static_cast<int>(value);
}

// A parameter of all cells: [cells, shape...]. Each cell is dense; the cells may be far apart in memory.
struct Parameter {
    at::Tensor values, gradient;

    template <class T>
    const T* value_of(int64_t cell) const { return values.data_ptr<T>() + cell * values.stride(0); }
    template <class T>
    T* gradient_of(int64_t cell) const { return gradient.data_ptr<T>() + cell * gradient.stride(0); }
};

void check(const Parameter& parameter, const at::Tensor& input, at::IntArrayRef sizes, const char* name) {
    for (const at::Tensor& each : {parameter.values, parameter.gradient}) {
        TORCH_CHECK(each.sizes() == sizes, name, " is ", each.sizes(), " where ", sizes, " is needed");
        TORCH_CHECK(each.device().is_cpu() && each.scalar_type() == input.scalar_type() && each[0].is_contiguous(), name,
                    " must lie on the CPU, each cell densely, in the precision of the input");
    }
}

template <class T>
using Bits = std::conditional_t<sizeof(T) == 4, uint32_t, uint64_t>;

// The value, or 0: by bits, because the compiler makes a jump of a choice between numbers, which is slow for random signs.
template <class T>
inline T kept_if(bool keeps, T value) {
    Bits<T> bits;
    std::memcpy(&bits, &value, sizeof bits);
    bits &= -static_cast<Bits<T>>(keeps);
    std::memcpy(&value, &bits, sizeof bits);
    return value;
}

// max(0, x), as libtorch computes it: NaN and -0 stay.
template <class T>
__attribute__((optimize("O3"))) void rectify(T* values, int64_t count) {
    for (int64_t i = 0; i < count; i++) values[i] = kept_if(!(values[i] < 0), values[i]);
}

// The gradient before a ReLU with this output: 0 where the output is not above 0.
template <class T>
__attribute__((optimize("O3"))) void mask(const T* gradient, const T* output, T* result, int64_t count) {
    for (int64_t i = 0; i < count; i++) result[i] = kept_if(!(output[i] <= 0), gradient[i]);
}

template <class T>
void write_output(const at::Tensor& input, const Parameter& weight, const Parameter& bias, bool rectifies, at::Tensor& output) {
    const int batch = blas_size(input, 1), inputs = blas_size(input, 2), outputs = blas_size(output, 2);
    for (int64_t cell = 0; cell < input.size(0); cell++) {
        T* y = output.data_ptr<T>() + cell * batch * outputs;
        if (bias.values.defined()) {
            const T* row = bias.value_of<T>(cell);
            for (int64_t example = 0; example < batch; example++) std::copy(row, row + outputs, y + example * outputs);
        }
        product('T', 'N', outputs, batch, inputs, weight.value_of<T>(cell), inputs, input.data_ptr<T>() + cell * batch * inputs, inputs,
                bias.values.defined() ? T(1) : T(0), y, outputs);
        if (rectifies) rectify(y, int64_t(batch) * outputs);
    }
}

template <class T>
void write_input_gradient(const at::Tensor& gradient, const Parameter& weight, at::Tensor& result) {
    const int batch = blas_size(result, 1), inputs = blas_size(result, 2), outputs = blas_size(gradient, 2);
    for (int64_t cell = 0; cell < result.size(0); cell++) {
        product('N', 'N', inputs, batch, outputs, weight.value_of<T>(cell), inputs, gradient.data_ptr<T>() + cell * batch * outputs, outputs, T(0),
                result.data_ptr<T>() + cell * batch * inputs, inputs);
    }
}

template <class T>
void add_weight_gradient(const at::Tensor& gradient, const at::Tensor& input, const Parameter& weight) {
    const int batch = blas_size(input, 1), inputs = blas_size(input, 2), outputs = blas_size(gradient, 2);
    const int64_t length = int64_t(inputs) * outputs;
    std::vector<T> apart(batch > most_summed_at_once ? length : 0);
    for (int64_t cell = 0; cell < input.size(0); cell++) {
        T* sum = weight.gradient_of<T>(cell);
        const bool is_apart = !apart.empty();
        product('N', 'T', inputs, outputs, batch, input.data_ptr<T>() + cell * batch * inputs, inputs, gradient.data_ptr<T>() + cell * batch * outputs,
                outputs, is_apart ? T(0) : T(1), is_apart ? apart.data() : sum, inputs);
        for (int64_t i = 0; i < static_cast<int64_t>(apart.size()); i++) sum[i] += apart[i];
    }
}

template <class Single, class Double>
void in_precision_of(const at::Tensor& tensor, Single single, Double with_double) {
    if (tensor.scalar_type() == at::kFloat) single();
    else with_double();
}

struct StackedLinear : torch::autograd::Node {
    torch::autograd::SavedVariable input;
    Parameter weight, bias;
    at::Tensor rectified;  // The output, if ReLU is part of the layer.
    bool needs_input_gradient;

    torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override {
        if (!gradients[0].defined()) return {at::Tensor()};
        at::AutoDispatchBelowADInplaceOrView below;
        const at::Tensor gradient = before_relu(gradients[0].contiguous()), x = input.unpack().contiguous();
        in_precision_of(x, [&] { add_weight_gradient<float>(gradient, x, weight); }, [&] { add_weight_gradient<double>(gradient, x, weight); });
        if (bias.values.defined()) bias.gradient.add_(at::sum(gradient, 1));
        if (!needs_input_gradient) return {at::Tensor()};
        at::Tensor result = at::empty(x.sizes(), x.options());
        in_precision_of(x, [&] { write_input_gradient<float>(gradient, weight, result); }, [&] { write_input_gradient<double>(gradient, weight, result); });
        return {result};
    }

    at::Tensor before_relu(const at::Tensor& gradient) const {
        if (!rectified.defined()) return gradient;
        const at::Tensor result = at::empty_like(gradient);
        in_precision_of(gradient, [&] { mask(gradient.data_ptr<float>(), rectified.data_ptr<float>(), result.data_ptr<float>(), result.numel()); },
                        [&] { mask(gradient.data_ptr<double>(), rectified.data_ptr<double>(), result.data_ptr<double>(), result.numel()); });
        return result;
    }

    std::string name() const override { return "StackedLinear"; }
    void release_variables() override {
        input.reset_data();
        rectified.reset();
    }
};

at::Tensor output_of(const at::Tensor& input, const Parameter& weight, const Parameter& bias, bool rectifies) {
    at::AutoDispatchBelowADInplaceOrView below;
    const at::Tensor x = input.contiguous();
    at::Tensor output = at::empty({x.size(0), x.size(1), weight.values.size(1)}, x.options());
    in_precision_of(x, [&] { write_output<float>(x, weight, bias, rectifies, output); },
                    [&] { write_output<double>(x, weight, bias, rectifies, output); });
    return output;
}

at::Tensor stacked_linear(const at::Tensor& input, const Parameter& weight, const Parameter& bias, bool rectifies) {
    at::Tensor output = output_of(input, weight, bias, rectifies);
    if (!at::GradMode::is_enabled()) return output;
    std::shared_ptr<StackedLinear> node(new StackedLinear(), torch::autograd::deleteNode);
    node->input = torch::autograd::SavedVariable(input, /*is_output=*/false);
    node->weight = weight;
    node->bias = bias;
    if (rectifies) node->rectified = output.variable_data();
    node->needs_input_gradient = input.requires_grad();
    node->set_next_edges(torch::autograd::collect_next_edges(input));
    torch::autograd::impl::set_gradient_edge(output, torch::autograd::Edge(node, node->add_input_metadata(output)));
    return output;
}

}  // namespace

bool ExperimentsTorch_has_stacked_linear() { return sgemm_ != nullptr && dgemm_ != nullptr; }

void* ExperimentsTorch_stacked_linear(void* input, void* weight, void* weight_gradient, void* bias, void* bias_gradient, bool rectifies) {
    return guard([&] {
        TORCH_CHECK(ExperimentsTorch_has_stacked_linear(), "this libtorch gives no access to its BLAS");
        const at::Tensor& x = tensor(input);
        const Parameter w{tensor(weight), tensor(weight_gradient)}, b{tensor_or_undefined(bias), tensor_or_undefined(bias_gradient)};
        TORCH_CHECK(x.dim() == 3 && w.values.dim() == 3 && x.numel() > 0 && w.values.numel() > 0, "the input must be [cells, batch, inputs] and the weight "
                    "[cells, outputs, inputs], not ", x.sizes(), " and ", w.values.sizes());
        TORCH_CHECK(x.device().is_cpu() && (x.scalar_type() == at::kFloat || x.scalar_type() == at::kDouble), "the input must lie on the CPU in float32 or float64");
        check(w, x, {x.size(0), w.values.size(1), x.size(2)}, "the weight");
        if (b.values.defined()) check(b, x, {x.size(0), w.values.size(1)}, "the bias");
        return give(stacked_linear(x, w, b, rectifies));
    });
}
