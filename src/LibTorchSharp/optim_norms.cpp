// The norms of several tensors in one call, each by libtorch's own function for one tensor.
#include "bridge.h"

#include <vector>

#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/ops/norm.h>
#include <ATen/ops/stack.h>

#include "experiments_torch.h"

void* ExperimentsTorch_norms(void** tensors, int64_t count, bool by_row) {
    return guard([&] {
        at::AutoDispatchBelowADInplaceOrView below;
        std::vector<at::Tensor> norms;
        for (int64_t i = 0; i < count; i++) {
            const at::Tensor& values = tensor(tensors[i]);
            norms.push_back(by_row ? at::norm(values, 2.0f, {1}, false) : at::norm(values, 2.0f));
        }
        return give(at::stack(norms, by_row ? 1 : 0));
    });
}
