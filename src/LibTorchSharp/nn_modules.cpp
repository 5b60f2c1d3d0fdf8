// Modules, embeddings, attention and the optimiser that needs libtorch.
//
// Most of TorchSharp's modules are written in C#: what they need here is a name and whether they are training.
#include "nn_modules.h"

#include <cstring>
#include <string>

#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/embedding.h>
#include <torch/nn/modules/transformer.h>
#include <torch/nn/modules/transformercoder.h>
#include <torch/nn/modules/transformerlayer.h>
#include <torch/optim/lbfgs.h>
#include <torch/serialize/archive.h>

using namespace torch::nn;

namespace {

// A module whose forward is C#'s.
struct ManagedModule : Module {
    explicit ManagedModule(const char* name) : Module(name) {}
};

at::Device module_device(int64_t type, int64_t index) {
    bool known = type == static_cast<int64_t>(at::kCUDA) || type == static_cast<int64_t>(at::DeviceType::MPS);
    return device(known ? type : 0, index);
}

// TorchSharp never frees the names: they stay with the thread until the next call.
template <class Named>
void give_named(const Named& items, AllocatePinnedArray allocate_values, AllocatePinnedArray allocate_names) {
    thread_local std::vector<std::string> names;
    names.clear();
    std::vector<at::Tensor> values;
    for (const auto& item : items) {
        names.push_back(item.key());
        values.push_back(item.value());
    }
    give(values, allocate_values);
    auto places = static_cast<const char**>(allocate_names(reinterpret_cast<void*>(names.size())));
    for (size_t i = 0; i < names.size(); i++) places[i] = names[i].c_str();
}

}  // namespace

void* THSNN_custom_module(const char* name, ForwardFunctionC, void** box) {
    return guard([&] { return boxed(std::make_shared<ManagedModule>(name), box); });
}
void* THSNN_Sequential_ctor() {
    return guard([] { return boxed(std::make_shared<ManagedModule>("torch::nn::SequentialImpl"), nullptr); });
}
void THSNN_Module_dispose(void* handle) { delete static_cast<ModuleHandle*>(handle); }
void THSNN_AnyModule_dispose(void* handle) { delete static_cast<ModuleHandle*>(handle); }

// The marshaller frees the name.
const char* THSNN_Module_name(void* handle) {
    return guard([&] { return static_cast<const char*>(strdup(module(handle).name().c_str())); });
}
bool THSNN_Module_is_training(void* handle) { return guard([&] { return module(handle).is_training(); }); }
void THSNN_Module_train(void* handle, bool on) {
    guard([&] { module(handle).train(on); });
}
void THSNN_Module_zero_grad(void* handle, bool set_to_none) {
    guard([&] { module(handle).zero_grad(set_to_none); });
}
void THSNN_Module_to_device(void* handle, int64_t device_type, int64_t device_index, bool non_blocking) {
    guard([&] { module(handle).to(module_device(device_type, device_index), non_blocking); });
}
void THSNN_Module_to_dtype(void* handle, int8_t dtype, bool non_blocking) {
    guard([&] { module(handle).to(static_cast<at::ScalarType>(dtype), non_blocking); });
}
void THSNN_Module_to_device_dtype(void* handle, int8_t dtype, int64_t device_type, int64_t device_index, bool non_blocking) {
    guard([&] { module(handle).to(module_device(device_type, device_index), static_cast<at::ScalarType>(dtype), non_blocking); });
}
void THSNN_Module_get_parameters(void* handle, AllocatePinnedArray allocate, bool recurse) {
    guard([&] { give(module(handle).parameters(recurse), allocate); });
}
void THSNN_Module_get_named_parameters(void* handle, AllocatePinnedArray allocate_values, AllocatePinnedArray allocate_names) {
    guard([&] { give_named(module(handle).named_parameters(), allocate_values, allocate_names); });
}
void THSNN_Module_get_named_buffers(void* handle, AllocatePinnedArray allocate_values, AllocatePinnedArray allocate_names) {
    guard([&] { give_named(module(handle).named_buffers(), allocate_values, allocate_names); });
}

// Files.

void THSNN_Module_save(void* handle, const char* path) {
    guard([&] {
        torch::serialize::OutputArchive archive;
        module(handle).save(archive);
        archive.save_to(path);
    });
}
void* THSNN_Module_load(const char* path) {
    return guard([&] {
        auto loaded = std::make_shared<Module>();
        torch::serialize::InputArchive archive;
        archive.load_from(path);
        loaded->load(archive);
        return boxed(loaded, nullptr);
    });
}
// A tensor alone has the name "0" in its archive.
void* THSTensor_save(void* handle, const char* path) {
    return guard([&] {
        torch::serialize::OutputArchive archive;
        archive.write("0", tensor(handle));
        archive.save_to(path);
        return static_cast<void*>(nullptr);
    });
}
void* THSTensor_load(const char* path) {
    return guard([&] {
        at::Tensor loaded;
        torch::serialize::InputArchive archive;
        archive.load_from(path);
        archive.read("0", loaded);
        return give(loaded);
    });
}

// Embeddings.

namespace {

// TorchSharp's own library draws the initial weights before it puts the given ones in their place.
template <class Impl, class Options>
void* pretrained(void* weights, bool freeze, const Options& options, void** box) {
    auto made = std::make_shared<Impl>(options);
    made->weight = tensor(weights);
    made->weight.set_requires_grad(!freeze);
    return boxed(made, box);
}

template <class Options>
Options embedding(int64_t rows, int64_t columns, double max_norm, bool has_max_norm, double norm_type, bool scale_by_frequency, bool sparse) {
    Options options(rows, columns);
    options.norm_type(norm_type).scale_grad_by_freq(scale_by_frequency).sparse(sparse);
    if (has_max_norm) options.max_norm(max_norm);
    return options;
}

EmbeddingOptions padded(EmbeddingOptions options, int64_t index, bool has_index) {
    if (has_index) options.padding_idx(index);
    return options;
}

EmbeddingBagOptions bag(EmbeddingBagOptions options, int64_t mode, bool include_last_offset, int64_t padding_index) {
    if (mode == 0) options.mode(torch::kSum);
    if (mode == 1) options.mode(torch::kMean);
    if (mode == 2) options.mode(torch::kMax);
    if (padding_index >= 0) options.padding_idx(padding_index);
    return options.include_last_offset(include_last_offset);
}

}  // namespace

void* THSNN_Embedding_ctor(int64_t rows, int64_t columns, int64_t padding, bool has_padding, double max_norm, bool has_max_norm, double norm_type,
                           bool scale, bool sparse, void** box) {
    return guard([&] {
        auto options = embedding<EmbeddingOptions>(rows, columns, max_norm, has_max_norm, norm_type, scale, sparse);
        return made<EmbeddingImpl>(padded(options, padding, has_padding), box);
    });
}
void* THSNN_Embedding_from_pretrained(void* weights, bool freeze, int64_t padding, bool has_padding, double max_norm, bool has_max_norm,
                                      double norm_type, bool scale, bool sparse, void** box) {
    return guard([&] {
        const at::Tensor& given = tensor(weights);
        auto options = embedding<EmbeddingOptions>(given.size(0), given.size(1), max_norm, has_max_norm, norm_type, scale, sparse);
        return pretrained<EmbeddingImpl>(weights, freeze, padded(options, padding, has_padding), box);
    });
}
void* THSNN_Embedding_forward(void* handle, void* input) { return guard([&] { return give(as<EmbeddingImpl>(handle).forward(tensor(input))); }); }
MEMBER(Embedding, weight)

void* THSNN_EmbeddingBag_ctor(int64_t rows, int64_t columns, double max_norm, bool has_max_norm, double norm_type, bool scale, int64_t mode,
                              bool sparse, bool include_last_offset, int64_t padding, void** box) {
    return guard([&] {
        auto options = embedding<EmbeddingBagOptions>(rows, columns, max_norm, has_max_norm, norm_type, scale, sparse);
        return made<EmbeddingBagImpl>(bag(options, mode, include_last_offset, padding), box);
    });
}
void* THSNN_EmbeddingBag_from_pretrained(void* weights, bool freeze, double max_norm, bool has_max_norm, double norm_type, bool scale, int64_t mode,
                                         bool sparse, bool include_last_offset, int64_t padding, void** box) {
    return guard([&] {
        const at::Tensor& given = tensor(weights);
        auto options = embedding<EmbeddingBagOptions>(given.size(0), given.size(1), max_norm, has_max_norm, norm_type, scale, sparse);
        return pretrained<EmbeddingBagImpl>(weights, freeze, bag(options, mode, include_last_offset, padding), box);
    });
}
void* THSNN_EmbeddingBag_forward(void* handle, void* input, void* offsets, void* weights) {
    return guard([&] {
        return give(as<EmbeddingBagImpl>(handle).forward(tensor(input), tensor_or_undefined(offsets), tensor_or_undefined(weights)));
    });
}
MEMBER(EmbeddingBag, weight)

// Attention.

namespace {

// TorchSharp's number for an activation: 0 is ReLU, 1 is GELU.
template <class Options>
Options transformer(Options options, int64_t hidden, double dropout, int64_t activation) {
    options.dim_feedforward(hidden).dropout(dropout);
    if (activation == 0) options.activation(torch::kReLU);
    if (activation == 1) options.activation(torch::kGELU);
    return options;
}

}  // namespace

void* THSNN_MultiheadAttention_ctor(int64_t width, int64_t heads, double dropout, bool bias, bool add_bias, bool add_zero, int64_t key_width,
                                    int64_t value_width, void** box) {
    return guard([&] {
        auto options = MultiheadAttentionOptions(width, heads).dropout(dropout).bias(bias).add_bias_kv(add_bias).add_zero_attn(add_zero);
        return made<MultiheadAttentionImpl>(options.kdim(key_width).vdim(value_width), box);
    });
}
void THSNN_MultiheadAttention_forward(void* handle, void* query, void* key, void* value, void* padding_mask, bool need_weights, void* mask,
                                      void** output, void** weights) {
    guard([&] {
        auto results = as<MultiheadAttentionImpl>(handle).forward(tensor(query), tensor(key), tensor(value), tensor_or_undefined(padding_mask),
                                                                  need_weights, tensor_or_undefined(mask));
        *output = give(std::get<0>(results));
        *weights = give(std::get<1>(results));
    });
}

void* THSNN_Transformer_ctor(int64_t width, int64_t heads, int64_t encoders, int64_t decoders, int64_t hidden, double dropout, int64_t activation,
                             void** box) {
    return guard([&] {
        auto options = TransformerOptions(width, heads).num_encoder_layers(encoders).num_decoder_layers(decoders);
        return made<TransformerImpl>(transformer(options, hidden, dropout, activation), box);
    });
}
void* THSNN_TransformerEncoderLayer_ctor(int64_t width, int64_t heads, int64_t hidden, double dropout, int64_t activation, void** box) {
    return guard([&] {
        return made<TransformerEncoderLayerImpl>(transformer(TransformerEncoderLayerOptions(width, heads), hidden, dropout, activation), box);
    });
}
void* THSNN_TransformerDecoderLayer_ctor(int64_t width, int64_t heads, int64_t hidden, double dropout, int64_t activation, void** box) {
    return guard([&] {
        return made<TransformerDecoderLayerImpl>(transformer(TransformerDecoderLayerOptions(width, heads), hidden, dropout, activation), box);
    });
}
void* THSNN_TransformerEncoder_ctor(void* layer, int64_t count, void** box) {
    return guard([&] {
        TransformerEncoderLayer prototype(as<TransformerEncoderLayerImpl>(layer));
        return made<TransformerEncoderImpl>(TransformerEncoderOptions(prototype, count), box);
    });
}
void* THSNN_TransformerDecoder_ctor(void* layer, int64_t count, void** box) {
    return guard([&] {
        TransformerDecoderLayer prototype(as<TransformerDecoderLayerImpl>(layer));
        return made<TransformerDecoderImpl>(TransformerDecoderOptions(prototype, count), box);
    });
}

void* THSNN_Transformer_forward(void* handle, void* source, void* target, void* source_mask, void* target_mask, void* memory_mask,
                                void* source_padding, void* target_padding, void* memory_padding) {
    return guard([&] {
        return give(as<TransformerImpl>(handle).forward(tensor(source), tensor(target), tensor_or_undefined(source_mask),
                                                        tensor_or_undefined(target_mask), tensor_or_undefined(memory_mask),
                                                        tensor_or_undefined(source_padding), tensor_or_undefined(target_padding),
                                                        tensor_or_undefined(memory_padding)));
    });
}
#define ENCODE(name)                                                                                                                   \
    void* THSNN_##name##_forward(void* handle, void* source, void* mask, void* padding) {                                                \
        return guard([&] {                                                                                                               \
            return give(as<name##Impl>(handle).forward(tensor(source), tensor_or_undefined(mask), tensor_or_undefined(padding)));        \
        });                                                                                                                              \
    }
#define DECODE(name)                                                                                                                   \
    void* THSNN_##name##_forward(void* handle, void* target, void* memory, void* target_mask, void* memory_mask, void* target_padding,   \
                                 void* memory_padding) {                                                                                 \
        return guard([&] {                                                                                                               \
            return give(as<name##Impl>(handle).forward(tensor(target), tensor(memory), tensor_or_undefined(target_mask),                 \
                                                       tensor_or_undefined(memory_mask), tensor_or_undefined(target_padding),            \
                                                       tensor_or_undefined(memory_padding)));                                            \
        });                                                                                                                              \
    }
ENCODE(TransformerEncoder)
ENCODE(TransformerEncoderLayer)
DECODE(TransformerDecoder)
DECODE(TransformerDecoderLayer)

// L-BFGS, the one optimiser that TorchSharp does not write in C#.

namespace {

using Optimizer = std::shared_ptr<torch::optim::Optimizer>;

torch::optim::Optimizer& optimizer(void* handle) {
    if (handle == nullptr) refuse_null("an optimiser");
    return **static_cast<Optimizer*>(handle);
}

}  // namespace

void* THSNN_LBFGS_ctor(void* parameters, int32_t count, double rate, int64_t iterations, int64_t evaluations, double gradient_tolerance,
                       double change_tolerance, int64_t history) {
    return guard([&] {
        torch::optim::LBFGSOptions options(rate);
        options.max_iter(iterations).max_eval(evaluations).tolerance_grad(gradient_tolerance).tolerance_change(change_tolerance).history_size(history);
        return static_cast<void*>(new Optimizer(std::make_shared<torch::optim::LBFGS>(tensors(parameters, count), options)));
    });
}
void THSNN_LBFGS_set_lr(void* handle, double rate) {
    guard([&] {
        for (auto& group : optimizer(handle).param_groups()) static_cast<torch::optim::LBFGSOptions&>(group.options()).lr(rate);
    });
}
void THSNN_Optimizer_dispose(void* handle) { delete static_cast<Optimizer*>(handle); }
void THSNN_Optimizer_getParameters(void* handle, AllocatePinnedArray allocate) {
    guard([&] {
        std::vector<at::Tensor> all;
        for (auto& group : optimizer(handle).param_groups()) all.insert(all.end(), group.params().begin(), group.params().end());
        give(all, allocate);
    });
}
// The closure hands its loss over.
static at::Tensor taken(void* handle) {
    at::Tensor result = tensor(handle);
    THSTensor_dispose(handle);
    return result;
}
void* THSNN_Optimizer_step(void* handle, LossClosure closure) {
    return guard([&] {
        if (closure == nullptr) return give(optimizer(handle).step());
        return give(optimizer(handle).step([closure] { return taken(closure()); }));
    });
}
// Gradients become absent, as by default from libtorch 2 on.
void THSNN_Optimizer_zero_grad(void* handle) {
    guard([&] {
        for (auto& group : optimizer(handle).param_groups()) {
            for (auto& parameter : group.params()) parameter.mutable_grad().reset();
        }
    });
}
