// Modules and embeddings.
//
// Most of TorchSharp's modules are written in C#. They need only a name and the training mode from this library.
#include "nn_modules.h"

#include <cstring>
#include <string>

#include <torch/nn/modules/embedding.h>
#include <torch/serialize/archive.h>

using namespace torch::nn;

namespace {

// A module whose forward is written in C#.
struct ManagedModule : Module {
    explicit ManagedModule(const char* name) : Module(name) {}
};

at::Device module_device(int64_t type, int64_t index) {
    bool known = type == static_cast<int64_t>(at::kCUDA) || type == static_cast<int64_t>(at::DeviceType::MPS);
    return device(known ? type : 0, index);
}

// TorchSharp never frees the names. They belong to the thread until the next call.
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
// In an archive with a single tensor, the tensor has the name "0".
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

// As in TorchSharp's library, initial weights are drawn before the given weights replace them.
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
