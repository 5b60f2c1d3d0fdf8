// Layers without state.
#include "operators.h"

#include <ATen/Context.h>
#include <torch/version.h>

// Does the same as torch::nn::functional::linear: addmm for two dimensions with a bias, otherwise a product and a sum.
void* THSNN_functional_linear(void* input, void* weight, void* bias) {
    return guard([&] {
        const at::Tensor& x = tensor(input);
        at::Tensor transposed = tensor(weight).t();
        if (bias == nullptr) return give(x.matmul(transposed));
        if (x.dim() == 2) return give(at::_ops::addmm::call(tensor(bias), x, transposed, 1, 1));
        return give(x.matmul(transposed).add_(tensor(bias)));
    });
}
OP4(THSNN_functional_bilinear, bilinear)

#define DROPOUT(name, op)                                                                                                        \
    void* THSNN_##name(void* input, double p, bool training, bool inplace) {                                                       \
        return inplace ? run<at::_ops::op##_>(input, p, training) : run<at::_ops::op>(input, p, training);                         \
    }
DROPOUT(dropout, dropout)
DROPOUT(alpha_dropout, alpha_dropout)
DROPOUT(feature_alpha_dropout, feature_alpha_dropout)

// Drops whole channels. An input without a batch dimension temporarily gets one.
static at::Tensor drop_channels(at::Tensor input, int64_t batched, double p, bool training, bool inplace) {
    bool alone = input.dim() != batched;
    if (alone) input = inplace ? input.unsqueeze_(0) : input.unsqueeze(0);
    at::Tensor result = inplace ? at::_ops::feature_dropout_::call(input, p, training) : at::_ops::feature_dropout::call(input, p, training);
    if (alone) result = inplace ? result.squeeze_(0) : result.squeeze(0);
    return result;
}
void* THSNN_dropout2d(void* input, double p, bool training, bool inplace) {
    return guard([&] { return give(drop_channels(tensor(input), 4, p, training, inplace)); });
}
void* THSNN_dropout3d(void* input, double p, bool training, bool inplace) {
    return guard([&] { return give(drop_channels(tensor(input), 5, p, training, inplace)); });
}

OP2(THSNN_one_hot, one_hot)
void* THSNN_pad(void* input, void* pad, int32_t length, uint8_t mode, double value) {
    static const char* const modes[] = {"constant", "reflect", "replicate", "circular", "constant"};
    auto fill = value != 0 ? Optional<double>(value) : Optional<double>();
    return run<at::_ops::pad>(input, pad, length, mode < 5 ? modes[mode] : "constant", fill);
}
OP4(THSNN_cosine_similarity, cosine_similarity)
OP5(THSNN_pairwise_distance, pairwise_distance)

// Normalisation. TorchSharp runs batch normalisation without cuDNN.

static bool cudnn() { return at::globalContext().userEnabledCuDNN(); }
void* THSNN_batch_norm(void* input, void* running_mean, void* running_var, void* weight, void* bias, bool training, double momentum, double eps) {
    return run<at::_ops::batch_norm>(input, weight, bias, running_mean, running_var, training, momentum, eps, false);
}
void* THSNN_instance_norm(void* input, void* running_mean, void* running_var, void* weight, void* bias, bool use_input_stats, double momentum,
                          double eps) {
    return run<at::_ops::instance_norm>(input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, cudnn());
}
void* THSNN_group_norm(void* input, int64_t groups, void* weight, void* bias, double eps) {
    return run<at::_ops::group_norm>(input, groups, weight, bias, eps, cudnn());
}
void* THSNN_layer_norm(void* input, int64_t* shape, int64_t length, void* weight, void* bias, double eps) {
    return run<at::_ops::layer_norm>(input, static_cast<void*>(shape), length, weight, bias, eps, cudnn());
}
void* THSNN_normalize(void* input, double p, int64_t dim, double eps) {
    return guard([&] {
        const at::Tensor& x = tensor(input);
        return give(x.div(x.norm(p, dim, true).clamp_min(eps).expand_as(x)));
    });
}

// From version 2 on, libtorch has an operator for attention.
#if TORCH_VERSION_MAJOR >= 2
OP6(THSNN_scaled_dot_product_attention, scaled_dot_product_attention)
#else
void* THSNN_scaled_dot_product_attention(void* query, void* key, void* value, void* mask, double p, bool causal) {
    return guard([&] {
        return give(std::get<0>(at::_ops::_scaled_dot_product_attention::call(tensor(query), tensor(key), tensor(value), maybe<at::Tensor>(mask), p,
                                                                              false, causal)));
    });
}
#endif
