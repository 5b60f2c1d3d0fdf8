// The losses of several networks at once, each by libtorch's own function for one network.
#include "bridge.h"

#include <vector>

#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/ops/nll_loss.h>
#include <ATen/ops/stack.h>

#include "experiments_torch.h"

void* ExperimentsTorch_class_losses(void* logarithms, void* targets) {
    return guard([&] {
        const at::Tensor &values = tensor(logarithms), &classes = tensor(targets);
        TORCH_CHECK(values.dim() == 3 && classes.dim() == 2 && values.size(0) == classes.size(0) && values.size(1) == classes.size(1),
                    "the logarithms must be [cells, batch, classes] and the targets [cells, batch], not ", values.sizes(), " and ", classes.sizes());
        at::AutoDispatchBelowADInplaceOrView below;
        std::vector<at::Tensor> losses;
        for (int64_t cell = 0; cell < values.size(0); cell++) losses.push_back(at::nll_loss(values[cell], classes[cell]));
        return give(at::stack(losses));
    });
}
