// Named dimensions.
#include "bridge.h"

#include <cstring>
#include <string>

#include <ATen/core/Dimname.h>

namespace {

at::Dimname name_of(const char* text) {
    if (text == nullptr || std::strcmp(text, "*") == 0) return at::Dimname::wildcard();
    return at::Dimname::fromSymbol(at::Symbol::dimname(text));
}

std::vector<at::Dimname> names_of(void* texts, int64_t count) {
    std::vector<at::Dimname> list;
    for (int64_t i = 0; i < count; i++) list.push_back(name_of(static_cast<const char**>(texts)[i]));
    return list;
}

Optional<at::DimnameList> if_any(const std::vector<at::Dimname>& names) {
    return names.empty() ? Optional<at::DimnameList>() : Optional<at::DimnameList>(names);
}

}  // namespace

bool THSTensor_has_names(void* handle) { return guard([&] { return tensor(handle).has_names(); }); }

void THSTensor_names(void* handle, AllocatePinnedArray allocate) {
    guard([&] {
        if (!tensor(handle).has_names()) return;
        // TorchSharp never frees the texts. They belong to the thread until the next call.
        thread_local std::vector<std::string> texts;
        texts.clear();
        for (const at::Dimname& name : tensor(handle).names()) texts.push_back(name.symbol().toUnqualString());
        auto places = static_cast<const char**>(allocate(reinterpret_cast<void*>(texts.size())));
        for (size_t i = 0; i < texts.size(); i++) places[i] = texts[i].c_str();
    });
}

void* THSTensor_rename(void* handle, void* names, int64_t count) {
    return guard([&] { return give(tensor(handle).rename(if_any(names_of(names, count)))); });
}
void THSTensor_rename_(void* handle, void* names, int64_t count) {
    guard([&] { tensor(handle).rename_(if_any(names_of(names, count))); });
}
void* THSTensor_refine_names(void* handle, void* names, int64_t count) {
    return guard([&] { return give(tensor(handle).refine_names(names_of(names, count))); });
}

// "..." means the dimensions that are not named.
void* THSTensor_align_to(void* handle, void* names, int64_t count) {
    return guard([&] {
        std::vector<at::Dimname> list;
        int64_t rest = -1;
        for (int64_t i = 0; i < count; i++) {
            const char* text = static_cast<const char**>(names)[i];
            if (text != nullptr && std::strcmp(text, "...") == 0) rest = i;
            else list.push_back(name_of(text));
        }
        return give(rest < 0 ? tensor(handle).align_to(list) : tensor(handle).align_to(list, rest));
    });
}
// The last name is the name of the resulting dimension.
void* THSTensor_flatten_names(void* handle, void* names, int64_t count) {
    return guard([&] {
        auto list = names_of(names, count);
        at::Dimname result = list.back();
        list.pop_back();
        return give(tensor(handle).flatten(list, result));
    });
}
// The first name is the name of the dimension that is split.
void* THSTensor_unflatten_names(void* handle, void* names, void* sizes, int32_t count) {
    return guard([&] {
        auto list = names_of(names, count);
        at::Dimname split = list.front();
        list.erase(list.begin());
        return give(tensor(handle).unflatten(split, ints(sizes, count - 1), list));
    });
}
