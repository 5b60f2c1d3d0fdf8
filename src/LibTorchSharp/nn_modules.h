// A module handle is a pointer to a std::shared_ptr<torch::nn::Module>.
#pragma once

#include <memory>

#include <torch/nn/module.h>

#include "bridge.h"

using ModuleHandle = std::shared_ptr<torch::nn::Module>;

inline torch::nn::Module& module(void* handle) {
    if (handle == nullptr) refuse_null("a module");
    return **static_cast<ModuleHandle*>(handle);
}

template <class Impl>
Impl& as(void* handle) {
    auto found = dynamic_cast<Impl*>(&module(handle));
    TORCH_CHECK(found != nullptr, "the module is a ", module(handle).name(), ", which has no such function");
    return *found;
}

// The box receives a second handle.
inline void* boxed(const ModuleHandle& module, void** box) {
    if (box != nullptr) *box = new ModuleHandle(module);
    return new ModuleHandle(module);
}

template <class Impl, class Options>
void* made(const Options& options, void** box) {
    return boxed(std::make_shared<Impl>(options), box);
}

// Read and write a tensor that is a member of a module.
#define MEMBER(module, name)                                                                                                     \
    void* THSNN_##module##_##name(void* handle) {                                                                                  \
        return guard([&] { return give(as<torch::nn::module##Impl>(handle).name); });                                              \
    }                                                                                                                              \
    void THSNN_##module##_set_##name(void* handle, void* value) {                                                                  \
        guard([&] { as<torch::nn::module##Impl>(handle).name = tensor(value); });                                                  \
    }
