// Losses. A reduction is 0 for none, 1 for the mean and 2 for the sum, in TorchSharp as in libtorch.
#include "operators.h"

#include <ATen/ExpandUtils.h>

EACH(NN5, cosine_embedding_loss, margin_ranking_loss)
OP4(THSNN_hinge_embedding_loss, hinge_embedding_loss)
EACH(NN3, l1_loss, multilabel_margin_loss, soft_margin_loss)
OP6(THSNN_multi_margin_loss, multi_margin_loss)
OP8(THSNN_triplet_margin_loss, triplet_margin_loss)
OP4(THSNN_kl_div_loss, kl_div)
OP6(THSNN_poisson_loss, poisson_nll_loss)

constexpr int64_t ignored_by_default = -100;

void* THSNN_cross_entropy(void* input, void* target, void* weight, int64_t ignore_index, bool has_ignore_index, int64_t reduction,
                          double smoothing) {
    return run<at::_ops::cross_entropy_loss>(input, target, weight, reduction, has_ignore_index ? ignore_index : ignored_by_default, smoothing);
}
void* THSNN_nll_loss(void* input, void* target, void* weight, int64_t reduction) {
    return run<at::_ops::nll_loss_nd>(input, target, weight, reduction, ignored_by_default);
}
void* THSNN_ctc_loss(void* log_probabilities, void* targets, void* input_lengths, void* target_lengths, int64_t blank, bool zero_infinity,
                     int64_t reduction) {
    return run<at::_ops::ctc_loss_Tensor>(log_probabilities, targets, input_lengths, target_lengths, blank, reduction, zero_infinity);
}

// Losses of two tensors. The tensors are first broadcast to the same shape.

static std::vector<at::Tensor> broadcast(void* input, void* target) {
    return at::_ops::broadcast_tensors::call(std::vector<at::Tensor>{tensor(input), tensor(target)});
}
void* THSNN_mse_loss(void* input, void* target, int64_t reduction) {
    return guard([&] {
        auto pair = broadcast(input, target);
        return give(at::_ops::mse_loss::call(pair[0], pair[1], reduction));
    });
}
void* THSNN_smooth_l1_loss(void* input, void* target, int64_t reduction, double beta) {
    return guard([&] {
        auto pair = broadcast(input, target);
        return give(at::_ops::smooth_l1_loss::call(pair[0], pair[1], reduction, beta));
    });
}
void* THSNN_huber_loss(void* input, void* target, double delta, int64_t reduction) {
    return guard([&] {
        auto pair = broadcast(input, target);
        return give(at::_ops::huber_loss::call(pair[0], pair[1], reduction, delta));
    });
}

static void check_sizes(const at::Tensor& input, const at::Tensor& target) {
    TORCH_CHECK(input.sizes() == target.sizes(), "the target's size ", target.sizes(), " differs from the input's size ", input.sizes(),
                "; give both the same size");
}
void* THSNN_binary_cross_entropy(void* input, void* target, void* weight, int64_t reduction) {
    return guard([&] {
        check_sizes(tensor(input), tensor(target));
        auto expanded = maybe<at::Tensor>(weight);
        if (expanded.has_value()) expanded = expanded->expand(at::infer_size(tensor(target).sizes(), expanded->sizes()));
        return give(at::_ops::binary_cross_entropy::call(tensor(input), tensor(target), expanded, reduction));
    });
}
void* THSNN_binary_cross_entropy_with_logits(void* input, void* target, void* weight, int64_t reduction, void* positive_weight) {
    return guard([&] {
        check_sizes(tensor(input), tensor(target));
        return give(at::_ops::binary_cross_entropy_with_logits::call(tensor(input), tensor(target), maybe<at::Tensor>(weight),
                                                                     maybe<at::Tensor>(positive_weight), reduction));
    });
}

static at::Tensor reduced(const at::Tensor& loss, int64_t reduction) { return reduction == 0 ? loss : reduction == 1 ? loss.mean() : loss.sum(); }
void* THSNN_multilabel_soft_margin_loss(void* input, void* target, void* weight, int64_t reduction) {
    return guard([&] {
        const at::Tensor &x = tensor(input), &y = tensor(target);
        using LogSigmoid = at::_ops::log_sigmoid;
        at::Tensor loss = y.mul(LogSigmoid::call(x)).add(y.neg().add(1).mul(LogSigmoid::call(x.neg()))).neg();
        if (weight != nullptr) loss = loss.mul(tensor(weight));
        return give(reduced(loss.sum(-1).div(x.size(-1)), reduction));
    });
}

// TorchSharp owns the tensors that the distance function receives and returns.
void* THSNN_triplet_margin_with_distance_loss(void* anchor, void* positive, void* negative, DistanceFunctionNative distance, double margin,
                                              bool swap, int64_t reduction) {
    auto between = [&](void* left, void* right) {
        if (distance != nullptr) return tensor(distance(give(tensor(left)), give(tensor(right))));
        return at::_ops::pairwise_distance::call(tensor(left), tensor(right), 2, 1e-6, false);
    };
    return guard([&] {
        at::Tensor near = between(anchor, positive), far = between(anchor, negative);
        if (swap) far = at::_ops::minimum::call(far, between(positive, negative));
        return give(reduced(near.sub(far).add(margin).clamp_min(0), reduction));
    });
}
