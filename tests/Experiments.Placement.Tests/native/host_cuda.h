// Declarations for both files of the simulated CUDA.
#pragma once

#include <ATen/core/ivalue.h>

#define HOST_CUDA_API extern "C" __attribute__((visibility("default")))

// Calls visit with each tensor in a value, including tensors in lists.
template <class Visit>
void each_tensor(const c10::IValue& value, Visit visit) {
    if (value.isTensor()) visit(value.toTensor());
    else if (value.isList())
        for (const c10::IValue& item : value.toListRef()) each_tensor(item, visit);
}
